import type { ConversationKind } from "../domain/conversation.ts";
import type { AcceptDeskEvent, DeskEvent } from "../domain/desk.ts";
import type { RawEvent } from "../domain/event.ts";
import { type AccountId, type ConversationId, eventId, type TicketId } from "../domain/ids.ts";

/** Where a ticket belongs. */
export interface TicketPlace {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly conversationKind: ConversationKind;
}

/** Keeps a desk's event ids apart from the platform's own, with which they share an account. */
const prefix = "desk:";

export const toRawEvent = (event: DeskEvent, place: TicketPlace): RawEvent => {
  const { accountId, conversationId, conversationKind } = place;
  const { ticketId, sequence, occurredAt } = event;
  const platformEventId = `${prefix}${event.eventId}`;
  const id = eventId(accountId, platformEventId);
  const fields = { id, accountId, conversationId, conversationKind, platformEventId, occurredAt };
  if (event.kind === "ticket.changed")
    return { ...fields, kind: event.kind, ticketId, sequence, change: event.change };
  const { reply, edits } = event;
  const edited = edits === undefined ? {} : { edits: eventId(accountId, `${prefix}${edits}`) };
  return { ...fields, kind: event.kind, ticketId, sequence, reply: { ...reply, ...edited } };
};

/** The desk's own id of an event that {@link toRawEvent} made ours. */
export const deskEventIdOf = (id: string, accountId: AccountId): string => {
  const ours = eventId(accountId, prefix);
  return id.startsWith(ours) ? id.slice(ours.length) : id;
};

/** Takes a desk's events in where the ticket belongs. `accept` resolves to false for a duplicate. */
export const acceptDeskEvents =
  (fleet: {
    readonly findTicket: (id: TicketId) => Promise<TicketPlace | undefined>;
    readonly accept: (event: RawEvent) => Promise<boolean>;
  }): AcceptDeskEvent =>
  async (event) => {
    const place = await fleet.findTicket(event.ticketId);
    if (place === undefined) return "unknown_ticket";
    return (await fleet.accept(toRawEvent(event, place))) ? "stored" : "duplicate";
  };
