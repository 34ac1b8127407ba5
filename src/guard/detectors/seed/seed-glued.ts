import type { Span } from "../../detector.ts";
import { speaksOfSeeds } from "./seed-context.ts";
import { createRareLook, isCommonplace, readsAsSentence } from "./seed-han.ts";
import { seedLengths } from "./seed-lists.ts";
import type { Run } from "./seed-runs.ts";
import { isPhrase, type SeedSearch, spanOf } from "./seed-window.ts";

/** A run of Han characters that stand side by side: a phrase only when it is all of the run, or is announced. */
export const judgeGlued = (search: SeedSearch, run: Run): readonly Span[] => {
  const { text, tokens } = search;
  const accept = (window: Run) => {
    const numbers = search.numbers.slice(window.from, window.to);
    if (isCommonplace(numbers) || !isPhrase(search, window) || search.budget.sentences <= 0) return false;
    search.budget.sentences -= 1;
    return !readsAsSentence(text.text.slice(tokens.starts[window.from], tokens.ends[window.to - 1]), numbers);
  };
  if (seedLengths.includes(run.to - run.from) && accept(run)) return [spanOf(search, run, "hard")];
  const { start, end } = spanOf(search, run, "soft");
  if (!speaksOfSeeds(text, start, end) && !speaksOfSeeds(text, end, start)) return [];
  const found: Span[] = [];
  const looksRare = createRareLook(search.numbers.slice(run.from, run.to));
  for (const size of seedLengths) {
    for (let from = run.from; from + size <= run.to && search.budget.windows > 0; from += 1) {
      search.budget.windows -= 1;
      const window = { from, to: from + size };
      if (!looksRare(from - run.from, window.to - run.from) || !accept(window)) continue;
      found.push(spanOf(search, window, "hard"));
      from = window.to - 1;
    }
  }
  return found;
};
