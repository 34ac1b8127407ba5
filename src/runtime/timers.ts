import type { Clock } from "../domain/clock.ts";
import type { Storage } from "../storage/port.ts";
import type { ReadyQueue } from "./ready-queue.ts";

const longestWaitMs = 60_000;

/** Fires durable timers: each becomes an inbox event like any other. */
export class Timers {
  readonly #storage: Storage;
  readonly #ready: ReadyQueue;
  readonly #clock: Clock;
  #timer: NodeJS.Timeout | undefined;
  #stopped = true;

  constructor(parts: { storage: Storage; ready: ReadyQueue; clock: Clock }) {
    this.#storage = parts.storage;
    this.#ready = parts.ready;
    this.#clock = parts.clock;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** A timer was set: it may be due before the next look. */
  wake(): void {
    if (!this.#stopped) void this.fireDue();
  }

  /** Fires what is due and waits for the next. */
  async fireDue(): Promise<void> {
    clearTimeout(this.#timer);
    let waitMs = longestWaitMs;
    try {
      const now = this.#clock.now();
      this.#ready.add(await this.#storage.timers.fireDue(now));
      const next = await this.#storage.timers.nextFireAt();
      if (next !== undefined) waitMs = Math.max(1, next - this.#clock.now());
    } catch {
      // The storage said why; the timers are still in it.
    }
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), Math.min(waitMs, longestWaitMs));
  }
}
