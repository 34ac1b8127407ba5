import type { Span } from "../../detector.ts";
import { isNumbered, speaksOfSeeds } from "./seed-context.ts";
import { judgeGlued } from "./seed-glued.ts";
import { isLikeListed } from "./seed-likeness.ts";
import { shortestSeed, wordlists } from "./seed-lists.ts";
import { isGluedHan, partsOf, type Run, runsOf, widestGap } from "./seed-runs.ts";
import { type Stretch, stretchesOf } from "./seed-stretches.ts";
import { isPhrase, isUniform, type SeedSearch, spanOf } from "./seed-window.ts";

/** A phrase that was typed with other list words around it is redacted with them, up to this many words. */
const longestWholeRun = 36;

/**
 * Natural logarithms: how much likelier than a sentence a run of words must be as a phrase. In prose one message in
 * 100,000 has eleven words of a list in a row.
 */
const certain = 3;
const possible = 0;
/** With a checksum, a phrase may look like a sentence by chance. */
const proved = -1;
/** Nobody sets the characters of a sentence apart; a phrase may have any. */
const provedApart = -16;
/** A word of no list breaks a sentence as well as a phrase. */
const certainWithStranger = 6;
const bonus = { counted: 6, announced: 6, listed: 3 };
const mostBonus = bonus.counted + bonus.announced;

const gapShape = ({ text, tokens }: SeedSearch, i: number) =>
  text.text
    .slice(tokens.ends[i - 1] ?? 0, tokens.starts[i] ?? text.text.length)
    .slice(0, widestGap)
    .replace(/[0-9]+/g, "0");

/** The words of the window are set apart in other ways than from what is around them in the run. */
const isBounded = (search: SeedSearch, window: Run, run: Run): boolean => {
  const inside = new Set<string>();
  for (let i = window.from + 1; i < window.to; i += 1) inside.add(gapShape(search, i));
  const begins = window.from === run.from || !inside.has(gapShape(search, window.from));
  return begins && (window.to === run.to || !inside.has(gapShape(search, window.to)));
};

const sumOf = (search: SeedSearch, { from, to }: Run) => {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += search.scores[i] ?? 0;
  return sum;
};

const share = 0.8;

/** Each word is set apart from the next by more than a space. */
const isListed = (search: SeedSearch, { from, to }: Run): boolean => {
  let apart = 0;
  for (let i = from + 1; i < to; i += 1) if (gapShape(search, i) !== " ") apart += 1;
  return apart >= (to - from - 1) * share;
};

const bonusOf = (search: SeedSearch, run: Run): number => {
  const { start, end } = spanOf(search, run, "soft");
  const counted = isNumbered(search.text, search.tokens, run.from, run.to) ? bonus.counted : 0;
  const announced = speaksOfSeeds(search.text, start, end) ? bonus.announced : 0;
  return counted + announced + (counted === 0 && isListed(search, run) ? bonus.listed : 0);
};

/** A phrase by its checksum, and no sentence that passes it by chance. */
const isProved = (search: SeedSearch, run: Run): boolean => {
  const surprise = wordlists[search.list]?.kind.surprise(run.to - run.from) ?? 0;
  const missing = (search.isHan ? provedApart : proved) - surprise - sumOf(search, run);
  const isLikely = missing <= 0 || (missing <= mostBonus && missing <= bonusOf(search, run));
  return (isLikely || isUniform(search, run)) && isPhrase(search, run);
};

/** The phrase inside a run that holds more list words than the phrase has. */
const phraseWithin = (search: SeedSearch, run: Run, lengths: readonly number[]): Run | undefined => {
  let inside: Run | undefined;
  for (const size of lengths) {
    for (let from = run.from; from + size <= run.to; from += 1) {
      const window = { from, to: from + size };
      if (!isProved(search, window)) continue;
      if (isBounded(search, window, run)) return window;
      inside ??= window;
    }
  }
  // A chance checksum inside a longer, mistyped phrase looks the same: take out all of it.
  return inside !== undefined && run.to - run.from <= longestWholeRun ? run : inside;
};

