import type { Locale } from "../../src/domain/locale.ts";
import { textOf } from "../shared/values.ts";
import { english } from "./words/english.ts";
import { japanese } from "./words/japanese.ts";
import { korean } from "./words/korean.ts";
import { portuguese } from "./words/portuguese.ts";
import { russian } from "./words/russian.ts";
import { simplifiedChinese } from "./words/simplified-chinese.ts";
import { spanish } from "./words/spanish.ts";
import { traditionalChinese } from "./words/traditional-chinese.ts";
import { turkish } from "./words/turkish.ts";
import { vietnamese } from "./words/vietnamese.ts";
import type { Words } from "./words.ts";

interface Translation {
  readonly words: Words;
  /** As Discord names it. https://discord.com/developers/docs/reference#locales */
  readonly codes: readonly string[];
}

/** English stands for whatever Discord has no translation of. */
export const translations: Readonly<Record<Locale, Translation>> = {
  en: { words: english, codes: [] },
  "zh-Hans": { words: simplifiedChinese, codes: ["zh-CN"] },
  "zh-Hant": { words: traditionalChinese, codes: ["zh-TW"] },
  ja: { words: japanese, codes: ["ja"] },
  ko: { words: korean, codes: ["ko"] },
  ru: { words: russian, codes: ["ru"] },
  es: { words: spanish, codes: ["es-ES", "es-419"] },
  vi: { words: vietnamese, codes: ["vi"] },
  tr: { words: turkish, codes: ["tr"] },
  pt: { words: portuguese, codes: ["pt-BR"] },
};

const byCode: ReadonlyMap<string, Words> = new Map(
  Object.values(translations).flatMap(({ words, codes }) => codes.map((code) => [code, words] as const)),
);

/** By the language of the person's client; whoever has another one reads English. */
export const wordsFor = (locale: unknown): Words => byCode.get(textOf(locale) ?? "") ?? english;

/** One text in every language but English, as Discord wants it beside the English one. */
export const inOtherLanguages = (pick: (words: Words) => string): Readonly<Record<string, string>> =>
  Object.fromEntries([...byCode].map(([code, words]) => [code, pick(words)]));
