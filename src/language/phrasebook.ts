import type { IntlMessageFormat } from "intl-messageformat";
import type { Phrase } from "../domain/decision.ts";
import type { Locale } from "../domain/locale.ts";
import { FALLBACK_LOCALE, type Phrases } from "./load-phrases.ts";
import { compileMessage } from "./message-arguments.ts";

export { loadPhrases } from "./load-phrases.ts";

/** The fleet's own words in every language. */
export interface Phrasebook {
  /** In English where the language lacks the phrase. Throws on a key or argument that does not exist: that is a bug. */
  say(locale: Locale, phrase: Phrase): string;
  has(key: string): boolean;
  keys(): readonly string[];
}

/** Messages are compiled when they are first said; those without arguments always read the same. */
export function createPhrasebook(phrases: Phrases): Phrasebook {
  const english = phrases.get(FALLBACK_LOCALE) ?? new Map<string, string>();
  const compiled = new Map<string, IntlMessageFormat>();
  const fixed = new Map<string, string>();

  function compile(locale: Locale, key: string): IntlMessageFormat {
    const own = phrases.get(locale)?.get(key);
    const spoken = own === undefined ? FALLBACK_LOCALE : locale;
    const message = own ?? english.get(key);
    if (message === undefined) throw new Error(`There is no phrase "${key}".`);
    return compileMessage(spoken, message);
  }

  return {
    say(locale, { key, args }) {
      const place = `${locale} ${key}`;
      const known = args === undefined ? fixed.get(place) : undefined;
      if (known !== undefined) return known;
      let message = compiled.get(place);
      if (!message) {
        message = compile(locale, key);
        compiled.set(place, message);
      }
      const said = String(message.format(args));
      if (args === undefined) fixed.set(place, said);
      return said;
    },
    has: (key) => english.has(key),
    keys: () => [...english.keys()],
  };
}
