import type { QuestionVector } from "./weigh-questions.ts";

/** From this cosine on, two questions count as one asked in other words. */
const ALIKE = 0.25;
/** A feature that so many leaders have tells no two questions apart. */
const MOST_HOLDERS = 512;

/** The first question of each cluster, found by what a later one has in common with it. */
export class QuestionLeaders {
  readonly #most: number;
  /** By feature: the leaders that have it, and how heavy it is there. */
  readonly #holders = new Map<number, { readonly leaders: number[]; readonly values: number[] }>();
  #sums: Float64Array;
  #count = 0;

  /** @param most - leaders at most; what resembles none of them then is left alone */
  constructor(most: number) {
    this.#most = most;
    this.#sums = new Float64Array(most);
  }

  /** The leader that the question is most like, itself if it is like none; undefined when there is no room for another. */
  place({ hashes, values }: QuestionVector): number | undefined {
    const met: number[] = [];
    for (let at = 0; at < hashes.length; at += 1) {
      const found = this.#holders.get(hashes[at] ?? 0);
      if (!found || found.leaders.length >= MOST_HOLDERS) continue;
      const value = values[at] ?? 0;
      for (let place = 0; place < found.leaders.length; place += 1) {
        const leader = found.leaders[place] ?? 0;
        const sum = this.#sums[leader] ?? 0;
        if (sum === 0) met.push(leader);
        this.#sums[leader] = sum + value * (found.values[place] ?? 0);
      }
    }
    const best = this.#takeBest(met);
    return best ?? this.#lead({ hashes, values });
  }

  /** Of those that are alike, the one most so, the earlier one of two; clears the sums. */
  #takeBest(met: readonly number[]): number | undefined {
    let best: number | undefined;
    let highest = ALIKE;
    for (const leader of met) {
      const sum = this.#sums[leader] ?? 0;
      this.#sums[leader] = 0;
      if (sum < highest || (sum === highest && best !== undefined && best < leader)) continue;
      best = leader;
      highest = sum;
    }
    return best;
  }

  #lead({ hashes, values }: QuestionVector): number | undefined {
    if (this.#count === this.#most) return undefined;
    const leader = this.#count;
    this.#count += 1;
    for (let at = 0; at < hashes.length; at += 1) {
      const hash = hashes[at] ?? 0;
      const found = this.#holders.get(hash);
      if (!found) this.#holders.set(hash, { leaders: [leader], values: [values[at] ?? 0] });
      else if (found.leaders.length < MOST_HOLDERS) {
        found.leaders.push(leader);
        found.values.push(values[at] ?? 0);
      }
    }
    return leader;
  }
}
