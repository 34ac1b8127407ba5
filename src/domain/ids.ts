/** Branded ids: plain strings at run time, distinct to the type checker. */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Brand<"AccountId">;
export type ConversationId = Brand<"ConversationId">;
export type PersonId = Brand<"PersonId">;
export type EventId = Brand<"EventId">;
export type EffectId = Brand<"EffectId">;
export type TurnId = Brand<"TurnId">;
export type TicketId = Brand<"TicketId">;
export type ArticleSlug = Brand<"ArticleSlug">;

export const accountId = (value: string) => value as AccountId;
export const ticketId = (value: string) => value as TicketId;
export const articleSlug = (value: string) => value as ArticleSlug;
export const turnId = (value: string) => value as TurnId;

/** One conversation of one account: `telegram-support/12345`. The platform's own chat id stands behind the slash. */
export const conversationId = (account: AccountId, nativeId: string) =>
  `${account}/${nativeId}` as ConversationId;

/** The platform's own id of a conversation, as {@link conversationId} was given it. */
export const nativeConversationId = (id: ConversationId) => id.slice(id.indexOf("/") + 1);

/** A person is the same on all accounts of a platform: `telegram/42`. */
export const personId = (platform: string, nativeId: string) => `${platform}/${nativeId}` as PersonId;

/** Unique per account and platform event, so that an event told twice is stored once. */
export const eventId = (account: AccountId, platformEventId: string) =>
  `${account}:${platformEventId}` as EventId;

/** The n-th effect of a turn, named after the turn's last event. */
export const effectId = (event: EventId, n: number) => `${event}:${n}` as EffectId;
