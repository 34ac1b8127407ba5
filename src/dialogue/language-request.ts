import type { Locale } from "../domain/locale.ts";
import {
  denseWishWords,
  languageNames,
  languageNouns,
  traditionalSigns,
  unservedNames,
  wishWords,
} from "./language-names.ts";
import { bareWords, coreWords, plainWords } from "./words.ts";

/** Longer texts tell a story in which a language may be named. */
const longestWish = 60;

const dense = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
/** Alternatives that stand as words of their own; beside a sign of a language without spaces anything may stand. */
const standing = (alternatives: string) =>
  `(?:(?<![\\p{L}\\p{N}])|(?=[${dense}]))(?:${alternatives})(?:(?![\\p{L}\\p{N}])|(?<=[${dense}])|(?=[${dense}]))`;

/** What is wished for: a language of the fleet, one that it does not speak, or a choice. */
export type LanguageWish = Locale | "unserved" | "choose";

const served = languageNames.map(([locale, names]) => `(?<${locale.replace("-", "_")}>${names})`);
const named = new RegExp(standing([...served, `(?:${unservedNames})`].join("|")), "gu");
const noun = new RegExp(standing(languageNouns), "gu");
const unspacedWishes: ReadonlySet<string> = new Set(denseWishWords.split("|"));
const longestUnspaced = Math.max(...[...unspacedWishes].map(({ length }) => length));

/** Whether a text without spaces is made of such words only. Each place is looked at once, however the words overlap. */
const isMadeOfWishes = (text: string): boolean => {
  const reached = new Set([0]);
  for (let from = 0; from < text.length; from++) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= from + longestUnspaced && to <= text.length; to++)
      if (unspacedWishes.has(text.slice(from, to))) reached.add(to);
  }
  return reached.has(text.length);
};

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
  return spaced.every((word) => wishWords.has(word)) && isMadeOfWishes(unspaced);
};

const readWish = (words: string): LanguageWish | undefined => {
  const last = [...words.matchAll(named)].at(-1);
  if (last === undefined && words.search(noun) < 0) return undefined;
  if (!onlyWishes(words.replace(named, " "))) return undefined;
  // Of two, the first is the one that is left: "from English to Spanish".
  const locale = languageNames.find(([name]) => last?.groups?.[name.replace("-", "_")] !== undefined)?.[0];
  if (locale === undefined) return last === undefined ? "choose" : "unserved";
  return locale === "zh-Hans" && !/[简簡]/u.test(words) && traditionalSigns.test(words) ? "zh-Hant" : locale;
};

/** An explicit wish for a language. */
export const matchLanguageRequest = (text: string): LanguageWish | undefined => {
  if (text.length > longestWish) return undefined;
  const [core, plain] = [bareWords(coreWords(text)), bareWords(plainWords(text))];
  return readWish(core) ?? (core === plain ? undefined : readWish(plain));
};
