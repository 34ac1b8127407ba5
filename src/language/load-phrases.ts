import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "../domain/errors.ts";
import { isLocale, type Locale } from "../domain/locale.ts";
import { type ParseYaml, type PlainYaml, parseYaml } from "../domain/plain-yaml.ts";
import { argumentsOf, compileMessage } from "./message-arguments.ts";

/** Every phrase in ICU MessageFormat, by language and by key. */
export type Phrases = ReadonlyMap<Locale, ReadonlyMap<string, string>>;

/** The language that stands in where another has no text; it decides which keys there are. */
export const FALLBACK_LOCALE: Locale = "en";

/**
 * Reads every `<locale>.yaml` of the folder; nested keys are joined by dots.
 * Throws ARTICLES_INVALID that names every fault at once: what cannot be read, what is not valid MessageFormat,
 * keys or arguments that differ from the English ones.
 */
export function loadPhrases(folder: string, parse: ParseYaml = parseYaml): Phrases {
  const faults: string[] = [];
  const phrases = new Map<Locale, ReadonlyMap<string, string>>();
  for (const file of listFiles(folder)) {
    const locale = basename(file, ".yaml");
    if (isLocale(locale))
      phrases.set(locale, toPhrases(file, { faults, parsed: parse(readFileSync(file, "utf8")) }));
    else faults.push(`${file}: "${locale}" is not a language of the fleet`);
  }
  faults.push(...lintPhrases(phrases));
  if (faults.length > 0)
    throw new AppError("ARTICLES_INVALID", `Mend these and start again:\n${faults.join("\n")}`);
  return phrases;
}

/** What keeps the languages from saying the same. */
function lintPhrases(phrases: Phrases): string[] {
  const english = phrases.get(FALLBACK_LOCALE);
  if (!english) return [`${FALLBACK_LOCALE}.yaml: is missing`];
  const faults: string[] = [];
  for (const [locale, own] of phrases) {
    for (const [key, message] of own) {
      const fault = lintMessage({ locale, message, english: english.get(key) });
      if (fault !== undefined) faults.push(`${locale}.yaml: ${key}: ${fault}`);
    }
    for (const key of english.keys()) if (!own.has(key)) faults.push(`${locale}.yaml: ${key}: is missing`);
  }
  return faults;
}

function lintMessage({
  locale,
  message,
  english,
}: {
  locale: Locale;
  message: string;
  english: string | undefined;
}) {
  const own = readArguments(locale, message);
  if (own instanceof Error) return `is not valid MessageFormat: ${own.message.split("\n")[0]}`;
  if (english === undefined) return `${FALLBACK_LOCALE}.yaml has no such key`;
  const expected = readArguments(FALLBACK_LOCALE, english);
  if (expected instanceof Error || own === expected) return undefined;
  return `has the arguments ${own || "(none)"}, in English they are ${expected || "(none)"}`;
}

/** Nothing but these makes a message more than plain text. */
const SYNTAX = /[{}']/;

function readArguments(locale: Locale, message: string): string | Error {
  if (!SYNTAX.test(message)) return "";
  try {
    return argumentsOf(compileMessage(locale, message)).join(", ");
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function listFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    return names.sort().map((name) => join(folder, name));
  } catch (cause) {
    throw new AppError("ARTICLES_INVALID", `The folder of phrases ${folder} cannot be read.`, { cause });
  }
}

function toPhrases(
  file: string,
  { faults, parsed: { value: whole, errors } }: { faults: string[]; parsed: PlainYaml },
): ReadonlyMap<string, string> {
  const phrases = new Map<string, string>();
  for (const error of errors) faults.push(`${file}: ${error}`);
  if (errors.length > 0) return phrases;
  const flatten = (value: unknown, path: readonly string[]) => {
    const key = path.join(".");
    if (typeof value === "string" && path.length > 0) phrases.set(key, value.trim());
    else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) flatten(inner, [...path, name]);
    } else faults.push(`${file}: ${key || "(whole file)"}: is neither a text nor a group of texts`);
  };
  flatten(whole, []);
  return phrases;
}
