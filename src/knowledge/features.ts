import { foldText, withoutAccents } from "./fold.ts";

/** Hash of a feature to its weight in the text, before the feature's own weight is applied. */
export type Features = ReadonlyMap<number, number>;

const WORD = /[\p{L}\p{N}\p{M}\ue000-\uf8ff]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+/gu;
const HAS_UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** Its dictionaries go by script, so that one serves every language. */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
/** Longer "words" are noise; their beginning is enough. */
const MAX_WORD = 32;
const SALT = { gram: 0x11, word: 0x22, pair: 0x33, across: 0x44, accented: 0x55 } as const;

/** FNV-1a over UTF-16 units, begun at a salt so that kinds of features do not meet. */
function hash(text: string, salt: number, from = 0, to = text.length): number {
  let value = Math.imul(0x811c9dc5 ^ salt, 0x01000193);
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * Words, pairs of neighbouring words, and character n-grams: of 2 to 5 within words that are written with spaces,
 * of 1 to 4 across runs of Chinese, Japanese, Korean and Thai.
 */
export function extractFeatures(text: string, locale: string): Features {
  const features = new Map<number, number>();
  const counts = new Map<number, number>();
  const count = (feature: number) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  let previous = "^";
  const addWord = (whole: string) => {
    const word = whole.slice(0, MAX_WORD);
    const bare = withoutAccents(word);
    if (bare !== word) count(hash(word, SALT.accented));
    count(hash(bare, SALT.word));
    count(hash(`${previous} ${bare}`, SALT.pair));
    if (!HAS_UNSPACED.test(word)) addWithin(bare, features);
    previous = bare;
  };
  for (const [token] of foldText(text, locale).matchAll(WORD)) {
    if (!HAS_UNSPACED.test(token)) {
      addWord(token);
      continue;
    }
    for (const { segment } of segmenter.segment(token)) addWord(segment);
    for (const [run] of token.matchAll(UNSPACED)) addAcross(run, count);
  }
  count(hash(`${previous} $`, SALT.pair));
  for (const [feature, times] of counts)
    features.set(feature, (features.get(feature) ?? 0) + 1 + Math.log(times));
  return features;
}

/** A long word has many n-grams; together they must not drown the short words. */
function addWithin(word: string, features: Map<number, number>): void {
  const edged = `<${word}>`;
  const grams = Math.max(1, 4 * edged.length - 10);
  const weight = (grams / 10) ** -0.25;
  for (let from = 0; from < edged.length; from += 1) {
    for (let size = 2; size <= 5 && from + size <= edged.length; size += 1) {
      const feature = hash(edged, SALT.gram, from, from + size);
      features.set(feature, (features.get(feature) ?? 0) + weight);
    }
  }
}

function addAcross(run: string, count: (feature: number) => void): void {
  for (let from = 0; from < run.length; from += 1) {
    for (let size = 1; size <= 4 && from + size <= run.length; size += 1) {
      count(hash(run, SALT.across, from, from + size));
    }
  }
}
