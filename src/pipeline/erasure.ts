import { matchWhole } from "../dialogue/intents.ts";
import { type EraseAnswer, encodePayload, eraseAnswers } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import { plainWords } from "../dialogue/words.ts";
import type { Phrase, PhraseButton } from "../domain/decision.ts";
import type { SetTimer, StageResult, Turn } from "../domain/turn.ts";
import { type Act, readAct } from "./act.ts";
import { converse } from "./replies.ts";
import { isUnsaid, saidAt } from "./said-at.ts";
import { appendEntry, noteEntry } from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** Of what was still on its way. */
const restTimer = "erase";
/** In the person's other direct chats, and in what the desk has of their posts. */
const elsewhereTimer = "erase_too";
/** What was on its way when the rest was erased has arrived by then, or never will. */
const restAfterMs = 12 * 60 * 60_000;
/** However long the fleet was stopped, it is erased. */
const timerLifeMs = 10 * 365 * 24 * 60 * 60_000;

const buttons: readonly PhraseButton[] = eraseAnswers.map((answer) => ({
  label: { key: `erase.${answer}` },
  payload: encodePayload({ kind: "erase", answer }),
}));

/** Of several messages in a row one may be the wish, or the answer to our question. */
const textsOf = (act: Act): readonly string[] =>
  act.kind === "said" ? [act.text, ...act.messages.map(({ message }) => message.text)] : [];

const isAskedFor = ({ conversation }: Turn, act: Act): boolean => {
  if (act.kind === "called") return act.name === "forget";
  // To a human it is said as words; a command is for the fleet.
  return conversation.owner !== "human" && textsOf(act).some((text) => matchWhole(text) === "erase");
};

/** What the person says to the question whether to erase. */
const answerIn = (turn: Turn, { act, tools }: { act: Act; tools: Tools }) => {
  if (act.kind === "pressed") return act.payload?.kind === "erase" ? act.payload.answer : undefined;
  const { eraseAskedAt: at } = turn.conversation.state;
  const isOpen =
    at !== undefined && !isUnsaid(turn, at) && turn.now - saidAt(turn, at) < tools.settings.menuLifeMs;
  if (!isOpen || act.kind !== "said") return undefined;
  const labels = tools.voice.buttons(tools.voice.localeOf(turn), buttons);
  const given = textsOf(act).flatMap((text) => {
    const [intent, words] = [matchWhole(text), plainWords(text)];
    return (
      eraseAnswers.find(
        (answer, place) => answer === intent || plainWords(labels[place]?.label ?? "") === words,
      ) ?? []
    );
  });
  return given.at(-1);
};

const ask = ({ conversation, now }: Turn): StageResult => ({
  findings: [{ name: "erasure_asked" }],
  patch: { state: { ...conversation.state, eraseAskedAt: now } },
  decision: converse("erase_ask", ["erase.ask"], buttons),
});

/** Ids and times of the dialogue, by which it goes on; nothing that was said. */
const rememberedStill = ({ conversation }: Turn) => {
  const { introducedAt, isCase, localeChosen, openTicket, replyUntilAt, replySlot, staffAt, unreachable } =
    conversation.state;
  return {
    ...(introducedAt !== undefined && { introducedAt }),
    ...(isCase !== undefined && { isCase }),
    ...(localeChosen !== undefined && { localeChosen }),
    ...(openTicket !== undefined && { openTicket }),
    ...(replyUntilAt !== undefined && { replyUntilAt }),
    ...(replySlot !== undefined && { replySlot }),
    ...(staffAt !== undefined && { staffAt }),
    ...(unreachable !== undefined && { unreachable }),
  };
};

const desksPart =
  "The person asked for their data to be erased. What the assistant kept of this conversation is erased; what this ticket holds is to be erased at the desk.";

/** What is kept of this chat; `wishedAt`, perhaps in another one. */
const eraseChat = (turn: Turn, wishedAt: number) => {
  const { now, tickets, held = [], conversation } = turn;
  const fireAt = now + restAfterMs;
  return {
    findings: [{ name: "erased" }],
    effects: tickets.map((ticket) => appendEntry(ticket, noteEntry(desksPart, now))),
    patch: { expects: [], state: { ...rememberedStill(turn), erasedAt: now } },
    timers: [{ set: restTimer, fireAt, expireAt: fireAt + timerLifeMs, data: `${wishedAt}` }],
    drop: [
      ...held.map(({ source }) => source),
      ...(conversation.state.doubts ?? []).flatMap(({ sources }) => sources),
    ],
  } satisfies StageResult;
};

const tellElsewhere = (now: number): SetTimer => ({
  set: elsewhereTimer,
  fireAt: now,
  expireAt: now + timerLifeMs,
  data: `${now}`,
});

const erase = (turn: Turn): StageResult => {
  const { now, tickets } = turn;
  const say: readonly Phrase[] = [
    { key: "erase.done" },
    ...(tickets.length > 0 ? [{ key: "erase.tickets" }] : []),
  ];
  const elsewhere = tellElsewhere(now);
  return {
    ...eraseChat(turn, now),
    erase: { waitingToo: false, amongOthers: elsewhere, inOtherChats: elsewhere },
    decision: { ...converse("erased", say, []), priority: "receipt" },
  };
};

/** The person was answered in another chat, where they asked for it. */
const eraseToo = (turn: Turn, wishedAt: number): StageResult => ({
  ...eraseChat(turn, wishedAt),
  erase: { waitingToo: false, until: wishedAt },
  decision: { kind: "ignore", reason: "erased" },
});

const eraseRest = ({ now }: Turn, wishedAt: number): StageResult => ({
  findings: [{ name: "erased_rest" }],
  erase: { waitingToo: true, until: wishedAt, amongOthers: tellElsewhere(now) },
  decision: { kind: "ignore", reason: "erased_rest" },
});

const answer = (turn: Turn, given: EraseAnswer): StageResult =>
  given === "yes"
    ? erase(turn)
    : {
        patch: { state: forget(turn.conversation.state, "eraseAskedAt") },
        decision: converse("erase_kept", ["erase.kept"]),
      };

/** Whether the person wants what is kept of them erased: asked once, done at once, and the rest of it by a timer. */
export const hearErasure = (turn: Turn, tools: Tools): StageResult => {
  const [event] = turn.events;
  if (event.kind === "timer.fired") {
    if (event.key === restTimer) return eraseRest(turn, Number(event.data));
    if (event.key === elsewhereTimer) return eraseToo(turn, Number(event.data));
  }
  const act = readAct(turn);
  if (isAskedFor(turn, act)) return ask(turn);
  const given = answerIn(turn, { act, tools });
  if (given !== undefined) return answer(turn, given);
  const { state } = turn.conversation;
  const { eraseAskedAt: at } = state;
  // Whatever is said before the question is there leaves it open.
  return at === undefined || act.kind === "none" || isUnsaid(turn, at)
    ? {}
    : { patch: { state: forget(state, "eraseAskedAt") } };
};
