import type { Span } from "../../detector.ts";
import { layoutOf, layoutScores } from "./seed-han-layout.ts";
import { spellsNames } from "./seed-han-model.ts";
import { type HanSequence, hanSequences, isSurelyRare, writtenIn } from "./seed-han-sequence.ts";
import { seedLengths } from "./seed-lists.ts";
import type { Run } from "./seed-runs.ts";
import { isAnnounced, isPhrase, type SeedSearch, spanOf } from "./seed-window.ts";

/** Evidence for a phrase, as natural logarithms of odds. */
const announced = 9;
/** One character is missing or mistyped, or the checksum is wrong. */
const flawed = -3;
const stranger = -1.5;
/** A chance checksum: one of 2 to the power of its bits, which are a third of the number of words. */
const checksumOf = (size: number) => (size / 3) * Math.LN2;

const hardFrom = 5;
/** Of what is neither proved nor set apart: a list of names or dishes reads much like a phrase. */
const hardFromUnsure = 16;
const softFrom = 2;

/** What may be part of the same phrase as a finding. */
const nearly = 4;

const sizes: readonly number[] = [...seedLengths, ...seedLengths.map((size) => size - 1)];
/** With one character too many; only of what stands by itself. */
const isOneMore = (size: number): boolean => seedLengths.includes(size - 1);
/** Of a sequence: the rarest ones. */
const mostWindows = 60;
const mostCandidates = 20;

interface Rare {
  readonly window: Run;
  readonly evidence: number;
}

interface Candidate extends Rare {
  /** No character is missing, and none is a stranger. */
  readonly isWhole: boolean;
  readonly setting: "sure" | "open" | "doubtful";
}

interface Judged extends Rare {
  readonly isHard: boolean;
}

const distinctEnough = (numbers: readonly number[]) =>
  new Set(numbers).size >= numbers.length - 2 - Math.floor(numbers.length / 12);

/** Puts a candidate in its place among the rarest. */
const keep = (rarest: Rare[], candidate: Rare) => {
  if (rarest.length === mostWindows) rarest.pop();
  let at = rarest.length;
  while (at > 0 && (rarest[at - 1]?.evidence ?? 0) < candidate.evidence) at -= 1;
  rarest.splice(at, 0, candidate);
};

/** Windows that their characters alone may prove, rarest first. */
const rareWindows = (sequence: HanSequence, least: number): readonly Rare[] => {
  const { from, to, sums, gaps } = sequence;
  const rarest: Rare[] = [];
  const own = to - from;
  for (const size of isOneMore(own) ? [...sizes, own] : sizes) {
    const most = (seedLengths.includes(size) ? checksumOf(size) : flawed) - least;
    for (let a = 0; a + size <= to - from; a += 1) {
      const evidence = (sums[a] ?? 0) - (sums[a + size] ?? 0);
      const inside = (gaps[a + size] ?? 0) - (gaps[a + 1] ?? 0);
      if (-evidence > most + (inside === size - 1 ? layoutScores.spaced : layoutScores.apart)) continue;
      if (rarest.length === mostWindows && evidence <= (rarest.at(-1)?.evidence ?? 0)) continue;
      keep(rarest, { window: { from: from + a, to: from + a + size }, evidence });
    }
  }
  return rarest;
};

const candidatesIn = (search: SeedSearch, sequence: HanSequence, least: number): readonly Candidate[] => {
  const { from, numbers } = sequence;
  return rareWindows(sequence, least)
    .flatMap(({ window, evidence }) => {
      const own = numbers.slice(window.from - from, window.to - from);
      const strangers = own.filter((number) => number === -1).length;
      const isWhole = seedLengths.includes(own.length);
      if (strangers > (isWhole || isOneMore(own.length) ? 1 : 0) || !distinctEnough(own)) return [];
      if (spellsNames(writtenIn(search, window))) return [];
      const layout = layoutOf(search, sequence, window);
      const sum = evidence + layout.score + strangers * stranger;
      const best = sum + (isWhole && strangers === 0 ? checksumOf(own.length) : flawed);
      const setting = strangers === 0 || layout.setting === "sure" ? layout.setting : "doubtful";
      return best < least ? [] : [{ window, evidence: sum, isWhole: isWhole && strangers === 0, setting }];
    })
    .sort((a, b) => b.evidence - a.evidence)
    .slice(0, mostCandidates);
};

const judged = (search: SeedSearch, candidate: Candidate): Judged => {
  const { window, evidence, isWhole, setting } = candidate;
  const isNamed = isAnnounced(search, window);
  const isValid = isWhole && isPhrase(search, window);
  const sum = evidence + (isNamed ? announced : 0) + (isValid ? checksumOf(window.to - window.from) : flawed);
  const isProved = isValid || isNamed || setting === "sure";
  const isHard = sum >= (isProved ? hardFrom : hardFromUnsure) && (isProved || setting === "open");
  return { window, evidence: sum, isHard };
};

/** The window with the others that may be the phrase as well: the one that was found may be cut wrongly. */
const widened = (window: Run, results: readonly Rare[], evidence: number): Run => {
  const near = results.filter(
    (result) =>
      result.evidence > evidence - nearly && result.window.from < window.to && window.from < result.window.to,
  );
  return {
    from: Math.min(...near.map((result) => result.window.from)),
    to: Math.max(...near.map((result) => result.window.to)),
  };
};

const searchSequence = (search: SeedSearch, sequence: HanSequence) => {
  const results = candidatesIn(search, sequence, softFrom - (search.mentionsSeeds() ? announced : 0))
    .map((candidate) => judged(search, candidate))
    .filter(({ evidence }) => evidence >= softFrom)
    .sort((a, b) => b.evidence - a.evidence);
  const taken: Run[] = [];
  return results.flatMap(({ window, evidence, isHard }) => {
    if (taken.some(({ from, to }) => window.from < to && from < window.to)) return [];
    const whole = widened(window, results, evidence);
    taken.push(whole);
    return [spanOf(search, whole, isHard ? "hard" : "soft")];
  });
};

/** Phrases in Chinese characters, set apart or in a sentence. */
export const searchHan = (search: SeedSearch): readonly Span[] => {
  const { sequences, unread } = hanSequences(search);
  return [
    ...sequences.flatMap((sequence) => searchSequence(search, sequence)),
    ...unread.filter((run) => isSurelyRare(search, run)).map((run) => spanOf(search, run, "hard")),
  ];
};
