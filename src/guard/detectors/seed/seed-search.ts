import type { Span } from "../../detector.ts";
import { isNumbered, speaksOfSeeds } from "./seed-context.ts";
import { judgeGlued } from "./seed-glued.ts";
import { isCommonplace } from "./seed-han.ts";
import { seedLengths, shortestSeed } from "./seed-lists.ts";
import { isGluedHan, type Run, widestGap } from "./seed-runs.ts";
import { isPhrase, type SeedSearch, spanOf } from "./seed-window.ts";

/** A phrase that was typed with other list words around it is redacted with them, up to this many words. */
const longestWholeRun = 36;

const gapShape = ({ text, tokens }: SeedSearch, i: number) =>
  text.text
    .slice(tokens.ends[i - 1] ?? 0, tokens.starts[i] ?? text.text.length)
    .slice(0, widestGap)
    .replace(/[0-9]+/g, "0");

/** The way the words are set apart changes at token `i`: what is beyond belongs to something else. */
const isBoundary = (search: SeedSearch, i: number, inside: string) => gapShape(search, i) !== inside;

/** The phrase inside a run that holds more list words than the phrase has. */
const phraseWithin = (search: SeedSearch, run: Run): Run | undefined => {
  let inside: Run | undefined;
  for (const size of seedLengths) {
    for (let from = run.from; from + size <= run.to; from += 1) {
      const window = { from, to: from + size };
      if (!isPhrase(search, window)) continue;
      const shape = gapShape(search, from + 1);
      const begins = from === run.from || isBoundary(search, from, shape);
      const ends = window.to === run.to || isBoundary(search, window.to, shape);
      if (begins && ends) return window;
      inside ??= window;
    }
  }
  // A chance checksum inside a longer, mistyped phrase looks the same: take out all of it.
  return inside !== undefined && run.to - run.from <= longestWholeRun ? run : inside;
};

const hasContext = (search: SeedSearch, run: Run) => {
  const { start, end } = spanOf(search, run, "soft");
  return isNumbered(search.text, search.tokens, run.from, run.to) || speaksOfSeeds(search.text, start, end);
};

/** Not one word over and over, and no Chinese sentence written with spaces. */
const isVaried = (search: SeedSearch, run: Run) => {
  const numbers = search.numbers.slice(run.from, run.to).filter((number) => number !== -1);
  return new Set(numbers).size > numbers.length / 2 && !(search.isHan && isCommonplace(numbers));
};

/** A run of at least twelve words of a list whose words stand apart. */
const judgeWords = (search: SeedSearch, run: Run): readonly Span[] => {
  const size = run.to - run.from;
  if (seedLengths.includes(size) && isPhrase(search, run)) return [spanOf(search, run, "hard")];
  const found: Span[] = [];
  let rest = run;
  while (rest.to - rest.from >= shortestSeed) {
    const phrase = phraseWithin(search, {
      from: rest.from,
      to: Math.min(rest.to, rest.from + longestWholeRun),
    });
    if (phrase === undefined) break;
    found.push(spanOf(search, phrase, "hard"));
    rest = { from: phrase.to, to: run.to };
  }
  if (rest.to - rest.from < shortestSeed) return found;
  const certain = search.budget.checksums <= 0 || hasContext(search, rest);
  return certain || isVaried(search, rest)
    ? [...found, spanOf(search, rest, certain ? "hard" : "soft")]
    : found;
};

export const judgeRun = (search: SeedSearch, run: Run): readonly Span[] =>
  isGluedHan(search, run) ? judgeGlued(search, run) : judgeWords(search, run);

/** Words that hold sentences together; a mistyped word of a phrase is none of them. */
const functionWords = new Set(
  "a an the to of in on at is are was and or not please my your his her our their it its for with from then but if so i he she we they de la le les el los las un una en y o que con por para se es et du des il di e per che com da do os as uma no na".split(
    " ",
  ),
);

/** The word between two runs of list words, at token `wordAt`: a typo, if there are enough words. */
export const judgeTypo = (search: SeedSearch, run: Run, wordAt: number): readonly Span[] => {
  if (isGluedHan(search, run)) return [];
  if (hasContext(search, run)) return [spanOf(search, run, "hard")];
  const word = search.text.latin.slice(search.tokens.starts[wordAt], search.tokens.ends[wordAt]);
  const isProse = functionWords.has(word) || !isVaried(search, run);
  return isProse ? [] : [spanOf(search, run, "soft")];
};

/** Eleven words are prose, unless they are counted or announced: then one is missing. */
export const judgeMissing = (search: SeedSearch, run: Run): readonly Span[] =>
  !isGluedHan(search, run) && hasContext(search, run) ? [spanOf(search, run, "hard")] : [];
