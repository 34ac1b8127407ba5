import { classOf, unitClass } from "../characters.ts";
import type { Normalised } from "../normalise.ts";
import { splitKana } from "./seed-kana.ts";
import { seedLists } from "./seed-lists.ts";

/** A word of the text, in offsets of the normalised views; parallel arrays, for long texts. */
export interface Tokens {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Bit set of the word lists that have the word; 0 for any other word. */
  readonly masks: readonly number[];
  readonly words: readonly string[];
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
  const { masks: known, longestWord } = seedLists();
  const { latin } = text;
  const starts: number[] = [];
  const ends: number[] = [];
  const masks: number[] = [];
  const words: string[] = [];
  const add = (start: number, end: number) => {
    const word = end - start > longestWord ? "" : latin.slice(start, end);
    starts.push(start);
    ends.push(end);
    words.push(word);
    masks.push(known.get(word) ?? 0);
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
  return { starts, ends, masks, words };
};

/** Words that stand beside the number in "word 1: abandon", "第1个：", "1번". */
const labels = new Set(
  "word words w no nr num pos palabra mot parola palavra slovo từ tu kelime cлobo 단어 번 번째 ワード 单 词 單 詞 語 第 个 個 字 号 號".split(
    " ",
  ),
);

const isLabel = (text: Normalised, tokens: Tokens, i: number): boolean => {
  if (!labels.has(tokens.words[i] ?? "")) return false;
  const end = tokens.ends[i] ?? 0;
  const before = text.text.charCodeAt((tokens.starts[i] ?? 0) - 1);
  return classOf(before) === unitClass.digit || /^ ?[#№]?[0-9]/.test(text.text.slice(end, end + 4));
};

/** The same tokens without number labels; undefined when there is none. */
export const withoutLabels = (text: Normalised, tokens: Tokens): Tokens | undefined => {
  const { starts, ends, masks, words } = tokens;
  const kept = words.map((_, i) => !isLabel(text, tokens, i));
  if (!kept.includes(false)) return undefined;
  const isKept = (_: unknown, i: number) => kept[i] === true;
  return {
    starts: starts.filter(isKept),
    ends: ends.filter(isKept),
    masks: masks.filter(isKept),
    words: words.filter(isKept),
  };
};
