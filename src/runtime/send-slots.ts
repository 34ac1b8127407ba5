import Bottleneck from "bottleneck";

const nothing = () => undefined;

/** One slot of one window: given back at once, or when the window after it has passed. */
export interface Slot {
  putBack(): void;
  holdFor(ms: number): void;
}

/**
 * N slots of which each is held until the response to its send and the window after it have passed, so that no window
 * can ever see more than N, whatever the round trip is (a reservoir that refills on a beat lets 2N through across a
 * beat). A slot that is held is a job of one bottleneck, so that an account that sends nothing costs nothing.
 * Several limiters may share it.
 */
export class SendSlots {
  readonly #now: () => number;
  readonly windowMs: number;
  readonly size: number;
  readonly #gate: Bottleneck | undefined;
  readonly #held = new Set<() => void>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #listeners: (() => void)[] = [];
  /** When the slots that are held come free, the next one first; without those whose response is not there yet. */
  readonly #ends: number[] = [];
  #free: number;
  #closed = false;

  /** @param window.windowMs 0: a slot is free again with the response. */
  constructor(window: { readonly sends: number; readonly windowMs: number }, now: () => number) {
    this.#now = now;
    this.windowMs = window.windowMs;
    this.size = window.sends;
    this.#free = window.sends;
    this.#gate = window.windowMs > 0 ? new Bottleneck({ maxConcurrent: window.sends }) : undefined;
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
    const reused = Math.max(1, this.size - kept);
    const rounds = Math.floor((missing - 1) / reused);
    const end = this.#ends[(missing - 1) % reused] ?? this.#now() + this.windowMs;
    return Math.max(0, end - this.#now()) + rounds * this.windowMs;
  }

  /** Called when a slot that was used is free again. */
  onFree(listener: () => void): void {
    this.#listeners.push(listener);
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
