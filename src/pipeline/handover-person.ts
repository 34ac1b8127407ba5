import { matchWhole } from "../dialogue/intents.ts";
import { matchLanguageRequest } from "../dialogue/language-request.ts";
import { forget } from "../dialogue/state.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { type Act, isOldNews, readAct } from "./act.ts";
import { backToBot } from "./back-to-bot.ts";
import { assistantButton, converse } from "./replies.ts";
import { hearBesideStaff, isWithStaff } from "./staff.ts";
import {
  appendEntry,
  delayTimer,
  type KnownTicket,
  noteEntry,
  openTicket,
  silenceTimer,
  timerLifeMs,
  turnEntries,
} from "./tickets.ts";
import type { Tools } from "./tools.ts";

type Wish = "assistant" | "cancel_ticket" | undefined;

const wishOf = (act: Act): Wish => {
  if (act.kind === "called") return act.name === "bot" ? "assistant" : undefined;
  const named =
    act.kind === "pressed" ? act.payload?.kind : act.kind === "said" ? matchWhole(act.text) : undefined;
  return named === "assistant" || named === "cancel_ticket" ? named : undefined;
};

/** The person prefers the assistant; the ticket stays open, and its agent knows. */
const backToAssistant = (turn: Turn, ticket: KnownTicket): StageResult => ({
  findings: [{ name: "back_to_assistant" }],
  effects: [
    appendEntry(ticket, noteEntry("The person went back to the assistant. The ticket stays open.", turn.now)),
  ],
  patch: {
    ...backToBot(turn),
    state: forget(turn.conversation.state, "awaitingAgentSince"),
  },
  timers: [{ cancel: silenceTimer }],
  decision: converse("back_to_assistant", ["handover.assistant_again"]),
});

const withdraw = (turn: Turn, ticket: KnownTicket): StageResult => ({
  findings: [{ name: "withdrawn" }],
  effects: [appendEntry(ticket, noteEntry("The person withdrew this ticket.", turn.now))],
  patch: {
    ...backToBot(turn),
    expects: [],
    state: forget(turn.conversation.state, "openTicket", "awaitingAgentSince", "delayTold", "form"),
  },
  timers: [{ cancel: silenceTimer }, { cancel: delayTimer(ticket.id) }],
  tickets: [{ update: ticket.id, status: "closed" }],
  decision: converse("ticket_withdrawn", ["handover.withdrawn"]),
});

const append = (turn: Turn, ticket: KnownTicket): StageResult => ({
  effects: turnEntries(turn).map((entry) => appendEntry(ticket, entry)),
});

/** A human answers: everything goes to the desk and the bot says nothing, but watches that the human does. */
const passOn = (turn: Turn, { ticket, tools }: { ticket: KnownTicket; tools: Tools }): StageResult => {
  const { state } = turn.conversation;
  const waits = state.awaitingAgentSince !== undefined;
  const fireAt = turn.now + tools.settings.agentSilentMs;
  return {
    ...append(turn, ticket),
    patch: waits ? {} : { state: { ...state, awaitingAgentSince: turn.now } },
    timers: waits ? [] : [{ set: silenceTimer, fireAt, expireAt: fireAt + timerLifeMs, data: ticket.id }],
    decision: { kind: "relay", reason: "human_owned", to: "desk", ticketId: ticket.id },
  };
};

const hearWhileHuman = (
  turn: Turn,
  { act, ticket, tools }: { act: Act; ticket: KnownTicket; tools: Tools },
): StageResult => {
  if (act.kind === "said") return passOn(turn, { ticket, tools });
  // Commands and the language always work; other buttons would make the bot talk beside the human.
  if (act.kind !== "pressed" || act.payload?.kind === "language") return {};
  return { decision: converse("human_is_here", ["handover.human_is_here"], [assistantButton]) };
};

/** Words that ask for a function of the fleet are no news for the desk. */
const isForFleet = (text: string) => {
  const intent = matchWhole(text);
  return (
    intent === "human" ||
    intent === "status" ||
    intent === "help" ||
    intent === "menu" ||
    intent === "greeting" ||
    matchLanguageRequest(text) !== undefined
  );
};

/** What a person does while a ticket is open. Undecided, the later stages answer beside the ticket. */
export const hearWhileHanded = (turn: Turn, tools: Tools): StageResult => {
  const { owner, state } = turn.conversation;
  const act = readAct(turn);
  const ticket = openTicket(turn);
  if (ticket === undefined && isWithStaff(turn, tools))
    return hearBesideStaff(turn, { act, wantsBack: wishOf(act) === "assistant", tools });
  if (owner === "closed" || (ticket === undefined && owner !== "bot")) return { patch: { owner: "bot" } };
  if (ticket === undefined) return {};

  const wish = wishOf(act);
  if (wish === "cancel_ticket") return withdraw(turn, ticket);
  if (wish === "assistant" && owner !== "bot") return backToAssistant(turn, ticket);
  if (owner === "human") return hearWhileHuman(turn, { act, ticket, tools });
  const tellsDesk =
    owner === "queued" && act.kind === "said" && state.form === undefined && !isForFleet(act.text);
  if (!tellsDesk) return {};
  return isOldNews(turn)
    ? {
        ...append(turn, ticket),
        decision: { kind: "relay", reason: "edit", to: "desk", ticketId: ticket.id },
      }
    : append(turn, ticket);
};
