import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { locales } from "../../src/domain/locale.ts";
import { expectedKinds, secretKinds } from "../../src/domain/message.ts";
import { loadLabels } from "../../src/guard-labels.ts";
import { createPhrasebook, loadPhrases } from "../../src/language/phrasebook.ts";

const phrasebook = createPhrasebook(
  loadPhrases(fileURLToPath(new URL("../../config/locales/", import.meta.url))),
);

describe("the labels of the guard's tools", () => {
  it.each(locales)("are those of the fleet: %s", (locale) => {
    const { label, maskLabel } = loadLabels().labelsOf(locale);
    for (const kind of secretKinds)
      expect(label(kind)).toBe(phrasebook.say(locale, { key: `redacted.${kind}` }));
    for (const kind of expectedKinds)
      expect(maskLabel(kind)).toBe(phrasebook.say(locale, { key: `masked.${kind}` }));
  });

  it.each([
    ["zh-CN", "zh-Hans"],
    ["zh-Hant", "zh-Hant"],
    ["ru_RU", "ru"],
    ["klingon", "en"],
    ["", "en"],
  ])("are in the language of the tag %s: %s", (tag, locale) => {
    expect(loadLabels().localeOf(tag)).toBe(locale);
  });
});
