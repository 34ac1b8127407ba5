import type Keyv from "keyv";
import type { Clock } from "../domain/clock.ts";
import type { Facts, Topic, Turn, TurnResult } from "../domain/turn.ts";
import type { Storage } from "../storage/port.ts";
import type { TopicCount } from "../storage/port-topics.ts";
import type { Crowds, RunningCrowd } from "./crowds.ts";
import type { Companion } from "./ports.ts";
import { RecentPeople } from "./recent-people.ts";

const hourMs = 3_600_000;
const windowMs = 10 * 60_000;
const windowsPerHour = hourMs / windowMs;
const daysKept = 7;
const hoursKept = daysKept * 24;
const flushMs = 10_000;
/** The sums that menus are ordered by need not be newer. */
const sumEveryMs = 60_000;
const keptAs = "running";

type Kind = Pick<TopicCount, "slug" | "coin">;

/** What people were answered about, by the hour and for a week: numbers on disk, who it was for ten minutes in memory. */
export class TopicBook implements Companion {
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #crowds: Crowds;
  readonly #kept: Keyv<readonly RunningCrowd[]>;
  readonly #counts = new Map<string, TopicCount>();
  readonly #unsaved = new Map<string, TopicCount>();
  readonly #people = new RecentPeople(windowMs);
  #firstHour = Number.POSITIVE_INFINITY;
  #asked: Readonly<Record<string, number>> = {};
  #askedAt = Number.NEGATIVE_INFINITY;
  #savedCrowds = "[]";
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: {
    storage: Storage;
    clock: Clock;
    crowds: Crowds;
    kept: Keyv<readonly RunningCrowd[]>;
  }) {
    this.#storage = parts.storage;
    this.#clock = parts.clock;
    this.#crowds = parts.crowds;
    this.#kept = parts.kept;
  }

  async start(): Promise<void> {
    const now = this.#clock.now();
    const counts = await this.#storage.topics.since(oldestHour(now)).catch(() => []);
    for (const count of counts) this.#add(count);
    this.#crowds.restore((await this.#kept.get(keptAs).catch(() => undefined)) ?? [], now);
    this.#timer = setInterval(() => void this.flush(), flushMs).unref();
  }

  known(now: number): Facts {
    if (now - this.#askedAt >= sumEveryMs) this.#sumUp(now);
    const crowds = this.#crowds.running(now);
    return { asked: this.#asked, ...(crowds.length > 0 && { crowds }) };
  }

  noteTurn(turn: Turn, { topic }: TurnResult): void {
    if (topic === undefined) return;
    const { now } = turn;
    const person = turn.person?.id ?? turn.conversation.id;
    const hour = hourOf(now);
    for (const coin of ["", ...topic.coins]) {
      const kind = { slug: topic.slug, coin };
      if (!this.#people.note(nameOf(kind), person, now)) continue;
      this.#add({ ...kind, hour, count: 1 });
      add(this.#unsaved, { ...kind, hour, count: 1 });
    }
    this.#look(topic, now);
  }

  /** Resolves when what was counted is on disk; what cannot be written now stays for the next time. */
  async flush(): Promise<void> {
    const now = this.#clock.now();
    this.#people.forgetOld(now);
    await this.#saveCrowds(now);
    const counts = [...this.#unsaved.values()];
    if (counts.length === 0) return;
    this.#unsaved.clear();
    try {
      await this.#storage.topics.add(counts);
    } catch {
      for (const count of counts) add(this.#unsaved, count);
      return;
    }
    await this.#storage.topics.forgetBefore(oldestHour(now)).catch(() => undefined);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #look(topic: Topic, now: number): void {
    const { slug } = topic;
    this.#crowds.look(
      topic,
      {
        peopleOf: (coin) => this.#people.count(nameOf({ slug, coin }), now),
        usualOf: (coin) => this.#usual({ slug, coin }, now),
      },
      now,
    );
  }

  /** People in ten minutes of this hour on the days before; on the first day, of the hours before. */
  #usual(kind: Kind, now: number): number {
    const hour = hourOf(now);
    const known = Math.max(0, hour - this.#firstHour);
    const days = Math.min(daysKept - 1, Math.floor(known / 24));
    const [step, steps] = days > 0 ? [24, days] : [1, known];
    let sum = 0;
    for (let n = 1; n <= steps; n++)
      sum += this.#counts.get(keyOf({ ...kind, hour: hour - n * step }))?.count ?? 0;
    return steps === 0 ? 0 : sum / steps / windowsPerHour;
  }

  async #saveCrowds(now: number): Promise<void> {
    const crowds = this.#crowds.running(now);
    const text = JSON.stringify(crowds);
    if (text === this.#savedCrowds) return;
    const isSaved = await this.#kept.set(keptAs, crowds).catch(() => false);
    if (isSaved) this.#savedCrowds = text;
  }

  #add(count: TopicCount): void {
    add(this.#counts, count);
    this.#firstHour = Math.min(this.#firstHour, count.hour);
  }

  #sumUp(now: number): void {
    const oldest = oldestHour(now);
    const asked: Record<string, number> = {};
    for (const [key, { hour, slug, coin, count }] of this.#counts) {
      if (hour < oldest) this.#counts.delete(key);
      else if (coin === "") asked[slug] = (asked[slug] ?? 0) + count;
    }
    this.#firstHour = Math.max(this.#firstHour, oldest);
    this.#asked = asked;
    this.#askedAt = now;
  }
}

const hourOf = (at: number) => Math.floor(at / hourMs);
const oldestHour = (now: number) => hourOf(now) - hoursKept + 1;
const nameOf = ({ slug, coin }: Kind) => `${slug} ${coin}`;
const keyOf = ({ hour, ...kind }: Omit<TopicCount, "count">) => `${hour} ${nameOf(kind)}`;

const add = (counts: Map<string, TopicCount>, one: TopicCount): void => {
  const key = keyOf(one);
  counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + one.count });
};
