import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commands } from "../../../adapters/discord/commands.ts";
import { forms, toModal } from "../../../adapters/discord/forms.ts";
import { english } from "../../../adapters/discord/words/english.ts";
import { translations, wordsFor } from "../../../adapters/discord/words-for.ts";
import { formNames } from "../../../src/domain/form.ts";
import { locales } from "../../../src/domain/locale.ts";
import { atWork } from "./at-work.ts";

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const slashName = /^[-_\p{L}\p{N}]{1,32}$/u;

/** All texts of a value, with where they stand. */
const textsIn = (value: unknown, path = ""): readonly (readonly [string, string])[] => {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
};

describe.each(locales)("in %s", (locale) => {
  const { words, codes } = translations[locale];
  const [code = "en-US"] = codes;

  it("forms fit into what Discord shows", () => {
    for (const name of formNames) {
      const { title, components } = toModal(forms[name], { customId: "f", locale: code });
      expect(title.length).toBeLessThanOrEqual(45);
      for (const part of components) {
        expect(part.label.length).toBeLessThanOrEqual(45);
        if ("description" in part) expect(part.description?.length).toBeLessThanOrEqual(100);
      }
    }
  });

  it("commands have names that Discord takes, each its own, and descriptions that fit", () => {
    const { askAboutMessage, reportMessage, ...named } = words.commands;
    for (const { name, description } of Object.values(named)) {
      expect(name).toMatch(slashName);
      expect(name).toBe(name.toLowerCase());
      expect(name).toBe(name.normalize("NFC"));
      expect(description.length).toBeLessThanOrEqual(100);
    }
    const { support, ticket, verify, report, language } = named;
    const slash = [support, ticket, verify, report, language].map(({ name }) => name);
    expect(new Set(slash).size).toBe(slash.length);
    expect(named.supportQuestion.name).not.toBe(named.supportFile.name);
    for (const name of [askAboutMessage, reportMessage]) expect(name.length).toBeLessThanOrEqual(32);
  });

  it("what is pointed to is called as people see it there", () => {
    expect(words.notOurs).toContain(`/${words.commands.support.name}`);
  });

  it("categories are called as everywhere in the fleet", () => {
    const { category } = parse(readFileSync(`config/locales/${locale}.yaml`, "utf8"));
    expect(words.categories).toEqual(category);
  });

  it("nothing is left in English, and nothing is empty", () => {
    const shown = new Map(textsIn(english));
    for (const [path, text] of textsIn(words)) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe("");
      // Words that several languages have in common.
      if (locale !== "en" && text !== "Trading" && text !== "ticket") expect(text).not.toBe(shown.get(path));
    }
  });
});

it.each([
  ["zh-CN", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["es-419", "es"],
  ["es-ES", "es"],
  ["pt-BR", "pt"],
  ["en-GB", "en"],
  ["de", "en"],
  [undefined, "en"],
  [{ toString: "ja" }, "en"],
] as const)("a client in %s is spoken to in %s", (code, locale) => {
  expect(wordsFor(code)).toBe(translations[locale].words);
});

it("all commands are registered in every language, and known by their English names", async () => {
  const at = await atWork();
  await at.begin();
  await at.discord.waitForRequest(({ operation }) => operation === "bulk_set_application_commands");
  const codes = locales.flatMap((locale) => translations[locale].codes);
  expect(codes).toHaveLength(10);
  for (const command of commands) {
    expect(Object.keys(command.name_localizations).toSorted()).toEqual(codes.toSorted());
    if ("options" in command)
      for (const option of command.options ?? [])
        expect(Object.keys(option.description_localizations).toSorted()).toEqual(codes.toSorted());
  }
  const registered = [...at.discord.bot().commands.values()];
  expect(registered.map((command) => command["name"])).toEqual(commands.map(({ name }) => name));
  expect(registered.find((command) => command["name"] === "support")).toMatchObject({
    name_localizations: { ja: "サポート", "es-ES": "soporte" },
    description_localizations: { "zh-TW": "提問，或開始對話" },
  });
});
