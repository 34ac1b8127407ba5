import { forget } from "../dialogue/state.ts";
import type { EffectSettled, Outcome } from "../domain/event.ts";
import { type TicketId, ticketId } from "../domain/ids.ts";
import type { TicketEntry } from "../domain/ticket.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { settleFile } from "./files-to-desk.ts";
import { assistantButton, converse, humanButton } from "./replies.ts";
import { appendEntry, categoryOf, delayTimer, findTicket, noteEntry, openTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { giveUnanswered, isUnanswered } from "./unanswered.ts";

const ignored = (reason: string): StageResult => ({ decision: { kind: "ignore", reason } });

const deliveryEntry = (outcome: Outcome, { eventId, at }: { eventId: string; at: number }): TicketEntry => {
  const entry = { kind: "delivery", author: "system", at } as const;
  if (outcome.state === "sent")
    return { ...entry, text: "The reply was delivered.", delivery: { eventId, state: "delivered" } };
  const reason = `${outcome.failure}: ${outcome.reason}`;
  return outcome.failure === "uncertain"
    ? {
        ...entry,
        text: `It is not known whether the reply was delivered (${reason}).`,
        delivery: { eventId, state: "uncertain", reason },
      }
    : {
        ...entry,
        text: `The reply was not delivered (${reason}).`,
        delivery: { eventId, state: "failed", reason },
      };
};

/** The desk learns how each relayed reply went. */
const reportRelay = (turn: Turn, { event, id }: { event: EffectSettled; id: TicketId }): StageResult => ({
  findings: [{ name: "relay", detail: event.outcome.state }],
  effects: [
    appendEntry(
      { id, category: categoryOf(turn, id) },
      deliveryEntry(event.outcome, { eventId: event.relayOf ?? event.id, at: turn.now }),
    ),
  ],
  // The agent hears of it by this very entry.
  ...(event.outcome.state === "dead" && event.outcome.failure === "unreachable"
    ? { patch: { state: { ...turn.conversation.state, unreachable: true } } }
    : {}),
  decision: { kind: "ignore", reason: `relay_${event.outcome.state}` },
});

const ticketArrived = (
  turn: Turn,
  { id, reference }: { id: TicketId; reference: string | undefined },
): StageResult => {
  const { state } = turn.conversation;
  const timers = [{ cancel: delayTimer(id) }];
  if (state.delayTold !== id) return { timers, decision: { kind: "ignore", reason: "ticket_arrived" } };
  return {
    timers,
    patch: { state: forget(state, "delayTold") },
    decision: {
      ...converse(
        "ticket_arrived_late",
        [
          reference === undefined
            ? { key: "ticket.arrived" }
            : { key: "ticket.arrived_as", args: { reference } },
        ],
        [],
      ),
      priority: "receipt",
    },
  };
};

/** The desk refused the ticket for good: the person must not wait for it. */
const ticketDied = (turn: Turn, id: TicketId): StageResult => {
  const { state, owner } = turn.conversation;
  const isOurs = state.openTicket?.id === id;
  return {
    findings: [{ name: "ticket_died" }],
    timers: [{ cancel: delayTimer(id) }],
    tickets: [{ update: id, status: "closed" }],
    patch: isOurs
      ? { owner: owner === "queued" ? "bot" : owner, state: forget(state, "openTicket", "delayTold") }
      : {},
    decision: { ...converse("ticket_died", ["ticket.failed"], [humanButton]), priority: "receipt" },
  };
};

/** An agent who waits for an answer is told once that none can come, and once that it can again. */
const tellReach = (
  turn: Turn,
  { unreachable, reason, text }: { unreachable: boolean; reason: string; text: string },
): StageResult => {
  const { state } = turn.conversation;
  const decision = { kind: "ignore", reason } as const;
  if ((state.unreachable === true) === unreachable) return { decision };
  const ticket = openTicket(turn);
  return {
    findings: [{ name: unreachable ? "unreachable" : "reachable" }],
    effects: ticket === undefined ? [] : [appendEntry(ticket, noteEntry(text, turn.now))],
    patch: { state: unreachable ? { ...state, unreachable } : forget(state, "unreachable") },
    decision,
  };
};

export const tellBlocked = (turn: Turn, blocked: boolean): StageResult =>
  blocked
    ? tellReach(turn, {
        unreachable: true,
        reason: "blocked",
        text: "The person blocked this account: replies do not reach them until they unblock it.",
      })
    : tellReach(turn, {
        unreachable: false,
        reason: "unblocked",
        text: "The person unblocked this account: replies reach them again.",
      });

/** The platform told so at a message of ours: blocked without our knowledge, or the person's account is gone. */
const tellUnreachable = (turn: Turn): StageResult =>
  tellReach(turn, {
    unreachable: true,
    reason: "unreachable",
    text: "The person cannot be reached any more: they blocked this account, or theirs is deactivated.",
  });

/** How an effect ended, as far as somebody has to be told. */
export const settleEffect = (
  turn: Turn,
  { event, tools }: { event: EffectSettled; tools: Tools },
): StageResult => {
  const { outcome, ticketId: id } = event;
  if (event.relayOf !== undefined && id !== undefined) return reportRelay(turn, { event, id });
  if (event.effectKind === "attachment.keep") return settleFile(turn);
  if (outcome.state === "dead" && outcome.failure === "unreachable") return tellUnreachable(turn);
  if (isUnanswered(turn, event)) return giveUnanswered(turn, { event, tools });
  if (event.effectKind !== "ticket.open" || id === undefined)
    return ignored(`${event.effectKind}_${outcome.state}`);
  return outcome.state === "sent"
    ? ticketArrived(turn, { id, reference: outcome.receipt.deskRef })
    : ticketDied(turn, id);
};

/** A ticket has not reached the desk yet: said once. */
export const tellDelay = (turn: Turn, timer: string): StageResult => {
  const id = ticketId(timer.slice(delayTimer(ticketId("")).length));
  const ticket = findTicket(turn, id);
  const { state } = turn.conversation;
  const waits = ticket !== undefined && ticket.status === "open" && ticket.deskRef === undefined;
  if (!waits || state.delayTold === id) return ignored("not_delayed");
  return {
    findings: [{ name: "desk_delayed" }],
    patch: { state: { ...state, delayTold: id } },
    decision: { ...converse("desk_delayed", ["ticket.delayed"], []), priority: "receipt" },
  };
};

/** The human has been silent for long: the bot answers nothing, but says that the ticket is open. */
export const tellSilence = (turn: Turn): StageResult => {
  const { state, owner } = turn.conversation;
  if (owner !== "human" || state.awaitingAgentSince === undefined) return ignored("not_silent");
  return {
    findings: [{ name: "agent_silent" }],
    patch: { state: forget(state, "awaitingAgentSince") },
    decision: {
      ...converse("agent_silent", ["handover.agent_silent"], [assistantButton]),
      priority: "human",
    },
  };
};
