import { priorities } from "../domain/effect.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { audit } from "./operator.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { DeadLetter, Storage } from "./port.ts";

/** In one transaction, so that a running fleet beside it is not held up. */
const retriedAtOnce = 500;

/** What was given up, and how it is put back. */
export function deadLettersPort(
  context: StorageContext,
  rows: OutboxRows,
): Pick<Storage["operator"], "dead" | "retryDead" | "discardWaiting"> {
  const { database, writer } = context;
  return {
    dead: async (limit) => [...deadEffects(context, limit), ...deadEvents(context, limit)],
    retryDead: async (letters, now) => {
      const named = (kind: string) =>
        letters === "all"
          ? "all"
          : letters
              .filter((letter) => letter.startsWith(`${kind}:`))
              .map((letter) => Number(letter.slice(kind.length + 1)));
      let total = 0;
      for (;;) {
        const count = await writer.write(
          () =>
            retryEffects(context, rows, { seqs: named("effect"), now }) +
            retryEvents(context, named("event")),
        );
        total += count;
        if (count < retriedAtOnce) break;
      }
      if (total > 0) await writer.write(() => audit(context, { at: now, act: "retry", detail: { letters } }));
      return total;
    },
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

function deadEffects(context: StorageContext, limit: number): readonly DeadLetter[] {
  return context.database
    .all(
      sql
        .selectFrom("outbox")
        .select(["seq", "id", "kind", "conversation_id", "failure", "reason", "settled_at"])
        .where("state", "=", literal("dead"))
        .orderBy("seq", "desc")
        .limit(limit),
    )
    .map((row) => ({
      letter: `effect:${row.seq}`,
      id: row.id,
      kind: row.kind,
      conversationId: row.conversation_id,
      failure: row.failure ?? "",
      reason: row.reason ?? "",
      at: row.settled_at ?? 0,
    }));
}

function deadEvents(context: StorageContext, limit: number): readonly DeadLetter[] {
  return context.database
    .all(
      sql
        .selectFrom("inbox")
        .select(["seq", "id", "kind", "conversation_id", "attempts", "occurred_at"])
        .where("state", "=", literal("dead"))
        .orderBy("seq", "desc")
        .limit(limit),
    )
    .flatMap((row) =>
      row.kind === "unparsed"
        ? []
        : [
            {
              letter: `event:${row.seq}`,
              id: row.id,
              kind: row.kind,
              conversationId: row.conversation_id,
              failure: "broken_turn",
              reason: `could not be handled in ${row.attempts} attempts`,
              at: row.occurred_at,
            },
          ],
    );
}

const whoOptedOut = sql.selectFrom("conversations").select("id").where("opted_out", "=", 1);

function retryEffects(
  context: StorageContext,
  rows: OutboxRows,
  { seqs, now }: { seqs: readonly number[] | "all"; now: number },
): number {
  let dead = sql
    .selectFrom("outbox")
    .select(["seq", "conversation_id", "lane", "owner_epoch", "uncertain", "failure"])
    .where("state", "=", literal("dead"))
    .where("text_ref", ">=", context.envelopes.firstRef())
    // Whoever asked not to be written to is not written to because of an operator either.
    .where((e) =>
      e.or([
        e("kind", "not in", ["message.send", "message.edit"]),
        e("priority", "=", priorities.protect),
        e("conversation_id", "not in", whoOptedOut),
      ]),
    );
  if (seqs !== "all") dead = dead.where("seq", "in", seqs.length > 0 ? seqs : [-1]);
  const found = context.database.all(dead.orderBy("seq").limit(retriedAtOnce));
  for (const row of found) {
    const { seq, conversation_id: id, lane, owner_epoch, uncertain, failure } = row;
    rows.update(seq, {
      state: "pending",
      not_before_at: now,
      expires_at: null,
      attempts: 0,
      // It may have been sent: where the platform can be asked, or tells repetitions apart, it is not sent twice.
      uncertain: uncertain > 0 || failure === "uncertain" ? 1 : 0,
      failure: null,
      owner_epoch: Math.max(owner_epoch, epochOf(context, id)),
    });
    rows.advanceLane(id, lane);
  }
  return found.length;
}

function retryEvents(context: StorageContext, seqs: readonly number[] | "all"): number {
  const dead = sql
    .updateTable("inbox")
    .set({ state: "pending", attempts: 1, turn_id: null })
    .where("state", "=", literal("dead"))
    .where("text_ref", ">=", context.envelopes.firstRef());
  const { changes } = context.database.run(
    seqs === "all" ? dead : dead.where("seq", "in", seqs.length > 0 ? seqs : [-1]),
  );
  return changes;
}

const epochOf = (context: StorageContext, id: ConversationId): number =>
  context.database.get(sql.selectFrom("conversations").select("owner_epoch").where("id", "=", id))
    ?.owner_epoch ?? 0;
