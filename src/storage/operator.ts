import type { ConversationId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { Storage } from "./port.ts";

/** What an operator asks and does. Acts leave a line in the audit. */
export function operatorPort(context: StorageContext): Storage["operator"] {
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

/** Effects that will not be tried again unless someone says so. */
export function deadLettersPort(
  context: StorageContext,
  rows: OutboxRows,
): Pick<Storage["outbox"], "dead" | "retryDead" | "discardWaiting"> {
  const { database, writer } = context;
  return {
    dead: async (limit) =>
      database
        .all(
          sql
            .selectFrom("outbox")
            .select(["seq", "id", "kind", "conversation_id", "failure", "reason", "settled_at"])
            .where("state", "=", literal("dead"))
            .orderBy("seq", "desc")
            .limit(limit),
        )
        .map((row) => ({
          seq: row.seq,
          id: row.id,
          kind: row.kind,
          conversationId: row.conversation_id,
          failure: row.failure ?? "",
          reason: row.reason ?? "",
          at: row.settled_at ?? 0,
        })),
    retryDead: (seqs, now) =>
      writer.write(() => {
        let dead = sql
          .selectFrom("outbox")
          .select(["seq", "conversation_id", "lane", "owner_epoch"])
          .where("state", "=", literal("dead"))
          .where("body", "is not", null);
        if (seqs !== "all") dead = dead.where("seq", "in", seqs.length > 0 ? seqs : [-1]);
        const found = database.all(dead.orderBy("seq"));
        for (const row of found) {
          const change = {
            state: "pending",
            not_before_at: now,
            expires_at: null,
            uncertain: 0,
            failure: null,
          } as const;
          rows.update(row.seq, {
            ...change,
            owner_epoch: Math.max(row.owner_epoch, epochOf(context, row.conversation_id)),
          });
          if (rows.inFlight.has(row.conversation_id, row.lane))
            rows.inFlight.wait(row.conversation_id, row.lane);
          else rows.advanceLane(row.conversation_id, row.lane);
        }
        if (found.length > 0)
          audit(context, { at: now, act: "retry", detail: { seqs: found.map((row) => row.seq) } });
        return found.length;
      }),
    discardWaiting: (now) =>
      writer.write(() => {
        const change = { state: "superseded", settled_at: now, reason: "discarded by the operator" } as const;
        const { changes } = database.run(
          sql.updateTable("outbox").set(change).where("state", "=", literal("pending")),
        );
        database.run(sql.deleteFrom("lanes"));
        audit(context, { at: now, act: "discard", detail: { effects: changes } });
        return changes;
      }),
  };
}

const epochOf = (context: StorageContext, id: ConversationId): number =>
  context.database.get(sql.selectFrom("conversations").select("owner_epoch").where("id", "=", id))
    ?.owner_epoch ?? 0;

function audit(
  context: StorageContext,
  act: { at: number; act: string; detail: object },
): void {
  const body = context.sealer.seal(JSON.stringify(act.detail), act.act);
  context.database.run(
    sql.insertInto("audit").values({ at: act.at, act: act.act, conversation_id: null, turn_id: null, body }),
  );
}
