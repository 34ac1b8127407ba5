import type { StorageContext } from "./context.ts";
import type { Conversations } from "./conversations.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Inbox } from "./inbox.ts";
import type { Lineage } from "./lineage.ts";
import { writeMeta } from "./meta.ts";
import type { People } from "./people.ts";
import type { Storage } from "./port.ts";

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
  },
): Storage["maintenance"] {
  const { database, writer } = context;
  return {
    cleanStart: parts.cleanStart,
    beat: async () => {
      const mark = await writer.write(() => parts.lineage.advance());
      const kept = parts.lineage.keep(mark);
      if (kept) return;
      await writer.write(() => writeMeta(database, "mark_kept", "0"));
    },
    purge: ({ textBefore, rowBefore, now }) =>
      writer.write(() => purge(context, { textBefore, rowBefore, now })),
    check: () =>
      writer.write(() => {
        writeMeta(database, "checked", " ".repeat(room));
        writeMeta(database, "checked", "1");
      }),
    forgetCached: () => {
      parts.people.forgetCached();
      parts.conversations.forgetAll();
      parts.inbox.loadExpectations();
    },
  };
}

/** Bounded per call, so that a long overdue purge never holds the fleet up. */
function purge(
  context: StorageContext,
  limits: { textBefore: number; rowBefore: number; now: number },
): { texts: number; rows: number } {
  const { database } = context;
  const settled = ["done", "dead", "unparsed"] as const;
  const ended = ["sent", "dead", "superseded"] as const;
  const oldInbox = (before: number) =>
    sql
      .selectFrom("inbox")
      .select("seq")
      .where("occurred_at", "<", before)
      .where("state", "in", settled)
      .orderBy("seq")
      .limit(purgedAtOnce);
  const oldOutbox = (before: number) =>
    sql
      .selectFrom("outbox")
      .select("seq")
      .where("created_at", "<", before)
      .where("state", "in", ended)
      .orderBy("seq")
      .limit(purgedAtOnce);

  const expired = [
    sql
      .updateTable("inbox")
      .set({ body: null })
      .where("seq", "in", oldInbox(limits.textBefore).where("body", "is not", null)),
    sql
      .updateTable("outbox")
      .set({ body: null })
      .where("seq", "in", oldOutbox(limits.textBefore).where("body", "is not", null)),
  ];
  const forgotten = [
    sql.deleteFrom("inbox").where("seq", "in", oldInbox(limits.rowBefore)),
    sql.deleteFrom("outbox").where("seq", "in", oldOutbox(limits.rowBefore)),
    sql.deleteFrom("keyv").where("expires_at", "<", limits.now),
  ];
  const changes = (total: number, query: Parameters<typeof database.run>[0]) =>
    total + database.run(query).changes;
  return { texts: expired.reduce(changes, 0), rows: forgotten.reduce(changes, 0) };
}
