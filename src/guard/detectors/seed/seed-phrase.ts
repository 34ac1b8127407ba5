import type { Detector, Span } from "../../detector.ts";
import { seedLengths, shortestSeed } from "./seed-lists.ts";
import { isOneWordBetween, listedWords, type Run, runsOf } from "./seed-runs.ts";
import { judgeMissing, judgeRun, judgeTypo } from "./seed-search.ts";
import { tokenise, withoutLabels } from "./seed-tokens.ts";
import type { SeedSearch } from "./seed-window.ts";

/** A few ms each. A run of list words that is not looked through to its end counts as found. */
const budgetPerText = { checksums: 1_500, windows: 4_000, sentences: 60 };

const searchList = (search: SeedSearch): readonly Span[] => {
  const found: Span[] = [];
  const exact = new Set<Run>();
  const runs = runsOf(search);
  for (const run of runs) {
    const size = run.to - run.from;
    if (size < shortestSeed - 1) continue;
    const spans = size === shortestSeed - 1 ? judgeMissing(search, run) : judgeRun(search, run);
    found.push(...spans);
    if (seedLengths.includes(size) && spans.some(({ level }) => level === "hard")) exact.add(run);
  }
  runs.forEach((run, i) => {
    const next = runs[i + 1];
    if (next === undefined || exact.has(run) || exact.has(next)) return;
    if (next.to - run.from < shortestSeed || !isOneWordBetween(search, run, next)) return;
    found.push(...judgeTypo(search, { from: run.from, to: next.to }, run.to));
  });
  return found;
};

/** BIP39 phrases of the ten official lists, in any layout, by their checksum or by what is said around them. */
export const seedPhrase: Detector = {
  name: "seed-phrase",
  kinds: ["seed_phrase"],
  find: (text) => {
    if (text.text.length < shortestSeed - 1) return [];
    const tokens = tokenise(text);
    if (tokens.places.length < shortestSeed - 1) return [];
    const budget = { ...budgetPerText };
    const unlabelled = withoutLabels(text, tokens);
    return [tokens, ...(unlabelled === undefined ? [] : [unlabelled])]
      .flatMap(listedWords)
      .flatMap((words) => searchList({ ...words, text, budget }));
  },
};
