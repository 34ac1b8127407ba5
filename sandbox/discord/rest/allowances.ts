import type { Clock } from "../../../src/domain/clock.ts";
import type { Application } from "../world/application.ts";
import { ApiError } from "./api-error.ts";
import { Buckets, bucketHash, type LimitSettings } from "./buckets.ts";

const invalidWindowMs = 10 * 60 * 1_000;
const invalid = [401, 403, 429];
/** Calls by an interaction's token do not count for the bot's global allowance. */
const besideGlobal = /interaction_response|webhook/;

export type Scope = "user" | "global" | "shared";

/** 429 with the headers that Discord sends beside. */
const rateLimited = (facts: {
  readonly retryAfterMs: number;
  readonly scope: Scope;
  readonly headers?: Readonly<Record<string, string>>;
}): ApiError => {
  const { retryAfterMs, scope, headers = {} } = facts;
  const retry_after = Math.ceil(retryAfterMs) / 1_000;
  return new ApiError(
    { status: 429, code: 0, words: "You are being rate limited." },
    { retry_after, global: scope === "global" },
    {
      ...headers,
      "Retry-After": String(Math.ceil(retry_after)),
      "X-RateLimit-Scope": scope,
      ...(scope === "global" && { "X-RateLimit-Global": "true" }),
    },
  );
};

/** What each bot may still ask for, and whether all of them asked wrongly too often: here they have one address. */
export class Allowances {
  readonly #settings: LimitSettings | "off";
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Buckets>();
  readonly #ban: { times: number[]; until: number } = { times: [], until: 0 };

  constructor(settings: LimitSettings | "off", clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Requests that were over an allowance; ordered 429s are not among them. */
  get refused(): number {
    return [...this.#buckets.values()].reduce((sum, { refused }) => sum + refused, 0);
  }

  /** Answers 401, 403 and 429 in the last 10 min. */
  get invalidRequests(): number {
    const since = this.#clock.now() - invalidWindowMs;
    return this.#ban.times.filter((at) => at > since).length;
  }

  /** The headers that go with the answer; throws when it is too much. */
  take(application: Application, operation: string, about: string): Readonly<Record<string, string>> {
    if (this.#settings === "off") return {};
    const now = this.#clock.now();
    if (this.#ban.until > now) throw banned(this.#ban.until - now);
    const isGlobal = !besideGlobal.test(operation);
    const verdict = this.#bucketsOf(application, this.#settings).take(operation, { about, isGlobal, now });
    if (verdict.refusedBy === undefined) return verdict.headers;
    const { refusedBy: scope, retryAfterMs = 0, headers } = verdict;
    throw rateLimited({ retryAfterMs, scope, headers });
  }

  noteInvalid(status: number): void {
    if (!invalid.includes(status)) return;
    const ban = this.#ban;
    const now = this.#clock.now();
    ban.times = ban.times.filter((at) => at > now - invalidWindowMs);
    ban.times.push(now);
    if (this.#settings !== "off" && ban.times.length >= this.#settings.invalidRequests)
      ban.until = now + invalidWindowMs;
  }

  #bucketsOf({ id }: Application, settings: LimitSettings): Buckets {
    const known = this.#buckets.get(id);
    if (known) return known;
    const buckets = new Buckets(settings);
    this.#buckets.set(id, buckets);
    return buckets;
  }
}

const banned = (leftMs: number): ApiError =>
  new ApiError(
    {
      status: 429,
      code: 0,
      words:
        "You are being blocked from accessing our API temporarily due to exceeding our rate limits frequently.",
    },
    {},
    { "Retry-After": String(Math.ceil(leftMs / 1_000)) },
  );

/** An ordered 429 with the headers of the operation's bucket. */
export const orderedLimit = (operation: string, retryAfterMs: number, scope: Scope): ApiError =>
  rateLimited({
    retryAfterMs,
    scope,
    headers: {
      "X-RateLimit-Bucket": bucketHash(operation),
      "X-RateLimit-Limit": "5",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset-After": (retryAfterMs / 1_000).toFixed(3),
    },
  });
