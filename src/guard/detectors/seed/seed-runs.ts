import { type SeedLists, seedLists, wordlists } from "./seed-lists.ts";
import { collectTokens, type Tokens } from "./seed-tokens.ts";

/** The words of a text that stand in one of the lists. */
export interface ListedWords {
  readonly tokens: Tokens;
  /** For each token its number in the list, or -1. */
  readonly numbers: readonly number[];
  /** For each token that has a number: how much it speaks for a phrase, see {@link SeedLists.scores}. */
  readonly scores: readonly number[];
  readonly list: number;
  readonly isHan: boolean;
}

/** Neighbouring words of the list: tokens `from` to `to` (exclusive). */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** What may stand between two words of a phrase: spaces, numbers, bullets, the frame of a table. */
export const widestGap = 64;

/** How many words of a list stand within how many words of the text. */
interface Closeness {
  /** Below {@link ring}. */
  readonly fewest: number;
  readonly within: number;
}

/** Where a list is looked at. */
const closeToPhrase: Closeness = { fewest: 10, within: 15 };
const ring = 16;

/** Lists of which enough words stand close to each other. */
export const closeLists = (
  tokens: Tokens,
  { masks }: SeedLists,
  { fewest, within }: Closeness,
): readonly number[] => {
  const counts = new Uint32Array(wordlists.length);
  const lastPlaces = new Uint32Array(wordlists.length * ring);
  let close = 0;
  const { places } = tokens;
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? -1;
    if (place === -1) continue;
    const mask = masks[place] ?? 0;
    for (let left = mask & ~close; left !== 0; left &= left - 1) {
      const list = 31 - Math.clz32(left & -left);
      const count = counts[list] ?? 0;
      counts[list] = count + 1;
      lastPlaces[list * ring + (count & (ring - 1))] = i;
      if (count + 1 < fewest) continue;
      const first = lastPlaces[list * ring + ((count + 1 - fewest) & (ring - 1))] ?? 0;
      if (i - first < within) close |= 1 << list;
    }
  }
  return wordlists.flatMap((_, list) => (((close >> list) & 1) === 1 ? [list] : []));
};

/** The Chinese lists begin with the commonest character: by number, how much oftener it is drawn than said (Zipf's law). */
const hanScores = Float64Array.from({ length: 2_048 }, (_, number) => 0.65 - Math.log(483 / (number + 30)));

/** For each list of which there are enough words to be looked at. */
export const listedWords = (tokens: Tokens, lists: SeedLists = seedLists()): readonly ListedWords[] =>
  closeLists(tokens, lists, closeToPhrase).map((list) => {
    const isHan = wordlists[list]?.isHan === true;
    const ofList = lists.numbers[list];
    const numbers = tokens.places.map((place) =>
      (((lists.masks[place] ?? 0) >> list) & 1) === 1 ? (ofList?.[place] ?? -1) : -1,
    );
    const scores = tokens.places.map((place, i) =>
      isHan ? (hanScores[numbers[i] ?? -1] ?? 0) : (lists.scores[place] ?? 0),
    );
    return { tokens, numbers, scores, list, isHan };
  });

export const isJoined = ({ tokens }: ListedWords, i: number): boolean =>
  (tokens.starts[i] ?? 0) - (tokens.ends[i - 1] ?? 0) <= widestGap;

export const runsOf = (words: ListedWords): readonly Run[] => {
  const { numbers } = words;
  const runs: Run[] = [];
  let from = 0;
  for (let i = 0; i <= numbers.length; i += 1) {
    const goes = i < numbers.length && numbers[i] !== -1;
    if (goes && (i === from || isJoined(words, i))) continue;
    if (i > from) runs.push({ from, to: i });
    from = goes ? i : i + 1;
  }
  return runs;
};

/** Two characters may have been run together, twice; more of these are a sentence cut into words. */
const pair = 2;
const mostPairs = 2;

/** The end of the tokens that stand together without anything between them, from `from` on. */
const groupEnd = ({ starts, ends }: Tokens, from: number): number => {
  let to = from + 1;
  while (to < starts.length && starts[to] === ends[to - 1]) to += 1;
  return to;
};

/** Of how many tokens a group may be whose tokens are words of their own. */
const largestGroup = (tokens: Tokens): number => {
  let pairs = 0;
  for (let from = 0; from < tokens.starts.length && pairs <= mostPairs; ) {
    const to = groupEnd(tokens, from);
    if (to - from === pair) pairs += 1;
    from = to;
  }
  return pairs > mostPairs ? 1 : pair;
};

/** The same with words of several characters as one token, which is no word of the list. */
export const standingAlone = (words: ListedWords): ListedWords => {
  const { starts, ends, places } = words.tokens;
  const own = collectTokens();
  const numbers: number[] = [];
  const scores: number[] = [];
  const add = (from: number, to: number, number: number) => {
    own.add(starts[from] ?? 0, ends[to - 1] ?? 0, number === -1 ? -1 : (places[from] ?? -1));
    numbers.push(number);
    scores.push(number === -1 ? 0 : (words.scores[from] ?? 0));
  };
  const most = largestGroup(words.tokens);
  for (let from = 0; from < starts.length; ) {
    const to = groupEnd(words.tokens, from);
    // Of one token or two, so that the first and the last are all.
    const isSmall = to - from <= most && words.numbers[from] !== -1 && words.numbers[to - 1] !== -1;
    if (isSmall) for (let i = from; i < to; i += 1) add(i, i + 1, words.numbers[i] ?? -1);
    else add(from, to, -1);
    from = to;
  }
  return { ...words, tokens: own.tokens, numbers, scores };
};
