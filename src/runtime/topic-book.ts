import type { Clock } from "../domain/clock.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { Facts, Turn, TurnResult } from "../domain/turn.ts";
import type { Storage } from "../storage/port.ts";
import type { TopicCount } from "../storage/port-topics.ts";
import type { Companion } from "./ports.ts";

const hourMs = 3_600_000;
/** Whoever asks the same again within this time is counted once. */
const windowMs = 10 * 60_000;
const hoursKept = 7 * 24;
const flushMs = 10_000;
/** The sums that menus are ordered by need not be newer. */
const sumEveryMs = 60_000;
const mostAskers = 50_000;

/** What people were answered about, by the hour and for a week: numbers on disk, who it was for ten minutes in memory. */
export class TopicBook implements Companion {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #counts = new Map<string, TopicCount>();
  readonly #unsaved = new Map<string, TopicCount>();
  readonly #askers = new Map<string, number>();
  #asked: Readonly<Record<string, number>> = {};
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor({ storage, clock }: { storage: Storage; clock: Clock }) {
    this.#storage = storage;
    this.#clock = clock;
  }

  async start(): Promise<void> {
    const kept = await this.#storage.topics.since(oldestHour(this.#clock.now())).catch(() => []);
    for (const count of kept) add(this.#counts, count);
    this.#timer = setInterval(() => void this.flush(), flushMs).unref();
  }

  known(now: number): Facts {
    if (now - this.#askedAt >= sumEveryMs) this.#sumUp(now);
    return { asked: this.#asked };
  }

  noteTurn(turn: Turn, { decision }: TurnResult): void {
    if (decision.kind === "answer") this.#note(turn, { slug: decision.slug, coin: "" });
  }

  /** Resolves when what was counted is on disk; what cannot be written now stays for the next time. */
  async flush(): Promise<void> {
    const counts = [...this.#unsaved.values()];
    if (counts.length === 0) return;
    this.#unsaved.clear();
    try {
      await this.#storage.topics.add(counts);
      await this.#storage.topics.forgetBefore(oldestHour(this.#clock.now()));
    } catch {
      for (const count of counts) add(this.#unsaved, count);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #note(turn: Turn, { slug, coin }: { slug: ArticleSlug; coin: string }): void {
    const asker = `${slug} ${coin} ${turn.person?.id ?? turn.conversation.id}`;
    const before = this.#askers.get(asker);
    this.#askers.delete(asker);
    this.#askers.set(asker, turn.now);
    this.#forgetAskers(turn.now);
    if (before !== undefined && turn.now - before < windowMs) return;
    const count = { hour: hourOf(turn.now), slug, coin, count: 1 };
    add(this.#counts, count);
    add(this.#unsaved, count);
  }

  #forgetAskers(now: number): void {
    for (const [asker, at] of this.#askers) {
      if (now - at < windowMs && this.#askers.size <= mostAskers) return;
      this.#askers.delete(asker);
    }
  }

  #sumUp(now: number): void {
    const oldest = oldestHour(now);
    const asked: Record<string, number> = {};
    for (const [key, { hour: at, slug, count }] of this.#counts) {
      if (at < oldest) this.#counts.delete(key);
      else asked[slug] = (asked[slug] ?? 0) + count;
    }
    this.#asked = asked;
    this.#askedAt = now;
  }
}

const hourOf = (at: number) => Math.floor(at / hourMs);

const oldestHour = (now: number) => hourOf(now) - hoursKept + 1;

const add = (counts: Map<string, TopicCount>, one: TopicCount): void => {
  const key = `${one.hour} ${one.slug} ${one.coin}`;
  counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + one.count });
};
