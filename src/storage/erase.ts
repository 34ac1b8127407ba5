import type { ConversationId, PersonId } from "../domain/ids.ts";
import type { Erasure } from "../domain/turn.ts";
import type { Attachments, Expired } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { effectsOf } from "./effects-of.ts";
import type { People } from "./people.ts";
import type { TextRef } from "./text-ref.ts";

interface Place {
  readonly conversationId: ConversationId;
  readonly personId: PersonId | undefined;
  readonly erasure: Erasure;
}

interface TextRow {
  readonly id: string | null;
  readonly text_ref: TextRef | null;
}

/**
 * Overwrites all that is kept of what a person and we said in a conversation; ids, times and kinds of rows stay. Runs
 * within a transaction that is under way. The files of what it returns are removed once that is on disk.
 */
export function eraseConversation(
  context: StorageContext,
  parts: { attachments: Attachments; people: People },
  { conversationId, personId, erasure }: Place,
): readonly Expired[] {
  const until = erasure.until ?? Number.MAX_SAFE_INTEGER;
  const rows = [
    ...inboxTexts(context, conversationId, until),
    ...outboxTexts(context, conversationId, { until, waitingToo: erasure.waitingToo }),
    ...auditTexts(context, conversationId, until),
  ];
  context.envelopes.erase(
    rows.flatMap(({ id, text_ref: ref }) => (id === null || ref === null ? [] : [{ rowId: id, ref }])),
  );
  // Whoever has written since is named again, and known by that.
  if (personId !== undefined && !erasure.waitingToo) forgetPerson(context, parts.people, personId);
  return parts.attachments.erase(conversationId, { until, waitingToo: erasure.waitingToo });
}

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
  conversationId: ConversationId,
  { until, waitingToo }: { until: number; waitingToo: boolean },
): readonly TextRow[] => {
  const effects = effectsOf(conversationId)
    .select(["outbox.id", "outbox.text_ref"])
    // The wish itself goes to the desk, however late.
    .where("outbox.created_at", "<", until);
  return database.all(waitingToo ? effects : effects.where("outbox.state", "not in", ["pending", "sending"]));
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
