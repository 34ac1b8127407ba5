import type { Attachments } from "./attachments.ts";
import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { literal, sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import type { Lineage } from "./lineage.ts";
import { readMeta, writeMeta } from "./meta.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxRows } from "./outbox-rows.ts";
import type { People } from "./people.ts";
import type { Storage, StoredEvent } from "./port.ts";
import { envelopeOf } from "./text-ref.ts";

const purgedAtOnce = 500;
/** What must fit before a disk counts as having room again, in characters: more than any one message. */
const room = 256 * 1024;

/** The storage's own housekeeping. */
export function maintenancePort(
  context: StorageContext,
  parts: {
    cleanStart: boolean;
    lineage: Lineage;
    inbox: Inbox;
    people: People;
    conversations: Conversations;
    outbox: Outbox;
    rows: OutboxRows;
    attachments: Attachments;
  },
): Storage["maintenance"] {
  const { database, writer } = context;
  return {
    cleanStart: parts.cleanStart,
    beat: async () => {
      const mark = await writer.write(() => parts.lineage.advance());
      const kept = parts.lineage.keep(mark);
      const flag = kept ? "1" : "0";
      if (readMeta(database, "mark_kept") !== flag)
        await writer.write(() => writeMeta(database, "mark_kept", flag));
    },
    purge: async ({ textBefore, rowBefore, now }) => {
      const { expired, ...counts } = await writer.write(() => ({
        expired: parts.attachments.expire({ before: textBefore, atOnce: purgedAtOnce }),
        ...purge(context, parts.outbox, { textBefore, rowBefore, now }),
      }));
      for (const { conversationId } of expired) parts.conversations.forget(conversationId);
      await parts.attachments.removeFiles(expired);
      return { ...counts, texts: counts.texts + expired.length };
    },
    check: () =>
      writer.write(() => {
        writeMeta(database, "checked", " ".repeat(room));
        writeMeta(database, "checked", "1");
      }),
    forgetCached: () => {
      context.moves.load();
      parts.rows.inFlight.rename((id) => context.moves.resolve(id));
      parts.people.forgetCached();
      parts.conversations.forgetAll();
      parts.inbox.loadExpectations();
    },
  };
}

/**
 * Looks at the oldest rows only, a bounded number a call, so that a long overdue purge never holds the fleet up. Ids
 * outlive texts.
 */
function purge(
  context: StorageContext,
  outbox: Outbox,
  limits: { textBefore: number; rowBefore: number; now: number },
): { texts: number; rows: number; settled: readonly StoredEvent[] } {
  const { database } = context;
  const settled = expireWaiting(context, outbox, limits);
  const waiting = firstWaiting(context);
  const rowBefore = Math.min(limits.textBefore, limits.rowBefore);
  context.envelopes.rememberLast();
  const { changes: texts } = database.run(
    sql.deleteFrom("envelopes").where("seq", "in", (outer) =>
      outer
        .selectFrom((inner) =>
          inner
            .selectFrom("envelopes")
            .select(["seq", "created_at"])
            .orderBy("seq")
            .limit(purgedAtOnce)
            .as("oldest"),
        )
        .select("oldest.seq")
        .where("oldest.created_at", "<", limits.textBefore)
        .where("oldest.seq", "<", waiting),
    ),
  );
  const { changes: events } = database.run(
    sql.deleteFrom("inbox").where("seq", "in", (outer) =>
      outer
        .selectFrom((inner) =>
          inner
            .selectFrom("inbox")
            .select(["seq", "occurred_at", "state"])
            .orderBy("seq")
            .limit(purgedAtOnce)
            .as("oldest"),
        )
        .select("oldest.seq")
        .where("oldest.occurred_at", "<", rowBefore)
        .where("oldest.state", "<>", "pending"),
    ),
  );
  const { changes: effects } = database.run(
    sql.deleteFrom("outbox").where("seq", "in", (outer) =>
      outer
        .selectFrom((inner) =>
          inner
            .selectFrom("outbox")
            .select(["seq", "created_at", "state"])
            .orderBy("seq")
            .limit(purgedAtOnce)
            .as("oldest"),
        )
        .select("oldest.seq")
        .where("oldest.created_at", "<", rowBefore)
        .where("oldest.state", "not in", ["pending", "sending"]),
    ),
  );
  const { changes: turns } = database.run(
    sql.deleteFrom("audit").where("seq", "in", (outer) =>
      outer
        .selectFrom((inner) =>
          inner.selectFrom("audit").select(["seq", "at"]).orderBy("seq").limit(purgedAtOnce).as("oldest"),
        )
        .select("oldest.seq")
        .where("oldest.at", "<", rowBefore),
    ),
  );
  const { changes: keys } = database.run(sql.deleteFrom("keyv").where("expires_at", "<", limits.now));
  const { changes: invitations } = database.run(
    sql.deleteFrom("invitations").where("created_at", "<", limits.textBefore),
  );
  const { changes: members } = database.run(
    sql
      .deleteFrom("memberships")
      .where("left_at", "<=", (outer) =>
        outer
          .selectFrom((inner) =>
            inner
              .selectFrom("memberships")
              .select("left_at")
              .where("left_at", "<", rowBefore)
              .orderBy("left_at")
              .limit(purgedAtOnce)
              .as("oldest"),
          )
          .select((e) => e.fn.max("oldest.left_at").as("at")),
      ),
  );
  const { changes: relays } = database.run(
    sql
      .deleteFrom("relays")
      .where("outbox_seq", "<", (oldest) =>
        oldest.selectFrom("outbox").select((e) => e.fn.coalesce(e.fn.min("seq"), e.val(0)).as("seq")),
      ),
  );
  return { texts, rows: events + effects + turns + keys + invitations + members + relays, settled };
}

/** What could not be sent while its text was kept is given up: one that waits for ever keeps no other text alive. */
function expireWaiting(
  { database }: StorageContext,
  outbox: Outbox,
  { textBefore, now }: { textBefore: number; now: number },
): readonly StoredEvent[] {
  const old = database.all(
    sql
      .selectFrom("outbox")
      .selectAll()
      .where("state", "=", literal("pending"))
      .where("created_at", "<", textBefore)
      .limit(purgedAtOnce),
  );
  return old.flatMap((row) => outbox.expire(row, { now, reason: "its text has expired" }));
}

/** The oldest envelope with an event in it that is still to be handled. */
function firstWaiting({ database }: StorageContext): number {
  const row = database.get(
    sql
      .selectFrom("inbox")
      .select((e) => e.fn.min("text_ref").as("ref"))
      .where("state", "=", literal("pending")),
  );
  return row?.ref === null || row?.ref === undefined ? Number.MAX_SAFE_INTEGER : envelopeOf(row.ref);
}
