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

/** Where the longest waiting person comes first, these wait in one queue. */
export const sharedQueue = { from: priorities.answer, to: priorities.receipt };

/**
 * Of each lane the oldest that is due and at least as urgent as asked for: it goes before what waits in front of it, which
 * keeps its own place and is not taken here.
 */
export function urgentFirst({ database }: StorageContext) {
  const urgent = sql
    .selectFrom("outbox as behind")
    .whereRef("behind.conversation_id", "=", sql.dynamic.ref("lanes.conversation_id"))
    .whereRef("behind.lane", "=", sql.dynamic.ref("lanes.lane"))
    .where("behind.state", "=", literal("pending"))
    .where("behind.priority", "<=", 0)
    .where("behind.not_before_at", "<=", 0);
  const heads = database.prepare<DueHead>(
    headsOfLanes
      .where("lanes.priority", "<=", 0)
      .where("lanes.due_at", "<=", 0)
      .where((e) => e.exists(urgent.select("behind.seq")))
      .orderBy(urgent.select((e) => e.fn.min("behind.seq").as("seq")))
      .limit(0),
  );
  const oldest = database.prepare<OutboxRow>(
    sql
      .selectFrom("outbox")
      .selectAll()
      .where("conversation_id", "=", "" as ConversationId)
      .where("lane", "=", "talk")
      .where("state", "=", literal("pending"))
      .where("priority", "<=", 0)
      .where("not_before_at", "<=", 0)
      .orderBy("seq")
      .limit(literal(1)),
  );
  return (query: {
    destination: string;
    priority: number;
    now: number;
    limit: number;
  }): readonly DueHead[] => {
    const { destination, priority, now, limit } = query;
    return heads.all(destination, priority, now, priority, now, priority, now, limit).map((head) => ({
      ...head,
      ...oldest.get(head.conversation_id, head.lane, priority, now),
    }));
  };
}

/**
 * Due heads of several priorities, those first whose person has waited longest for an answer; also where something more
 * urgent behind them is not due yet.
 */
export function longestWaiting({ database }: StorageContext) {
  const heads = database.prepare<DueHead>(
    headsOfLanes
      .where("outbox.priority", ">=", 0)
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