/** Phrases with a valid checksum in a run of list words. */
const provedIn = (search: SeedSearch, run: Run): readonly Run[] => {
  const lengths = wordlists[search.list]?.kind.lengths ?? [];
  const shortest = lengths.at(-1) ?? shortestSeed;
  const size = run.to - run.from;
  if (size < shortest) return [];
  if (lengths.includes(size) && isProved(search, run)) return [run];
  const found: Run[] = [];
  for (let from = run.from; run.to - from >= shortest; ) {
    const part = { from, to: Math.min(run.to, from + longestWholeRun) };
    const phrase = phraseWithin(search, part, lengths);
    if (phrase !== undefined) found.push(phrase);
    from = phrase?.to ?? from + longestWholeRun - (lengths[0] ?? 0);
  }
  return found;
};

const wordAt = ({ text, tokens }: SeedSearch, i: number) =>
  text.latin.slice(tokens.starts[i] ?? 0, tokens.ends[i] ?? 0);

/** A mistyped word costs less than another word of the text. */
const likeness = 2.5;

const levelOf = (search: SeedSearch, stretch: Stretch): Span["level"] | undefined => {
  if (stretch.strangers.length > 1 + stretch.words / wordsAStranger) return undefined;
  const score = stretch.score + bonusOf(search, stretch);
  if (score + stretch.strangers.length * likeness < possible) return undefined;
  const alike = stretch.strangers.filter((i) => isLikeListed(wordAt(search, i), search.list, search.budget));
  const judged = score + alike.length * likeness;
  if (judged >= (stretch.strangers.length > 0 ? certainWithStranger : certain)) return "hard";
  return judged >= possible ? "soft" : undefined;
};

/** Of so many words one may be mistyped, and one more. */
const wordsAStranger = 6;

/** The stretch with the rest of the runs that it begins and ends in, and with a mistyped word at its ends. */
const whole = (search: SeedSearch, stretch: Stretch, runs: readonly Run[]): Run => {
  const shape = gapShape(search, stretch.from + 1);
  let { from, to } = stretch;
  const first = runs.find((run) => run.from <= from && from < run.to)?.from ?? from;
  const last = runs.find((run) => run.from < to && to <= run.to)?.to ?? to;
  if (last - first <= longestWholeRun) {
    while (from > first && gapShape(search, from) === shape) from -= 1;
    while (to < last && gapShape(search, to) === shape) to += 1;
  }
  const lengths = wordlists[search.list]?.kind.lengths ?? [];
  if (stretch.strangers.length > 0 || !lengths.includes(to - from + 1)) return { from, to };
  const isTypo = (i: number) => isLikeListed(wordAt(search, i), search.list, search.budget);
  if (from > 0 && gapShape(search, from) === shape && isTypo(from - 1)) return { from: from - 1, to };
  if (gapShape(search, to) === shape && isTypo(to)) return { from, to: to + 1 };
  return { from, to };
};

/** Seed phrases made of the words of one list. */
export const searchList = (search: SeedSearch): readonly Span[] => {
  const runs = runsOf(search).flatMap((run) => (search.isHan ? partsOf(search, run) : [run]));
  const glued = runs.filter((run) => isGluedHan(search, run));
  const apart = runs.filter((run) => !glued.includes(run));
  const proofs = apart.flatMap((run) => provedIn(search, run));
  const fewest = wordlists[search.list]?.kind.fewest ?? shortestSeed;
  const stretches = stretchesOf(search, [...glued, ...proofs], fewest);
  return [
    ...glued.flatMap((run) => (run.to - run.from >= shortestSeed ? judgeGlued(search, run) : [])),
    ...proofs.map((run) => spanOf(search, run, "hard")),
    ...stretches.flatMap((stretch) => {
      const level = levelOf(search, stretch);
      return level === undefined ? [] : [spanOf(search, whole(search, stretch, apart), level)];
    }),
  ];
};
