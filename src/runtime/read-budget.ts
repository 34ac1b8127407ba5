import type { Allowance } from "../domain/adapter.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";

type Reads = NonNullable<Allowance["reads"]>;

/** Reads that only settling may take, where there are enough of them. */
const keptForSettling = 2;

/** A read is counted for so much longer than the window, in ms: it reaches the platform a while after it was taken. */
const wayMs = 10_000;

const timesIn = (kept: string | undefined): readonly number[] => {
  const times: unknown = kept === undefined ? [] : JSON.parse(kept);
  return Array.isArray(times) ? times.filter((at) => typeof at === "number") : [];
};

/** Keeps an account's reads inside their allowance, N in any window. Each is on disk before it is made. */
export class ReadBudget {
  readonly #parts: { reads: Reads; kept: Storage["keyv"]; key: string; now: () => number };
  #times: readonly number[] | undefined;
  /** One at a time: two must not take the last one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: { reads: Reads; kept: Storage["keyv"]; accountId: AccountId; now: () => number }) {
    const { reads, kept, now } = parts;
    this.#parts = { reads, kept, now, key: `reads:${parts.accountId}` };
  }

  /** 0 when one was taken, or how long to wait in ms. */
  take(purpose: "receiving" | "settling" = "receiving"): Promise<number> {
    const taken = this.#last.then(() => this.#take(purpose));
    this.#last = taken.catch(() => undefined);
    return taken;
  }

  async #take(purpose: "receiving" | "settling"): Promise<number> {
    const { reads, kept, key, now } = this.#parts;
    const mayUse = purpose === "settling" ? reads.calls : Math.max(1, reads.calls - keptForSettling);
    const windowMs = reads.windowMs + wayMs;
    const before = this.#times ?? timesIn(await kept.get(key));
    const at = now();
    const times = before.filter((time) => time > at - windowMs);
    this.#times = times;
    const full = times.at(-mayUse);
    if (full !== undefined) return full + windowMs - at;
    const next = [...times, at];
    await kept.set(key, JSON.stringify(next), windowMs);
    this.#times = next;
    return 0;
  }
}
