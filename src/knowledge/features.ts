import { FeatureTally } from "./feature-tally.ts";
import { foldText, withoutAccents } from "./fold.ts";

/** A text's features, each once, in the order in which they were met. */
export interface Features {
  readonly hashes: Uint32Array;
  /** In the text, before the feature's own weight is applied. */
  readonly weights: Float64Array;
}

const WORD = /[\p{L}\p{N}\p{M}\ue000-\uf8ff]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+/gu;
const HAS_UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** Its dictionaries go by script, so that one serves every language. */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
/** Longer "words" are noise; their beginning is enough. */
const MAX_WORD = 32;
const SALT = { gram: 0x11, word: 0x22, pair: 0x33, across: 0x44, accented: 0x55, around: 0x66 } as const;

/** FNV-1a over UTF-16 units, begun at a salt so that kinds of features do not meet. Unsigned when `>>> 0`. */
const begin = (salt: number): number => Math.imul(0x811c9dc5 ^ salt, 0x01000193);
const goOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

function hashOn(hash: number, text: string): number {
  let value = hash;
  for (let at = 0; at < text.length; at += 1) value = goOn(value, text.charCodeAt(at));
  return value;
}

const hashWord = (word: string, salt: number): number => hashOn(begin(salt), word) >>> 0;
const space = 0x20;
const hashPair = (first: string, second: string, salt: number = SALT.pair): number =>
  hashOn(goOn(hashOn(begin(salt), first), space), second) >>> 0;
/** Words around another one tell less than neighbours. */
const AROUND = 0.7;

/** The work sheets of the text at hand: what was met within words, and how often everything else. */
const within = new FeatureTally();
const counts = new FeatureTally();

/**
 * Words, pairs of neighbouring words, pairs around one word, and character n-grams: of 2 to 5 within words that are written with spaces,
 * of 1 to 4 across runs of Chinese, Japanese, Korean and Thai.
 */
export function extractFeatures(text: string, locale: string): Features {
  within.clear();
  counts.clear();
  let previous = "^";
  let beforeThat = "";
  const addPairs = (word: string) => {
    counts.add(hashPair(previous, word), 1);
    if (beforeThat !== "") counts.add(hashPair(beforeThat, word, SALT.around), AROUND);
    beforeThat = previous;
    previous = word;
  };
  const addWord = (whole: string) => {
    const word = whole.slice(0, MAX_WORD);
    const bare = withoutAccents(word);
    if (bare !== word) counts.add(hashWord(word, SALT.accented), 1);
    counts.add(hashWord(bare, SALT.word), 1);
    addPairs(bare);
    if (!HAS_UNSPACED.test(word)) addWithin(bare);
  };
  for (const token of foldText(text, locale).match(WORD) ?? []) {
    if (!HAS_UNSPACED.test(token)) {
      addWord(token);
      continue;
    }
    for (const { segment } of segmenter.segment(token)) addWord(segment);
    for (const run of token.match(UNSPACED) ?? []) addAcross(run);
  }
  addPairs("$");
  counts.each((feature, times) => within.add(feature, times < 1 ? times : 1 + Math.log(times)));
  return within.copy();
}

/** A long word has many n-grams; together they must not drown the short words. */
function addWithin(word: string): void {
  const edged = `<${word}>`;
  const grams = Math.max(1, 4 * edged.length - 10);
  const weight = (grams / 10) ** -0.25;
  for (let from = 0; from < edged.length; from += 1) {
    const end = Math.min(edged.length, from + 5);
    let hash = goOn(begin(SALT.gram), edged.charCodeAt(from));
    for (let at = from + 1; at < end; at += 1) {
      hash = goOn(hash, edged.charCodeAt(at));
      within.add(hash >>> 0, weight);
    }
  }
}

function addAcross(run: string): void {
  for (let from = 0; from < run.length; from += 1) {
    const end = Math.min(run.length, from + 4);
    let hash = begin(SALT.across);
    for (let at = from; at < end; at += 1) {
      hash = goOn(hash, run.charCodeAt(at));
      counts.add(hash >>> 0, 1);
    }
  }
}
