import type { Clock } from "../../../src/domain/clock.ts";
import { ApiError, problem } from "./api-error.ts";
import type { Caller } from "./oauth.ts";
import type { LimitGroup } from "./route.ts";

const windowMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;

export interface GroupLimits {
  /** Of a user, or of an app that calls for itself, in 15 min. */
  readonly per15Min: number;
  /** Of a user in 24 h. */
  readonly userPerDay?: number;
  /** Of all users of an app in 24 h. */
  readonly appPerDay?: number;
}

export type LimitSettings = Readonly<Record<LimitGroup, GroupLimits>>;

/** As X's documents had them in August 2026. Calls that look alike share theirs here, which is the stricter reading. */
export const twitterLimits: LimitSettings = {
  dm_send: { per15Min: 15, userPerDay: 1_440, appPerDay: 1_440 },
  dm_read: { per15Min: 15 },
  dm_delete: { per15Min: 300, userPerDay: 1_500, appPerDay: 4_000 },
  media: { per15Min: 1_875 },
  post: { per15Min: 100, appPerDay: 10_000 },
  post_delete: { per15Min: 50 },
  post_read: { per15Min: 300 },
  user_read: { per15Min: 75 },
  webhook: { per15Min: 450 },
};

interface Window {
  startedAt: number;
  used: number;
}

interface Counted {
  /** Before `-limit`, `-remaining` and `-reset` in the headers. */
  readonly header: string;
  readonly key: string;
  readonly limit: number;
  readonly lengthMs: number;
}

/** An allowance as it stands; `endsAt` is when all of it is there again, unless nothing is used. */
export interface Standing {
  readonly limit: number;
  readonly lengthMs: number;
  readonly used: number;
  readonly endsAt?: number;
}

const countedBy = (caller: Caller, group: LimitGroup, limits: GroupLimits): readonly Counted[] => {
  const { per15Min, userPerDay, appPerDay } = limits;
  const app = caller.app.consumerKey;
  const user = caller.user?.id ?? app;
  return [
    { header: "x-rate-limit", key: `${group} ${user}`, limit: per15Min, lengthMs: windowMs },
    ...(userPerDay === undefined
      ? []
      : [{ header: "x-user-limit-24hour", key: `${group} day ${user}`, limit: userPerDay, lengthMs: dayMs }]),
    ...(appPerDay === undefined
      ? []
      : [{ header: "x-app-limit-24hour", key: `${group} day ${app}`, limit: appPerDay, lengthMs: dayMs }]),
  ];
};

/** 429 in X's words, with the headers of the allowances beside. */
export const tooMany = (headers: Readonly<Record<string, string>>): ApiError => {
  const { status, body } = problem(429, { title: "Too Many Requests", detail: "Too Many Requests" });
  return new ApiError(status, body, headers);
};

/** What is left to each user and app. A window begins with its first call and ends at once. */
export class Limits {
  readonly #settings: LimitSettings | "off";
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  /** Calls that were over an allowance. */
  refused = 0;

  constructor(settings: LimitSettings | "off", clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Counts a call: the headers of its answer, and whether there was room for it in each allowance. */
  take(
    caller: Caller,
    group: LimitGroup,
  ): { readonly headers: Readonly<Record<string, string>>; readonly isOver: boolean } {
    if (this.#settings === "off") return { headers: {}, isOver: false };
    const counted = countedBy(caller, group, this.#settings[group]);
    const windows = counted.map((each) => ({ ...each, window: this.#window(each) }));
    const isOver = windows.some(({ window, limit }) => window.used >= limit);
    if (isOver) this.refused += 1;
    else for (const { window } of windows) window.used += 1;
    const headers = windows.flatMap(({ header, window, limit, lengthMs }) => [
      [`${header}-limit`, String(limit)],
      [`${header}-remaining`, String(limit - window.used)],
      [`${header}-reset`, String(Math.ceil((window.startedAt + lengthMs) / 1_000))],
    ]);
    return { headers: Object.fromEntries(headers), isOver };
  }

  /** How much of each allowance is used, the shortest first; none when the limits are off. */
  standing(caller: Caller, group: LimitGroup): readonly Standing[] {
    if (this.#settings === "off") return [];
    return countedBy(caller, group, this.#settings[group]).map(({ key, limit, lengthMs }) => {
      const window = this.#windows.get(key);
      const endsAt = (window?.startedAt ?? 0) + lengthMs;
      if (!window || endsAt <= this.#clock.now()) return { limit, lengthMs, used: 0 };
      return { limit, lengthMs, used: window.used, endsAt };
    });
  }

  #window({ key, lengthMs }: Counted): Window {
    const now = this.#clock.now();
    const known = this.#windows.get(key);
    if (known && now - known.startedAt < lengthMs) return known;
    const window = { startedAt: now, used: 0 };
    this.#windows.set(key, window);
    return window;
  }
}
