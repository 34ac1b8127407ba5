import { createHash } from "node:crypto";

export interface BucketSettings {
  readonly limit: number;
  readonly windowMs: number;
}

export interface LimitSettings {
  /** Requests of a bot in any second. @default 50 */
  readonly globalPerS: number;
  /** By operation, for each channel, server or interaction by itself. */
  readonly buckets: Readonly<Record<string, BucketSettings>>;
  /** Of every operation that stands not there. */
  readonly other: BucketSettings;
  /** Answers 401, 403 and 429 in 10 min, until everything is refused for a while. @default 10,000 */
  readonly invalidRequests: number;
}

const per = (limit: number, windowMs: number): BucketSettings => ({ limit, windowMs });

/** Discord publishes no bucket sizes and may change them: these were observed by clients. */
export const discordLimits: LimitSettings = {
  globalPerS: 50,
  buckets: {
    create_message: per(5, 5_000),
    update_message: per(5, 5_000),
    delete_message: per(5, 1_000),
    list_messages: per(5, 1_000),
    get_message: per(30, 10_000),
    add_my_message_reaction: per(1, 250),
    execute_webhook: per(5, 5_000),
    update_original_webhook_message: per(5, 5_000),
    create_thread: per(50, 300_000),
    get_bot_gateway: per(2, 5_000),
    get_channel: per(50, 10_000),
    update_channel: per(5, 15_000),
  },
  other: per(10, 10_000),
  invalidRequests: 10_000,
};

/** A refusal, or how the bucket stands behind the request. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusedBy?: "user" | "global";
  readonly retryAfterMs?: number;
}

interface Window {
  startedAt: number;
  used: number;
}

const bucketsKept = 10_000;
const globalWindowMs = 1_000;
/** Whatever windows Discord counts by, these answers are given at once. */
const unlimited = ["create_interaction_response"];

export const bucketHash = (operation: string): string =>
  createHash("md5").update(operation).digest("hex").slice(0, 32);

/** One bot's allowances: a window begins with its first request. */
export class Buckets {
  readonly #settings: LimitSettings;
  readonly #windows = new Map<string, Window>();
  #global: Window = { startedAt: Number.NEGATIVE_INFINITY, used: 0 };
  /** Requests that were over an allowance. */
  refused = 0;

  constructor(settings: LimitSettings) {
    this.#settings = settings;
  }

  take(
    operation: string,
    request: { readonly about: string; readonly isGlobal: boolean; readonly now: number },
  ): Verdict {
    const { about, isGlobal, now } = request;
    if (unlimited.includes(operation)) return { headers: {} };
    const whole = isGlobal ? this.#takeGlobal(now) : 0;
    if (whole > 0) return this.#refuse("global", whole, {});
    const settings = this.#settings.buckets[operation] ?? this.#settings.other;
    const window = this.#window(`${operation} ${about}`, settings.windowMs, now);
    const resetMs = window.startedAt + settings.windowMs - now;
    const isOver = window.used >= settings.limit;
    if (!isOver) window.used += 1;
    const headers = headersOf({ operation, settings, remaining: settings.limit - window.used, resetMs, now });
    return isOver ? this.#refuse("user", resetMs, headers) : { headers };
  }

  #refuse(refusedBy: "user" | "global", retryAfterMs: number, headers: Verdict["headers"]): Verdict {
    this.refused += 1;
    return { refusedBy, retryAfterMs, headers };
  }

  /** How long to wait; 0 when it may pass, and then it is counted. */
  #takeGlobal(now: number): number {
    if (now - this.#global.startedAt >= globalWindowMs) this.#global = { startedAt: now, used: 0 };
    if (this.#global.used >= this.#settings.globalPerS) return this.#global.startedAt + globalWindowMs - now;
    this.#global.used += 1;
    return 0;
  }

  #window(key: string, windowMs: number, now: number): Window {
    const known = this.#windows.get(key);
    if (known && now - known.startedAt < windowMs) return known;
    if (this.#windows.size >= bucketsKept) this.#windows.clear();
    const window = { startedAt: now, used: 0 };
    this.#windows.set(key, window);
    return window;
  }
}

const headersOf = (state: {
  readonly operation: string;
  readonly settings: BucketSettings;
  readonly remaining: number;
  readonly resetMs: number;
  readonly now: number;
}) => ({
  "X-RateLimit-Bucket": bucketHash(state.operation),
  "X-RateLimit-Limit": String(state.settings.limit),
  "X-RateLimit-Remaining": String(state.remaining),
  "X-RateLimit-Reset": ((state.now + state.resetMs) / 1_000).toFixed(3),
  "X-RateLimit-Reset-After": (state.resetMs / 1_000).toFixed(3),
});
