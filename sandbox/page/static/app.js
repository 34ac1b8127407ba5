import { order, turnsAfter, watch } from "./api.js";
import { chatColumn } from "./chat.js";
import { chatList, directPlace } from "./chats.js";
import { deskColumn } from "./desk.js";
import { byId } from "./dom.js";
import { enterGroup } from "./group.js";
import { icon } from "./icons.js";
import { inboxColumn } from "./inbox.js";
import { inboxState } from "./inbox-state.js";
import { journeyColumn } from "./journey.js";
import { group, people, personOf } from "./people.js";
import { serverColumn } from "./server.js";
import { serverState } from "./server-state.js";
import { Turns } from "./turns.js";
import { weatherBar } from "./weather.js";

const turnsEveryMs = 1_000;
const noticeMs = 6_000;

let place = directPlace(people[0]);
let speaker = people[0];
let topic;
let ideas;
let view;
/** Of the platform that is shown; undefined for Telegram. */
let elsewhere;
const turns = new Turns();

const app = {
  /** The chosen chat. */
  place: () => elsewhere?.place() ?? place,
  /** Who one is there. */
  speaker: () => elsewhere?.speaker() ?? speaker,
  topic: () => topic,
  /** The chosen chat as the sandbox's actions name it. */
  where: () => (place.kind === "group" ? { chat: place.id, ...(topic !== undefined && { topic }) } : {}),
  botHandle: () => `@${view?.bot ?? "bot"}`,
  open: async (chosen) => {
    place = chosen;
    ideas = undefined;
    topic = undefined;
    if (chosen.kind === "direct") speaker = personOf(chosen.id);
    else if (!group.members.includes(speaker)) speaker = group.members[0];
    if (chosen.kind === "group") await app.run(enterGroup());
    await refresh();
  },
  speakAs: (person) => {
    speaker = person;
    draw();
  },
  openTopic: (chosen) => {
    topic = chosen;
    draw();
  },
  /** The link of an invitation: the one who pressed it comes into the direct chat with its token. */
  followInvitation: async (token) => {
    const person = speaker;
    await app.open(directPlace(person));
    await app.run(order("telegram/say", { person: person.id, text: `/start ${token}` }));
  },
  toggleIdeas: (open) => {
    ideas = open ?? !app.ideasOpen(said());
    draw();
  },
  /** Shown by themselves until the first message. */
  ideasOpen: (messages) => ideas ?? messages === 0,
  run: async (ordered) => {
    try {
      return await ordered;
    } catch (error) {
      app.notify(error.message);
      return undefined;
    }
  },
  notify: (words) => {
    const notice = byId("notice");
    notice.textContent = words;
    notice.hidden = false;
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => {
      notice.hidden = true;
    }, noticeMs);
  },
  draw: () => draw(),
  refresh: () => refresh(),
};
let noticeTimer;
const discord = serverState(app);
const twitter = inboxState(app);

const said = () => (view?.chat?.messages ?? []).filter(({ kind }) => kind !== "service").length;

const onTelegram = [chatList(app), chatColumn(app)];
const columns = new Map([
  [discord, serverColumn(app, discord)],
  [twitter, inboxColumn(app, twitter)],
]);
const weather = weatherBar(app);
const desk = deskColumn(app);
const journey = journeyColumn(app);

const draw = () => {
  const shown = elsewhere ? elsewhere.view() : view;
  if (!shown || (!elsewhere && shown.of !== place.id)) return;
  if (elsewhere) columns.get(elsewhere)();
  else for (const column of onTelegram) column(shown);
  weather(shown);
  desk(shown);
  journey(turns.of(elsewhere?.place().chats ?? [place.id]), turns.connected);
  const state = byId("fleet-state");
  const words = turns.connected ? "Fleet connected" : "Fleet not connected";
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle("on", turns.connected);
};

let asking;
let again = false;

/** One question at a time; a change meanwhile asks once more. */
const refresh = () => {
  again = asking !== undefined;
  asking ??= ask().finally(() => {
    asking = undefined;
    if (again) refresh();
  });
  return asking;
};

const ask = async () => {
  if (elsewhere) await app.run(elsewhere.ask());
  else await askTelegram();
  draw();
};

const askTelegram = async () => {
  const { id } = place;
  const [answer, list] = await Promise.all([
    app.run(order("view", { chat: id, person: speaker.id })),
    app.run(order("page/chats")),
  ]);
  if (answer && id === place.id) view = { ...answer, of: id, chats: list?.chats ?? [] };
};

const refreshTurns = async () => {
  const news = await turnsAfter(turns.after);
  turns.add(news);
  draw();
};

const platforms = [
  { button: byId("on-telegram"), phone: byId("phone"), input: "composer-text" },
  { button: byId("on-discord"), phone: byId("server"), input: "server-text", state: discord },
  { button: byId("on-twitter"), phone: byId("inbox"), input: "inbox-text", state: twitter },
];
for (const { button, input, state } of platforms)
  button.addEventListener("click", async () => {
    elsewhere = state;
    for (const each of platforms) {
      each.button.setAttribute("aria-pressed", String(each.button === button));
      each.phone.hidden = each.button !== button;
    }
    byId("skip").href = `#${input}`;
    await refresh();
  });

const theme = byId("theme");
theme.append(icon("moon"));
theme.addEventListener("click", () => {
  const dark =
    getComputedStyle(document.documentElement).colorScheme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});

for (const { id, firstName, username, languageCode } of people)
  await app.run(order("telegram/person", { id, firstName, username, languageCode }));
watch(() => refresh());
setInterval(() => {
  if (!document.hidden) refreshTurns();
}, turnsEveryMs);
await refresh();
await refreshTurns();
