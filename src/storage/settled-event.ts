import type { ConversationKind } from "../domain/conversation.ts";
import type { AppendTicket, Effect, KeepAttachment, SendMessage } from "../domain/effect.ts";
import type { InboundEvent, Outcome } from "../domain/event.ts";
import { eventId } from "../domain/ids.ts";

/** What is still known of an effect that came to its end; its text may be gone. */
export interface Settled {
  readonly effect: Pick<Effect, "id" | "accountId" | "conversationId" | "kind"> &
    Partial<
      Pick<AppendTicket, "ticketId"> & Pick<SendMessage, "relayOf"> & Pick<KeepAttachment, "attachmentId">
    >;
  readonly attempts: number;
  readonly conversationKind: ConversationKind;
}

/** How the end of an effect comes back to its conversation. */
export function settledEvent(settled: Settled, outcome: Outcome, now: number): InboundEvent {
  const { effect, attempts, conversationKind } = settled;
  const { accountId, conversationId, relayOf, attachmentId } = effect;
  const ticketId = effect.ticketId ?? relayOf?.ticketId;
  const platformEventId = `settled/${effect.id}/${attempts}/${now.toString(36)}`;
  return {
    id: eventId(accountId, platformEventId),
    accountId,
    conversationId,
    conversationKind,
    platformEventId,
    occurredAt: now,
    kind: "effect.settled",
    effectId: effect.id,
    effectKind: effect.kind,
    outcome,
    ...(ticketId && { ticketId }),
    ...(attachmentId && { attachmentId }),
    ...(relayOf && { relayOf: relayOf.eventId }),
  };
}
