import { seedLists } from "./seed-lists.ts";
import { isJoined, type Run } from "./seed-runs.ts";
import type { SeedSearch } from "./seed-window.ts";

/** Words that together look drawn at random, tokens `from` to `to` (exclusive). */
export interface Stretch extends Run {
  /** How many of them stand in the list. */
  readonly words: number;
  /** The tokens that do not, or the first of those that are pieces of one word. */
  readonly strangers: readonly number[];
  readonly score: number;
}

/** Words that hold sentences together and stand in no list; a mistyped word of a phrase is none of them. */
const functionWords = new Set(
  "a an the to of in on at is are was and or not my your his her our their it its for with from then but if so i he she we they me de la le les el los las un una en y o que con por para se es et du des il di e per che com da do os as uma no na и в не на я с что а по это как у к но bir ve bu da de mi a se na to je v že".split(
    " ",
  ),
);
const scoreOf = { functionWord: -8, stranger: -3, repeated: 0, neighbour: -3, sorted: -1.5 };

/** A word comes again in a sentence or a chant, but hardly in a phrase. */
const repeatReach = 12;
/** Words of a list in its order are the list. */
const closeNumbers = 24;

/** No list has more words. */
const mostNumbers = 2_048;

/** `nextAt`: by number, the token after the last one that had it, or 0. */
const scoreAt = (search: SeedSearch, i: number, nextAt: Int32Array): number => {
  const number = search.numbers[i] ?? -1;
  const score = search.scores[i] ?? 0;
  const next = nextAt[number] ?? 0;
  if (next > 0 && i - next < repeatReach) return Math.min(score, scoreOf.repeated);
  const step = Math.abs(number - (search.numbers[i - 1] ?? -1));
  const isAfterListed = (search.numbers[i - 1] ?? -1) !== -1;
  if (isAfterListed && step <= 2) return Math.min(score, scoreOf.neighbour);
  if (isAfterListed && step <= closeNumbers) return Math.min(score, scoreOf.sorted);
  return score;
};

/** Whether token `i` belongs to the word before: it stands beside it, or both are one word of the list that was torn. */
const isPieceOf = ({ tokens, text, list }: SeedSearch, i: number): boolean => {
  const { starts, ends } = tokens;
  if (starts[i] === ends[i - 1]) return true;
  const word = text.latin.slice(starts[i - 1], ends[i - 1]) + text.latin.slice(starts[i], ends[i]);
  const { placeOf, masks } = seedLists();
  const place = placeOf(word, 0, word.length);
  return place !== -1 && (((masks[place] ?? 0) >> list) & 1) === 1;
};

/** A phrase may begin or end with words of everyday talk; where a sum has fallen so far, it is over. */
const deepestFall = 6;

/** Tokens one after the other with the sums of their scores; the sums begin at 0. */
interface Sums {
  readonly from: number;
  readonly scores: number[];
  readonly words: number[];
  readonly strangers: number[];
}

const newSums = (from: number): Sums => ({ from, scores: [0], words: [0], strangers: [] });

/** The part with the highest score of those with enough words: as it is, or without what lowers it at its ends. */
const bestOf = ({ from, scores, words, strangers }: Sums, fewest: number): Stretch | undefined => {
  const all = words.at(-1) ?? 0;
  if (all < fewest) return undefined;
  const lastWord = words.indexOf(all);
  let highest = 0;
  scores.forEach((score, i) => {
    if (score > (scores[highest] ?? 0)) highest = i;
  });
  let lowest = 0;
  for (let i = 0; i < highest; i += 1) if ((scores[i] ?? 0) < (scores[lowest] ?? 0)) lowest = i;
  let best: Stretch | undefined;
  for (const [start, end] of [
    [lowest, highest],
    [lowest, lastWord],
    [0, highest],
    [0, lastWord],
  ] as const) {
    const count = (words[end] ?? 0) - (words[start] ?? 0);
    const score = (scores[end] ?? 0) - (scores[start] ?? 0);
    if (count < fewest || (best !== undefined && best.score >= score)) continue;
    const run = { from: from + start, to: from + end };
    best = { ...run, words: count, score, strangers: strangers.filter((i) => i >= run.from && i < run.to) };
  }
  return best;
};

const holdsEnough = (numbers: readonly number[], fewest: number): boolean => {
  let listed = 0;
  for (const number of numbers) {
    if (number !== -1) listed += 1;
    if (listed === fewest) return true;
  }
  return false;
};

/** The stretches of the highest score (after Kadane's algorithm), of at least `fewest` words. */
export const stretchesOf = (search: SeedSearch, fewest: number): readonly Stretch[] => {
  const { numbers, tokens, text } = search;
  const found: Stretch[] = [];
  if (!holdsEnough(numbers, fewest)) return found;
  const nextAt = new Int32Array(mostNumbers);
  let sums = newSums(0);
  /** The last one that is no word of the list. */
  let stranger = -1;
  let score = 0;
  let highest = 0;
  const finish = (next: number) => {
    const best = bestOf(sums, fewest);
    if (best !== undefined) found.push(best);
    sums = newSums(next);
    score = 0;
    highest = 0;
  };
  for (let i = 0; i < numbers.length; i += 1) {
    const isListed = (numbers[i] ?? -1) !== -1;
    const begins = sums.from === i;
    if (begins && !isListed) {
      finish(i + 1);
      continue;
    }
    if (!begins && !isJoined(search, i)) {
      finish(i);
      i -= 1;
      continue;
    }
    const isPiece = stranger === i - 1 && isPieceOf(search, i);
    if (isListed) {
      score += scoreAt(search, i, nextAt);
      nextAt[numbers[i] ?? 0] = i + 1;
    } else {
      const word = text.latin.slice(tokens.starts[i], tokens.ends[i]);
      if (!isPiece) {
        score += functionWords.has(word) ? scoreOf.functionWord : scoreOf.stranger;
        sums.strangers.push(i);
      }
      stranger = i;
    }
    sums.scores.push(score);
    sums.words.push((sums.words.at(-1) ?? 0) + (isListed ? 1 : 0));
    highest = Math.max(highest, score);
    if (score <= Math.min(highest, 0) - deepestFall || score <= highest - 2 * deepestFall) finish(i + 1);
  }
  finish(numbers.length);
  return found;
};
