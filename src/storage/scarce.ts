import { priorities } from "../domain/effect.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { ScarcePort } from "./port-scarce.ts";

/** More than a turn is given of the past. */
const turnsLookedAt = 60;

/** What an account whose sends are few asks of its queue. */
export function scarcePort({ database }: StorageContext): ScarcePort["scarce"] {
  const waiting = database.prepare<{ count: number }>(
    sql
      .selectFrom("lanes")
      .select((e) => e.fn.countAll<number>().as("count"))
      .where("destination", "=", "")
      .where("priority", ">=", literal(priorities.answer))
      .where("priority", "<=", literal(priorities.receipt)),
  );
  return {
    waiting: async (destination) => waiting.get(destination)?.count ?? 0,
    receivedSince: async (accountId, since) =>
      database
        .all(
          sql
            .selectFrom("inbox")
            .select("occurred_at")
            .where("account_id", "=", accountId)
            .where("kind", "=", literal("message.created"))
            .where("occurred_at", ">=", since),
        )
        .map((row) => row.occurred_at),
    sentAt: async (conversationId) => {
      const sent = database.all(
        sql
          .selectFrom("inbox")
          .innerJoin("outbox", (join) =>
            join
              .onRef("outbox.seq", ">=", "inbox.effects_from")
              .onRef("outbox.seq", "<=", "inbox.effects_to"),
          )
          .select(["outbox.id", "outbox.settled_at"])
          .where("inbox.conversation_id", "=", conversationId)
          .where("outbox.conversation_id", "=", conversationId)
          .where("outbox.kind", "=", "message.send")
          .where("outbox.state", "=", "sent")
          .orderBy("inbox.seq", "desc")
          .limit(turnsLookedAt),
      );
      return Object.fromEntries(sent.flatMap(({ id, settled_at: at }) => (at === null ? [] : [[id, at]])));
    },
  };
}
