import type { Detector, Span } from "../detector.ts";
import type { Normalised } from "../normalise.ts";
import { isHanList } from "./seed-han.ts";
import { seedLengths, seedLists, shortestSeed } from "./seed-lists.ts";
import { joined, judgeRun, judgeTypo, type Run, type SeedSearch } from "./seed-search.ts";
import { type Tokens, tokenise, withoutLabels } from "./seed-tokens.ts";

/** About 10 ms of SHA-256; a longer run of list words is still found, as soft. */
const checksumsPerText = 4_000;
const windowsPerText = 20_000;

const runsOf = (search: SeedSearch): readonly Run[] => {
  const runs: Run[] = [];
  let from = 0;
  for (let i = 0; i <= search.numbers.length; i += 1) {
    const goes = i < search.numbers.length && search.numbers[i] !== -1;
    if (goes && (i === from || joined(search, i))) continue;
    if (i > from) runs.push({ from, to: i });
    from = goes ? i : i + 1;
  }
  return runs;
};

const searchList = (search: SeedSearch): readonly Span[] => {
  const found: Span[] = [];
  const exact = new Set<Run>();
  const runs = runsOf(search);
  for (const run of runs) {
    if (run.to - run.from < shortestSeed) continue;
    const spans = judgeRun(search, run);
    found.push(...spans);
    if (seedLengths.includes(run.to - run.from) && spans.some(({ level }) => level === "hard"))
      exact.add(run);
  }
  runs.forEach((run, i) => {
    const next = runs[i + 1];
    if (next === undefined || next.from !== run.to + 1 || exact.has(run) || exact.has(next)) return;
    if (next.to - run.from < shortestSeed || !joined(search, run.to) || !joined(search, next.from)) return;
    const typo = judgeTypo(search, { from: run.from, to: next.to });
    if (typo !== undefined) found.push(typo);
  });
  return found;
};

const searchTokens = (text: Normalised, tokens: Tokens, budget: SeedSearch["budget"]): readonly Span[] =>
  seedLists().indices.flatMap((index, list) => {
    let hits = 0;
    for (const mask of tokens.masks) hits += (mask >> list) & 1;
    if (hits < shortestSeed - 1) return [];
    const numbers = tokens.words.map((word) => index.get(word) ?? -1);
    return searchList({ text, tokens, numbers, isHan: isHanList(list), budget });
  });

/** BIP39 phrases of the ten official lists, in any layout, by their checksum or by what is said around them. */
export const seedPhrase: Detector = {
  name: "seed-phrase",
  kinds: ["seed_phrase"],
  find: (text) => {
    if (text.text.length < shortestSeed) return [];
    const tokens = tokenise(text);
    if (tokens.words.length < shortestSeed) return [];
    const budget = { checksums: checksumsPerText, windows: windowsPerText };
    const unlabelled = withoutLabels(text, tokens);
    return [
      ...searchTokens(text, tokens, budget),
      ...(unlabelled === undefined ? [] : searchTokens(text, unlabelled, budget)),
    ];
  },
};
