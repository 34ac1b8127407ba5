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
/** The search for the chat or platform that was chosen last, until it ends. */
let entering;
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
  open: (chosen) =>
    app.enter(async () => {
      if (chosen.kind === "group") await enterGroup();
      const next = speakerIn(chosen);
      const answer = await telegramView(chosen, next);
      return () => {
        [place, speaker, view] = [chosen, next, answer];
        ideas = undefined;
        topic = undefined;
      };
    }),
  /**
   * Goes to another chat or platform once it is known: `search` resolves with how one arrives there. Until then,
   * nothing of the chat that is seen can be pressed; of two, the one that was chosen last is entered. Resolves with
   * whether one has arrived.
   */
  enter: async (search) => {
    entering = search;
    showStage();
    const arrive = await app.run(search());
    if (entering !== search) return false;
    entering = undefined;
    arrive?.();
    draw();
    refresh();
    return arrive !== undefined;
  },
  isEntering: (search) => search !== undefined && search === entering,
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
    if (!(await app.open(directPlace(person)))) return;
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

const speakerIn = ({ kind, id }) => {
  if (kind === "direct") return personOf(id);
  return group.members.includes(speaker) ? speaker : group.members[0];
};

/** Shows the platform's phone, and nothing in it to press before it stands where it stays. */
const showStage = () => {
  for (const { state, button, phone } of platforms) {
    button.setAttribute("aria-pressed", String(state === elsewhere));
    phone.hidden = state !== elsewhere;
  }
  for (const id of ["stage", "theme"]) byId(id).hidden = false;
  byId("stage").classList.toggle("is-entering", entering !== undefined);
  byId("weather").inert = entering !== undefined;
};

const draw = () => {
  const shown = elsewhere ? elsewhere.view() : view;
  if (!shown) return;
  showStage();
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
  const take = await app.run(find(elsewhere));
  take?.();
  draw();
};

/** Asks what there is on a platform; resolves with what takes it over. */
const find = (state) => (state ? state.find() : findTelegram());

const findTelegram = async () => {
  const asked = place;
  const answer = await telegramView(asked, speaker);
  return () => {
    if (asked === place) view = answer;
  };
};

const telegramView = async ({ id }, person) => {
  const [answer, { chats }] = await Promise.all([
    order("view", { chat: id, person: person.id }),
    order("page/chats"),
  ]);
  return { ...answer, chats };
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
  button.addEventListener("click", () =>
    app.enter(async () => {
      const take = await find(state);
      return () => {
        take();
        elsewhere = state;
        byId("skip").href = `#${input}`;
      };
    }),
  );

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
  if (document.hidden) return;
  // The first question may have failed.
  if (!view) refresh();
  refreshTurns();
}, turnsEveryMs);
await refresh();
await refreshTurns();
