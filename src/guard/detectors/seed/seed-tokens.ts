import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import { unitsOf } from "../../units.ts";
import { splitKana } from "./seed-kana.ts";
import { seedLists } from "./seed-lists.ts";
import { emptyHash, hashUnit } from "./word-table.ts";

/** The words of a text, in offsets of the normalised views; parallel columns, for long texts. */
export interface Tokens {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The words' places in the lists; -1 for any other word. */
  readonly places: readonly number[];
}

/** Collects tokens, one after the other. */
export interface TokenCollector {
  readonly tokens: Tokens;
  add(start: number, end: number, place: number): void;
}

export const collectTokens = (): TokenCollector => {
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  return {
    tokens: { starts, ends, places },
    add: (start, end, place) => {
      starts.push(start);
      ends.push(end);
      places.push(place);
    },
  };
};

/** The tokens that a look at each of them keeps. */
export const keepTokens = ({ starts, ends, places }: Tokens, isKept: (i: number) => boolean): Tokens => {
  const kept = collectTokens();
  for (let i = 0; i < starts.length; i += 1)
    if (isKept(i)) kept.add(starts[i] ?? 0, ends[i] ?? 0, places[i] ?? -1);
  return kept.tokens;
};

/** From here on a run of letters is worth a look for words without spaces between them. */
const longestPlainRun = 12;

/** What folding leaves as it is, is no capital. */
const isUpper = ({ text, folded }: Normalised, at: number): boolean => {
  const letter = text[at] ?? "";
  return letter !== folded[at] && letter !== letter.toLowerCase();
};

const longestWholeKana = 3;

/** Whether a run of one class is one word for sure. */
const isOnePiece = (unit: number, length: number) =>
  unit === unitClass.hangul || length <= (unit === unitClass.kana ? longestWholeKana : longestPlainRun);

/** Ends of the pieces of a run of one class: CamelCase words, glued kana words. */
const pieceEnds = (text: Normalised, start: number, end: number, unit: number): readonly number[] => {
  if (unit === unitClass.kana) return splitKana(text.latin, start, end);
  const ends: number[] = [];
  for (let i = start + 1; i < end; i += 1) if (isUpper(text, i) && !isUpper(text, i - 1)) ends.push(i);
  ends.push(end);
  return ends;
};

const backslash = "\\".charCodeAt(0);
const percent = "%".charCodeAt(0);
/** What stands for a line end or a tab in text that was taken from a program, and for a sign in a link. */
const escapes = /\\[nrt]|%[0-9][0-9a-f]/y;

/** Units of the sign that an escape stands for, or of any other. */
const signLength = (latin: string, at: number): number => {
  const unit = latin.charCodeAt(at);
  if (unit !== backslash && unit !== percent) return 1;
  escapes.lastIndex = at;
  return escapes.exec(latin)?.[0].length ?? 1;
};

export const tokenise = (text: Normalised): Tokens => {
  const { placeOf, placeOfHash } = seedLists();
  const { latin } = text;
  const units = unitsOf(latin);
  const { add, tokens } = collectTokens();
  for (let i = 0; i < latin.length; ) {
    const first = units[i] ?? 0;
    const unit = classOf(first);
    if (unit === unitClass.han) {
      add(i, i + 1, placeOfHash(hashUnit(emptyHash, first), 1));
      i += 1;
      continue;
    }
    if (unit !== unitClass.letter && unit !== unitClass.kana && unit !== unitClass.hangul) {
      i += signLength(latin, i);
      continue;
    }
    let end = i;
    let hash = emptyHash;
    for (let next = first; classOf(next) === unit; next = units[end] ?? 0) {
      hash = hashUnit(hash, next);
      end += 1;
      if (end === latin.length) break;
    }
    if (isOnePiece(unit, end - i)) {
      add(i, end, placeOfHash(hash, end - i));
      i = end;
      continue;
    }
    for (const pieceEnd of pieceEnds(text, i, end, unit)) {
      add(i, pieceEnd, placeOf(latin, i, pieceEnd));
      i = pieceEnd;
    }
  }
  return tokens;
};
