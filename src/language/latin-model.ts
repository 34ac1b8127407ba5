import { articleWords } from "./article-words.ts";
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

const longestPattern = 4;

function patternsOf(word: string): string[] {
  const edged = `<${word}>`;
  const patterns: string[] = [];
  for (let size = 1; size <= longestPattern; size += 1) {
    for (let from = 0; from + size <= edged.length; from += 1) patterns.push(edged.slice(from, from + size));
  }
  return patterns;
}

/** By key: how likely each sample has it, as logarithms. Keys that no sample has tell nothing. */
type Table = ReadonlyMap<string, Float64Array>;

/** Words of the articles in a language. Their letter patterns would take half a second to learn, and tell little more. */
const ofArticles = (language: LatinLanguage): string => (language === "other" ? "" : articleWords[language]);

function learn(
  keysOf: (word: string) => readonly string[],
  textOf: (sample: (typeof latinSamples)[number]) => string,
): Table {
  const counts = new Map<string, Float64Array>();
  const totals = new Float64Array(latinSamples.length);
  for (const [sample, source] of latinSamples.entries()) {
    for (const word of wordsOf(textOf(source))) {
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

/** Two units of a text as one number; 0 stands for a unit beyond `end`. */
const pairAt = (text: string, at: number, end: number): number =>
  (((at < end ? text.charCodeAt(at) : 0) << 16) | (at + 1 < end ? text.charCodeAt(at + 1) : 0)) >>> 0;

/** Finds letter patterns where they stand, without cutting them out: every word has some forty. Open addressing. */
class PatternTable {
  readonly #mask: number;
  /** By slot: the row of its pattern, or -1. */
  readonly #rows: Int32Array;
  /** By slot: the pattern itself, as two pairs of units. */
  readonly #pairs: Uint32Array;
  /** By row: a number for each sample, weighted as patterns are. */
  readonly #logarithms: Float64Array;

  constructor(patterns: Table) {
    const slots = 2 ** Math.ceil(Math.log2(patterns.size * 2 + 2));
    this.#mask = slots - 1;
    this.#rows = new Int32Array(slots).fill(-1);
    this.#pairs = new Uint32Array(2 * slots);
    this.#logarithms = new Float64Array(patterns.size * latinSamples.length);
    let row = 0;
    for (const [pattern, logarithms] of patterns) {
      const slot = this.#slotOf(pattern, 0, pattern.length);
      this.#rows[slot] = row;
      this.#pairs[2 * slot] = pairAt(pattern, 0, pattern.length);
      this.#pairs[2 * slot + 1] = pairAt(pattern, 2, pattern.length);
      const weighted = logarithms.map((logarithm) => PATTERN_SHARE * logarithm);
      this.#logarithms.set(weighted, row * latinSamples.length);
      row += 1;
    }
  }

  /** Adds the numbers of all patterns of a word. */
  addTo(sums: Float64Array, word: string): void {
    const rows = this.#rows;
    const logarithms = this.#logarithms;
    const edged = `<${word}>`;
    for (let size = 1; size <= longestPattern; size += 1) {
      for (let from = 0; from + size <= edged.length; from += 1) {
        const row = rows[this.#slotOf(edged, from, from + size)] ?? -1;
        if (row === -1) continue;
        const first = row * sums.length;
        for (let sample = 0; sample < sums.length; sample += 1) {
          sums[sample] = (sums[sample] ?? 0) + (logarithms[first + sample] ?? 0);
        }
      }
    }
  }

  /** The slot of the pattern, or the free one where it belongs. */
  #slotOf(text: string, from: number, end: number): number {
    const high = pairAt(text, from, end);
    const low = pairAt(text, from + 2, end);
    const mixed = Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b);
    const rows = this.#rows;
    const pairs = this.#pairs;
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask;
    while (rows[slot] !== -1 && (pairs[2 * slot] !== high || pairs[2 * slot + 1] !== low)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}

const learnTables = () => ({
  words: learn(
    (word) => [word],
    ({ language, text }) => `${text} ${ofArticles(language)}`,
  ),
  patterns: new PatternTable(learn(patternsOf, ({ text }) => text)),
});
/** Learned when the first such text comes, within some tens of milliseconds. */
let tables: ReturnType<typeof learnTables> | undefined;

/** Naive Bayes over words and letter patterns. Expects lower case. */
export function scoreLatin(words: readonly string[]): LatinScores {
  tables ??= learnTables();
  const sums = new Float64Array(latinSamples.length);
  for (const word of words) {
    const row = tables.words.get(word);
    if (row) {
      for (let sample = 0; sample < sums.length; sample += 1) {
        sums[sample] = (sums[sample] ?? 0) + WORD_SHARE * (row[sample] ?? 0);
      }
    }
    tables.patterns.addTo(sums, word);
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
