import { type LatinLanguage, latinSamples } from "./latin-samples.ts";

/** How likely each language is, as logarithms; the differences count, not the height. */
export type LatinScores = Readonly<Record<LatinLanguage, number>>;

export const latinLanguages = [
  "en",
  "es",
  "vi",
  "tr",
  "pt",
  "other",
] as const satisfies readonly LatinLanguage[];

const WORD = /\p{L}+/gu;
/** The share of what was never seen, the same for every language however much of it the sample holds. */
const UNSEEN_SHARE = 0.1;
/** Letter patterns of one word are not independent of each other: together they count like this many. */
const PATTERN_SHARE = 0.3;
const WORD_SHARE = 1;
/** People rarely write in a language that the fleet does not serve. */
const OTHER_PRIOR = -2;

const withoutMarks = (word: string) =>
  word
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ı", "i")
    .replaceAll("đ", "d");

/** The words of a text, each as it is and, where that differs, without its accents. */
export const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];

function patternsOf(word: string): string[] {
  const edged = `<${word}>`;
  const patterns: string[] = [];
  for (let size = 1; size <= 4; size += 1) {
    for (let from = 0; from + size <= edged.length; from += 1) patterns.push(edged.slice(from, from + size));
  }
  return patterns;
}

/** By key: how likely each sample has it, as logarithms. Keys that no sample has tell nothing. */
type Table = ReadonlyMap<string, Float64Array>;

function learn(keysOf: (word: string) => readonly string[]): Table {
  const counts = new Map<string, Float64Array>();
  const totals = new Float64Array(latinSamples.length);
  for (const [sample, { text }] of latinSamples.entries()) {
    for (const word of wordsOf(text)) {
      for (const key of new Set([word, withoutMarks(word)].flatMap(keysOf))) {
        const row = counts.get(key) ?? new Float64Array(latinSamples.length);
        row[sample] = (row[sample] ?? 0) + 1;
        counts.set(key, row);
        totals[sample] = (totals[sample] ?? 0) + 1;
      }
    }
  }
  const unseen = UNSEEN_SHARE / counts.size;
  const logarithm = (count: number, sample: number) =>
    Math.log(((1 - UNSEEN_SHARE) * count) / (totals[sample] ?? 1) + unseen) - Math.log(unseen);
  return new Map(Array.from(counts, ([key, row]) => [key, row.map(logarithm)]));
}

const learnTables = () => ({ words: learn((word) => [word]), patterns: learn(patternsOf) });
/** Learned when the first such text comes, within some tens of milliseconds. */
let tables: ReturnType<typeof learnTables> | undefined;

function add(sums: Float64Array, row: Float64Array | undefined, share: number): void {
  if (!row) return;
  for (let sample = 0; sample < sums.length; sample += 1) {
    sums[sample] = (sums[sample] ?? 0) + share * (row[sample] ?? 0);
  }
}

/** Naive Bayes over words and letter patterns. Expects lower case. */
export function scoreLatin(words: readonly string[]): LatinScores {
  tables ??= learnTables();
  const sums = new Float64Array(latinSamples.length);
  for (const word of words) {
    add(sums, tables.words.get(word), WORD_SHARE);
    for (const pattern of patternsOf(word)) add(sums, tables.patterns.get(pattern), PATTERN_SHARE);
  }
  const scores: Record<LatinLanguage, number> = {
    en: -1e9,
    es: -1e9,
    vi: -1e9,
    tr: -1e9,
    pt: -1e9,
    other: -1e9,
  };
  for (const [sample, { language }] of latinSamples.entries()) {
    const score = (sums[sample] ?? 0) + (language === "other" ? OTHER_PRIOR : 0);
    if (score > scores[language]) scores[language] = score;
  }
  return scores;
}
