import { isGlued, isHanList } from "./seed-han.ts";
import { seedLists, shortestSeed } from "./seed-lists.ts";
import type { Tokens } from "./seed-tokens.ts";

/** The words of a text that stand in one of the lists. */
export interface ListedWords {
  readonly tokens: Tokens;
  /** For each token its number in the list, or -1. */
  readonly numbers: readonly number[];
  readonly list: number;
  readonly isHan: boolean;
}

/** Neighbouring words of the list: tokens `from` to `to` (exclusive). */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** What may stand between two words of a phrase: spaces, numbers, bullets, quotes, but not a paragraph. */
export const widestGap = 24;
/** A mistyped word may fall into pieces: letters of two scripts, kana that are no list word. */
const mostPieces = 4;

/** For each list of which there are enough words to be looked at. */
export const listedWords = (tokens: Tokens): readonly ListedWords[] => {
  const { masks, numbers } = seedLists();
  const hits = new Uint32Array(numbers.length);
  for (const place of tokens.places) {
    const mask = masks[place] ?? 0;
    if (mask === 0) continue;
    for (let list = 0; list < hits.length; list += 1) hits[list] = (hits[list] ?? 0) + ((mask >> list) & 1);
  }
  return numbers.flatMap((ofList, list) => {
    if ((hits[list] ?? 0) < shortestSeed - 1) return [];
    const found = tokens.places.map((place) =>
      (((masks[place] ?? 0) >> list) & 1) === 1 ? (ofList[place] ?? -1) : -1,
    );
    return [{ tokens, numbers: found, list, isHan: isHanList(list) }];
  });
};

const joined = ({ tokens }: ListedWords, i: number): boolean =>
  (tokens.starts[i] ?? 0) - (tokens.ends[i - 1] ?? 0) <= widestGap;

export const runsOf = (words: ListedWords): readonly Run[] => {
  const { numbers } = words;
  const runs: Run[] = [];
  let from = 0;
  for (let i = 0; i <= numbers.length; i += 1) {
    const goes = i < numbers.length && numbers[i] !== -1;
    if (goes && (i === from || joined(words, i))) continue;
    if (i > from) runs.push({ from, to: i });
    from = goes ? i : i + 1;
  }
  return runs;
};

/** Whether one other word, in however many pieces, stands between two runs. */
export const isOneWordBetween = (words: ListedWords, run: Run, next: Run): boolean => {
  if (next.from - run.to > mostPieces || !joined(words, run.to) || !joined(words, next.from)) return false;
  const { starts, ends } = words.tokens;
  for (let i = run.to + 1; i < next.from; i += 1) if (starts[i] !== ends[i - 1]) return false;
  return true;
};

/** Han characters that stand side by side. */
export const isGluedHan = ({ isHan, tokens }: ListedWords, { from, to }: Run): boolean =>
  isHan && isGlued(tokens, from, to);
