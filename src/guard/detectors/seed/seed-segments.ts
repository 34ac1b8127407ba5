import { type SeedLists, wordlists } from "./seed-lists.ts";

/** Words of one list into which letters were cut; where none fits, a piece is no word and its place is -1. */
export interface Segments {
  readonly ends: readonly number[];
  readonly places: readonly number[];
  /** How many of the letters belong to words of the list. */
  readonly covered: number;
}

/** Every list word that stands in the letters, by where it begins. */
interface Matches {
  /** By place in the letters: where its words begin in the other two; one more than there are places. */
  readonly firsts: Int32Array;
  readonly ends: readonly number[];
  readonly places: readonly number[];
}

const matchesIn = (lists: SeedLists, text: string, start: number, end: number): Matches => {
  const firsts = new Int32Array(end - start + 2);
  const ends: number[] = [];
  const places: number[] = [];
  const tell = (wordEnd: number, place: number) => {
    ends.push(wordEnd);
    places.push(place);
  };
  for (let i = start; i < end; i += 1) {
    firsts[i - start] = ends.length;
    lists.eachFrom(text, i, end, tell);
  }
  firsts[end - start] = ends.length;
  return { firsts, ends, places };
};

/** More lists than this are not tried: words of one are at most a few of another's. */
const mostLists = 3;

/** Lists by how many letters their words may cover, if that may be enough. */
const likelyLists = (
  { firsts, ends, places }: Matches,
  lists: SeedLists,
  { start, least }: { readonly start: number; readonly least: number },
) => {
  const weights = new Float64Array(wordlists.length);
  for (let at = 0; at < firsts.length - 2; at += 1) {
    for (let m = firsts[at] ?? 0; m < (firsts[at + 1] ?? 0); m += 1) {
      const size = (ends[m] ?? 0) - start - at;
      for (let left = lists.masks[places[m] ?? 0] ?? 0; left !== 0; left &= left - 1) {
        const list = 31 - Math.clz32(left & -left);
        weights[list] = (weights[list] ?? 0) + size;
      }
    }
  }
  return wordlists
    .map((_, list) => list)
    .filter((list) => (weights[list] ?? 0) >= least)
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, mostLists);
};

/** No other list would cover more. */
const clearlyCovered = 0.9;

/** A letter that is covered is worth more than any number of words saved. */
const letterWorth = 32;

/** Of all ways to cut, the one that covers most; of those, the one with the fewest words (dynamic programming). */
const cutBy = (list: number, matches: Matches, lists: SeedLists, start: number): Segments => {
  const { firsts } = matches;
  const length = firsts.length - 2;
  const worth = new Int32Array(length + 1);
  const step = new Int32Array(length + 1).fill(-1);
  for (let at = length - 1; at >= 0; at -= 1) {
    worth[at] = worth[at + 1] ?? 0;
    for (let m = firsts[at] ?? 0; m < (firsts[at + 1] ?? 0); m += 1) {
      if ((((lists.masks[matches.places[m] ?? 0] ?? 0) >> list) & 1) === 0) continue;
      const size = (matches.ends[m] ?? 0) - start - at;
      const value = size * letterWorth - 1 + (worth[at + size] ?? 0);
      if (value <= (worth[at] ?? 0)) continue;
      worth[at] = value;
      step[at] = m;
    }
  }
  const ends: number[] = [];
  const places: number[] = [];
  let covered = 0;
  for (let at = 0; at < length; ) {
    const m = step[at] ?? -1;
    const place = m === -1 ? -1 : (matches.places[m] ?? -1);
    const next = m === -1 ? at + 1 : (matches.ends[m] ?? 0) - start;
    if (place === -1 && places.at(-1) === -1) {
      ends.pop();
      places.pop();
    }
    ends.push(start + next);
    places.push(place);
    if (place !== -1) covered += next - at;
    at = next;
  }
  return { ends, places, covered };
};

/** Cuts letters that stand together into words of one list, the one that fits best; undefined when none covers `least`. */
export const segment = (
  lists: SeedLists,
  text: string,
  { start, end, least }: { readonly start: number; readonly end: number; readonly least: number },
): Segments | undefined => {
  const matches = matchesIn(lists, text, start, end);
  let best: Segments | undefined;
  for (const list of likelyLists(matches, lists, { start, least: Math.max(1, least) })) {
    const segments = cutBy(list, matches, lists, start);
    if (best === undefined || segments.covered > best.covered) best = segments;
    if (best.covered >= (end - start) * clearlyCovered) break;
  }
  return best !== undefined && best.covered >= least ? best : undefined;
};
