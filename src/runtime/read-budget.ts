import type { Allowance } from "../domain/adapter.ts";
import type { AccountId } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";

type Reads = NonNullable<Allowance["reads"]>;

type Purpose = "receiving" | "settling";

interface Read {
  readonly at: number;
  readonly purpose: Purpose;
}

/** Reads that only settling may take, where there are enough of them. */
const keptForSettling = 2;

/** As many as one purpose may take: a third is out of settling's reach, so that one send in doubt makes nobody unheard. */
const mostOf = (purpose: Purpose, calls: number): number =>
  Math.max(1, calls - (purpose === "settling" ? Math.floor(calls / 3) : keptForSettling));

/** A read is counted for so much longer than the window, in ms: it reaches the platform a while after it was taken. */
const wayMs = 10_000;

const isRead = (value: unknown): value is Read =>
  typeof value === "object" &&
  value !== null &&
  "at" in value &&
  typeof value.at === "number" &&
  "purpose" in value &&
  (value.purpose === "receiving" || value.purpose === "settling");

const readsIn = (kept: string | undefined): readonly Read[] => {
  const reads: unknown = kept === undefined ? [] : JSON.parse(kept);
  return Array.isArray(reads) ? reads.filter(isRead) : [];
};

/** Keeps an account's reads inside their allowance, N in any window. Each is on disk before it is made. */
export class ReadBudget {
  readonly #parts: { reads: Reads; kept: Storage["keyv"]; key: string; now: () => number };
  #taken: readonly Read[] | undefined;
  /** One at a time: two must not take the last one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: { reads: Reads; kept: Storage["keyv"]; accountId: AccountId; now: () => number }) {
    const { reads, kept, now } = parts;
    this.#parts = { reads, kept, now, key: `reads:${parts.accountId}` };
  }

  /** 0 when one was taken, or how long to wait in ms. */
  take(purpose: Purpose = "receiving"): Promise<number> {
    return this.#inTurn(() => this.#take(purpose));
  }

  /** Forgets the last one that receiving took. */
  giveBack(): Promise<void> {
    return this.#inTurn(async () => {
      const taken = await this.#load();
      const last = taken.findLast(({ purpose }) => purpose === "receiving");
      if (last !== undefined) await this.#keep(taken.filter((read) => read !== last));
    });
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#last.then(run);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #take(purpose: Purpose): Promise<number> {
    const { reads, now } = this.#parts;
    const taken = await this.#load();
    const at = now();
    const own = taken.filter((read) => read.purpose === purpose);
    const full = [taken.at(-reads.calls), own.at(-mostOf(purpose, reads.calls))];
    const freeAt = Math.max(...full.map((read) => (read === undefined ? at : read.at + this.#windowMs)));
    if (freeAt > at) return freeAt - at;
    await this.#keep([...taken, { at, purpose }]);
    return 0;
  }

  get #windowMs(): number {
    return this.#parts.reads.windowMs + wayMs;
  }

  /** Those that still count, oldest first. */
  async #load(): Promise<readonly Read[]> {
    const { kept, key, now } = this.#parts;
    const before = this.#taken ?? readsIn(await kept.get(key));
    const from = now() - this.#windowMs;
    this.#taken = before.filter(({ at }) => at > from);
    return this.#taken;
  }

  async #keep(taken: readonly Read[]): Promise<void> {
    const { kept, key } = this.#parts;
    await kept.set(key, JSON.stringify(taken), this.#windowMs);
    this.#taken = taken;
  }
}
