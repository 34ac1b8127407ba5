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
  if (unit === unitClass.kana && end - start > 3) return splitKana(text.folded, start, end);
  if (unit !== unitClass.letter || end - start <= longestPlainRun) return [end];
  const ends: number[] = [];
  for (let i = start + 1; i < end; i += 1)
    if (isUpper(text.text[i]) && !isUpper(text.text[i - 1])) ends.push(i);
  ends.push(end);
  return ends;
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
      i += 1;
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

/** Words that stand beside the number in "word 1: abandon", "第1个：", "1번". */
const labels = new Set(
  "word words w no nr num pos palabra mot parola palavra slovo từ tu kelime cлobo 단어 번 번째 ワード 单 词 單 詞 語 第 个 個 字 号 號".split(
    " ",
  ),
);

const beginsWithNumber = /[ ]?[#№]?[0-9]/y;

const isLabel = (text: Normalised, start: number, end: number): boolean => {
  beginsWithNumber.lastIndex = end;
  const isByNumber =
    classOf(text.text.charCodeAt(start - 1)) === unitClass.digit || beginsWithNumber.test(text.text);
  return isByNumber && labels.has(text.latin.slice(start, end));
};

/** The same tokens without number labels; undefined when there is none. */
export const withoutLabels = (text: Normalised, tokens: Tokens): Tokens | undefined => {
  const { starts, ends, places } = tokens;
  const kept = starts.map((start, i) => !isLabel(text, start, ends[i] ?? start));
  if (!kept.includes(false)) return undefined;
  const isKept = (_: unknown, i: number) => kept[i] === true;
  return { starts: starts.filter(isKept), ends: ends.filter(isKept), places: places.filter(isKept) };
};
