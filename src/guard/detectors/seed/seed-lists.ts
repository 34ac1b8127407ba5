import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplifiedChinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditionalChinese } from "@scure/bip39/wordlists/traditional-chinese.js";
import { normalise } from "../../normalise.ts";
import { electrumOne as electrumOneWords } from "../../wordlists/electrum-one.ts";
import { monero as moneroWords } from "../../wordlists/monero.ts";
import { commonWords, everydayWords, glueWords, proseWords } from "../../wordlists/prose.ts";
import { russian } from "../../wordlists/russian.ts";
import { slip39 } from "../../wordlists/slip39.ts";
import { turkish } from "../../wordlists/turkish.ts";
import { bip39, electrumOne, monero, type SeedKind, shares } from "./seed-kinds.ts";
import { createWordTable, type WordTable } from "./word-table.ts";

interface WordList {
  readonly words: readonly string[];
  readonly kind: SeedKind;
  /** Each word is a character of its own. */
  readonly isHan?: true;
  /** Four letters tell each word from the others, and people write no more of it. */
  readonly isCutShort?: true;
}

/** A list's place here is its bit in {@link SeedLists.masks}. */
export const wordlists: readonly WordList[] = [
  { words: english, kind: bip39, isCutShort: true },
  { words: simplifiedChinese, kind: bip39, isHan: true },
  { words: traditionalChinese, kind: bip39, isHan: true },
  { words: japanese, kind: bip39 },
  { words: korean, kind: bip39 },
  { words: spanish, kind: bip39, isCutShort: true },
  { words: french, kind: bip39, isCutShort: true },
  { words: italian, kind: bip39, isCutShort: true },
  { words: portuguese, kind: bip39, isCutShort: true },
  { words: czech, kind: bip39, isCutShort: true },
  { words: russian, kind: bip39, isCutShort: true },
  { words: turkish, kind: bip39, isCutShort: true },
  { words: slip39, kind: shares, isCutShort: true },
  { words: moneroWords, kind: monero },
  { words: electrumOneWords, kind: electrumOne },
];

export const seedLengths: readonly number[] = bip39.lengths;
export const shortestSeed = 12;

/** The words of all lists as they are looked up. */
export interface SeedLists extends WordTable {
  /** By place: bit set of the lists that have the word. */
  readonly masks: Uint16Array;
  /** By list, then by place: the word's number, where the list has it. */
  readonly numbers: readonly Uint16Array[];
  /**
   * By place: natural logarithm of how much oftener the word is drawn at random than said in a sentence.
   * Measured in English messages: of what is said of these lists six words of ten are {@link proseWords}, nearly all
   * others {@link commonWords}.
   */
  readonly scores: Float32Array;
}

const keyOf = (word: string) => normalise(word).latin;

const scoreOf = { glue: -2.7, prose: -1.1, common: 0, everyday: 1.4, other: 2.2 };

const build = (cut: (key: string, list: WordList) => string | undefined): SeedLists => {
  const most = wordlists.reduce((sum, { words }) => sum + words.length, 0);
  const table = createWordTable();
  const masks = new Uint16Array(most);
  const numbers = wordlists.map(() => new Uint16Array(most));
  const scores = new Float32Array(most).fill(scoreOf.other);
  wordlists.forEach((list, bit) => {
    list.words.forEach((word, number) => {
      const key = cut(keyOf(word), list);
      if (key === undefined) return;
      const place = table.add(key);
      const mask = masks[place] ?? 0;
      const own = numbers[bit];
      // Of two words that are cut to the same letters the first is as good as the other.
      if (own === undefined || ((mask >> bit) & 1) === 1) return;
      masks[place] = mask | (1 << bit);
      own[place] = number;
    });
  });
  const rate = (words: readonly string[], score: number) => {
    for (const word of words) {
      const key = keyOf(word);
      const place = table.placeOf(key, 0, key.length);
      if (place !== -1) scores[place] = score;
    }
  };
  rate(everydayWords, scoreOf.everyday);
  rate(commonWords, scoreOf.common);
  rate(proseWords, scoreOf.prose);
  rate(glueWords, scoreOf.glue);
  return { ...table, masks, numbers, scores };
};

let whole: SeedLists | undefined;
let short: SeedLists | undefined;

/** Built at first use: a start of the process should not wait for 29,000 words. */
export const seedLists = (): SeedLists => {
  whole ??= build((key) => key);
  return whole;
};

const shortLength = 4;

/** The same with the first four letters of each word. */
export const shortSeedLists = (): SeedLists => {
  short ??= build((key, { isCutShort }) => (isCutShort ? key.slice(0, shortLength) : undefined));
  return short;
};
