import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstSentences, shortForm } from "../../src/pipeline/short-form.ts";

const plain = (text: string) => ({ text, spans: [] });

describe("the first sentences of a text", () => {
  it.each([
    ["all of a short one", "One. Two.", 50, "One. Two."],
    ["whole sentences", "One is here. Two is there. Three is nowhere.", 30, "One is here. Two is there."],
    ["Chinese ones, whose signs count twice", "第一句话。第二句话。第三句话。", 22, "第一句话。第二句话。"],
    ["no question without its answer", "Look there. Lost it? Then ask. And wait.", 20, "Look there."],
    [
      "a list's whole lines, and that it goes on",
      "Look.\n\n1. One. Or two.\n2. Three. Or four.\n3. Five.",
      34,
      "Look.\n\n1. One. Or two.\n…",
    ],
    ["no half of a list that is led to", "Look.\n\nReasons:\n1. One.\n2. Two.\n3. Three.", 30, "Look."],
    ["no half of a list with a heading", "Look.\n\nBy letter\n1. One.\n2. Two.\n3. Three.", 30, "Look."],
    ["no heading of the next list", "Look.\n- One.\n\nBy letter\n1. One.\n2. Two.", 29, "Look.\n- One."],
    ["no bare number of a list", "Do this now.\n1. Open the page of records.", 16, "Do this now."],
    ["no lead to what is cut off", "Do this now.\nThen:\n1. Open the page.", 20, "Do this now."],
    ["a line without a full stop", "A line\nAnother line that goes on", 12, "A line"],
    ["words, when no sentence fits", "one two three four five", 12, "one two…"],
    ["no version as a sentence", "Use 2.5 of it here. Then stop.", 22, "Use 2.5 of it here."],
  ])("are %s", (_, text, most, short) => {
    expect(firstSentences(plain(text), most).text).toBe(short);
  });

  it("keep what is formatted in them, and nothing that is cut", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        fc.nat(399),
        fc.nat(40),
        (text, at, length) => {
          const spans = at + length <= text.length ? [{ style: "bold" as const, offset: at, length }] : [];
          const short = firstSentences({ text, spans }, 120);
          expect(short.text.length).toBeLessThanOrEqual(121);
          expect(short.text.isWellFormed()).toBe(true);
          for (const span of short.spans)
            expect(span.offset + span.length).toBeLessThanOrEqual(short.text.length);
        },
      ),
    );
  });
});

describe("an article in short", () => {
  it("names its title and an official link, also when that stands in what is cut", () => {
    const text = `Look there. ${"x".repeat(200)} records`;
    const link = {
      style: "link",
      offset: text.length - 7,
      length: 7,
      url: "https://help.example/r",
    } as const;
    const short = shortForm({ title: "Missing", content: { text, spans: [link] } }, 50);
    expect(short.text).toBe("Missing\nLook there.\nrecords");
    expect(short.spans).toEqual([
      { style: "bold", offset: 0, length: 7 },
      { style: "link", offset: 20, length: 7, url: "https://help.example/r" },
    ]);
  });
});
