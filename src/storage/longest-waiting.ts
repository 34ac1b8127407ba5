import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { DueHead } from "./outbox-rows.ts";

/** When what a turn answers was written: an answer that replaces another takes over the questions of that one. */
const askedAt = sql
  .selectFrom("inbox")
  .select((e) => e.fn.min("inbox.occurred_at").as("at"))
  .whereRef("inbox.conversation_id", "=", sql.dynamic.ref("outbox.conversation_id"))
  .whereRef("inbox.turn_id", "=", sql.dynamic.ref("outbox.turn_id"));

/** Due heads of several priorities, those first whose person has waited longest for an answer. */
export function longestWaiting({ database }: StorageContext) {
  const heads = database.prepare<DueHead>(
    sql
      .selectFrom("lanes")
      .innerJoin("outbox", "outbox.seq", "lanes.head_seq")
      .leftJoin("conversations", "conversations.id", "lanes.conversation_id")
      .selectAll("outbox")
      .select(["conversations.owner_epoch as epoch_now", "conversations.kind as conversation_kind"])
      .where("lanes.destination", "=", "")
      .where("lanes.priority", ">=", 0)
      .where("lanes.priority", "<=", 0)
      .where("lanes.due_at", "<=", 0)
      .orderBy((e) => e.fn.coalesce(askedAt, "outbox.created_at"))
      .orderBy("outbox.seq")
      .limit(0),
  );
  return (query: {
    destination: string;
    from: number;
    to: number;
    now: number;
    limit: number;
  }): readonly DueHead[] => {
    const { destination, from, to, now, limit } = query;
    return heads.all(destination, from, to, now, limit);
  };
}
