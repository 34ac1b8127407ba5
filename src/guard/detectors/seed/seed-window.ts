import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { hasValidChecksum } from "./seed-lists.ts";
import type { ListedWords, Run } from "./seed-runs.ts";

/** How many more checksums may be computed, windows tried and sentences read. */
export interface SeedBudget {
  checksums: number;
  windows: number;
  sentences: number;
}

/** A text in which words of one list are looked for. */
export interface SeedSearch extends ListedWords {
  readonly text: Normalised;
  /** What may still be spent; shared by all searches of a text, so that its time stays linear. */
  readonly budget: SeedBudget;
}

export const spanOf = ({ tokens }: SeedSearch, run: Run, level: Span["level"]): Span => ({
  kind: "seed_phrase",
  level,
  start: tokens.starts[run.from] ?? 0,
  end: tokens.ends[run.to - 1] ?? 0,
});

/** Computes a checksum, if there is one left to be spent. */
export const isPhrase = (search: SeedSearch, run: Run): boolean => {
  if (search.budget.checksums <= 0) return false;
  const numbers = search.numbers.slice(run.from, run.to);
  if (new Set(numbers).size < 2) return false;
  search.budget.checksums -= 1;
  return hasValidChecksum(numbers);
};
