import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { speaksOfSeeds } from "./seed-context.ts";
import { wordlists } from "./seed-lists.ts";
import type { ListedWords, Run } from "./seed-runs.ts";

/** How many more checksums may be computed, windows tried, characters of sentences read and words compared with the lists. */
export interface SeedBudget {
  checksums: number;
  windows: number;
  sentences: number;
  likenesses: number;
}

/** A text in which words of one list are looked for. */
export interface SeedSearch extends ListedWords {
  readonly text: Normalised;
  /** What may still be spent; shared by all searches of a text, so that its time stays linear. */
  readonly budget: SeedBudget;
  /** Whether any part of the text may speak of seed phrases; found out when first asked. */
  mentionsSeeds(): boolean;
}

export const spanOf = ({ tokens }: SeedSearch, run: Run, level: Span["level"]): Span => ({
  kind: "seed_phrase",
  level,
  start: tokens.starts[run.from] ?? 0,
  end: tokens.ends[run.to - 1] ?? 0,
});

/** The words around the run speak of a seed phrase. */
export const isAnnounced = (search: SeedSearch, run: Run): boolean => {
  if (!search.mentionsSeeds()) return false;
  const { start, end } = spanOf(search, run, "soft");
  return speaksOfSeeds(search.text, start, end);
};

/** All bits of the secret are 0 or 1: a published example, and the only phrase with hardly two different words. */
export const isUniform = ({ numbers }: SeedSearch, { from, to }: Run): boolean => {
  if (numbers[from + 1] !== numbers[from + 2]) return false;
  const distinct = new Set(numbers.slice(from, to));
  return distinct.size === 2 && (distinct.has(0) || distinct.has(2_047));
};

/** Fewer different words are a chant. */
const fewestDistinct = 4;

/** Computes a checksum, if there is one left to be spent. `isWhole`: nothing else of the list stands beside the words. */
export const isPhrase = (search: SeedSearch, run: Run, isWhole = false): boolean => {
  const list = wordlists[search.list];
  if (search.budget.checksums <= 0 || list === undefined) return false;
  const numbers = search.numbers.slice(run.from, run.to);
  if (new Set(numbers).size < fewestDistinct && !isUniform(search, run)) return false;
  search.budget.checksums -= 1;
  if (list.kind.isValid(numbers, list.words)) return true;
  if (!isWhole) return false;
  if (list.kind.isValid(numbers.toReversed(), list.words)) return true;
  return list.kind.isOwn?.(numbers.map((number) => list.words[number] ?? "")) === true;
};
