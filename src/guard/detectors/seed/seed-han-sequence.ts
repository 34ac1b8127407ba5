import { leastScore, sentenceScores } from "./seed-han-model.ts";
import { type Run, widestGap } from "./seed-runs.ts";
import type { SeedSearch } from "./seed-window.ts";

/** Neighbouring characters of a list, with single strangers among them: each may be a mistyped one. */
export interface HanSequence extends Run {
  /** By token from `from` on: its number in the list, -1 for a stranger. */
  readonly numbers: readonly number[];
  /** Sums of the sentence scores of all tokens before. */
  readonly sums: Float64Array;
  /** Counts of the tokens before that do not touch the token before them. */
  readonly gaps: Uint16Array;
}

/** Fewest characters of a phrase: twelve, one of which is missing. */
const fewestHan = 11;

const isJoined = ({ tokens }: SeedSearch, i: number) =>
  (tokens.starts[i] ?? 0) - (tokens.ends[i - 1] ?? 0) <= widestGap;

const isGlued = ({ tokens }: SeedSearch, i: number) => tokens.starts[i] === tokens.ends[i - 1];

/** A stranger beside a range may be its mistyped first or last character. */
const withEdges = (search: SeedSearch, { from, to }: Run): Run => {
  const isStranger = (i: number) =>
    search.numbers[i] === -1 && (search.tokens.ends[i] ?? 0) - (search.tokens.starts[i] ?? 0) === 1;
  return {
    from: isStranger(from - 1) && isJoined(search, from) ? from - 1 : from,
    to: isStranger(to) && isJoined(search, to) ? to + 1 : to,
  };
};

/** As token numbers. */
const rangesOf = (search: SeedSearch): readonly Run[] => {
  const { numbers } = search;
  const ranges: Run[] = [];
  let from = -1;
  let last = -1;
  let listed = 0;
  const close = () => {
    if (from !== -1 && listed >= fewestHan) ranges.push(withEdges(search, { from, to: last + 1 }));
    from = -1;
    listed = 0;
  };
  for (let i = 0; i < numbers.length; i += 1) {
    if (from !== -1 && (!isJoined(search, i) || i - last > 2)) close();
    if (numbers[i] === -1) continue;
    if (from === -1) from = i;
    last = i;
    listed += 1;
  }
  close();
  return ranges;
};

export const writtenIn = ({ text, tokens }: SeedSearch, { from, to }: Run): string => {
  let written = "";
  for (let i = from; i < to; i += 1) written += text.text[tokens.starts[i] ?? 0] ?? "";
  return written;
};

/** Of 10,000 random draws of {@link fewestHan} characters one scores more, whatever words it may hold. */
const rareScore = -8;
/** Characters around a rare place that may belong to it, or tell a sentence. */
const around = 16;
/** A longer stretch is looked at in parts, which overlap by more than a phrase is long. */
const longestStretch = 400;
const overlap = 40;

/** Where {@link fewestHan} characters in a row are rare even if no word among them is known, and what is around. */
const rareStretches = (search: SeedSearch, { from, to }: Run): readonly Run[] => {
  const { numbers } = search;
  const stretches: Run[] = [];
  const score = (i: number) => leastScore(numbers[i] ?? -1);
  let sum = 0;
  for (let i = from; i < to; i += 1) {
    sum += score(i);
    if (i - from >= fewestHan) sum -= score(i - fewestHan);
    if (i - from < fewestHan - 1 || sum > rareScore) continue;
    const begins = Math.max(from, i + 1 - fewestHan - around);
    const ends = Math.min(to, i + 1 + around);
    const last = stretches.at(-1);
    if (last === undefined || last.to < begins) stretches.push({ from: begins, to: ends });
    else if (ends - last.from <= longestStretch)
      stretches[stretches.length - 1] = { from: last.from, to: ends };
    else stretches.push({ from: last.to - overlap, to: ends });
  }
  return stretches;
};

const asSequence = (search: SeedSearch, { from, to }: Run): HanSequence => {
  const numbers = search.numbers.slice(from, to);
  const sums = new Float64Array(numbers.length + 1);
  const gaps = new Uint16Array(numbers.length + 1);
  sentenceScores(writtenIn(search, { from, to }), numbers).forEach((score, i) => {
    sums[i + 1] = (sums[i] ?? 0) + score;
    gaps[i + 1] = (gaps[i] ?? 0) + (i > 0 && !isGlued(search, from + i) ? 1 : 0);
  });
  return { from, to, numbers, sums, gaps };
};

/** The sequences of a text that are not sure to be sentences, and whether there were more than can be read. */
export const hanSequences = (
  search: SeedSearch,
): { readonly sequences: readonly HanSequence[]; readonly unread: readonly Run[] } => {
  const stretches = rangesOf(search).flatMap((range) => rareStretches(search, range));
  const most = stretches.findIndex(({ from, to }) => {
    search.budget.sentences -= to - from;
    return search.budget.sentences < 0;
  });
  const readable = most === -1 ? stretches : stretches.slice(0, most);
  return {
    sequences: readable.map((stretch) => asSequence(search, stretch)),
    unread: most === -1 ? [] : stretches.slice(most),
  };
};

/** Far rarer than sentences are, and than most random draws: the harmless ones among long texts. */
const surelyRareScore = -24;

/** Whether a stretch that cannot be read has a phrase's rare characters. */
export const isSurelyRare = ({ numbers }: SeedSearch, { from, to }: Run): boolean => {
  let sum = 0;
  for (let i = from; i < to; i += 1) {
    sum += leastScore(numbers[i] ?? -1);
    if (i - from >= fewestHan) sum -= leastScore(numbers[i - fewestHan] ?? -1);
    if (i - from >= fewestHan - 1 && sum <= surelyRareScore) return true;
  }
  return false;
};
