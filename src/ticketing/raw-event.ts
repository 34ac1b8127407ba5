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
  const { eventId: deskEventId, ...told } = event;
  const { accountId, conversationId, conversationKind } = place;
  const platformEventId = `${prefix}${deskEventId}`;
  return {
    ...told,
    id: eventId(accountId, platformEventId),
    accountId,
    conversationId,
    conversationKind,
    platformEventId,
  };
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
