import { foldEntities } from "./entities.ts";

/** What is longer is cut: no question needs more, and the time per message stays bounded. */
const MAX_CHARACTERS = 600;

const ASCII = /^[\x00-\x7f]*$/;
const MARKS_ON_LATIN = /([a-z])\p{M}+/gu;
const BARE: Readonly<Record<string, string>> = {
  ı: "i",
  đ: "d",
  ł: "l",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ё: "е",
};
const NEEDS_BARE = /[ıđłøßæœё]/g;

/**
 * The text as the classifier reads it: NFKC, lower case, entities as single tokens, no invisible characters.
 * Turkish has two letters i, so its capitals fold by its own rule.
 */
export function foldText(text: string, locale: string): string {
  const cut = text.length > MAX_CHARACTERS * 2 ? text.slice(0, MAX_CHARACTERS * 2) : text;
  const plain = ASCII.test(cut) ? cut : cut.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const marked = foldEntities(plain.slice(0, MAX_CHARACTERS));
  const lower = locale === "tr" ? marked.toLocaleLowerCase("tr") : marked.toLowerCase();
  return lower.replace(/(\p{L})['’](\p{L})/gu, "$1$2");
}

/** A folded word without its accents, as people type who are in a hurry. Only Latin letters (and ё) lose marks. */
export function withoutAccents(word: string): string {
  if (ASCII.test(word)) return word;
  const bare = word.normalize("NFD").replace(MARKS_ON_LATIN, "$1").normalize("NFC");
  return bare.replace(NEEDS_BARE, (letter) => BARE[letter] ?? letter);
}
