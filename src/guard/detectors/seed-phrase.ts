import type { Detector, Span } from "../detector.ts";
import type { Normalised } from "../normalise.ts";
import { isHanList } from "./seed-han.ts";
import { seedLengths, seedLists, shortestSeed } from "./seed-lists.ts";
import { joined, judgeMissing, judgeRun, judgeTypo, type Run, type SeedSearch } from "./seed-search.ts";
import { type Tokens, tokenise, withoutLabels } from "./seed-tokens.ts";

/** A few ms each. A run of list words that is not looked through to its end counts as found. */
const budgetPerText = { checksums: 1_500, windows: 4_000, sentences: 60 };

/** A mistyped word may fall into pieces: letters of two scripts, kana that are no list word. */
const mostPieces = 4;

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

/** Whether one other word, in however many pieces, stands between two runs. */
const isOneWordBetween = (search: SeedSearch, run: Run, next: Run): boolean => {
  if (next.from - run.to > mostPieces || !joined(search, run.to) || !joined(search, next.from)) return false;
  for (let i = run.to + 1; i < next.from; i += 1) {
    if (search.tokens.starts[i] !== search.tokens.ends[i - 1]) return false;
  }
  return true;
};

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
    if (text.text.length < shortestSeed - 1) return [];
    const tokens = tokenise(text);
    if (tokens.words.length < shortestSeed - 1) return [];
    const budget = { ...budgetPerText };
    const unlabelled = withoutLabels(text, tokens);
    return [
      ...searchTokens(text, tokens, budget),
      ...(unlabelled === undefined ? [] : searchTokens(text, unlabelled, budget)),
    ];
  },
};
