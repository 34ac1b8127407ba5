import { fileURLToPath } from "node:url";
import { isLocale, type Locale } from "./domain/locale.ts";
import type { RedactionContext } from "./guard/redact-text.ts";
import { hintToLocale } from "./language/detect.ts";
import { createPhrasebook, loadPhrases } from "./language/phrasebook.ts";

/** What stands in the place of what was taken out. */
export type GuardLabels = Pick<RedactionContext, "label" | "maskLabel">;

export interface LabelBook {
  /** In English where a language has no phrases. */
  labelsOf(locale: Locale): GuardLabels;
  /** The fleet's language for a tag as people and platforms write it; English for one that it does not serve. */
  localeOf(tag: string): Locale;
}

const localeOf = (tag: string): Locale => (isLocale(tag) ? tag : (hintToLocale(tag) ?? "en"));

export const loadLabels = (): LabelBook => {
  const phrasebook = createPhrasebook(
    loadPhrases(fileURLToPath(new URL("../config/locales/", import.meta.url))),
  );
  return {
    localeOf,
    labelsOf: (locale) => ({
      label: (kind) => phrasebook.say(locale, { key: `redacted.${kind}` }),
      maskLabel: (kind) => phrasebook.say(locale, { key: `masked.${kind}` }),
    }),
  };
};
