import { existsSync, readFileSync } from "node:fs";
import { isLocale, type Locale } from "./domain/locale.ts";
import { parseYaml } from "./domain/plain-yaml.ts";
import type { RedactionContext } from "./guard/redact-text.ts";
import { hintToLocale } from "./language/detect.ts";
import { createPhrasebook } from "./language/phrasebook.ts";

/** What stands in the place of what was taken out. */
export type GuardLabels = Pick<RedactionContext, "label" | "maskLabel">;

export interface LabelBook {
  /** In English where a language has no phrases. */
  labelsOf(locale: Locale): GuardLabels;
  /** The fleet's language for a tag as people and platforms write it; English for one that it does not serve. */
  localeOf(tag: string): Locale;
}

const localeOf = (tag: string): Locale => (isLocale(tag) ? tag : (hintToLocale(tag) ?? "en"));

/** The two groups of labels in a file of phrases: to read and check all of it takes longer than all else at a start. */
const labelGroups = /^(?:redacted|masked):[^\n]*\n(?:[ \t]+[^\n]*\n|[ \t]*\n)*/gm;

const readLabels = (locale: Locale): ReadonlyMap<string, string> => {
  const file = new URL(`../config/locales/${locale}.yaml`, import.meta.url);
  if (!existsSync(file)) return new Map();
  const groups = readFileSync(file, "utf8").match(labelGroups) ?? [];
  const { value } = parseYaml(groups.join(""));
  return new Map(
    Object.entries(Object(value)).flatMap(([group, labels]) =>
      Object.entries(Object(labels)).map(
        ([kind, label]) => [`${group}.${kind}`, String(label).trim()] as const,
      ),
    ),
  );
};

/** The fleet's own labels, read when they are first asked for. */
export const loadLabels = (): LabelBook => {
  const known = new Map<Locale, GuardLabels>();
  const read = (locale: Locale): GuardLabels => {
    const own = readLabels(locale);
    const phrasebook = createPhrasebook(
      new Map([
        ["en", locale === "en" ? own : readLabels("en")] as const,
        ...(own.size > 0 ? [[locale, own] as const] : []),
      ]),
    );
    const labels = {
      label: (kind: string) => phrasebook.say(locale, { key: `redacted.${kind}` }),
      maskLabel: (kind: string) => phrasebook.say(locale, { key: `masked.${kind}` }),
    };
    known.set(locale, labels);
    return labels;
  };
  return { localeOf, labelsOf: (locale) => known.get(locale) ?? read(locale) };
};
