import { seedLists } from "./seed-lists.ts";
import type { Tokens } from "./seed-tokens.ts";

/**
 * The Chinese lists are the most frequent characters, most frequent first, so nearly every Chinese sentence
 * is a run of list words. A seed phrase is told from a sentence by two facts: its characters are as often
 * rare as frequent, and hardly any of them form a word with their neighbour.
 */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** By number: log likelihood ratio of a sentence (Zipf's law) to a random draw from the list. */
const frequencyScores = Float64Array.from({ length: 2_048 }, (_, number) => Math.log(483 / (number + 30)));

/** Measured on random phrases: 99.97 % score lower; and on sentences: 99.96 % score higher. */
const sentenceScore = 0.65;
const leastDistinct = 0.7;

const frequencyOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + (frequencyScores[number] ?? 0), 0) / numbers.length;

/** Cheap first look: plain sentences and drawn-out laughs. */
export const isCommonplace = (numbers: readonly number[]): boolean =>
  frequencyOf(numbers) > sentenceScore || new Set(numbers).size < numbers.length * leastDistinct;

/** Sums along the characters differ by less than this from sums of a part of them. */
const rounding = 1e-9;

/** Where the first look at runs of characters is the cheapest: false for what {@link isCommonplace} is sure to be true of. */
export const createRareLook = (numbers: readonly number[]): ((from: number, to: number) => boolean) => {
  const sums = new Float64Array(numbers.length + 1);
  numbers.forEach((number, i) => {
    sums[i + 1] = (sums[i] ?? 0) + (frequencyScores[number] ?? 0);
  });
  return (from, to) => ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from) <= sentenceScore + rounding;
};

/** True for what reads like a sentence. `written` is the text whose characters have these numbers. */
export const readsAsSentence = (written: string, numbers: readonly number[]): boolean => {
  let inWords = 0;
  for (const { segment } of segmenter.segment(written))
    if (segment.length > 1) inWords += segment.trim().length;
  return frequencyOf(numbers) + (2 * inWords) / numbers.length > sentenceScore;
};

/** Whether the Han characters from `from` to `to` (exclusive) stand side by side, as in a sentence, be it cut into words. */
export const isGlued = (tokens: Tokens, from: number, to: number): boolean => {
  let glued = 0;
  for (let i = from + 1; i < to; i += 1) if (tokens.starts[i] === tokens.ends[i - 1]) glued += 1;
  return glued * 8 > to - from;
};

export const isHanList = (list: number): boolean => {
  const { placeOf, masks } = seedLists();
  return (((masks[placeOf("的", 0, 1)] ?? 0) >> list) & 1) === 1;
};
