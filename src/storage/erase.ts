import type { Conversation } from "../domain/conversation.ts";
import { type ConversationId, caseOf, type PersonId } from "../domain/ids.ts";
import type { Erasure, SetTimer } from "../domain/turn.ts";
import type { Attachments, Expired } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { effectsAmongOthers, effectsOf } from "./effects-of.ts";
import type { People } from "./people.ts";
import type { Tables } from "./tables.ts";
import type { TextRef } from "./text-ref.ts";
import { setTimer } from "./timers.ts";

interface Parts {
  readonly attachments: Attachments;
  readonly people: People;
}

interface Place {
  readonly conversationId: ConversationId;
  readonly personId: PersonId | undefined;
  readonly erasure: Erasure;
  readonly now: number;
}

/** What is left to do once it is on disk. */
export interface Erased {
  /** Files to remove. */
  readonly files: readonly Expired[];
  /** The other conversations whose past reads otherwise now. */
  readonly conversations: readonly ConversationId[];
}

interface TextRow {
  readonly id: string | null;
  readonly text_ref: TextRef | null;
}

/** Which of what was sent. */
interface Measure {
  readonly until: number;
  readonly waitingToo: boolean;
}

/**
 * Overwrites all that is kept of what a person and we said in a conversation, and among others if that is asked for;
 * ids, times and kinds of rows stay. Runs within a transaction that is under way.
 */
export function eraseTold(context: StorageContext, parts: Parts, place: Place): Erased {
  const { conversationId, personId, erasure, now } = place;
  const { waitingToo, amongOthers, inOtherChats } = erasure;
  const measure = { until: erasure.until ?? Number.MAX_SAFE_INTEGER, waitingToo };
  eraseTexts(context, [
    ...inboxTexts(context, conversationId, measure.until),
    ...outboxTexts(context, effectsOf(conversationId), measure),
    ...auditTexts(context, conversationId, measure.until),
  ]);
  const files = parts.attachments.erase(conversationId, measure);
  if (personId === undefined) return { files, conversations: [] };
  // Whoever has written since is named again, and known by that.
  if (!waitingToo) forgetPerson(context, parts.people, personId);
  if (inOtherChats) eraseInOtherChats(context, { personId, but: conversationId, timer: inOtherChats, now });
  if (!amongOthers) return { files, conversations: [] };
  const others = eraseAmongOthers(context, parts, { personId, measure, timer: amongOthers, now });
  return { ...others, files: [...files, ...others.files] };
}

const eraseTexts = ({ envelopes }: StorageContext, rows: readonly TextRow[]): void =>
  envelopes.erase(
    rows.flatMap(({ id, text_ref: ref }) => (id === null || ref === null ? [] : [{ rowId: id, ref }])),
  );

/** What is still to be handled was said after the wish. */
const inboxTexts = (
  { database }: StorageContext,
  conversationId: ConversationId,
  until: number,
): readonly TextRow[] =>
  database.all(
    sql
      .selectFrom("inbox")
      .select(["id", "text_ref"])
      .where("conversation_id", "=", conversationId)
      .where("state", "<>", literal("pending"))
      .where("occurred_at", "<=", until),
  );

const outboxTexts = (
  { database }: StorageContext,
  effects: ReturnType<typeof effectsOf>,
  { until, waitingToo }: Measure,
): readonly TextRow[] => {
  const told = effects
    .select(["outbox.id", "outbox.text_ref"])
    // The wish itself goes to the desk, however late.
    .where("outbox.created_at", "<", until);
  return database.all(waitingToo ? told : told.where("outbox.state", "not in", ["pending", "sending"]));
};

/** A trace is sealed to its turn. The audit has no index but its order: it is read once, which is quicker than by turns. */
const auditTexts = (
  { database }: StorageContext,
  conversationId: ConversationId,
  until: number,
): readonly TextRow[] =>
  database.all(
    sql
      .selectFrom("audit")
      .select(["turn_id as id", "text_ref"])
      .where("conversation_id", "=", conversationId)
      .where("at", "<=", until),
  );

function forgetPerson({ database }: StorageContext, people: People, personId: PersonId): void {
  people.erase(personId);
  database.run(sql.deleteFrom("invitations").where("person_id", "=", personId));
}

function eraseInOtherChats(
  context: StorageContext,
  { personId, but, timer, now }: { personId: PersonId; but: ConversationId; timer: SetTimer; now: number },
): void {
  const chats = context.database.all(
    sql
      .selectFrom("conversations")
      .select(["id", "account_id as accountId", "kind"])
      .where("person_id", "=", personId)
      .where("kind", "=", literal("direct"))
      .where("id", "<>", but),
  );
  for (const chat of chats) setTimer(context, chat, { command: timer, now });
}

/** In groups and threads: the words of this person alone, and what came of them. */
function eraseAmongOthers(
  context: StorageContext,
  { attachments }: Parts,
  { personId, measure, timer, now }: { personId: PersonId; measure: Measure; timer: SetTimer; now: number },
): Erased {
  const { database } = context;
  // No index by person: it would cost each message, and this is rare.
  const said = sql
    .selectFrom("inbox")
    .where("person_id", "=", personId)
    .where("conversation_kind", "<>", literal("direct"))
    .where("state", "<>", literal("pending"))
    .where("occurred_at", "<=", measure.until);
  const events = database.all(said.select(["id", "text_ref", "conversation_id", "message_id"]));
  if (events.length === 0) return { files: [], conversations: [] };
  eraseTexts(context, [
    ...events,
    ...outboxTexts(context, effectsAmongOthers(personId), measure),
    ...database.all(
      sql
        .selectFrom("audit")
        .select(["turn_id as id", "text_ref"])
        .where("turn_id", "in", said.select("turn_id").where("turn_id", "is not", null)),
    ),
  ]);
  for (const place of casesOf(context, events, measure)) setTimer(context, place, { command: timer, now });
  const chats = Map.groupBy(events, (event) => event.conversation_id);
  const files = [...chats].flatMap(([id, theirs]) => {
    const messages = new Set(theirs.flatMap(({ message_id }) => message_id ?? []));
    return attachments.erase(id, { ...measure, messages });
  });
  return { files, conversations: [...chats.keys()] };
}

/** What the desk has of these posts; of what it had when the wish was carried out, it was told then. */
function casesOf(
  { database }: StorageContext,
  events: readonly { readonly conversation_id: ConversationId; readonly message_id: string | null }[],
  { until, waitingToo }: Measure,
): readonly Pick<Conversation, "id" | "accountId" | "kind">[] {
  const ofConversation = database.prepare<Pick<Tables["tickets"], "account_id" | "conversation_kind">>(
    sql
      .selectFrom("tickets")
      .select(["account_id", "conversation_kind"])
      .where("conversation_id", "=", "" as never)
      .where("opened_at", ">", 0),
  );
  return events.flatMap(({ conversation_id: thread, message_id: messageId }) => {
    if (messageId === null) return [];
    const id = caseOf(thread, messageId);
    const ticket = ofConversation.get(id, waitingToo ? until : 0);
    return ticket ? [{ id, accountId: ticket.account_id, kind: ticket.conversation_kind }] : [];
  });
}
