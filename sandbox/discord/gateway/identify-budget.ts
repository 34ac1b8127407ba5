import type { Clock } from "../../../src/domain/clock.ts";

const dayMs = 24 * 60 * 60 * 1_000;

export interface IdentifySettings {
  /** @default 1,000 in 24 h */
  readonly perDay: number;
  /** One IDENTIFY of a bot in this time. @default 5,000 */
  readonly intervalMs: number;
}

export const identifySettings: IdentifySettings = { perDay: 1_000, intervalMs: 5_000 };

/** How often one bot may still identify. */
export class IdentifyBudget {
  readonly #settings: IdentifySettings | "off";
  readonly #clock: Clock;
  #used = 0;
  #dayFrom: number;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(settings: IdentifySettings | "off", clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
    this.#dayFrom = clock.now();
  }

  /** The `session_start_limit` of `GET /gateway/bot`. */
  get wire() {
    this.#turnDay();
    const total = this.#settings === "off" ? identifySettings.perDay : this.#settings.perDay;
    const reset_after = Math.max(0, this.#dayFrom + dayMs - this.#clock.now());
    // Without limits many identify at once, so that no client waits in vain.
    const max_concurrency = this.#settings === "off" ? 16 : 1;
    return { total, remaining: Math.max(0, total - this.#used), reset_after, max_concurrency };
  }

  take(): "granted" | "too_soon" | "used_up" {
    if (this.#settings === "off") return "granted";
    this.#turnDay();
    const now = this.#clock.now();
    if (this.#used >= this.#settings.perDay) return "used_up";
    if (now - this.#lastAt < this.#settings.intervalMs) return "too_soon";
    this.#used += 1;
    this.#lastAt = now;
    return "granted";
  }

  #turnDay(): void {
    if (this.#clock.now() - this.#dayFrom < dayMs) return;
    this.#dayFrom = this.#clock.now();
    this.#used = 0;
  }
}
