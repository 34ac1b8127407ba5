import type Bottleneck from "bottleneck";

const nothing = () => undefined;

/** One slot of one window: given back at once, or when the window after it has passed. */
export interface Slot {
  putBack(): void;
  holdFor(ms: number): void;
}

/** A slot that was used, and when its window has passed. */
interface Ending {
  readonly at: number;
  readonly endJob: () => void;
}

/**
 * N slots of which each is held until the response to its send and the window after it have passed, so that no window
 * can ever see more than N, whatever the round trip is (a reservoir that refills on a beat lets 2N through across a
 * beat). Several limiters may share it. What sends nothing has no timer.
 */
export class SendSlots {
  readonly #now: () => number;
  readonly windowMs: number;
  readonly size: number;
  readonly #gate: Bottleneck | undefined;
  readonly #held = new Set<() => void>();
  readonly #listeners: (() => void)[] = [];
  /** The slots that come free, the next one first; without those whose response is not there yet. */
  readonly #endings: Ending[] = [];
  #timer: NodeJS.Timeout | undefined;
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
    this.size = window.sends;
    this.#free = window.sends;
    this.#gate = window.gate;
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
    const endsAt = this.#endings[(missing - 1) % reused]?.at ?? this.#now() + this.windowMs;
    return Math.max(0, endsAt - this.#now()) + rounds * this.windowMs;
  }

  /** Called when a slot that was used is free again. */
  onFree(listener: () => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
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
    const ending = { at: this.#now() + ms, endJob };
    const isLast = ending.at >= (this.#endings.at(-1)?.at ?? 0);
    this.#endings.push(ending);
    if (!isLast) this.#endings.sort((one, other) => one.at - other.at);
    if (this.#endings[0] === ending) this.#awaitNext();
  }

  #awaitNext(): void {
    clearTimeout(this.#timer);
    const [next] = this.#endings;
    if (next) this.#timer = setTimeout(() => this.#end(next), Math.max(0, next.at - this.#now()));
  }

  /** Whatever ends at the same time ends with it. */
  #end({ at }: Ending): void {
    const count = this.#endings.findIndex((other) => other.at > at);
    const ended = this.#endings.splice(0, count < 0 ? this.#endings.length : count);
    this.#awaitNext();
    for (const { endJob } of ended) this.#release(endJob);
  }
}
