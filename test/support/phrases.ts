import { fileURLToPath } from "node:url";
import type { Locale } from "../../src/domain/locale.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";

const phrasebook = createPhrasebook(
  loadPhrases(fileURLToPath(new URL("../../config/locales/", import.meta.url))),
);

/** A phrase of the fleet as a chat shows it: without markup. */
export const phrase = (
  key: string,
  locale: Locale = "en",
  args: Readonly<Record<string, string | number>> = {},
): string =>
  phrasebook
    .say(locale, { key, args })
    .replaceAll("**", "")
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .trim();
