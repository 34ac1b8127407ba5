import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import type { Storage } from "./port.ts";

/** What an operator asks and does. Acts leave a line in the audit. */
export function operatorPort(
  context: StorageContext,
): Omit<Storage["operator"], "dead" | "retryDead" | "discardWaiting"> {
  const { database, writer } = context;
  return {
    pausedAccounts: async () =>
      new Set(
        database
          .all(sql.selectFrom("account_flags").select("account_id").where("paused", "=", 1))
          .map((row) => row.account_id),
      ),
    setPaused: (accountId, paused, now) =>
      writer.write(() => {
        const row = { paused: paused ? 1 : 0 };
        database.run(
          sql
            .insertInto("account_flags")
            .values({ account_id: accountId, ...row })
            .onConflict((conflict) => conflict.column("account_id").doUpdateSet(row)),
        );
        audit(context, { at: now, act: paused ? "pause" : "resume", detail: { accountId } });
      }),
    isHeld: async () => readMeta(database, "held") === "1",
    release: (now) =>
      writer.write(() => {
        writeMeta(database, "held", "0");
        audit(context, { at: now, act: "release", detail: {} });
      }),
    externalVersion: () => Number(database.connection.pragma("data_version", { simple: true })),
    backlog: async () => {
      const waiting = database.all(
        sql
          .selectFrom("outbox")
          .select(["destination", (e) => e.fn.countAll<number>().as("n")])
          .where("state", "=", literal("pending"))
          .groupBy("destination"),
      );
      const count = (table: "inbox" | "outbox", state: "pending" | "dead") =>
        Number(
          database.get(
            sql
              .selectFrom(table)
              .select((e) => e.fn.countAll<number>().as("n"))
              .where("state", "=", literal(state)),
          )?.n ?? 0,
        );
      return {
        inboxPending: count("inbox", "pending"),
        outboxPending: Object.fromEntries(waiting.map((row) => [row.destination, Number(row.n)])),
        dead: count("outbox", "dead"),
      };
    },
  };
}

/** Leaves a line about what an operator did; within a transaction that is under way. */
export function audit(context: StorageContext, act: { at: number; act: string; detail: object }): void {
  context.database.run(
    sql.insertInto("audit").values({
      at: act.at,
      act: act.act,
      conversation_id: null,
      turn_id: null,
      effects_from: null,
      effects_to: null,
      text_ref: context.envelopes.put(act.act, act.detail),
    }),
  );
}
