import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { matchOptOut } from "../../src/dialogue/opt-out/match-opt-out.ts";
import { locales } from "../../src/domain/locale.ts";

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
