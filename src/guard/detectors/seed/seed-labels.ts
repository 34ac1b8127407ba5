import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import type { Tokens } from "./seed-tokens.ts";

/** Words that stand beside the number in "word 1: abandon", "第1个：", "1번". */
const labels = new Set(
  "word words w no nr num pos palabra mot parola palavra slovo từ tu kelime cлobo 단어 번 번째 ワード 单 词 單 詞 語 第 个 個 字 号 號 st nd rd th".split(
    " ",
  ),
);

const beginsWithNumber = /[ ]?[#№]?[0-9]/y;
/** "iv." "b)" "三、": counted without digits. */
const counters = /(?<![\p{L}\p{N}])(?:[ivx]{1,5}|[a-z]|[一二三四五六七八九十]{1,3})(?=[.):、])/gu;

const isLabel = (text: Normalised, start: number, end: number): boolean => {
  beginsWithNumber.lastIndex = end;
  const isByNumber =
    classOf(text.text.charCodeAt(start - 1)) === unitClass.digit || beginsWithNumber.test(text.text);
  return isByNumber && labels.has(text.latin.slice(start, end));
};

/** Where counters stand, as a bit a unit. */
const countersIn = (text: Normalised): Uint8Array => {
  const isCounter = new Uint8Array(text.latin.length);
  for (const { index, 0: found } of text.latin.matchAll(counters))
    isCounter.fill(1, index, index + found.length);
  return isCounter;
};

/** A word that comes so often, beside so many that do not, belongs to the form and not to the phrase. */
const fewestRepeats = 5;
const repeatShare = 0.4;

/** The words that come again and again: "word", "li", "and". */
const repeatedIn = (text: Normalised, { starts, ends, places }: Tokens): ReadonlySet<string> => {
  const words = starts.map((start, i) => text.latin.slice(start, ends[i]));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const countOf = (word: string) => counts.get(word) ?? 0;
  const rare = words.filter((word, i) => places[i] !== -1 && countOf(word) < fewestRepeats).length;
  const fewest = Math.max(fewestRepeats, rare * repeatShare);
  return new Set([...counts.keys()].filter((word) => countOf(word) >= fewest));
};

/** The same tokens without number labels; undefined when there is none. */
export const withoutLabels = (text: Normalised, tokens: Tokens): Tokens | undefined => {
  const { starts, ends, places } = tokens;
  const repeated = repeatedIn(text, tokens);
  const isCounter = countersIn(text);
  const kept = starts.map((start, i) => {
    const end = ends[i] ?? start;
    return (
      isCounter[start] !== 1 && !isLabel(text, start, end) && !repeated.has(text.latin.slice(start, end))
    );
  });
  if (!kept.includes(false)) return undefined;
  const isKept = (_: unknown, i: number) => kept[i] === true;
  return { starts: starts.filter(isKept), ends: ends.filter(isKept), places: places.filter(isKept) };
};
