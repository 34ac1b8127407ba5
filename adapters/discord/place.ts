import type { ConversationKind } from "../../src/domain/conversation.ts";
import { type AccountId, type ConversationId, type EventId, eventId } from "../../src/domain/ids.ts";
import { type Address, addressId } from "./address.ts";
import type { NativeMember } from "./native.ts";

/** What a channel of a server is to us. */
export type ChannelKind = "group" | "ours";

/** What is the same for all packets of an account. */
export interface ParseContext {
  readonly accountId: AccountId;
  /** The application's and the bot's own id, which are one as a rule; undefined before the first READY. */
  readonly botId: string | undefined;
  readonly applicationId: string | undefined;
  /** The bot's name as the account has it, without the @. */
  readonly handle: string;
  /** Whether messages of servers show what they say, beyond mentions of us. */
  readonly readsMessages: boolean;
  /** For packets that carry no time of their own. */
  readonly receivedAt: number;
  /** Who moderates a server, as far as it told. */
  moderatesIn(guildId: string): (userId: string, member: NativeMember) => boolean;
  /** `ours`: a private thread that we opened for one person. */
  kindOf(channelId: string): ChannelKind;
}

/** What every event of one place has. */
export interface PlaceFields {
  readonly id: EventId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly conversationKind: ConversationKind;
  readonly platformEventId: string;
}

const kindOfPlace = ({ kind }: Address): ConversationKind => (kind === "channel" ? "group" : "direct");

/** A channel of a server, or a private thread that we opened in it. */
export const addressOnServer = (
  place: { readonly guildId: string; readonly channelId: string },
  context: ParseContext,
): Address => ({ kind: context.kindOf(place.channelId) === "ours" ? "private" : "channel", ...place });

export const fieldsOf = (
  context: ParseContext,
  { address, platformEventId }: { readonly address: Address; readonly platformEventId: string },
): PlaceFields => ({
  id: eventId(context.accountId, platformEventId),
  accountId: context.accountId,
  conversationId: addressId(context.accountId, address),
  conversationKind: kindOfPlace(address),
  platformEventId,
});
