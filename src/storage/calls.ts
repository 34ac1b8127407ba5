import type { StorageContext } from "./context.ts";
import { sqlBuilder as sql } from "./database.ts";
import { deskDestination, keeperDestination } from "./destination.ts";
import type { OutboxRow } from "./outbox-rows.ts";
import type { Settlement } from "./port.ts";

/** No window of an allowance is longer than a day; what was sent shortly before one may count in it. */
const keptMs = 25 * 3_600_000;

type Called = Pick<OutboxRow, "calls" | "message_ids">;

/** What the last attempt used of the allowance: unless it is known otherwise, one call for each message that came of it. */
export const callsOf = ({ calls, message_ids }: Called): number => {
  if (calls !== null) return calls;
  const ids: unknown = message_ids === null ? [] : JSON.parse(message_ids);
  return Math.max(1, Array.isArray(ids) ? ids.length : 1);
};

/** How many messages each attempt asked a platform for, and when, so that it is known after a restart. */
export class Calls {
  readonly #context: StorageContext;
  readonly #forget;
  readonly #keep;

  constructor(context: StorageContext) {
    this.#context = context;
    const { database } = context;
    this.#forget = database.prepare<never>(
      sql.deleteFrom("earlier_calls").where("destination", "=", "").where("at", "<", 0),
    );
    this.#keep = database.prepare<never>(
      sql.insertInto("earlier_calls").values({ destination: "", at: 0, calls: 0 }),
    );
  }

  /** The attempt has ended. */
  note(settlement: Settlement): void {
    const calls = settlement.to === "sent" ? settlement.receipt.calls : settlement.calls;
    if (calls === undefined || calls === usual(settlement)) return;
    const { seq } = settlement.stored;
    this.#context.database.run(sql.updateTable("outbox").set({ calls }).where("seq", "=", seq));
  }

  /** The next attempt begins: what the one before it used is kept with its own time. */
  keep(row: OutboxRow, now: number): void {
    const { destination, sending_at: at } = row;
    if (at === null || destination === deskDestination || destination === keeperDestination) return;
    this.#forget.run(destination, now - keptMs);
    const calls = callsOf(row);
    if (calls > 0) this.#keep.run(destination, at, calls);
  }
}

const usual = (settlement: Settlement): number =>
  settlement.to === "sent" ? Math.max(1, settlement.receipt.messageIds.length) : 1;
