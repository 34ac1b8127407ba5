import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAnswer, parseMarkup } from "../../src/knowledge/format-answer.ts";

const links = { "help-center": "https://example.com/help", status: "https://example.com/status" };

describe("formatAnswer", () => {
  it("turns bold and links into spans over the text without markup", () => {
    expect(formatAnswer("**Stop.** See the [help center](help-center) now.", links)).toEqual({
      text: "Stop. See the help center now.",
      spans: [
        { style: "bold", offset: 0, length: 5 },
        { style: "link", offset: 14, length: 11, url: "https://example.com/help" },
      ],
    });
  });

  it("counts offsets in UTF-16 units", () => {
    expect(formatAnswer("😀 **粗体**", links).spans).toEqual([{ style: "bold", offset: 3, length: 2 }]);
  });

  it("keeps a link within bold text", () => {
    expect(formatAnswer("**go [here](status) now**", links)).toEqual({
      text: "go here now",
      spans: [
        { style: "bold", offset: 0, length: 11 },
        { style: "link", offset: 3, length: 4, url: "https://example.com/status" },
      ],
    });
  });

  it("leads to the help center when a key is not configured", () => {
    expect(formatAnswer("[a](unknown)", links).spans[0]?.url).toBe("https://example.com/help");
  });

  it("leaves the label as plain text when a key leads nowhere", () => {
    expect(formatAnswer("[a](unknown)", {})).toEqual({ text: "a", spans: [] });
  });

  it("leaves text without markup alone, and every span lies within the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const formatted = formatAnswer(text, links);
        for (const { offset, length } of formatted.spans) {
          expect(offset >= 0 && length > 0 && offset + length <= formatted.text.length).toBe(true);
        }
        if (!/[[\]*]/.test(text)) expect(formatted).toEqual({ text: text.trim(), spans: [] });
      }),
    );
  });
});

describe("parseMarkup", () => {
  it.each([
    ["**open", "** is opened and not closed"],
    ["a ****", "** encloses nothing"],
    ["[label](two words)", "a link is not of the form [label](link-key)"],
    ["[**bold**](status)", "bold inside a link's label"],
  ])("finds the fault in %j", (text, fault) => {
    expect(parseMarkup(text).faults).toEqual([fault]);
  });

  it.each(["plain [Forgot password] button", "2 * 3", "**a** and **b**", "[a](status)"])(
    "finds no fault in %j",
    (text) => {
      expect(parseMarkup(text).faults).toEqual([]);
    },
  );
});
