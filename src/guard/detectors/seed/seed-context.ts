import type { Normalised } from "../../normalise.ts";
import type { Tokens } from "./seed-tokens.ts";

/** Folded: how people name a seed phrase in the ten languages. */
const seedWords =
  /seed|mnemonic|(?:recovery|secret|backup|wallet|key|passphrase)[ -](?:phrase|words|key|is|:)|(?:12|15|18|21|24)[ -]?(?:secret )?(?:words|palabras|palavras|слов|tu\b|kelime|mots|parole|个词|個詞|个单词|단어|語|単語)|助记|助記|种子|種子|恢复短语|恢復短語|密语|密語|シード|ニーモニック|リカバリー|復元フレーズ|니모닉|시드|복구 ?(?:구문|문구|단어)|сид[- ]|сид$|сидк|мнемо|seed|semilla|frase|mnemonic|recuperacion|cum tu|khoi phuc|hat giong|tohum|kurtarma|gizli kelime|semente|recuperacao|phrase de recup|phrase secrete|frase di recupero|obnovovaci/;

/** The same without its assertions, which depend on where a text is cut. */
const seedWordsInside = new RegExp(seedWords.source.replaceAll("\\b", "").replaceAll("$", ""));

/** Whether {@link speaksOfSeeds} may be true of any part of the text. */
export const mayMentionSeeds = (text: Normalised): boolean => seedWordsInside.test(text.folded);

const reach = 160;

/** The words around the span speak of a seed phrase. */
export const speaksOfSeeds = (text: Normalised, start: number, end: number): boolean =>
  seedWords.test(text.folded.slice(Math.max(0, start - reach), start)) ||
  seedWords.test(text.folded.slice(end, end + reach));

const lastNumber = /([0-9]{1,2})[^0-9]*$/;

/** Units before a word in which its number stands. */
const numberReach = 16;

/** The words from `from` to `to` (exclusive) are counted, in whatever order: "1. abandon 7. zoo 2. ability". */
export const isNumbered = (text: Normalised, tokens: Tokens, from: number, to: number): boolean => {
  const counted = new Set<number>();
  for (let i = from; i < to; i += 1) {
    const start = tokens.starts[i] ?? 0;
    const gapStart = Math.max(tokens.ends[i - 1] ?? 0, start - numberReach);
    const number = lastNumber.exec(text.text.slice(gapStart, start))?.[1];
    if (number !== undefined) counted.add(Number(number));
  }
  const size = to - from;
  return counted.size >= size * 0.8 && Math.max(...counted) - Math.min(...counted) < size * 1.5;
};
