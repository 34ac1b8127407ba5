import { priorities } from "../domain/effect.ts";
import type { ConversationId, EffectId } from "../domain/ids.ts";
import type { StorageContext } from "./context.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import { effectsOf } from "./effects-of.ts";
import type { ScarcePort } from "./port-scarce.ts";
import { envelopeOf, itemsAtMost } from "./text-ref.ts";

/** Where a statement is given its conversation. */
const nobody = "" as ConversationId;
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
  const sent = database.prepare<{ id: EffectId; settled_at: number | null }>(
    effectsOf(nobody)
      .select(["outbox.id", "outbox.settled_at"])
      .where("outbox.kind", "=", literal("message.send"))
      .where("outbox.state", "=", literal("sent"))
      .orderBy("inbox.seq", "desc")
      .limit(literal(turnsLookedAt)),
  );
  return {
    waiting: async (destination) => waiting.get(destination)?.count ?? 0,
    receivedSince: async (accountId, since) => {
      const envelopes = database.all(
        sql
          .selectFrom("envelopes")
          .select(["seq", "created_at"])
          .where("created_at", ">=", since)
          .orderBy("seq"),
      );
      const [first] = envelopes;
      if (first === undefined) return [];
      const storedAts = new Map(envelopes.map(({ seq, created_at: at }) => [seq, at]));
      return database
        .all(
          sql
            .selectFrom("inbox")
            .select("text_ref")
            .where("account_id", "=", accountId)
            .where("kind", "=", literal("message.created"))
            .where("text_ref", ">=", first.seq * itemsAtMost),
        )
        .flatMap(({ text_ref: ref }) => (ref === null ? [] : (storedAts.get(envelopeOf(ref)) ?? [])));
    },
    sentAt: async (conversationId) =>
      Object.fromEntries(
        sent
          .all(conversationId, conversationId)
          .flatMap(({ id, settled_at: at }) => (at === null ? [] : [[id, at]])),
      ),
  };
}
