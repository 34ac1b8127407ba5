import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxRow } from "./outbox-rows.ts";
import type { Storage } from "./port.ts";
import { tooLate } from "./silenced.ts";

/** Heads of lanes that have expired are given up; nothing is written when there are none. */
export function expireDuePort(
  { database, writer }: StorageContext,
  outbox: Outbox,
): Storage["outbox"]["expireDue"] {
  const expired = database.prepare<OutboxRow>(
    sql
      .selectFrom("lanes")
      .innerJoin("outbox", "outbox.seq", "lanes.head_seq")
      .selectAll("outbox")
      .where("lanes.destination", "=", "")
      .where("outbox.expires_at", "<=", 0),
  );
  return async (destination, now) => {
    if (expired.all(destination, now).length === 0) return [];
    return writer.write(() =>
      expired.all(destination, now).flatMap((row) => outbox.expire(row, { now, reason: tooLate })),
    );
  };
}
