import { classOf, unitClass } from "../../characters.ts";
import { sentenceScores } from "./seed-han-model.ts";
import { type HanSequence, writtenIn } from "./seed-han-sequence.ts";
import type { Run } from "./seed-runs.ts";
import type { SeedSearch } from "./seed-window.ts";

/** Evidence for a phrase, as natural logarithms of odds. */
export const layoutScores = {
  /** Every character stands alone. */
  spaced: 8,
  /** Both edges are marked by anything. */
  apart: 4,
  halfApart: 1.5,
  /** In groups of equal size. */
  grouped: -1,
  irregular: -40,
  /** In groups, the first or last of which goes on. */
  cut: -6,
  /** An edge is not marked, and what is beyond reads no more like a sentence than what is inside. */
  unsettled: -40,
} as const;

/** How some characters are set, and how what is around them differs from it. */
export interface HanLayout {
  /** Evidence for a phrase. */
  readonly score: number;
  /**
   * Without a checksum: `sure` where every character stands alone, or all stand side by side and by themselves;
   * `open` where they go on into a sentence; `doubtful` in groups, as in lists and poems.
   */
  readonly setting: "sure" | "open" | "doubtful";
}

interface Gap {
  readonly at: number;
  readonly text: string;
}

/** What stands between a token and the one before it, digits aside. */
const gapAt = ({ text, tokens }: SeedSearch, i: number): string =>
  text.text.slice(tokens.ends[i - 1] ?? 0, tokens.starts[i] ?? text.text.length).replace(/[0-9]+/g, "0");

const separator = /^[\s,，、/|.·:;；_+>→–—-]+$/;
const largestGroup = 8;

/** Whether the gaps, by place, cut so many characters into groups of equal size, or into lines. */
const isEven = (gaps: readonly Gap[], size: number): boolean => {
  const [first] = gaps;
  if (first === undefined || !separator.test(first.text)) return false;
  if (gaps.length <= 2 && gaps.every(({ text }) => text.trim() === "" && text.includes("\n"))) return true;
  const group = first.at;
  const rest = size - group * gaps.length;
  if (group > largestGroup || rest > group || (gaps.length === 1 && rest !== group)) return false;
  return gaps.every(({ at, text }, i) => at === group * (i + 1) && text === first.text);
};

const sentenceReach = 6;
/** By character. */
const leastSentence = 0.2;

/** Whether the characters from `from` on, or those before `to`, read like a sentence that goes on. */
const isSentence = (search: SeedSearch, { from, to }: Run): boolean => {
  const own = search.numbers.slice(from, to);
  const scores = sentenceScores(writtenIn(search, { from, to }), own);
  return own.length > 0 && scores.reduce((sum, score) => sum + score, 0) >= leastSentence * own.length;
};

/** The characters beside token `i`, up to the next mark, as far as they are looked at. */
const before = ({ tokens }: SeedSearch, i: number): Run => {
  let from = i;
  while (
    from > 0 &&
    i - from < sentenceReach &&
    (from === i || tokens.starts[from] === tokens.ends[from - 1])
  )
    from -= 1;
  return { from, to: i };
};

const after = ({ tokens }: SeedSearch, i: number): Run => {
  let to = i;
  while (
    to < tokens.starts.length &&
    to - i < sentenceReach &&
    (to === i || tokens.starts[to] === tokens.ends[to - 1])
  )
    to += 1;
  return { from: i, to };
};

const hanAt = ({ text }: SeedSearch, at: number) => classOf(text.text.charCodeAt(at)) === unitClass.han;

const isGluedTo = ({ tokens }: SeedSearch, i: number) => tokens.starts[i] === tokens.ends[i - 1];

export const layoutOf = (search: SeedSearch, sequence: HanSequence, window: Run): HanLayout => {
  const { tokens } = search;
  const { from, to, gaps } = sequence;
  const size = window.to - window.from;
  const [a, b] = [window.from - from, window.to - from];
  const inside = (gaps[b] ?? 0) - (gaps[a + 1] ?? 0);
  const isSpaced = inside === size - 1;
  const places: Gap[] = [];
  if (!isSpaced && inside > 0)
    for (let i = window.from + 1; i < window.to; i += 1)
      if (tokens.starts[i] !== tokens.ends[i - 1])
        places.push({ at: i - window.from, text: gapAt(search, i) });
  const inner = isSpaced ? gapAt(search, window.from + 1) : places[0]?.text;
  const start = tokens.starts[window.from] ?? 0;
  const end = tokens.ends[window.to - 1] ?? 0;
  const opens =
    window.from === from ? !hanAt(search, start - 1) : gapAt(search, window.from) !== (inner ?? "");
  const closes = window.to === to ? !hanAt(search, end) : gapAt(search, window.to) !== (inner ?? "");
  const isSettled =
    isSpaced ||
    ((opens || isSentence(search, before(search, window.from))) &&
      (closes || isSentence(search, after(search, window.to))));
  const isCut = places.length > 0 && (isGluedTo(search, window.from) || isGluedTo(search, window.to));
  const edges = (opens ? 1 : 0) + (closes ? 1 : 0);
  const score =
    (isSpaced ? layoutScores.spaced : 0) +
    (edges === 2 ? layoutScores.apart : edges === 1 ? layoutScores.halfApart : 0) +
    (places.length === 0 ? 0 : isEven(places, size) ? layoutScores.grouped : layoutScores.irregular) +
    (isSettled ? 0 : layoutScores.unsettled) +
    (isCut ? layoutScores.cut : 0);
  if (isSpaced || (places.length === 0 && edges === 2)) return { score, setting: "sure" };
  return { score, setting: places.length === 0 ? "open" : "doubtful" };
};
