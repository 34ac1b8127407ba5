import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import { splitKana } from "./seed-kana.ts";
import { seedLists } from "./seed-lists.ts";

/** A word of the text, in offsets of the normalised views; parallel arrays, for long texts. */
export interface Tokens {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The words' places in the lists; -1 for any other word. */
  readonly places: readonly number[];
}

/** From here on a run of letters is worth a look for words without spaces between them. */
const longestPlainRun = 12;

const isUpper = (letter = "") => letter !== letter.toLowerCase();

/** Ends of the pieces of a run of one class: single Han characters, CamelCase words, glued kana words. */
const pieceEnds = (text: Normalised, start: number, end: number, unit: number): readonly number[] => {
  if (unit === unitClass.kana && end - start > 3) return splitKana(text.latin, start, end);
  if (unit !== unitClass.letter || end - start <= longestPlainRun) return [end];
  const ends: number[] = [];
  for (let i = start + 1; i < end; i += 1)
    if (isUpper(text.text[i]) && !isUpper(text.text[i - 1])) ends.push(i);
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
  const { placeOf } = seedLists();
  const { latin } = text;
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const add = (start: number, end: number) => {
    starts.push(start);
    ends.push(end);
    places.push(placeOf(latin, start, end));
  };
  for (let i = 0; i < latin.length; ) {
    const unit = classOf(latin.charCodeAt(i));
    if (unit === unitClass.han) {
      add(i, i + 1);
      i += 1;
      continue;
    }
    if (unit !== unitClass.letter && unit !== unitClass.kana && unit !== unitClass.hangul) {
      i += signLength(latin, i);
      continue;
    }
    let end = i + 1;
    while (end < latin.length && classOf(latin.charCodeAt(end)) === unit) end += 1;
    for (const pieceEnd of pieceEnds(text, i, end, unit)) {
      add(i, pieceEnd);
      i = pieceEnd;
    }
  }
  return { starts, ends, places };
};
