import type { Clock } from "../domain/clock.ts";
import type { Storage } from "../storage/port.ts";

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
 * Housekeeping: looks once a second whether another process (the command line) has written, and once a minute marks
 * progress, forgets what is old, and tries whether a full disk has room again.
 */
export class Janitor {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #retention: Retention;
  readonly #onExternalWrite: () => void;
  #timer: NodeJS.Timeout | undefined;
  #seenVersion = 0;
  #lastBeatAt = 0;

  constructor(parts: { storage: Storage; clock: Clock; retention: Retention; onExternalWrite: () => void }) {
    this.#storage = parts.storage;
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
        this.#seenVersion = version;
        this.#storage.maintenance.forgetCached();
        this.#onExternalWrite();
      }
      if (this.#storage.fault() === "full") await this.#storage.maintenance.check();
      const now = this.#clock.now();
      if (now - this.#lastBeatAt < beatMs) return;
      this.#lastBeatAt = now;
      await this.#storage.maintenance.beat();
      const { textDays, idDays } = this.#retention;
      await this.#storage.maintenance.purge({
        textBefore: now - textDays * dayMs,
        rowBefore: now - idDays * dayMs,
        now,
      });
    } catch {
      // The storage reports its own faults; the next look tries again.
    }
  }
}
