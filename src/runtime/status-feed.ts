import type Keyv from "keyv";
import type { Clock } from "../domain/clock.ts";
import type { Notice } from "../domain/notice.ts";
import type { Facts } from "../domain/turn.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { FeedVersion, FetchFeed } from "./fetch-feed.ts";
import type { Companion } from "./ports.ts";
import { type FeedMap, type ReadFeed, readStatusJson } from "./read-status-json.ts";
import { readStatusRss } from "./read-status-rss.ts";

export interface FeedOptions {
  readonly url: string;
  readonly format: "json" | "rss";
  readonly everyMs: number;
  readonly map: FeedMap;
  /** An item of RSS is told of for this long at most. */
  readonly itemLifeMs: number;
}

/** What a restart goes on with. */
export interface KeptFeed {
  readonly url: string;
  readonly version: FeedVersion;
  /** The feed last said so at this time. */
  readonly freshAt: number;
  readonly notices: readonly Notice[];
}

const keptAs = "feed";
const keptMs = 24 * 3_600_000;
/** What a feed said that has not answered for this long is not told any more; or for six of its turns, if that is longer. */
const staleMs = 3_600_000;
const staleTurns = 6;

/** Asks the operator's feed again and again. A turn only ever sees what is in memory, so that a dead feed holds nothing back. */
export class StatusFeed implements Companion {
  readonly #parts: {
    feed: FeedOptions;
    fetch: FetchFeed;
    kept: Keyv<KeptFeed>;
    clock: Clock;
    telemetry: Telemetry;
  };
  readonly #stopped = new AbortController();
  #last: KeptFeed | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;

  constructor(parts: {
    feed: FeedOptions;
    fetch: FetchFeed;
    kept: Keyv<KeptFeed>;
    clock: Clock;
    telemetry: Telemetry;
  }) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { kept, feed } = this.#parts;
    const known = await kept.get(keptAs).catch(() => undefined);
    if (known?.url === feed.url) this.#last = known;
    void this.poll();
  }

  known(now: number): Facts {
    if (this.#last === undefined) return {};
    const { notices, freshAt } = this.#last;
    const stale = Math.max(staleMs, staleTurns * this.#parts.feed.everyMs);
    return now - freshAt >= stale || notices.length === 0 ? {} : { notices };
  }

  /** Asks now; resolves when the answer is in memory. Never rejects. Asked twice at once, it is one question. */
  poll(): Promise<void> {
    this.#polling ??= this.#ask().finally(() => {
      this.#polling = undefined;
      if (this.#stopped.signal.aborted) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.poll(), this.#parts.feed.everyMs).unref();
    });
    return this.#polling;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#polling;
  }

  async #ask(): Promise<void> {
    const { feed, fetch, kept, clock, telemetry } = this.#parts;
    try {
      const answer = await fetch(feed.url, this.#last?.version ?? {}, this.#stopped.signal);
      const freshAt = clock.now();
      if (answer === "unchanged") this.#last = this.#last && { ...this.#last, freshAt };
      else {
        const { notices, skipped } = this.#read(answer.body);
        this.#last = { url: feed.url, version: answer.version, freshAt, notices };
        telemetry.feedRead({ notices: notices.length, skipped });
      }
      if (this.#failures > 0) telemetry.feedAnswersAgain();
      this.#failures = 0;
      if (this.#last !== undefined) await kept.set(keptAs, this.#last, keptMs).catch(() => undefined);
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.#failures += 1;
      telemetry.feedFailed(reasonOf(error), this.#failures);
    }
  }

  #read(body: string): ReadFeed {
    const { format, map, itemLifeMs } = this.#parts.feed;
    return format === "json" ? readStatusJson(body, map) : readStatusRss(body, { map, itemLifeMs });
  }
}

/** A parser's own message quotes what it read; its name does not. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  return error instanceof SyntaxError || error.name === "ZodError"
    ? `not readable (${error.name})`
    : error.message;
};
