import { byId, h, redraw, timeOf } from "./dom.js";
import { icon } from "./icons.js";
import {
  decisionWords,
  effectWords,
  eventWords,
  lanes,
  outcomes,
  ownerWords,
  plain,
  stages,
  stateWords,
} from "./words.js";

/** What the fleet did with a message, as a picture: the stations it passed, what was decided, what came of it. */
export const journeyColumn = (app) => {
  let chosen;
  let lastSeq;

  const choose = (seq) => {
    chosen = seq;
    app.draw();
  };

  return (turns, connected) => {
    const last = turns.at(-1)?.seq;
    if (last !== lastSeq) chosen = undefined;
    lastSeq = last;
    const turn = turns.find(({ seq }) => seq === chosen) ?? turns.findLast(isMain) ?? turns.at(-1);
    drawOwner(turns.at(-1)?.owner);
    redraw(byId("journey"), [turns, turn?.seq, connected], () =>
      turn
        ? [strip(turns, turn, choose), head(turn), track(turn), findings(turn), decision(turn), effects(turn)]
        : [empty(connected)],
    );
    const current = byId("journey").querySelector(".turn[aria-current]");
    if (chosen === undefined) current?.parentElement.scrollTo({ left: current.parentElement.scrollWidth });
  };
};

/** Outcomes are turns too; the picture stays with what a person did unless they are chosen. */
const isMain = ({ events }) =>
  !(events ?? []).every(({ kind }) => kind === "effect.settled" || kind === "timer.fired");

const drawOwner = (owner) => {
  const [words, tone] = ownerWords(owner);
  const element = byId("owner");
  element.textContent = words;
  element.className = `owner tone-${tone}`;
};

const empty = (connected) =>
  h(
    "div",
    { class: "empty" },
    h(
      "div",
      { class: "empty-track", "aria-hidden": "true" },
      stages.map(({ icon: name }) => h("span", {}, icon(name))),
    ),
    h("h3", {}, connected ? "Nothing has happened yet" : "The fleet is not connected"),
    h(
      "p",
      {},
      connected
        ? "Write in the chat: each message travels along these stations, and you see where it was decided and why."
        : "The chat and the desk work; what the fleet does with a message shows here as soon as it runs.",
    ),
  );

const strip = (turns, current, choose) =>
  h(
    "nav",
    { class: "strip", "aria-label": "Turns" },
    turns.slice(-30).map((turn) => {
      const [words, name] = eventWords(turn.events?.[0]?.kind);
      const [decided] = decisionWords(turn.decision);
      return h(
        "button",
        {
          type: "button",
          class: `turn${isMain(turn) ? "" : " minor"}`,
          "aria-current": turn === current ? "true" : undefined,
          title: `${words} → ${decided}`,
          onclick: () => choose(turn.seq),
        },
        icon(name),
        h("span", { class: "hidden" }, `${words}, ${timeOf(turn.at)}`),
      );
    }),
  );

const head = ({ events = [], at }) => {
  const kinds = [...new Set(events.map(({ kind }) => eventWords(kind)[0]))].join(", ");
  return h(
    "p",
    { class: "turn-head" },
    h("strong", {}, kinds || "Event"),
    events.length > 1 && ` ×${events.length}, read together`,
    h("time", {}, timeOf(at)),
  );
};

const traceOf = (turn, stage) => (turn.stages ?? []).find((trace) => trace.stage === stage);

const track = (turn) =>
  h(
    "ol",
    { class: "track", "aria-label": "Stations" },
    stages.map(({ stage, label, icon: name, group, asks }) => {
      const outcome = traceOf(turn, stage)?.outcome ?? "skipped";
      return h(
        "li",
        { class: `station is-${outcome} in-${group}`, title: asks },
        h("span", { class: "stop" }, icon(name)),
        h("span", { class: "station-name" }, label),
        h("span", { class: "hidden" }, outcomes[outcome] ?? outcome),
      );
    }),
  );

const findings = (turn) => {
  const told = stages
    .map((stage) => ({ ...stage, trace: traceOf(turn, stage.stage) }))
    .filter(
      ({ trace }) => trace && (trace.findings?.length > 0 || !["passed", "skipped"].includes(trace.outcome)),
    );
  return h(
    "ul",
    { class: "findings", "aria-label": "What was found" },
    told.map(({ label, icon: name, trace }) =>
      h(
        "li",
        { class: `finding is-${trace.outcome}` },
        icon(name),
        h(
          "div",
          {},
          h(
            "p",
            {},
            h("strong", {}, label),
            trace.outcome !== "passed" && ` ${outcomes[trace.outcome] ?? trace.outcome}`,
          ),
          h("div", { class: "chips" }, (trace.findings ?? []).map(chip)),
        ),
      ),
    ),
  );
};

const chip = ({ name, detail, score }) =>
  h(
    "span",
    { class: "chip" },
    h("span", {}, plain(name)),
    detail && h("b", {}, String(detail)),
    Number.isFinite(score) && meter(score),
  );

const meter = (score) => {
  const share = Math.max(0, Math.min(1, score));
  const bar = h("i", { class: "meter-fill" });
  bar.style.width = `${Math.round(share * 100)}%`;
  return h(
    "span",
    { class: "meter", role: "img", "aria-label": `${Math.round(share * 100)} %`, title: score.toFixed(2) },
    bar,
  );
};

const decision = ({ decision: decided }) => {
  const [words, name] = decisionWords(decided);
  return h(
    "div",
    { class: `decision kind-${decided?.kind ?? "none"}` },
    h("span", { class: "decision-icon" }, icon(name)),
    h(
      "div",
      {},
      h("h3", {}, words),
      h(
        "p",
        {},
        decided?.slug && h("code", {}, decided.slug),
        decided?.reason && h("span", {}, plain(decided.reason)),
      ),
    ),
  );
};

const effects = ({ effects: all = [] }) =>
  h(
    "div",
    { class: "effects" },
    all.length === 0 && h("p", { class: "muted" }, "Nothing had to happen outside."),
    Object.entries(lanes).map(([lane, label]) => {
      const own = all.filter((effect) => (effect.lane ?? "talk") === lane);
      return (
        own.length > 0 &&
        h("section", { class: "lane" }, h("h4", {}, label), h("ol", {}, own.map(effectLine)))
      );
    }),
  );

const effectLine = ({ kind, state, priority, failure }) => {
  const [words, name] = effectWords(kind);
  const [stands, stateIcon, tone] = stateWords(state);
  return h(
    "li",
    { class: `effect tone-${tone}`, title: priority ? `Priority: ${priority}` : undefined },
    icon(name),
    h("span", { class: "effect-name" }, words),
    h(
      "span",
      { class: "effect-state" },
      icon(stateIcon),
      failure ? `${stands}: ${plain(failure).toLowerCase()}` : stands,
    ),
  );
};
