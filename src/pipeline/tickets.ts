import type { KeptAttachment } from "../domain/attachment.ts";
import type { DialogueState, FormState } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { TicketId } from "../domain/ids.ts";
import type { Ticket, TicketCategory, TicketDraft, TicketEntry } from "../domain/ticket.ts";
import type { PastMessage, Turn } from "../domain/turn.ts";
import { type Spoken, spokenIn } from "./act.ts";
import { unkeptIn } from "./files.ts";
import { isJustInvited } from "./invitation.ts";

/** A ticket as far as a conversation knows it. */
export interface KnownTicket {
  readonly id: TicketId;
  readonly category: TicketCategory;
  readonly deskRef?: string;
}

export const findTicket = (turn: Turn, id: TicketId): Ticket | undefined =>
  turn.tickets.find((ticket) => ticket.id === id);

export const categoryOf = (turn: Turn, id: TicketId): TicketCategory => {
  const remembered = turn.conversation.state.openTicket;
  return findTicket(turn, id)?.category ?? (remembered?.id === id ? remembered.category : "other");
};

/** The ticket that the conversation is about: the one it remembers, else the newest open one. */
export const openTicket = (turn: Turn): KnownTicket | undefined => {
  const remembered = turn.conversation.state.openTicket;
  if (remembered !== undefined) {
    const ticket = findTicket(turn, remembered.id);
    return ticket === undefined || ticket.status === "open" ? (ticket ?? remembered) : undefined;
  }
  return turn.tickets.filter(({ status }) => status === "open").sort((a, b) => b.openedAt - a.openedAt)[0];
};

/** One open ticket per conversation and category. */
export const openTicketOf = (turn: Turn, category: TicketCategory): KnownTicket | undefined => {
  const known = openTicket(turn);
  if (known?.category === category) return known;
  return turn.tickets.find((ticket) => ticket.status === "open" && ticket.category === category);
};

export const newTicket = (ticketId: TicketId, draft: TicketDraft) =>
  ({
    kind: "ticket.open",
    lane: "desk",
    priority: draft.urgent ? "human" : "receipt",
    ticketId,
    draft,
  }) satisfies EffectDraft;

export const appendEntry = (ticket: KnownTicket, entry: TicketEntry): EffectDraft => ({
  kind: "ticket.append",
  lane: "desk",
  priority: "receipt",
  ticketId: ticket.id,
  category: ticket.category,
  entry,
});

export const noteEntry = (text: string, at: number): TicketEntry => ({
  kind: "note",
  author: "system",
  at,
  text,
});

/** A message as lines of a ticket. Files that are being kept follow when they are. */
export const spokenEntries = (turn: Turn, { message, at, edited }: Spoken): readonly TicketEntry[] => {
  const words = message.withheld ? "(withheld: the guard could not vouch for this message)" : message.text;
  const text = edited ? `(edited) ${words}` : words;
  const kinds = edited ? [] : unkeptIn(turn, message).map(({ kind }) => kind);
  return [
    ...(words === "" ? [] : [{ kind: "message" as const, author: "person" as const, at, text }]),
    ...(kinds.length === 0
      ? []
      : [{ kind: "attachment_notice" as const, author: "person" as const, at, text: kinds.join(", ") }]),
  ];
};

/** What the person said in this turn, as lines of a ticket. */
export const turnEntries = (turn: Turn): readonly TicketEntry[] =>
  spokenIn(turn).flatMap((spoken) => spokenEntries(turn, spoken));

type Line = Pick<PastMessage, "direction" | "at" | "text" | "byStaff">;

/** A human of the account speaks for it, although the platform tells their words like a person's. */
export const isPersons = ({ direction, byStaff }: Line): boolean => direction === "in" && byStaff !== true;

const pastEntry = (line: Line): TicketEntry => ({
  kind: "message",
  author: isPersons(line) ? "person" : line.direction === "in" ? "agent" : "bot",
  at: line.at,
  text: line.text,
});

/** What is not kept is known to the desk as well. */
export const refusedEntry = ({ fileName, at, refusal = "not_available" }: KeptAttachment): TicketEntry => ({
  kind: "attachment_notice",
  author: "person",
  at,
  text: `${fileName} (not kept: ${refusal})`,
});

/** A question that was brought here from a group, as a line of the past. */
export const askedElsewhere = (turn: Turn): readonly Line[] => {
  const { at, text } = turn.conversation.state.invited ?? {};
  return at === undefined || text === undefined || isJustInvited(turn) ? [] : [{ direction: "in", at, text }];
};

/** The redacted conversation, this turn included. */
export const transcriptOf = (turn: Turn, lines: number): readonly TicketEntry[] => {
  const past = [...turn.history, ...askedElsewhere(turn)].filter(({ text }) => text !== "").map(pastEntry);
  const refused = turn.attachments.filter(({ state }) => state === "refused").map(refusedEntry);
  const before = [...past, ...refused].sort((one, other) => one.at - other.at);
  return [...before, ...turnEntries(turn)].slice(-lines);
};

export const delayTimer = (id: TicketId) => `ticket-delay:${id}`;
export const silenceTimer = "agent-silent";
/** A reminder that comes later than this helps nobody. */
export const timerLifeMs = 24 * 60 * 60_000;

/** A form with nothing but what is known of the person's wish. */
export const bareForm = (slots: FormState["slots"], now: number): FormState => ({
  form: "intake",
  step: "review",
  slots,
  startedAt: now,
  consentAt: now,
});

/** What the dialogue remembers once a ticket is open. */
export const withTicket = (state: DialogueState, { id, category }: KnownTicket): DialogueState => ({
  ...state,
  openTicket: { id, category },
});
