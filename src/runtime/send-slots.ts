import type Bottleneck from "bottleneck";

const nothing = () => undefined;

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
  readonly #gate: Bottleneck | undefined;
  readonly #held = new Set<() => void>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #listeners: readonly (() => void)[] = [];
  /** When the slots that are held come free, the next one first; without those whose response is not there yet. */
  readonly #ends: number[] = [];
  #free: number;
  #closed = false;

  /**
   * @param window.windowMs 0: a slot is free again with the response.
   * @param window.gate each slot that is taken is a job of it.
   */
  constructor(
    window: { readonly sends: number; readonly windowMs: number; readonly gate?: Bottleneck },
    now: () => number,
  ) {
    this.#now = now;
    this.windowMs = window.windowMs;
    this.#size = window.sends;
    this.#free = window.sends;
    this.#gate = window.gate;
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

  take(): Slot {
    this.#free -= 1;
    const endJob = this.#beginJob();
    return {
      putBack: () => this.#putBack(endJob),
      holdFor: (ms) => {
        if (ms <= 0) this.#release(endJob);
        else this.#hold(ms, endJob);
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

  /** Called when a slot that was used is free again. */
  onFree(listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const endJob of this.#held) endJob();
  }

  #beginJob(): () => void {
    if (!this.#gate) return nothing;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.add(resolve);
    void this.#gate.schedule(() => promise);
    return resolve;
  }

  #putBack(endJob: () => void): void {
    this.#free += 1;
    this.#held.delete(endJob);
    endJob();
  }

  #release(endJob: () => void): void {
    this.#putBack(endJob);
    // Each of those who share it comes first in turn.
    const [first, ...others] = this.#listeners;
    if (first) this.#listeners = [...others, first];
    for (const listener of this.#listeners) listener();
  }

  #hold(ms: number, endJob: () => void): void {
    if (this.#closed) return;
    const end = this.#now() + ms;
    const isLast = end >= (this.#ends.at(-1) ?? end);
    this.#ends.push(end);
    if (!isLast) this.#ends.sort((one, other) => one - other);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#ends.splice(this.#ends.indexOf(end), 1);
      this.#release(endJob);
    }, ms);
    this.#timers.add(timer);
  }
}
