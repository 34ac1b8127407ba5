import { SlotJobs } from "./slot-jobs.ts";

/** One slot of one window: given back at once, or when the window after it has passed. */
export interface Slot {
  putBack(): void;
  holdFor(ms: number): void;
}

/**
 * N slots of which each is held until the response to its send and the window after it have passed, so that no window
 * can ever see more than N, whatever the round trip is (a reservoir that refills on a beat lets 2N through across a
 * beat). Several limiters may share it. What sends nothing has no timer.
 */
export class SendSlots {
  readonly #now: () => number;
  readonly windowMs: number;
  #size: number;
  readonly #jobs: SlotJobs | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #listeners: readonly (() => void)[] = [];
  /** When the slots that are held come free, the next one first; without those whose response is not there yet. */
  readonly #ends: number[] = [];
  #free: number;
  #closed = false;

  /**
   * @param window.windowMs 0: a slot is free again with the response.
   * @param window.byJobs bottleneck holds what is used.
   */
  constructor(
    window: { readonly sends: number; readonly windowMs: number; readonly byJobs?: boolean },
    now: () => number,
  ) {
    this.#now = now;
    this.windowMs = window.windowMs;
    this.#size = window.sends;
    this.#free = window.sends;
    this.#jobs = window.byJobs ? new SlotJobs(window.sends) : undefined;
  }

  get size(): number {
    return this.#size;
  }

  /** Whoever shares it may know of more slots. */
  growTo(size: number): void {
    const more = Math.max(0, size - this.#size);
    this.#size += more;
    this.#free += more;
  }

  /** Below zero when more was used before the start than is allowed by now. */
  get free(): number {
    return this.#free;
  }

  /** @param by the listener of whoever takes it: the others that share the slots are told of a free one first. */
  take(by?: () => void): Slot {
    this.#free -= 1;
    if (by && this.#listeners.length > 1)
      this.#listeners = [...this.#listeners.filter((listener) => listener !== by), by];
    return {
      putBack: () => {
        this.#free += 1;
      },
      holdFor: (ms) => {
        if (ms <= 0) this.#release();
        else this.#hold(ms);
      },
    };
  }

  /**
   * How long it takes until `count` more sends could be made, in ms, if nobody else made any.
   * @param kept slots that these sends may not use.
   */
  waitMs(count: number, kept: number): number {
    const missing = count - (this.#free - kept);
    if (missing <= 0) return 0;
    const reused = Math.max(1, this.#size - kept);
    const rounds = Math.floor((missing - 1) / reused);
    const end = this.#ends[(missing - 1) % reused] ?? this.#now() + this.windowMs;
    return Math.max(0, end - this.#now()) + rounds * this.windowMs;
  }

  /** Called when a slot that was used is free again; of those who share it, first whoever took one longest ago. */
  onFree(listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #release(): void {
    this.#free += 1;
    for (const listener of this.#listeners) listener();
  }

  #hold(ms: number): void {
    if (this.#closed) return;
    const end = this.#now() + ms;
    const isLast = end >= (this.#ends.at(-1) ?? end);
    this.#ends.push(end);
    if (!isLast) this.#ends.sort((one, other) => one - other);
    const endJob = this.#jobs?.hold();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#ends.splice(this.#ends.indexOf(end), 1);
      endJob?.();
      this.#release();
    }, ms);
    this.#timers.add(timer);
  }
}
