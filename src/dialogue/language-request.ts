import type { Locale } from "../domain/locale.ts";
import {
  denseWishWords,
  languageNames,
  languageNouns,
  traditionalSigns,
  wishWords,
} from "./language-names.ts";
import { bareWords, coreWords, plainWords } from "./words.ts";

/** Longer texts tell a story in which a language may be named. */
const longestWish = 60;

const dense = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
/** Alternatives that stand as words of their own; beside a sign of a language without spaces anything may stand. */
const standing = (alternatives: string) =>
  `(?:(?<![\\p{L}\\p{N}])|(?=[${dense}]))(?:${alternatives})(?:(?![\\p{L}\\p{N}])|(?<=[${dense}])|(?=[${dense}]))`;

const named = new RegExp(
  standing(languageNames.map(([locale, names]) => `(?<${locale.replace("-", "_")}>${names})`).join("|")),
  "gu",
);
const noun = new RegExp(standing(languageNouns), "gu");
const onlyDenseWish = new RegExp(`^(?:${denseWishWords})*$`, "u");
const isDense = new RegExp(`[${dense}]`, "u");

/** Whether what stands around a language's name only wishes for it. */
const onlyWishes = (rest: string): boolean => {
  const words = rest
    .replace(noun, " ")
    // Vietnamese asks with a word that denies elsewhere.
    .replace(/(?:co )?duoc khong|(?<!\p{L})khong(?= a$|$)/gu, " ")
    .split(" ")
    .filter((word) => word !== "");
  const spaced = words.filter((word) => !isDense.test(word));
  const unspaced = words.filter((word) => isDense.test(word)).join("");
  return spaced.every((word) => wishWords.has(word)) && onlyDenseWish.test(unspaced);
};

const readWish = (words: string): Locale | "choose" | undefined => {
  const found = [...words.matchAll(named)];
  const last = found.at(-1);
  if (!onlyWishes(words.replace(named, " "))) return undefined;
  // Of two, the first is the one that is left: "from English to Spanish".
  const locale = languageNames.find(([name]) => last?.groups?.[name.replace("-", "_")] !== undefined)?.[0];
  if (locale === undefined) return words.search(noun) >= 0 ? "choose" : undefined;
  return locale === "zh-Hans" && !/[简簡]/u.test(words) && traditionalSigns.test(words) ? "zh-Hant" : locale;
};

/** An explicit wish for a language: which one, or `choose` when none was named. */
export const matchLanguageRequest = (text: string): Locale | "choose" | undefined => {
  if (text.length > longestWish) return undefined;
  return readWish(bareWords(coreWords(text))) ?? readWish(bareWords(plainWords(text)));
};
