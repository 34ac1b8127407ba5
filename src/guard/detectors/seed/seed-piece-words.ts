import type { Cut, PieceMessage } from "./seed-cut.ts";
import { seedLists, wordlists } from "./seed-lists.ts";
import type { Run } from "./seed-runs.ts";

/** A longer message is no piece as a whole. */
const longestWhole = 40;
/** A word of no list among list words, and alone in a message. */
const strangerScore = -2;
const fewestWithStranger = 2;
/** Of words in the midst of a message. */
const leastScore = 3;
const fewestInSentence = 2;
/** Words beside a single one that is a piece: "then sausage", "and wave". */
const mostBeside = 2;

const notHan = wordlists.reduce((mask, { isHan }, list) => (isHan ? mask : mask | (1 << list)), 0);

const scoreAt = ({ tokens }: PieceMessage, i: number): number =>
  seedLists().scores[tokens.places[i] ?? -1] ?? strangerScore;

const scoreOf = (message: PieceMessage, { from, to }: Run): number => {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += scoreAt(message, i);
  return sum;
};

const maskAt = ({ tokens }: PieceMessage, i: number): number =>
  (seedLists().masks[tokens.places[i] ?? -1] ?? 0) & notHan;

const isLong = ({ tokens }: PieceMessage, i: number) => (tokens.ends[i] ?? 0) - (tokens.starts[i] ?? 0) > 1;

/** The message as a whole: words of one list, one of which may be mistyped. */
const wholeCut = (message: PieceMessage): Cut | undefined => {
  const size = message.tokens.starts.length;
  if (size > longestWhole) return undefined;
  let mask = notHan;
  let strangers = 0;
  for (let i = 0; i < size && mask !== 0 && strangers < 2; i += 1) {
    const own = maskAt(message, i);
    if (own !== 0) mask &= own;
    else strangers += isLong(message, i) ? 1 : 2;
  }
  const isPiece = mask !== 0 && (strangers === 0 || (strangers === 1 && size >= fewestWithStranger));
  const all = { from: 0, to: size };
  return isPiece ? { ...all, mask, score: scoreOf(message, all) } : undefined;
};

/** A mark that ends a sentence, opens what it announces, or begins an aside. */
const breakBetween = /[:：。!?？！“”"()（）…]|\.\.|\s[-–—]+\s/;

const isBreak = ({ text, tokens }: PieceMessage, i: number) =>
  breakBetween.test(text.text.slice(tokens.ends[i - 1] ?? 0, tokens.starts[i] ?? 0));

/** Neighbouring words of a list, up to the next mark. */
const runsIn = (message: PieceMessage, mask: number): readonly Run[] => {
  const runs: Run[] = [];
  const size = message.tokens.starts.length;
  let from = -1;
  for (let i = 0; i <= size; i += 1) {
    const isListed = i < size && (maskAt(message, i) & mask) !== 0;
    if (isListed && from !== -1 && !isBreak(message, i)) continue;
    if (from !== -1) runs.push({ from, to: i });
    from = isListed ? i : -1;
  }
  return runs;
};

/** Without words at its beginning and its end that score no more than `most`. */
const trimmed = (message: PieceMessage, run: Run, most: number): Run => {
  let { from, to } = run;
  const isSaid = (i: number) => message.tokens.places[i] !== -1 && scoreAt(message, i) <= most;
  while (from < to && isSaid(from)) from += 1;
  while (from < to && isSaid(to - 1)) to -= 1;
  return { from, to };
};

/** Words that hold a sentence together, and all that are said oftener than drawn. */
const glueScore = -2;
const saidScore = -0.5;

/** Nothing else stands between two marks, or next to nothing in the message. */
const standsOut = (message: PieceMessage, { from, to }: Run) => {
  const size = message.tokens.starts.length;
  const fillsChunk = (from === 0 || isBreak(message, from)) && (to === size || isBreak(message, to));
  return fillsChunk || ((from === 0 || to === size) && size - (to - from) <= mostBeside);
};

/** The part between two marks with the highest score. */
const bestChunk = (message: PieceMessage, { from, to }: Run): Run => {
  let best: Run = { from, to: from };
  let highest = Number.NEGATIVE_INFINITY;
  let begins = from;
  for (let i = from + 1; i <= to; i += 1) {
    if (i < to && !isBreak(message, i)) continue;
    const score = scoreOf(message, { from: begins, to: i });
    if (score > highest) best = { from: begins, to: i };
    highest = Math.max(highest, score);
    begins = i;
  }
  return best;
};

const isSame = (a: Run, b: Run) => a.from === b.from && a.to === b.to;

/** A run as it is, what of it stands between marks, and that without what people say around it. */
const waysToCut = (message: PieceMessage, run: Run, mask: number): readonly Cut[] => {
  const chunk = bestChunk(message, run);
  const inner = [glueScore, saidScore].map((most) => trimmed(message, chunk, most));
  const ways = [run, chunk, ...inner].filter(
    (way, i, all) => way.to > way.from && all.findIndex((other) => isSame(other, way)) === i,
  );
  return ways.map(({ from, to }) => ({ from, to, mask, score: scoreOf(message, { from, to }) }));
};

/** Words of a list in a sentence. */
const runCuts = (message: PieceMessage, mask: number): readonly Cut[] => {
  let best: Run | undefined;
  let highest = 0;
  for (const run of runsIn(message, mask)) {
    const inner = trimmed(message, run, saidScore);
    const score = scoreOf(message, inner);
    const isLikely = inner.to - inner.from >= fewestInSentence && score >= leastScore;
    if (score <= highest || !(isLikely || standsOut(message, run) || standsOut(message, inner))) continue;
    highest = score;
    best = run;
  }
  return best === undefined ? [] : waysToCut(message, best, mask);
};

/** Pieces of words that are set apart by spaces. */
export const wordCuts = (message: PieceMessage): readonly Cut[] => {
  const size = message.tokens.starts.length;
  const whole = wholeCut(message);
  if (whole !== undefined) return waysToCut(message, whole, whole.mask);
  let any = 0;
  let highest = 0;
  for (let i = 0; i < size; i += 1) {
    any |= maskAt(message, i);
    if (message.tokens.places[i] !== -1) highest = Math.max(highest, scoreAt(message, i));
  }
  if (highest <= 0) return [];
  const cuts: Cut[] = [];
  for (let left = any; left !== 0; left &= left - 1) cuts.push(...runCuts(message, left & -left));
  return cuts;
};
