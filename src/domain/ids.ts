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
export type AttachmentId = Brand<"AttachmentId">;

export const accountId = (value: string) => value as AccountId;
export const ticketId = (value: string) => value as TicketId;
export const articleSlug = (value: string) => value as ArticleSlug;
export const attachmentId = (value: string) => value as AttachmentId;
export const turnId = (value: string) => value as TurnId;

/**
 * One conversation of one account: `telegram-support/12345`. Behind the slash stands the platform's own id of the chat,
 * and behind another slash what divides the chat, such as a topic: `telegram-support/-100123/7`.
 */
export const conversationId = (account: AccountId, nativeId: string) =>
  `${account}/${nativeId}` as ConversationId;

/** The desk's case of one post: a part of its thread in which nothing is ever said. */
export const caseOf = (thread: ConversationId, messageId: string) =>
  `${thread}/${messageId}` as ConversationId;

/** The platform's own id of a conversation, as {@link conversationId} was given it. */
export const nativeConversationId = (id: ConversationId) => id.slice(id.indexOf("/") + 1);

/** The chat that holds a conversation: the topics of one group share its members and its allowance. */
export const chatOf = (id: ConversationId) => id.split("/", 2).join("/") as ConversationId;

/** A person is the same on all accounts of a platform: `telegram/42`. */
export const personId = (platform: string, nativeId: string) => `${platform}/${nativeId}` as PersonId;

/** Unique per account and platform event, so that an event told twice is stored once. */
export const eventId = (account: AccountId, platformEventId: string) =>
  `${account}:${platformEventId}` as EventId;

/** The n-th effect of a turn, named after the turn's last event. */
export const effectId = (event: EventId, n: number) => `${event}:${n}` as EffectId;

/** The event that an effect was named after. */
export const sourceOf = (effect: EffectId) => effect.slice(0, effect.lastIndexOf(":")) as EventId;

/** One of several steps of an effect, where each must be told apart when it is repeated. */
export const effectPartId = (effect: EffectId, part: string) => `${effect}/${part}` as EffectId;
