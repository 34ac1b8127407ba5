import type { ArticleSlug } from "../domain/ids.ts";
import type { Crowd } from "../domain/notice.ts";
import type { Topic } from "../domain/turn.ts";
import type { Telemetry } from "../telemetry/events.ts";

export interface CrowdRules {
  /** More people than this within ten minutes. */
  readonly people: number;
  /** And more than so many times as many as usual. */
  readonly factor: number;
  /** Over once it was not so for this long, in ms. */
  readonly quietMs: number;
}

/** An incident that many people's questions tell of. Nobody is named. */
export interface RunningCrowd extends Crowd {
  readonly since: number;
  /** So many asked last at this time. */
  readonly loudAt: number;
}

/** People within the last ten minutes who asked about an article, and as many as usual; a coin, or "" for all. */
export interface Measured {
  peopleOf(coin: string): number;
  usualOf(coin: string): number;
}

/** Of those who ask about one article so many name the coin, if it is the coin's incident. */
const coinShare = 2 / 3;

/** Knows many people with one problem as one incident: one for an article, told once to the operator. */
export class Crowds {
  readonly #rules: CrowdRules;
  readonly #telemetry: Telemetry;
  readonly #running = new Map<ArticleSlug, RunningCrowd>();

  constructor({ rules, telemetry }: { rules: CrowdRules; telemetry: Telemetry }) {
    this.#rules = rules;
    this.#telemetry = telemetry;
  }

  /** What a restart goes on with. */
  restore(crowds: readonly RunningCrowd[], now: number): void {
    for (const crowd of crowds) {
      this.#running.set(crowd.slug, crowd);
      this.#telemetry.incidentRuns(crowd.slug, true);
    }
    this.running(now);
  }

  /** Those that are not over. */
  running(now: number): readonly RunningCrowd[] {
    for (const { slug, since, loudAt } of this.#running.values()) {
      if (now - loudAt < this.#rules.quietMs) continue;
      this.#running.delete(slug);
      this.#telemetry.incidentEnded({ slug, ms: loudAt - since });
    }
    return [...this.#running.values()];
  }

  /** Looks whether somebody's question makes a crowd, or makes one last. */
  look({ slug, coins }: Topic, measured: Measured, now: number): void {
    const isLoud = (coin: string) => this.#isLoud(measured, coin);
    const all = measured.peopleOf("");
    const isWhole = isLoud("");
    const coin = isWhole
      ? coins.find((name) => measured.peopleOf(name) >= all * coinShare)
      : coins.find(isLoud);
    if (!isWhole && coin === undefined) return;
    this.running(now);
    const before = this.#running.get(slug);
    // What was of one coin may turn out to be of all; not the other way round.
    const isOfOne = coin !== undefined && (before === undefined || before.coin === coin);
    const since = before?.since ?? now;
    this.#running.set(slug, { slug, since, loudAt: now, ...(isOfOne ? { coin } : {}) });
    if (before === undefined) {
      const of = coin ?? "";
      const [people, usual] = [measured.peopleOf(of), measured.usualOf(of)];
      this.#telemetry.incidentBegan({ slug, coin, people, usual });
    }
  }

  #isLoud({ peopleOf, usualOf }: Measured, coin: string): boolean {
    const people = peopleOf(coin);
    return people > this.#rules.people && people > this.#rules.factor * usualOf(coin);
  }
}
