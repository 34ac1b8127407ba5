import type { QuestionVector } from "./weigh-questions.ts";

/** From this cosine on, two questions count as one asked in other words. */
const ALIKE = 0.25;
/** A feature that so many leaders have tells no two questions apart. */
const MOST_HOLDERS = 512;

/** The first question of each cluster, found by what a later one has in common with it. */
export class QuestionLeaders {
  readonly #most: number;
  /** By hash: the feature's number, counted from 0. */
  readonly #features = new Map<number, number>();
  /** By feature: how many leaders have it, and where their block begins. A block is as long as the next power of two. */
  #counts = new Uint16Array(1024);
  #starts = new Uint32Array(1024);
  /** The leaders that have a feature, and how heavy it is there, in blocks: there are millions. */
  #leaders = new Uint32Array(1024);
  #values = new Float32Array(1024);
  #taken = 0;
  #sums: Float64Array;
  #count = 0;

  /** @param most - leaders at most; what resembles none of them then is left alone */
  constructor(most: number) {
    this.#most = most;
    this.#sums = new Float64Array(most);
  }

  /** The leader that the question is most like, itself if it is like none; undefined when there is no room for another. */
  place({ hashes, values }: QuestionVector): number | undefined {
    const sums = this.#sums;
    const leaders = this.#leaders;
    const weights = this.#values;
    const met: number[] = [];
    for (let at = 0; at < hashes.length; at += 1) {
      const feature = this.#features.get(hashes[at] ?? 0);
      const count = feature === undefined ? 0 : (this.#counts[feature] ?? 0);
      if (feature === undefined || count >= MOST_HOLDERS) continue;
      const value = values[at] ?? 0;
      const start = this.#starts[feature] ?? 0;
      for (let holder = start; holder < start + count; holder += 1) {
        const leader = leaders[holder] ?? 0;
        const sum = sums[leader] ?? 0;
        if (sum === 0) met.push(leader);
        sums[leader] = sum + value * (weights[holder] ?? 0);
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
      const feature = this.#featureOf(hashes[at] ?? 0);
      const count = this.#counts[feature] ?? 0;
      if (count >= MOST_HOLDERS) continue;
      const holder = this.#makeRoom(feature, count);
      this.#counts[feature] = count + 1;
      this.#leaders[holder] = leader;
      this.#values[holder] = values[at] ?? 0;
    }
    return leader;
  }

  #featureOf(hash: number): number {
    const known = this.#features.get(hash);
    if (known !== undefined) return known;
    const feature = this.#features.size;
    this.#features.set(hash, feature);
    if (feature === this.#counts.length) {
      this.#counts = twice(Uint16Array, this.#counts);
      this.#starts = twice(Uint32Array, this.#starts);
    }
    return feature;
  }

  /** The place behind a feature's holders; when their block is full they move into one twice as long. */
  #makeRoom(feature: number, count: number): number {
    const start = this.#starts[feature] ?? 0;
    const isFull = (count & (count - 1)) === 0;
    if (!isFull) return start + count;
    const block = this.#taken;
    this.#taken += Math.max(1, 2 * count);
    while (this.#taken > this.#leaders.length) {
      this.#leaders = twice(Uint32Array, this.#leaders);
      this.#values = twice(Float32Array, this.#values);
    }
    this.#leaders.copyWithin(block, start, start + count);
    this.#values.copyWithin(block, start, start + count);
    this.#starts[feature] = block;
    return block + count;
  }
}

type Numbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

function twice<Array extends Numbers>(make: new (length: number) => Array, numbers: Array): Array {
  const longer = new make(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
