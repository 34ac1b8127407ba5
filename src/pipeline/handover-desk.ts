import { forget } from "../dialogue/state.ts";
import type { ConversationPatch } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { InboundEvent } from "../domain/event.ts";
import type { Ticket } from "../domain/ticket.ts";
import type { StageResult, TicketCommand, TimerCommand, Turn } from "../domain/turn.ts";
import { backToBot } from "./back-to-bot.ts";
import { assistantButton, converse, humanButton } from "./replies.ts";
import { delayTimer, findTicket, silenceTimer, withTicket } from "./tickets.ts";

type Replied = Extract<InboundEvent, { kind: "ticket.replied" }>;
type Changed = Extract<InboundEvent, { kind: "ticket.changed" }>;

/** A human owns the conversation: what the bot had begun to ask is dropped. */
const takeOver = (turn: Turn, ticket: Ticket | undefined): ConversationPatch => {
  const state = forget(turn.conversation.state, "form", "misses", "offered");
  return {
    owner: "human",
    ownerEpoch: turn.conversation.ownerEpoch + 1,
    expects: [],
    state: ticket === undefined ? state : withTicket(state, ticket),
  };
};

/** An agent's reply goes to the person whatever its place in the order; who replies also takes over. */
export const relayReply = (turn: Turn, event: Replied): StageResult => {
  const { conversation } = turn;
  const decision = {
    kind: "relay",
    reason: event.reply.edits === undefined ? "agent_replied" : "agent_edited",
    to: "person",
    ticketId: event.ticketId,
    eventId: event.id,
    reply: event.reply,
  } as const;
  // Who mends what they wrote has not come to answer.
  if (event.reply.edits !== undefined) return { findings: [{ name: "reply_edited" }], decision };
  const ticket = findTicket(turn, event.ticketId);
  const takes =
    conversation.owner !== "human" && ticket?.status === "open" && event.sequence > ticket.lastSequence;
  const patch = takes ? takeOver(turn, ticket) : { state: conversation.state };
  return {
    findings: [{ name: takes ? "reply_takes_over" : "reply" }],
    patch: { ...patch, state: forget(patch.state ?? conversation.state, "awaitingAgentSince") },
    timers: [{ cancel: silenceTimer }],
    decision,
  };
};

interface Change {
  readonly patch: ConversationPatch;
  readonly say: readonly Phrase[];
  readonly timers?: readonly TimerCommand[];
}

/** What was asked beside a human is dropped; what the bot alone has begun to ask goes on. */
const giveBack = (turn: Turn): ConversationPatch => {
  const { owner, state } = turn.conversation;
  const rest = forget(state, "awaitingAgentSince");
  return owner === "human"
    ? { ...backToBot(turn), expects: [], state: forget(rest, "form") }
    : { ...backToBot(turn), state: rest };
};

const changeOwner = (
  turn: Turn,
  { owner, ticket }: { owner: "agent" | "bot"; ticket: Ticket | undefined },
): Change => {
  if (owner === "agent") {
    const known = turn.conversation.owner === "human";
    return known
      ? { patch: {}, say: [] }
      : { patch: takeOver(turn, ticket), say: [{ key: "handover.taken" }] };
  }
  const known = turn.conversation.owner === "bot";
  return known
    ? { patch: {}, say: [] }
    : { patch: giveBack(turn), say: [{ key: "handover.back" }], timers: [{ cancel: silenceTimer }] };
};

/** Another ticket of the conversation may still wait. */
const otherOpen = (turn: Turn, ticket: Ticket) =>
  turn.tickets.find(({ id, status }) => id !== ticket.id && status === "open");

const finish = (turn: Turn, ticket: Ticket): Change => {
  const other = otherOpen(turn, ticket);
  const base = giveBack(turn);
  const state = forget(base.state ?? {}, "openTicket", "lastNoticeAt");
  return {
    patch:
      other === undefined
        ? { ...base, state }
        : { ...base, owner: "queued", state: withTicket(state, other) },
    // Solved and then closed is one end, told once.
    say: ticket.status === "open" ? [{ key: "handover.solved" }] : [],
    timers: [{ cancel: silenceTimer }, { cancel: delayTimer(ticket.id) }],
  };
};

const reopen = (turn: Turn, ticket: Ticket): Change =>
  ticket.status === "open"
    ? { patch: {}, say: [] }
    : {
        patch: { owner: "queued", state: withTicket(turn.conversation.state, ticket) },
        say: [{ key: "handover.reopened" }],
      };

const changeOf = (
  turn: Turn,
  { change, ticket }: { change: Changed["change"]; ticket: Ticket | undefined },
): Change => {
  if (ticket !== undefined && (change.status === "solved" || change.status === "closed"))
    return finish(turn, ticket);
  if (change.owner !== undefined) return changeOwner(turn, { owner: change.owner, ticket });
  return ticket !== undefined && change.status === "open" ? reopen(turn, ticket) : { patch: {}, say: [] };
};

/** The desk changed a ticket: who owns the conversation now, and what the person is told. */
export const changeTicket = (turn: Turn, event: Changed): StageResult => {
  const ticket = findTicket(turn, event.ticketId);
  if (ticket !== undefined && event.sequence <= ticket.lastSequence)
    return {
      findings: [{ name: "stale_sequence", score: event.sequence }],
      decision: { kind: "ignore", reason: "stale_sequence" },
    };

  const { change, sequence } = event;
  const update: TicketCommand = {
    update: event.ticketId,
    sequence,
    ...(change.status === undefined ? {} : { status: change.status }),
  };
  const { patch, say, timers = [] } = changeOf(turn, { change, ticket });
  const owner = patch.owner ?? turn.conversation.owner;
  const buttons = owner === "human" ? [assistantButton] : [humanButton];
  return {
    findings: [{ name: "changed", detail: change.status ?? change.owner ?? "nothing" }],
    patch,
    timers,
    tickets: [update],
    decision:
      say.length === 0
        ? { kind: "ignore", reason: "known_already" }
        : { ...converse("ticket_changed", say, buttons), priority: "human" },
  };
};
