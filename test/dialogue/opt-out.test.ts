import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { matchOptOut } from "../../src/dialogue/opt-out/match-opt-out.ts";
import { locales } from "../../src/domain/locale.ts";
import { loadArticles } from "../../src/knowledge/load-articles.ts";

type Sentences = Readonly<Record<string, { readonly leaves: string; readonly stays: string }>>;
const sentences: Sentences = parse(readFileSync("test/dialogue/fixtures/opt-out.yaml", "utf8"));
const linesOf = (lines: string | undefined) => (lines ?? "").trim().split("\n");

describe.each(locales)("in %s", (locale) => {
  it.each(linesOf(sentences[locale]?.leaves))("%j asks for no more messages", (text) => {
    expect(matchOptOut(text)).toBeDefined();
  });

  it.each(linesOf(sentences[locale]?.stays))("%j only has such words in it", (text) => {
    expect(matchOptOut(text)).toBeUndefined();
  });
});

it.each(["baja", "darme de baja", "sair", "ngừng gửi", "dừng gửi"])(
  "%j may be about a form, or about something of their own",
  (text) => expect(matchOptOut(text)).toBe("stop"),
);

it("no phrasing of an article asks for silence", () => {
  const phrasings = loadArticles("config/articles").flatMap(({ texts }) =>
    Object.values(texts).flatMap((text) => text.phrasings),
  );
  expect(phrasings.length).toBeGreaterThan(1_000);
  expect(phrasings.filter((text) => matchOptOut(text) !== undefined)).toEqual([]);
}, 300_000);
