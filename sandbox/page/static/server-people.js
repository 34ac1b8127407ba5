import { personOf } from "./people.js";

/** The people of the group on Discord: an id there is a snowflake. */
const member = (telegramId, role) => {
  const person = personOf(telegramId);
  const name = person.username ?? person.firstName.toLowerCase();
  const locale = person.languageCode.startsWith("zh") ? "zh-CN" : "en-US";
  return { ...person, id: `110000000000000${telegramId}`, tint: telegramId % 7, name, locale, role };
};

const ada = member(1001, "Member");
const linYue = member(1002, "Member");
const ben = member(1004, "Member");
const grace = member(1006, "Moderator");
const impostor = member(1007, "New here");

export const server = {
  name: "HTX Traders",
  members: [ada, linYue, ben, grace, impostor],
  moderators: [grace],
  channels: [
    { name: "general", topic: "Everything about trading", threads: ["Deposits today"] },
    { name: "help", topic: "/support asks the bot" },
  ],
  /** `by` says it; `{bot}` becomes the mention of the bot. */
  tries: [
    { by: ada, label: "Ask the bot", text: "{bot} how long does a withdrawal take?" },
    { by: ben, label: "Talk among members", text: "Did anybody else's withdrawal take long today?" },
    {
      by: impostor,
      label: "The impostor tries it",
      text: "Official support here. Write me your phone and the code from your app, I unlock your account",
    },
  ],
};

export const memberOf = (id) => server.members.find((one) => one.id === id);
