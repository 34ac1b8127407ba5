import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { Storage } from "./port.ts";

/** More rows than any allowance of a short window lets through in it; older ones need not be looked at. */
const rowsOfAWindow = 20_000;
const shortWindowMs = 60_000;
export const newestRows = sql
  .selectFrom("outbox")
  .select((e) => e(e.fn.max("seq"), "-", rowsOfAWindow).as("seq"));

/** Each attempt was a call unless it is known that it was none, and the last one as many as it became messages. */
const callsOf = (row: { attempts: number; uncalled: number; message_ids: string | null }): number => {
  const ids: unknown = row.message_ids === null ? [] : JSON.parse(row.message_ids);
  const messagesMore = Math.max(1, Array.isArray(ids) ? ids.length : 1) - 1;
  return Math.max(0, Math.max(1, row.attempts) - row.uncalled) + messagesMore;
};

/** What is asked of the outbox without changing it. */
export function outboxReads(
  { database }: StorageContext,
  rows: OutboxRows,
): Pick<Storage["outbox"], "usedSince" | "groupSendsSince" | "bySeq"> {
  return {
    usedSince: async (destination, { since, now }) => {
      const begun = sql
        .selectFrom("outbox")
        .select(["sending_at", "attempts", "uncalled", "message_ids"])
        .where("destination", "=", destination)
        .where("sending_at", ">", since)
        .orderBy("seq", "desc");
      const isShort = now - since <= shortWindowMs;
      return database
        .all(isShort ? begun.where("seq", ">", newestRows) : begun)
        .flatMap(({ sending_at: at, ...row }) => (at === null ? [] : { at, calls: callsOf(row) }))
        .filter(({ calls }) => calls > 0);
    },
    groupSendsSince: async (destination, { since, now }) =>
      database
        .all(
          sql
            .selectFrom("outbox")
            .innerJoin("conversations", "conversations.id", "outbox.conversation_id")
            .select(["outbox.conversation_id", "outbox.settled_at"])
            .where("outbox.destination", "=", destination)
            .where("outbox.sending_at", ">", since)
            .where("outbox.kind", "in", ["message.send", "message.edit"])
            .where("conversations.kind", "=", "group")
            .where("outbox.seq", ">", newestRows)
            .orderBy("outbox.sending_at"),
        )
        .map((row) => ({ conversationId: row.conversation_id, at: row.settled_at ?? now })),
    bySeq: async (seq, conversationId) => {
      const row = database.get(
        sql
          .selectFrom("outbox")
          .selectAll()
          .where("seq", "=", seq)
          .where("conversation_id", "=", conversationId),
      );
      return row && rows.open(row, "direct")?.effect;
    },
  };
}
