import { priorities } from "../domain/effect.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { ScarcePort } from "./port-scarce.ts";

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
  };
}
