import { classOf, unitClass } from "../../characters.ts";
import { type Normalised, normalise } from "../../normalise.ts";
import { keepTokens, type Tokens } from "./seed-tokens.ts";
import { hashOf } from "./word-table.ts";

/** Words are compared by their hashes: a long text has too many to be cut out one by one. */
const hashesOf = (words: readonly string[]): ReadonlySet<number> =>
  new Set(words.map((word) => hashOf(word, 0, word.length)));

/** Words that stand beside the number in "word 1: abandon", "第1个：", "1번". */
const labels = hashesOf(
  "word words w no nr num pos palabra mot parola palavra slovo từ tu kelime cлobo 단어 번 번째 ワード 单 词 單 詞 語 第 个 個 字 号 號 st nd rd th".split(
    " ",
  ),
);

/** "iv." "b)" "三、": counted without digits. */
const counters = /(?<![\p{L}\p{N}])(?:[ivx]{1,5}|[a-z]|[一二三四五六七八九十]{1,3})(?=[.):、])/gu;

const isDigitAt = (text: string, at: number) => classOf(text.charCodeAt(at)) === unitClass.digit;

/** Whether a number begins there: "1", " 1", " #1", "№1". */
const beginsNumber = (text: string, at: number): boolean => {
  const from = text[at] === " " ? at + 1 : at;
  return isDigitAt(text, text[from] === "#" || text[from] === "№" ? from + 1 : from);
};

/** Whether the word that stands there only names the number beside it. */
export const isLabel = ({ text, latin }: Normalised, start: number, end: number): boolean =>
  (isDigitAt(text, start - 1) || beginsNumber(text, end)) && labels.has(hashOf(latin, start, end));

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
/** Of all words, labels included. */
const leastShare = 0.05;

/** The words that come again and again: "word", "li", "and". */
const repeatedIn = (words: Int32Array, { places }: Tokens): ReadonlySet<number> => {
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let rare = 0;
  for (let i = 0; i < words.length; i += 1)
    if (places[i] !== -1 && (counts.get(words[i] ?? 0) ?? 0) < fewestRepeats) rare += 1;
  const fewest = Math.max(fewestRepeats, rare * repeatShare, words.length * leastShare);
  return new Set([...counts].flatMap(([word, count]) => (count >= fewest ? [word] : [])));
};

/** Numbers in words, as they are looked up: "one: abandon", "the second word is ability". */
const numberWords = hashesOf(
  [
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth",
    "seventeenth eighteenth nineteenth twentieth",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce primera segunda tercera cuarta quinta sexta septima octava novena decima",
    "um dois quatro sete oito nove dez onze doze primeira terceira setima oitava nona",
    "un deux trois quatre cinq sept huit neuf dix premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать первое второе третье четвертое пятое шестое",
    "седьмое восьмое девятое десятое bir iki uc dort bes alti yedi sekiz dokuz on birinci ikinci ucuncu dorduncu besinci altinci",
    "yedinci sekizinci dokuzuncu onuncu mot hai ba bon nam sau bay tam chin muoi",
  ].flatMap((words) => words.split(" ").map((word) => normalise(word).latin)),
);
const fewestNumberWords = 8;
/** Who counts comes by three. */
const threes = new RegExp(
  ["three", "third", "tres", "tercera", "terceira", "trois", "три", "третье", " uc", "ucuncu", " ba"]
    .map((word) => normalise(word).latin)
    .join("|"),
);

/** Whether so many different numbers are written in words that they count a phrase. */
const numberWordsIn = (words: Int32Array): boolean =>
  new Set(words.filter((word) => numberWords.has(word))).size >= fewestNumberWords;

/** Fewer numbers, and fewer signs that end a counter, count no phrase. */
const fewestCounted = 8;
const counterEnd = /[.):、]/;

/** Whether the text may have labels of each sort: a look that costs less than to read them. */
const looksLabelled = ({ latin }: Normalised, { starts, ends, places }: Tokens) => {
  let digits = 0;
  let counterEnds = 0;
  for (let i = 0; i < latin.length; i += 1) {
    const unit = latin.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) digits += 1;
    else if ((unit < 0x40 || unit === 0x3001) && counterEnd.test(latin.charAt(i))) counterEnds += 1;
  }
  // Words alike in their first and last letter and length are counted together.
  const counts = new Uint16Array(256);
  let listed = 0;
  let most = 0;
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (places[i] !== -1) listed += 1;
    const bucket = (latin.charCodeAt(start) * 7 + latin.charCodeAt(end - 1) * 31 + end - start) & 255;
    const count = (counts[bucket] ?? 0) + 1;
    counts[bucket] = count;
    if (count > most) most = count;
  }
  const others = counts.reduce((sum, count) => (count >= fewestRepeats ? sum - count : sum), listed);
  return {
    numbered: digits >= fewestCounted,
    counted: counterEnds >= fewestCounted,
    repeated: most >= Math.max(fewestRepeats, others * repeatShare, starts.length * leastShare),
  };
};

const none: ReadonlySet<number> = new Set();

/** The same tokens without number labels; undefined when there is none. */
export const withoutLabels = (text: Normalised, tokens: Tokens): Tokens | undefined => {
  const { starts, ends } = tokens;
  const looks = looksLabelled(text, tokens);
  const mayBeInWords = threes.test(text.latin);
  if (!looks.numbered && !looks.counted && !looks.repeated && !mayBeInWords) return undefined;
  const isComparing = looks.repeated || mayBeInWords;
  const words = new Int32Array(isComparing ? starts.length : 0);
  for (let i = 0; i < words.length; i += 1) words[i] = hashOf(text.latin, starts[i] ?? 0, ends[i] ?? 0);
  const inWords = mayBeInWords && numberWordsIn(words);
  const repeated = looks.repeated || inWords ? repeatedIn(words, tokens) : none;
  const isCounter = looks.counted ? countersIn(text) : undefined;
  const kept = keepTokens(tokens, (i) => {
    const start = starts[i] ?? 0;
    const word = words[i] ?? 0;
    if (isCounter?.[start] === 1) return false;
    if (isComparing && (repeated.has(word) || (inWords && numberWords.has(word)))) return false;
    return !looks.numbered || !isLabel(text, start, ends[i] ?? start);
  });
  return kept.starts.length === starts.length ? undefined : kept;
};
