import { order, turnsAfter, watch } from "./api.js";
import { chatColumn } from "./chat.js";
import { deskColumn } from "./desk.js";
import { byId } from "./dom.js";
import { icon } from "./icons.js";
import { journeyColumn } from "./journey.js";
import { personas } from "./personas.js";
import { Turns } from "./turns.js";
import { weatherBar } from "./weather.js";

const turnsEveryMs = 1_000;
const noticeMs = 6_000;

let persona = personas[0];
let ideas;
let view;
const turns = new Turns();

const app = {
  persona: () => persona,
  choose: (chosen) => {
    persona = chosen;
    ideas = undefined;
    refresh();
  },
  toggleIdeas: (open) => {
    ideas = open ?? !app.ideasOpen(view?.chat?.messages.length ?? 0);
    draw();
  },
  /** Shown by themselves until the first message. */
  ideasOpen: (messages) => ideas ?? messages === 0,
  run: async (ordered) => {
    try {
      return await ordered;
    } catch (error) {
      notify(error.message);
      return undefined;
    }
  },
  draw: () => draw(),
};

const columns = [chatColumn(app), weatherBar(app), deskColumn(app)];
const journey = journeyColumn(app);

const draw = () => {
  if (!view) return;
  for (const column of columns) column(view);
  journey(turns.of(persona.id), turns.connected);
  const state = byId("fleet-state");
  const words = turns.connected ? "Fleet connected" : "Fleet not connected";
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle("on", turns.connected);
};

let asking = false;
let again = false;

/** One question at a time; a change meanwhile asks once more. */
const refresh = async () => {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const answer = await app.run(order("view", { person: persona.id }));
  if (answer) view = answer;
  asking = false;
  draw();
  if (again) {
    again = false;
    refresh();
  }
};

const refreshTurns = async () => {
  const news = await turnsAfter(turns.after);
  turns.add(news);
  draw();
};

let noticeTimer;
const notify = (words) => {
  const notice = byId("notice");
  notice.textContent = words;
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => {
    notice.hidden = true;
  }, noticeMs);
};

const theme = byId("theme");
theme.append(icon("moon"));
theme.addEventListener("click", () => {
  const dark =
    getComputedStyle(document.documentElement).colorScheme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});

for (const { id, firstName, username, languageCode } of personas)
  await app.run(order("telegram/person", { id, firstName, username, languageCode }));
watch(() => refresh());
setInterval(() => {
  if (!document.hidden) refreshTurns();
}, turnsEveryMs);
await refresh();
await refreshTurns();
