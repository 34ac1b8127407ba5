import { personOf } from "./people.js";

/** Some of the people on X: an id there is a snowflake, and everybody has a username. */
const userFrom = (telegramId) => {
  const person = personOf(telegramId);
  const username = person.username ?? person.firstName.toLowerCase();
  return { ...person, id: `150000000000000${telegramId}`, tint: telegramId % 7, username };
};

const ada = userFrom(1001);
const linYue = userFrom(1002);
const sam = userFrom(1003);
const ben = userFrom(1004);

export const users = [ada, linYue, sam, ben];

export const userOf = (id) => users.find((user) => user.id === id);

/** What the account has posted in public; one replies below it. */
export const publicPost = {
  text: "Withdrawals on all networks are open again. Questions? We are here for you.",
  /** `by` says it; `{bot}` becomes the account's handle. */
  tries: [
    { by: ada, label: "Name the account", text: "{bot} how long does a withdrawal take?" },
    { by: ben, label: "Answer the post", text: "Mine arrived within the hour, thanks" },
    { by: linYue, label: "用中文提问", text: "{bot} 我的提现失败了，怎么办？" },
  ],
};
