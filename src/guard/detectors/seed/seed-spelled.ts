import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import type { SeedLists } from "./seed-lists.ts";
import { segment } from "./seed-segments.ts";
import { collectTokens, type TokenCollector, type Tokens } from "./seed-tokens.ts";

/** So many single letters in a row may be a phrase: eleven words of the shortest. */
export const fewestSpelled = 22;
/** Letters farther from each other belong to different texts. */
const widestLetterGap = 24;
/** Words of more letters on average are none: all gaps are alike, those between words too. */
const longestAverage = 10;
const shortestPair = 6;
/** Of so many pieces a word may be. */
const mostPieces = 3;

const isSingle = ({ latin }: Normalised, { starts, ends }: Tokens, i: number): boolean => {
  const start = starts[i] ?? 0;
  return (ends[i] ?? 0) - start === 1 && classOf(latin.charCodeAt(start)) !== unitClass.han;
};

/** For each letter but the first, what stands before it. */
const gapsOf = ({ text }: Normalised, places: readonly number[]): readonly string[] =>
  places.slice(1).map((at, i) => text.slice((places[i] ?? 0) + 1, at).replace(/[0-9]+/g, "0"));

const commonest = (values: readonly string[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
};

/** Where words end among the letters, by their gaps. */
const wordEnds = (gaps: readonly string[]): readonly number[] => {
  const inner = commonest(gaps);
  const ends = gaps.flatMap((gap, i) => (gap === inner ? [] : [i + 1]));
  return [...ends, gaps.length + 1];
};

/** Letters that stand at these places of the text, as words. */
const readLetters = (
  text: Normalised,
  places: readonly number[],
  { lists, found }: { readonly lists: SeedLists; readonly found: TokenCollector },
): void => {
  const letters = places.map((at) => text.latin[at]).join("");
  const add = (from: number, to: number, place: number) =>
    found.add(places[from] ?? 0, (places[to - 1] ?? 0) + 1, place);
  const cut = (from: number, to: number, leastCovered: number) => {
    const least = (to - from) * leastCovered;
    const segments = segment(lists, letters, { start: from, end: to, least });
    if (segments === undefined) {
      add(from, to, -1);
      return;
    }
    segments.ends.forEach((end, i) => {
      add(segments.ends[i - 1] ?? from, end, segments.places[i] ?? -1);
    });
  };
  const words = wordEnds(gapsOf(text, places));
  if (letters.length / words.length > longestAverage) {
    cut(0, letters.length, 0);
    return;
  }
  let from = 0;
  for (let i = 0; i < words.length; i += 1) {
    // An accent that was spelled as a letter of its own leaves a wider gap within a word.
    const upTo = words.slice(i, i + mostPieces).findIndex((end) => lists.placeOf(letters, from, end) !== -1);
    if (upTo !== -1) i += upTo;
    const to = words[i] ?? letters.length;
    const place = lists.placeOf(letters, from, to);
    if (place === -1 && to - from >= shortestPair) cut(from, to, 1);
    else add(from, to, place);
    from = to;
  }
};

/** What is spelled letter by letter ("a b a n d o n"), as words; nothing of the other words of the text. */
export const spelledOut = (text: Normalised, tokens: Tokens, lists: SeedLists): Tokens | undefined => {
  const found = collectTokens();
  let letters: number[] = [];
  const finish = () => {
    if (letters.length >= fewestSpelled) readLetters(text, letters, { lists, found });
    letters = [];
  };
  for (let i = 0; i < tokens.starts.length; i += 1) {
    const start = tokens.starts[i] ?? 0;
    if (!isSingle(text, tokens, i)) finish();
    else {
      if (start - (letters.at(-1) ?? start) > widestLetterGap) finish();
      letters.push(start);
    }
  }
  finish();
  const words = found.tokens;
  return words.starts.length > 0 ? words : undefined;
};
