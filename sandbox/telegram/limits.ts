export interface LimitSettings {
  /** Sends to one chat: `burst` at once, then `perS` a second. @default burst 3, perS 1 */
  readonly perChat: { readonly burst: number; readonly perS: number };
  /** Sends of the bot in any window. @default 30 in 1,000 ms */
  readonly overall: { readonly sends: number; readonly windowMs: number };
  /** Sends to one group in any window, besides `perChat`. @default 20 in 60,000 ms */
  readonly perGroup: { readonly sends: number; readonly windowMs: number };
}

export const telegramLimits: LimitSettings = {
  perChat: { burst: 3, perS: 1 },
  overall: { sends: 30, windowMs: 1_000 },
  perGroup: { sends: 20, windowMs: 60_000 },
};

/** Never more than `sends` in any window; remembers the last `sends` times only. */
class Window {
  readonly #times: Float64Array;
  readonly #windowMs: number;
  #next = 0;

  constructor(settings: { readonly sends: number; readonly windowMs: number }) {
    this.#times = new Float64Array(settings.sends).fill(Number.NEGATIVE_INFINITY);
    this.#windowMs = settings.windowMs;
  }

  waitMs(now: number): number {
    const oldest = this.#times[this.#next] ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, oldest + this.#windowMs - now);
  }

  take(now: number): void {
    this.#times[this.#next] = now;
    this.#next = (this.#next + 1) % this.#times.length;
  }
}

interface Bucket {
  tokens: number;
  at: number;
}

const bucketsKept = 10_000;

/** One bot's allowances. */
export class Limits {
  readonly #settings: LimitSettings;
  readonly #overall: Window;
  readonly #groups = new Map<number, Window>();
  readonly #chats = new Map<number, Bucket>();
  /** Sends that were over an allowance. */
  refused = 0;

  constructor(settings: LimitSettings) {
    this.#settings = settings;
    this.#overall = new Window(settings.overall);
  }

  /** 0 when the send may pass (and is counted), else the seconds to wait (and it is not counted). */
  take(chatId: number, now: number): number {
    const bucket = this.#bucket(chatId, now);
    const group = chatId < 0 ? this.#group(chatId) : undefined;
    const waitMs = Math.max(
      bucket.tokens >= 1 ? 0 : ((1 - bucket.tokens) / this.#settings.perChat.perS) * 1_000,
      this.#overall.waitMs(now),
      group?.waitMs(now) ?? 0,
    );
    if (waitMs > 0) {
      this.refused += 1;
      return Math.ceil(waitMs / 1_000);
    }
    bucket.tokens -= 1;
    this.#overall.take(now);
    group?.take(now);
    return 0;
  }

  #bucket(chatId: number, now: number): Bucket {
    const { burst, perS } = this.#settings.perChat;
    const known = this.#chats.get(chatId);
    if (known) {
      known.tokens = Math.min(burst, known.tokens + ((now - known.at) / 1_000) * perS);
      known.at = now;
      return known;
    }
    if (this.#chats.size >= bucketsKept) this.#forgetFull(now);
    const bucket = { tokens: burst, at: now };
    this.#chats.set(chatId, bucket);
    return bucket;
  }

  #group(chatId: number): Window {
    const known = this.#groups.get(chatId);
    if (known) return known;
    const window = new Window(this.#settings.perGroup);
    this.#groups.set(chatId, window);
    return window;
  }

  #forgetFull(now: number): void {
    const { burst, perS } = this.#settings.perChat;
    for (const [chatId, { tokens, at }] of this.#chats) {
      if (tokens + ((now - at) / 1_000) * perS >= burst) this.#chats.delete(chatId);
    }
  }
}
