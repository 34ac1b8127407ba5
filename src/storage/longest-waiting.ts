import { priorities } from "../domain/effect.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { type DueHead, headsOfLanes } from "./lane-heads.ts";
import type { OutboxRow } from "./outbox-rows.ts";

/** When what a turn answers was written: an answer that replaces another takes over the questions of that one. */
const askedAt = sql
  .selectFrom("inbox")
  .select((e) => e.fn.min("inbox.occurred_at").as("at"))
  .whereRef("inbox.conversation_id", "=", sql.dynamic.ref("outbox.conversation_id"))
  .whereRef("inbox.turn_id", "=", sql.dynamic.ref("outbox.turn_id"));

/**
 * What is urgent in a lane whose head is not, the oldest first: where sends are few it goes before what waits in front of
 * it, which keeps its own place.
 */
export function urgentBehind({ database }: StorageContext) {
  const row = database.prepare<OutboxRow>(
    sql
      .selectFrom("outbox")
      .selectAll()
      .where("conversation_id", "=", "" as ConversationId)
      .where("lane", "=", "talk")
      .where("state", "=", literal("pending"))
      .where("priority", "<=", literal(priorities.human))
      .where("not_before_at", "<=", 0)
      .orderBy("seq")
      .limit(literal(1)),
  );
  return (head: OutboxRow, now: number): OutboxRow | undefined =>
    head.priority <= priorities.human ? undefined : row.get(head.conversation_id, head.lane, now);
}

/** Due heads of several priorities, those first whose person has waited longest for an answer. */
export function longestWaiting({ database }: StorageContext) {
  const heads = database.prepare<DueHead>(
    headsOfLanes
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
