import type { Account } from "../../src/domain/account.ts";
import type { Article, ArticleText } from "../../src/domain/article.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import type { OpenTicket, SendMessage } from "../../src/domain/effect.ts";
import type { InboundEvent, RawEvent } from "../../src/domain/event.ts";
import {
  accountId,
  articleSlug,
  conversationId,
  effectId,
  eventId,
  personId,
  ticketId,
  turnId,
} from "../../src/domain/ids.ts";
import type { Message, RawMessage } from "../../src/domain/message.ts";
import type { Person } from "../../src/domain/person.ts";
import type { Ticket, TicketDraft, TicketEntry } from "../../src/domain/ticket.ts";
import type { PastMessage, Turn } from "../../src/domain/turn.ts";

/** 2026-01-15 12:00 UTC: the time at which all built things happen. */
export const builtAt = Date.UTC(2026, 0, 15, 12);

export const builtAccountId = accountId("telegram-support");
export const builtConversationId = conversationId(builtAccountId, "42");

export const anAccount = (override: Partial<Account> = {}): Account => ({
  id: builtAccountId,
  platform: "telegram",
  handle: "@FlotillaSupportBot",
  roles: ["support"],
  ...override,
});

export const aPerson = (override: Partial<Person> = {}): Person => ({
  id: personId("telegram", "42"),
  platform: "telegram",
  username: "mia_w",
  displayName: "Mia",
  role: "member",
  reachable: true,
  ...override,
});

export const aRawMessage = (override: Partial<RawMessage> = {}): RawMessage => ({
  id: "100",
  author: aPerson(),
  text: "my deposit has not arrived",
  links: [],
  mentionsUs: false,
  attachments: [],
  ...override,
});

export const aMessage = (override: Partial<Message> = {}): Message => ({
  ...aRawMessage(),
  withheld: false,
  secrets: [],
  given: [],
  ...override,
});

type Fields = Pick<
  RawEvent,
  "id" | "accountId" | "conversationId" | "conversationKind" | "platformEventId" | "occurredAt"
>;
type WithoutFields<E> = E extends unknown ? Omit<E, keyof Fields> : never;
/** Either a whole body with its kind, or nothing but fields and a message: then it is `message.created`. */
type EventOverride<E extends { kind: string }, M> = Partial<Fields> &
  (WithoutFields<E> | { readonly kind?: never; readonly message?: M });

const someFields = (override: Partial<Fields>): Fields => {
  const platformEventId = override.platformEventId ?? "7000";
  const account = override.accountId ?? builtAccountId;
  return {
    id: override.id ?? eventId(account, platformEventId),
    accountId: account,
    conversationId: override.conversationId ?? builtConversationId,
    conversationKind: override.conversationKind ?? "direct",
    platformEventId,
    occurredAt: override.occurredAt ?? builtAt,
  };
};

/** `aRawEvent({ message: aRawMessage({ text }) })`, or any other kind with its whole body. */
export const aRawEvent = (override: EventOverride<RawEvent, RawMessage> = {}): RawEvent =>
  override.kind === undefined
    ? { ...someFields(override), kind: "message.created", message: override.message ?? aRawMessage() }
    : { ...override, ...someFields(override) };

/** The same, redacted. */
export const anEvent = (override: EventOverride<InboundEvent, Message> = {}): InboundEvent =>
  override.kind === undefined
    ? { ...someFields(override), kind: "message.created", message: override.message ?? aMessage() }
    : { ...override, ...someFields(override) };

/** The n-th message of a person in the built conversation; ids and times count up with `n`. */
export const aMessageEvent = (text: string, n = 0, override: Partial<Message> = {}): InboundEvent =>
  anEvent({
    platformEventId: String(7000 + n),
    occurredAt: builtAt + n * 1000,
    message: aMessage({ id: String(100 + n), text, ...override }),
  });

export const aConversation = (override: Partial<Conversation> = {}): Conversation => ({
  id: builtConversationId,
  accountId: builtAccountId,
  kind: "direct",
  owner: "bot",
  ownerEpoch: 0,
  expects: [],
  locale: "en",
  state: {},
  ...override,
});

export const aPastMessage = (override: Partial<PastMessage> = {}): PastMessage => ({
  direction: "in",
  at: builtAt - 60_000,
  text: "hello",
  source: eventId(builtAccountId, "6999"),
  messageId: "99",
  authorId: aPerson().id,
  ...override,
});

export const aTicket = (override: Partial<Ticket> = {}): Ticket => ({
  id: ticketId("ticket-1"),
  conversationId: builtConversationId,
  category: "funds",
  status: "open",
  openedAt: builtAt - 600_000,
  lastSequence: 0,
  ...override,
});

export const aTicketEntry = (override: Partial<TicketEntry> = {}): TicketEntry => ({
  kind: "message",
  author: "person",
  at: builtAt,
  text: "my deposit has not arrived",
  ...override,
});

export const aTicketDraft = (override: Partial<TicketDraft> = {}): TicketDraft => ({
  category: "funds",
  urgent: false,
  subject: "Deposit has not arrived",
  locale: "en",
  accountReference: "10012345",
  description: "my deposit has not arrived",
  happenedWhen: "this morning",
  consentAt: builtAt,
  person: { id: aPerson().id, displayName: "Mia", username: "mia_w" },
  channel: { platform: "telegram", account: builtAccountId },
  transcript: [aTicketEntry()],
  ...override,
});

/** One message from Mia in a direct chat, unless told otherwise. */
export const aTurn = (override: Partial<Turn> = {}): Turn => ({
  id: turnId("turn-1"),
  now: builtAt,
  account: anAccount(),
  conversation: aConversation(),
  person: aPerson(),
  events: [anEvent()],
  history: [],
  tickets: [],
  attachments: [],
  facts: {},
  late: false,
  caps: { repliesLeft: 20, ticketsLeft: 3 },
  hasButtons: true,
  newTicketId: ticketId("ticket-new"),
  newMark: "mark-1",
  ...override,
});

export const aSendMessage = (override: Partial<SendMessage> = {}): SendMessage => ({
  id: effectId(eventId(builtAccountId, "7000"), 0),
  accountId: builtAccountId,
  conversationId: builtConversationId,
  ownerEpoch: 0,
  lane: "talk",
  priority: "answer",
  kind: "message.send",
  visibility: "public",
  content: { text: "Hello", spans: [] },
  ...override,
});

export const anOpenTicket = (override: Partial<OpenTicket> = {}): OpenTicket => ({
  id: effectId(eventId(builtAccountId, "7000"), 1),
  accountId: builtAccountId,
  conversationId: builtConversationId,
  ownerEpoch: 0,
  lane: "desk",
  priority: "receipt",
  kind: "ticket.open",
  ticketId: ticketId("ticket-1"),
  draft: aTicketDraft(),
  ...override,
});

export const anArticleText = (override: Partial<ArticleText> = {}): ArticleText => ({
  title: "My deposit has not arrived",
  phrasings: ["my deposit has not arrived", "where is my deposit"],
  answer: "Check the transaction first.",
  followUps: [],
  ...override,
});

export const anArticle = (override: Partial<Article> = {}): Article => ({
  slug: articleSlug("deposit-missing"),
  category: "funds",
  priority: "normal",
  reviewBy: "2027-01-01",
  related: [],
  links: [],
  collect: [],
  texts: { en: anArticleText() },
  ...override,
});
