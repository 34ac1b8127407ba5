import { shapeOf, unitShape } from "../../characters.ts";
import { normalise } from "../../normalise.ts";
import { mayMentionSeeds } from "./seed-context.ts";
import { createRareLook, isCommonplace, readsAsSentence } from "./seed-han.ts";
import { withoutLabels } from "./seed-labels.ts";
import { hasValidChecksum, seedLengths, shortestSeed } from "./seed-lists.ts";
import {
  isGluedHan,
  isOneWordBetween,
  type ListedWords,
  listedWords,
  type Run,
  runsOf,
} from "./seed-runs.ts";
import { type Tokens, tokenise } from "./seed-tokens.ts";

/** What a message would add to a seed phrase that is spread over several: small, as it is kept for each of them. */
export interface SeedPiece {
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
  readonly places: Int16Array;
  /** Normalised. */
  readonly text: string;
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
    text: text.text,
    mentionsSeeds: mayMentionSeeds(text),
    isUnsteady: beginsWithMark || withoutLabels(text, tokens) !== undefined,
  };
};

/** Pieces as one text, one separating unit between them. */
interface Together {
  readonly pieces: readonly SeedPiece[];
  readonly tokens: Tokens;
  /** Where each piece but the first begins. */
  readonly begins: readonly number[];
  /** By piece: its first token. */
  readonly firsts: readonly number[];
  readonly mentionsSeeds: boolean;
}

const putTogether = (pieces: readonly SeedPiece[]): Together => {
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const begins: number[] = [];
  const firsts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (firsts.push(starts.length) > 1) begins.push(at);
    for (let i = 0; i < piece.places.length; i += 1) {
      starts.push(at + (piece.starts[i] ?? 0));
      ends.push(at + (piece.ends[i] ?? 0));
      places.push(piece.places[i] ?? -1);
    }
    at += piece.text.length + 1;
  }
  const mentionsSeeds = pieces.some((piece) => piece.mentionsSeeds);
  return { pieces, tokens: { starts, ends, places }, begins, firsts, mentionsSeeds };
};

const reachesOver = ({ tokens, begins }: Together, { from, to }: Run): boolean => {
  const start = tokens.starts[from] ?? 0;
  const end = tokens.ends[to - 1] ?? 0;
  return begins.some((begin) => start < begin && begin < end);
};

const writtenIn = ({ pieces, tokens }: Together, { from, to }: Run): string =>
  pieces
    .map(({ text }) => text)
    .join("\n")
    .slice(tokens.starts[from], tokens.ends[to - 1]);

/** A few ms. What is not looked through to its end may hold a phrase. */
const mostRareWindows = 300;

/** Looks through Chinese sentences: the whole run as a phrase, and every window of it where phrases are spoken of. */
const mayHoldGlued = (together: Together, { numbers }: ListedWords, run: Run): boolean => {
  const looksRare = createRareLook(numbers.slice(run.from, run.to));
  let rareWindows = 0;
  const mayBePhrase = (window: Run): boolean => {
    const { from, to } = window;
    if (!looksRare(from - run.from, to - run.from) || !reachesOver(together, window)) return false;
    rareWindows += 1;
    if (rareWindows > mostRareWindows) return true;
    const own = numbers.slice(from, to);
    return !isCommonplace(own) && hasValidChecksum(own) && !readsAsSentence(writtenIn(together, window), own);
  };
  return seedLengths.some((size) => {
    if (!together.mentionsSeeds) return size === run.to - run.from && mayBePhrase(run);
    for (let from = run.from; from + size <= run.to; from += 1)
      if (mayBePhrase({ from, to: from + size })) return true;
    return false;
  });
};

/** A run of Chinese sentences that holds no phrase, by list: the pieces, and its first and last token in them. */
type Harmless = Map<
  number,
  { readonly pieces: readonly SeedPiece[]; readonly from: number; readonly to: number }
>;
/** By the run's last piece: the same sentences come again with every further message. */
const harmless = new WeakMap<SeedPiece, Harmless>();

const mayBeGlued = (together: Together, words: ListedWords, run: Run): boolean => {
  if (!together.mentionsSeeds) return mayHoldGlued(together, words, run);
  const { firsts } = together;
  const first = firsts.findLastIndex((token) => token <= run.from);
  const last = firsts.findLastIndex((token) => token < run.to);
  const pieces = together.pieces.slice(first, last + 1);
  const from = run.from - (firsts[first] ?? 0);
  const to = run.to - (firsts[last] ?? 0);
  const lastPiece = pieces.at(-1);
  if (lastPiece === undefined) return true;
  const known = harmless.get(lastPiece) ?? new Map();
  const before = known.get(words.list);
  const isKnown =
    before?.from === from &&
    before.to === to &&
    before.pieces.length === pieces.length &&
    pieces.every((piece, i) => piece === before.pieces[i]);
  if (isKnown) return false;
  if (mayHoldGlued(together, words, run)) return true;
  harmless.set(lastPiece, known.set(words.list, { pieces, from, to }));
  return false;
};

/** Whether a run, or two with one other word between them, is long enough and reaches over several pieces. */
const hasSpreadRun = (together: Together, words: ListedWords): boolean => {
  const runs = runsOf(words);
  return runs.some((run, i) => {
    if (run.to - run.from >= shortestSeed - 1 && reachesOver(together, run)) {
      if (!isGluedHan(words, run) || mayBeGlued(together, words, run)) return true;
    }
    const next = runs[i + 1];
    if (next === undefined || next.to - run.from < shortestSeed) return false;
    const both = { from: run.from, to: next.to };
    const mayBeTypo = isOneWordBetween(words, run, next) && !isGluedHan(words, both);
    return mayBeTypo && reachesOver(together, both);
  });
};

/** A cheap first look: false when the messages hold no seed phrase that reaches over several of them. */
export const mayHoldSpreadSeed = (pieces: readonly SeedPiece[]): boolean => {
  if (pieces.some(({ isUnsteady }) => isUnsteady)) return true;
  const together = putTogether(pieces);
  return listedWords(together.tokens).some((words) => hasSpreadRun(together, words));
};
