import type { Generated } from "kysely";
import type { KeepRefusal, KeptAttachment } from "../domain/attachment.ts";
import type { ConversationKind, Owner } from "../domain/conversation.ts";
import type { EffectKind, Lane } from "../domain/effect.ts";
import type { EventKind } from "../domain/event.ts";
import type {
  AccountId,
  ArticleSlug,
  AttachmentId,
  ConversationId,
  EffectId,
  EventId,
  PersonId,
  TicketId,
  TurnId,
} from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { Person } from "../domain/person.ts";
import type { Ticket, TicketCategory } from "../domain/ticket.ts";
import type { TextRef } from "./text-ref.ts";
/**
 * The tables as SQL knows them. Columns called `body` or `state_sealed` are sealed, a `text_ref` leads to a text in a
 * sealed envelope; everything else is ids, kinds,
 * numbers and codes. Times are ms since the epoch.
 */
export interface Tables {
  meta: { key: string; value: string };
  account_flags: { account_id: AccountId; paused: number };
  cursors: { account_id: AccountId; cursor: string };
  people: PeopleTable;
  conversations: ConversationsTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  /** What the attempts before the last one used of an account's allowance. */
  earlier_calls: { destination: string; at: number; calls: number };
  lanes: LanesTable;
  timers: TimersTable;
  tickets: TicketsTable;
  audit: AuditTable;
  envelopes: { seq: number; created_at: number; body: Buffer };
  keyv: { key: string; value: string; expires_at: number | null };
  attachments: AttachmentsTable;
  messages: MessagesView;
  /** Conversations that go on under another id. */
  moves: { from_id: ConversationId; to_id: ConversationId };
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  /** The effects that relay an agent's reply, by the event that brought it. */
  relays: { outbox_seq: number; event_id: EventId };
  /** How many people asked about what in an hour; `coin` is empty when none was named. */
  topics: { hour: number; slug: ArticleSlug; coin: string; count: number };
}

interface PeopleTable {
  id: PersonId;
  platform: Person["platform"];
  body: Buffer;
  role: Person["role"];
  reachable: number;
  locale_hint: string | null;
}

interface ConversationsTable {
  id: ConversationId;
  account_id: AccountId;
  kind: ConversationKind;
  person_id: PersonId | null;
  owner: Owner;
  owner_epoch: number;
  /** The person asked not to be written to, as the state says: the dispatcher must not open it to know. */
  opted_out: number;
  /** JSON of ExpectedValue[]; kinds and slot names only. */
  expects: string;
  locale: Locale | null;
  state_sealed: Buffer;
}

export type InboxState = "pending" | "done" | "dead" | "unparsed";

interface InboxTable {
  seq: Generated<number>;
  id: EventId;
  account_id: AccountId;
  conversation_id: ConversationId;
  conversation_kind: ConversationKind;
  kind: EventKind | "unparsed";
  person_id: PersonId | null;
  message_id: string | null;
  occurred_at: number;
  state: InboxState;
  /** Counted before an attempt is made; a row is born with its first. */
  attempts: number;
  turn_id: TurnId | null;
  /** The rows of the outbox that came of it; on the last event of a turn. An index by conversation is thus spared. */
  effects_from: number | null;
  effects_to: number | null;
  text_ref: TextRef | null;
}

export type OutboxState = "pending" | "sending" | "sent" | "dead" | "superseded";

interface OutboxTable {
  seq: Generated<number>;
  id: EffectId;
  account_id: AccountId;
  conversation_id: ConversationId;
  /** Who carries it out: an account's id, or `desk`. */
  destination: string;
  lane: Lane;
  priority: number;
  kind: EffectKind;
  state: OutboxState;
  attempts: number;
  /** How many messages the last attempt asked the platform for, where that is not one for each that came of it. */
  calls: number | null;
  /** How often the outcome of a send was unknown. */
  uncertain: number;
  not_before_at: number;
  expires_at: number | null;
  owner_epoch: number;
  supersedable: number;
  turn_id: TurnId;
  created_at: number;
  sending_at: number | null;
  settled_at: number | null;
  /** The platform's id of the (first) message that came of it. */
  message_id: string | null;
  /** JSON of all of them, where it became several. */
  message_ids: string | null;
  failure: string | null;
  reason: string | null;
  text_ref: TextRef | null;
}

/** The head of a lane that waits: rows exist only while something waits, and are rebuilt from the outbox at start. */
interface LanesTable {
  conversation_id: ConversationId;
  lane: Lane;
  destination: string;
  head_seq: number;
  priority: number;
  due_at: number;
}

interface TimersTable {
  conversation_id: ConversationId;
  key: string;
  account_id: AccountId;
  conversation_kind: ConversationKind;
  generation: number;
  fire_at: number;
  expire_at: number;
  body: Buffer;
}

interface TicketsTable {
  id: TicketId;
  conversation_id: ConversationId;
  account_id: AccountId;
  conversation_kind: ConversationKind;
  category: TicketCategory;
  status: Ticket["status"];
  desk_ref: string | null;
  opened_at: number;
  last_sequence: number;
}

interface AuditTable {
  seq: Generated<number>;
  at: number;
  conversation_id: ConversationId | null;
  turn_id: TurnId | null;
  /** `turn`, or what an operator did: `pause`, `resume`, `release`, `retry`, `discard`. */
  act: string;
  /** The rows of the outbox that the turn wrote. */
  effects_from: number | null;
  effects_to: number | null;
  text_ref: TextRef;
}

/** Who is in a chat, or was. */
interface MembershipsTable {
  chat_id: ConversationId;
  person_id: PersonId;
  role: Person["role"];
  joined_at: number | null;
  left_at: number | null;
  /** When it happened, not when we heard of it: what is older changes nothing. */
  changed_at: number;
}

interface InvitationsTable {
  token: string;
  person_id: PersonId;
  conversation_id: ConversationId;
  /** The event that holds the question. */
  event_id: EventId;
  created_at: number;
}

/** Their bytes are files of their own; the body holds name and type. */
interface AttachmentsTable {
  seq: Generated<number>;
  id: AttachmentId;
  conversation_id: ConversationId;
  message_id: string;
  at: number;
  state: KeptAttachment["state"];
  refusal: KeepRefusal | null;
  size: number;
  ticket_id: TicketId | null;
  body: Buffer;
}

/** Inbound and outbound messages in the order in which we came to know them. */
interface MessagesView {
  conversation_id: ConversationId;
  direction: "in" | "out";
  seq: number;
  at: number;
  source: string;
  message_id: string | null;
  author_id: PersonId | null;
  turn_id: TurnId | null;
  text_ref: TextRef | null;
}
