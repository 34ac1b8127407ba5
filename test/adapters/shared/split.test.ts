import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText, splitText } from "../../../adapters/shared/split.ts";
import type { FormattedText, TextSpan } from "../../../src/domain/effect.ts";
import { countedSteps, growth } from "../../support/counted-steps.ts";

const texts = (text: string, limit: number) => splitText({ text, spans: [] }, limit).map((part) => part.text);

/** Every character that is not white space, with the styles that lie on it. */
const styled = ({ text, spans }: FormattedText): string[] =>
  [...text].reduce<{ at: number; out: string[] }>(
    ({ at, out }, char) => {
      const on = spans.filter(({ offset, length }) => at >= offset && at < offset + length);
      if (char.trim() !== "")
        out.push(
          `${char}|${on
            .map(({ style, url }) => style + (url ?? ""))
            .sort()
            .join()}`,
        );
      return { at: at + char.length, out };
    },
    { at: 0, out: [] },
  ).out;

describe("splitting a text", () => {
  it("leaves a text that fits as it is", () => {
    const content = { text: " fits ", spans: [] };
    expect(splitText(content, 6)).toEqual([content]);
  });

  it.each([
    ["paragraphs", "aaa bbb\n\nccc ddd", 12, ["aaa bbb", "ccc ddd"]],
    ["lines", "aaa bbb\nccc ddd", 11, ["aaa bbb", "ccc ddd"]],
    ["words", "aaa bbb ccc", 8, ["aaa bbb", "ccc"]],
    [
      "words, where a line would leave the part almost empty",
      "a\nbbbb cccc dddd",
      12,
      ["a\nbbbb cccc", "dddd"],
    ],
    ["characters, where there is no space", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["emoji, each kept whole", "👨‍👩‍👧👨‍👩‍👧", 9, ["👨‍👩‍👧", "👨‍👩‍👧"]],
    ["flags, each kept whole", "🇨🇳🇯🇵🇰🇷", 6, ["🇨🇳", "🇯🇵", "🇰🇷"]],
    ["blanks alone, which no platform takes", `aaaa${" ".repeat(20)}bbbb`, 8, ["aaaa", "bbbb"]],
  ])("cuts at %s", (_, text, limit, parts) => {
    expect(texts(text, limit)).toEqual(parts);
  });

  it("cuts one character that is longer than a part between its code points", () => {
    expect(texts(`a${"\u0301".repeat(9)}`, 4).every((part) => part.length <= 4)).toBe(true);
    expect(texts("👨‍👩‍👧", 3).join("")).toBe("👨‍👩‍👧");
  });

  it("splits spans along, links with their address", () => {
    const spans: TextSpan[] = [{ style: "link", offset: 2, length: 6, url: "https://a.com" }];
    expect(splitText({ text: "aaaa bbbb", spans }, 5)).toEqual([
      { text: "aaaa", spans: [{ style: "link", offset: 2, length: 2, url: "https://a.com" }] },
      { text: "bbbb", spans: [{ style: "link", offset: 0, length: 3, url: "https://a.com" }] },
    ]);
  });

  const word = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    fc.constantFrom("👨‍👩‍👧‍👦", "🇨🇳", "é", "\u0301", "\r\n", " ", "\n\n", "中文", "👍🏽"),
  );
  const content = fc
    .tuple(
      fc.array(word, { maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(300), fc.nat(80), fc.constantFrom("bold", "link")), { maxLength: 4 }),
    )
    .map(([words, marks]): FormattedText => {
      const text = words.join(" ").toWellFormed();
      const spans = marks.map(
        ([offset, length, style]): TextSpan =>
          style === "link"
            ? { style: "link", offset, length, url: "https://a.com" }
            : { style: "bold", offset, length },
      );
      return { text, spans };
    });

  it("loses no character and no style, keeps the order, and never exceeds the limit", () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 30, max: 80 }), (whole, limit) => {
        const parts = splitText(whole, limit);
        for (const { text, spans } of parts) {
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text.isWellFormed()).toBe(true);
          if (parts.length < 2) continue;
          expect(text.trim()).not.toBe("");
          for (const { offset, length } of spans)
            expect(offset >= 0 && length > 0 && offset + length <= text.length).toBe(true);
        }
        expect(parts.flatMap(styled)).toEqual(styled(whole));
      }),
      { numRuns: 500 },
    );
  });

  it("never cuts a character that people see as one", () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(content, ({ text }) => {
        const parts = texts(text, 30);
        let from = 0;
        for (const part of parts) {
          const at = text.indexOf(part, from);
          from = at + part.length;
          const boundary = (index: number) =>
            index >= text.length || graphemes.segment(text).containing(index)?.index === index;
          expect(boundary(at) && boundary(from)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes a megabyte in reasonable time", () => {
    const parts = texts("word ".repeat(200_000), 4096);
    expect(parts.length).toBeGreaterThan(240);
  });

  it.each([
    ["blanks", " "],
    ["blanks of another kind, and tabs", "\u00a0\t"],
    ["blanks that are no place to cut", "a \u0301"],
  ])("takes half a megabyte of %s in steps in proportion to it", (_, unit) => {
    const split = (length: number) => texts(unit.repeat(length / unit.length), 4096);
    expect(growth(split, 250_000)).toBeLessThan(2.3);
    expect(countedSteps(() => split(500_000))).toBeLessThan(5_000_000);
  });
});

describe("plain text", () => {
  it("puts a link's address behind its label, and not behind an address", () => {
    const spans: TextSpan[] = [
      { style: "bold", offset: 0, length: 3 },
      { style: "link", offset: 4, length: 4, url: "https://a.com" },
      { style: "link", offset: 13, length: 13, url: "https://b.com" },
    ];
    expect(plainText({ text: "See here and https://b.com.", spans })).toEqual({
      text: "See here (https://a.com) and https://b.com.",
      spans: [],
    });
  });
});
