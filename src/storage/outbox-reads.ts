import { callsOf } from "./calls.ts";
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

/** What is asked of the outbox without changing it. */
export function outboxReads(
  { database }: StorageContext,
  rows: OutboxRows,
): Pick<Storage["outbox"], "usedSince" | "groupSendsSince" | "bySeq"> {
  return {
    usedSince: async (destination, { since, now }) => {
      const begun = sql
        .selectFrom("outbox")
        .select(["sending_at", "calls", "message_ids"])
        .where("destination", "=", destination)
        .where("sending_at", ">", since)
        .orderBy("seq", "desc");
      const earlier = sql
        .selectFrom("earlier_calls")
        .select(["at", "calls"])
        .where("destination", "=", destination)
        .where("at", ">", since);
      const isShort = now - since <= shortWindowMs;
      const last = database
        .all(isShort ? begun.where("seq", ">", newestRows) : begun)
        .flatMap(({ sending_at: at, ...row }) => (at === null ? [] : { at, calls: callsOf(row) }));
      return [...last, ...database.all(earlier)].filter(({ calls }) => calls > 0);
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
