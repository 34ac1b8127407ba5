import type { Span } from "../../detector.ts";
import { isNumbered } from "./seed-context.ts";
import { searchHan } from "./seed-glued.ts";
import { isLikeListed } from "./seed-likeness.ts";
import { shortestSeed, wordlists } from "./seed-lists.ts";
import { isJoined, type Run, runsOf, standingAlone, widestGap } from "./seed-runs.ts";
import { type Stretch, stretchesOf } from "./seed-stretches.ts";
import { isAnnounced, isPhrase, isUniform, type SeedSearch, spanOf } from "./seed-window.ts";

/** A phrase that was typed with other list words around it is redacted with them, up to this many words. */
const longestWholeRun = 36;

/**
 * Natural logarithms: how much likelier than a sentence a run of words must be as a phrase. In prose one message in
 * 100,000 has eleven words of a list in a row.
 */
const certain = 0.5;
const possible = -4;
/** With a checksum, a phrase may look like a sentence by chance. */
const proved = -3;
/** Nobody sets the characters of a sentence apart; a phrase may have any. */
const provedApart = -16;
/** A word of no list breaks a sentence as well as a phrase. */
const certainWithStranger = 3;
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
  const counted = isNumbered(search.text, search.tokens, run.from, run.to) ? bonus.counted : 0;
  const announced = isAnnounced(search, run) ? bonus.announced : 0;
  return counted + announced + (counted === 0 && isListed(search, run) ? bonus.listed : 0);
};

/** A phrase by its checksum, and no sentence that passes it by chance. */
const isProved = (search: SeedSearch, run: Run, isWhole = false): boolean => {
  if (search.budget.windows <= 0) return false;
  search.budget.windows -= 1;
  const surprise = wordlists[search.list]?.kind.surprise(run.to - run.from) ?? 0;
  const missing = (search.isHan ? provedApart : proved) - surprise - sumOf(search, run);
  const isLikely = missing <= 0 || (missing <= mostBonus && missing <= bonusOf(search, run));
  return (isLikely || isUniform(search, run)) && isPhrase(search, run, isWhole);
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

/** Longer runs are no phrase with a few words around, and are judged by their words alone. */
const longestProved = 72;

/** Phrases with a valid checksum in a run of list words. */
const provedIn = (search: SeedSearch, run: Run): readonly Run[] => {
  const lengths = wordlists[search.list]?.kind.lengths ?? [];
  const shortest = lengths.at(-1) ?? shortestSeed;
  const size = run.to - run.from;
  if (size < shortest || size > longestProved) return [];
  if (lengths.includes(size) && isProved(search, run, true)) return [run];
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

/** How far list words go on before token `i`, or from it on; no farther than a phrase may reach. */
const runStart = (search: SeedSearch, i: number): number => {
  let from = i;
  while (from > 0 && i - from <= longestWholeRun && search.numbers[from - 1] !== -1 && isJoined(search, from))
    from -= 1;
  return from;
};

const runEnd = (search: SeedSearch, i: number): number => {
  let to = i;
  while ((search.numbers[to] ?? -1) !== -1 && to - i <= longestWholeRun && (to === i || isJoined(search, to)))
    to += 1;
  return to;
};

/** The stretch with the rest of the runs that it begins and ends in, as far as its words are set apart alike. */
const withRuns = (search: SeedSearch, stretch: Run, shape: string): Run => {
  let { from, to } = stretch;
  const first = runStart(search, from);
  const last = runEnd(search, to);
  if (last - first > longestWholeRun) return { from, to };
  while (from > first && gapShape(search, from) === shape) from -= 1;
  while (to < last && gapShape(search, to) === shape) to += 1;
  return { from, to };
};

/** The words with a mistyped word at one of their ends, and what stands behind it, where all together are a phrase. */
const withTypo = (search: SeedSearch, run: Run): Run => {
  const { from, to } = run;
  const shape = gapShape(search, from + 1);
  const lengths = wordlists[search.list]?.kind.lengths ?? [];
  const isPhraseOf = (wider: Run) => {
    if (wider.from < 0 || !lengths.includes(wider.to - wider.from)) return false;
    for (let i = wider.from + 1; i < wider.to; i += 1) if (gapShape(search, i) !== shape) return false;
    return true;
  };
  const isTypo = (i: number) => isLikeListed(wordAt(search, i), search.list, search.budget);
  const before = { from: runStart(search, from - 1), to };
  if (isPhraseOf(before) && isTypo(from - 1)) return before;
  const behind = { from, to: runEnd(search, to + 1) };
  return isPhraseOf(behind) && isTypo(to) ? behind : run;
};

/** The stretch with all that belongs to the phrase. */
const whole = (search: SeedSearch, stretch: Stretch): Run => {
  const run = withRuns(search, stretch, gapShape(search, stretch.from + 1));
  return stretch.strangers.length > 0 ? run : withTypo(search, run);
};

/** A stretch goes on behind a mistyped word of the phrase that was proved in it by chance, or is a part of one. */
const goesOn = (search: SeedSearch, stretch: Stretch, proof: Run): boolean => {
  const shape = gapShape(search, proof.from + 1);
  const isSetAlike = (i: number) => gapShape(search, i) === shape && gapShape(search, i + 1) === shape;
  return stretch.strangers.length > 0 && stretch.strangers.every(isSetAlike);
};

const searchWords = (search: SeedSearch): readonly Span[] => {
  const proofs = runsOf(search).flatMap((run) => provedIn(search, run));
  const fewest = wordlists[search.list]?.kind.fewest ?? shortestSeed;
  return [
    ...proofs.map((run) => spanOf(search, withTypo(search, run), "hard")),
    ...stretchesOf(search, fewest).flatMap((stretch) => {
      const inside = proofs.filter((proof) => proof.from < stretch.to && stretch.from < proof.to);
      if (inside.length > 0)
        return inside.every((proof) => goesOn(search, stretch, proof))
          ? [spanOf(search, stretch, "hard")]
          : [];
      const level = levelOf(search, stretch);
      return level === undefined ? [] : [spanOf(search, whole(search, stretch), level)];
    }),
  ];
};

/** Seed phrases made of the words of one list. */
export const searchList = (search: SeedSearch): readonly Span[] =>
  search.isHan
    ? [...searchWords({ ...search, ...standingAlone(search) }), ...searchHan(search)]
    : searchWords(search);
