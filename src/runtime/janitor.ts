import type { Clock } from "../domain/clock.ts";
import type { Storage } from "../storage/port.ts";
import type { ReadyQueue } from "./ready-queue.ts";

const beatMs = 60_000;
const lookMs = 1_000;
const dayMs = 86_400_000;

export interface Retention {
  /** Days for which texts are kept. */
  readonly textDays: number;
  /** Days for which ids are kept, so that nothing is taken in twice. */
  readonly idDays: number;
}

/**
 * Housekeeping: looks once a second whether another process (the command line) has written, and whether a full disk has
 * room again; once a minute it marks progress and forgets what is old.
 */
export class Janitor {
  readonly #storage: Storage;
  readonly #ready: ReadyQueue;
  readonly #clock: Clock;
  readonly #retention: Retention;
  readonly #onExternalWrite: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #seenVersion = 0;
  #lastBeatAt = 0;
  /** There was something old: there may be more. */
  #purgesOn = false;

  constructor(parts: {
    storage: Storage;
    ready: ReadyQueue;
    clock: Clock;
    retention: Retention;
    onExternalWrite: () => Promise<void>;
  }) {
    this.#storage = parts.storage;
    this.#ready = parts.ready;
    this.#clock = parts.clock;
    this.#retention = parts.retention;
    this.#onExternalWrite = parts.onExternalWrite;
  }

  start(): void {
    this.#seenVersion = this.#storage.operator.externalVersion();
    this.#lastBeatAt = this.#clock.now();
    this.#timer = setInterval(() => void this.look(), lookMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    try {
      const version = this.#storage.operator.externalVersion();
      if (version !== this.#seenVersion) {
        this.#storage.maintenance.forgetCached();
        await this.#onExternalWrite();
        this.#seenVersion = version;
      }
      if (this.#storage.fault() === "full") await this.#storage.maintenance.check();
      const now = this.#clock.now();
      const beats = now - this.#lastBeatAt >= beatMs;
      if (!beats && !this.#purgesOn) return;
      if (beats) {
        this.#lastBeatAt = now;
        await this.#storage.maintenance.beat();
      }
      const { textDays, idDays } = this.#retention;
      const { texts, rows, settled } = await this.#storage.maintenance.purge({
        textBefore: now - textDays * dayMs,
        rowBefore: now - idDays * dayMs,
        now,
      });
      this.#ready.add(settled);
      this.#purgesOn = texts + rows > 0;
    } catch {
      // The storage reports its own faults; the next look tries again.
    }
  }
}
