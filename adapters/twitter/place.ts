import type { ConversationKind } from "../../src/domain/conversation.ts";
import { type AccountId, type ConversationId, type EventId, eventId } from "../../src/domain/ids.ts";
import { type Address, addressId } from "./address.ts";

/** What is the same for all that X tells an account. */
export interface ParseContext {
  readonly accountId: AccountId;
  /** Our own id. */
  readonly userId: string;
  /** For what carries no time of its own. */
  readonly receivedAt: number;
}

/** What every event of one place has. */
export interface PlaceFields {
  readonly id: EventId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly conversationKind: ConversationKind;
  readonly platformEventId: string;
}

export const fieldsOf = (
  { accountId }: Pick<ParseContext, "accountId">,
  { address, platformEventId }: { readonly address: Address; readonly platformEventId: string },
): PlaceFields => ({
  id: eventId(accountId, platformEventId),
  accountId,
  conversationId: addressId(accountId, address),
  conversationKind: address.kind === "direct" ? "direct" : "group",
  platformEventId,
});
