import { holdsRun, runUnits } from "../../long-run.ts";
import { unitsOf } from "../../units.ts";

/** Maximal runs of ASCII letters and digits of a text; `ends` are exclusive. */
export interface KeyTokens {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;
const computeClass = (character: string) => {
  if (/[0-9]/.test(character)) return digit;
  if (/[a-z]/.test(character)) return lower;
  return /[A-Z]/.test(character) ? upper : other;
};
const classes = new Uint8Array(0x10000);
for (let unit = 0; unit < 128; unit += 1) classes[unit] = computeClass(String.fromCharCode(unit));
const keyUnits = runUnits(/[0-9A-Za-z]/);
const classAt = (text: string, at: number): number => classes[text.charCodeAt(at)] ?? other;

/** In a run, a digit next to a letter, or a capital behind a small letter: often in keys, seldom in prose. */
const isTurn = (last: number, now: number) =>
  last !== now && last !== other && now !== other && (last === digit || now === digit || last === lower);

/** A shorter run is a key only when it goes on behind a gap, and then it takes turns. */
const longRun = 20;
const manyTurns = 5;
/** The bytes of a key pair, written as numbers. */
const manyNumbers = 32;

/** Whether a text may hold a key at all; most texts do not. */
export const mayHoldKey = (text: string): boolean => {
  if (holdsRun(text, keyUnits, longRun)) return true;
  if (!/[0-9]/.test(text)) return false;
  let turns = 0;
  let numbers = 0;
  let last = other;
  const units = unitsOf(text);
  for (let i = 0; i < text.length; i += 1) {
    const now = classes[units[i] ?? 0] ?? other;
    if (last === other && now === digit) numbers += 1;
    if (isTurn(last, now)) turns += 1;
    last = now;
  }
  return turns >= manyTurns || numbers >= manyNumbers;
};

/** What stands before a run of a text that was escaped for JSON or for a link belongs to the escape. */
const escapeLength = (text: string, start: number) => {
  const before = text[start - 1];
  if (before === "\\" && /[nrt]/.test(text[start] ?? "")) return 1;
  return before === "%" && /^[0-9A-Fa-f]{2}/.test(text.slice(start, start + 2)) ? 2 : 0;
};

export const tokensOf = (text: string): KeyTokens => {
  const starts: number[] = [];
  const ends: number[] = [];
  const units = unitsOf(text);
  const isIn = (at: number) => (classes[units[at] ?? 0] ?? other) !== other;
  for (let i = 0; i < text.length; ) {
    if (!isIn(i)) {
      i += 1;
      continue;
    }
    const start = i + escapeLength(text, i);
    while (i < text.length && isIn(i)) i += 1;
    if (i > start) {
      starts.push(start);
      ends.push(i);
    }
  }
  return { text, starts, ends };
};

const longestGap = 6;
/** What breaks a key in two: a new line, perhaps quoted or indented, a space, a hyphen. */
const isGap = (text: string, start: number, end: number) => {
  if (end - start > longestGap) return false;
  for (let i = start; i < end; i += 1) if (!" \n\r\t>-|".includes(text[i] ?? "x")) return false;
  return true;
};

const shortestPiece = 4;
const looksRandom = /[0-9][A-Za-z]|[A-Za-z][0-9]|[a-z][A-Z]/;
/** Pieces at the beginning of which at least one looks random: words of prose do not. */
const firstPieces = 6;

/** A run and those behind it, put together over the gaps between them. */
export interface Joined {
  readonly value: string;
  /** The lengths of `value` at which a piece ends, and where in the text that is; the first run alone is not one. */
  readonly cuts: readonly { readonly length: number; readonly end: number }[];
}

/**
 * What begins at a run and goes on behind a gap, up to about `longest` units; undefined when nothing does, or when
 * it looks like prose.
 */
export const joinedFrom = (
  { text, starts, ends }: KeyTokens,
  first: number,
  longest: number,
): Joined | undefined => {
  const cuts: { length: number; end: number }[] = [];
  let value = "";
  for (let i = first; i < starts.length && (value.length < longest || cuts.length === 0); i += 1) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (i > first && !isGap(text, ends[i - 1] ?? 0, start)) break;
    const piece = text.slice(start, end);
    value += piece;
    if (i > first) cuts.push({ length: value.length, end });
    if (piece.length < shortestPiece) break;
    if (i === first + firstPieces - 1 && !looksRandom.test(value)) return undefined;
  }
  return cuts.length === 0 || !looksRandom.test(value) ? undefined : { value, cuts };
};

/** How often a run takes turns between digits, small letters and capitals. */
export const turnsIn = (text: string): number => {
  let turns = 0;
  for (let i = 1; i < text.length; i += 1) if (isTurn(classAt(text, i - 1), classAt(text, i))) turns += 1;
  return turns;
};
