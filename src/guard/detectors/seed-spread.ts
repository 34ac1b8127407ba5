import { shapeOf, unitShape } from "../characters.ts";
import { normalise } from "../normalise.ts";
import { mayMentionSeeds } from "./seed-context.ts";
import { createRareLook } from "./seed-han.ts";
import { seedLengths, shortestSeed } from "./seed-lists.ts";
import {
  isGluedHan,
  isOneWordBetween,
  type ListedWords,
  listedWords,
  type Run,
  runsOf,
} from "./seed-runs.ts";
import { type Tokens, tokenise, withoutLabels } from "./seed-tokens.ts";

/** What a message would add to a seed phrase that is spread over several: small, as it is kept for each of them. */
export interface SeedPiece {
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
  readonly places: Int16Array;
  /** UTF-16 units of its normalised text. */
  readonly length: number;
  readonly mentionsSeeds: boolean;
  /** Among other messages it may read differently. */
  readonly isUnsteady: boolean;
}

/** Expects a text short enough for its offsets to fit into 16 bits. */
export const seedPieceOf = (written: string): SeedPiece => {
  const text = normalise(written);
  const tokens = tokenise(text);
  const beginsWithMark = shapeOf(text.text.charCodeAt(0)) === unitShape.joining;
  return {
    starts: Uint16Array.from(tokens.starts),
    ends: Uint16Array.from(tokens.ends),
    places: Int16Array.from(tokens.places),
    length: text.text.length,
    mentionsSeeds: mayMentionSeeds(text),
    isUnsteady: beginsWithMark || withoutLabels(text, tokens) !== undefined,
  };
};

/** The words of all pieces, one separating unit between them, and where each piece but the first begins. */
const putTogether = (pieces: readonly SeedPiece[]): { tokens: Tokens; begins: readonly number[] } => {
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const begins: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (at > 0) begins.push(at);
    for (let i = 0; i < piece.places.length; i += 1) {
      starts.push(at + (piece.starts[i] ?? 0));
      ends.push(at + (piece.ends[i] ?? 0));
      places.push(piece.places[i] ?? -1);
    }
    at += piece.length + 1;
  }
  return { tokens: { starts, ends, places }, begins };
};

interface Spread {
  readonly begins: readonly number[];
  readonly mentionsSeeds: boolean;
}

const reachesOver = ({ starts, ends }: Tokens, { from, to }: Run, begins: readonly number[]): boolean => {
  const start = starts[from] ?? 0;
  const end = ends[to - 1] ?? 0;
  return begins.some((begin) => start < begin && begin < end);
};

/** Chinese sentences: as long as a phrase, or with one in them where phrases are spoken of, and not commonplace. */
const mayBeGlued = (
  { tokens, numbers }: ListedWords,
  run: Run,
  { begins, mentionsSeeds }: Spread,
): boolean => {
  const looksRare = createRareLook(numbers.slice(run.from, run.to));
  return seedLengths.some((size) => {
    if (!mentionsSeeds) return size === run.to - run.from && looksRare(0, size);
    for (let from = run.from; from + size <= run.to; from += 1) {
      const at = from - run.from;
      if (looksRare(at, at + size) && reachesOver(tokens, { from, to: from + size }, begins)) return true;
    }
    return false;
  });
};

/** Whether a run, or two with one other word between them, is long enough and reaches over several pieces. */
const hasSpreadRun = (words: ListedWords, spread: Spread): boolean => {
  const { begins } = spread;
  const runs = runsOf(words);
  return runs.some((run, i) => {
    if (run.to - run.from >= shortestSeed - 1 && reachesOver(words.tokens, run, begins)) {
      if (!isGluedHan(words, run) || mayBeGlued(words, run, spread)) return true;
    }
    const next = runs[i + 1];
    if (next === undefined || next.to - run.from < shortestSeed) return false;
    const both = { from: run.from, to: next.to };
    const mayBeTypo = isOneWordBetween(words, run, next) && !isGluedHan(words, both);
    return mayBeTypo && reachesOver(words.tokens, both, begins);
  });
};

/** A cheap first look: false when the messages hold no seed phrase that reaches over several of them. */
export const mayHoldSpreadSeed = (pieces: readonly SeedPiece[]): boolean => {
  if (pieces.some(({ isUnsteady }) => isUnsteady)) return true;
  const { tokens, begins } = putTogether(pieces);
  const mentionsSeeds = pieces.some((piece) => piece.mentionsSeeds);
  return listedWords(tokens).some((words) => hasSpreadRun(words, { begins, mentionsSeeds }));
};
