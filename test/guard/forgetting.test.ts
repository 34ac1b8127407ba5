import { afterEach, describe, expect, it, vi } from "vitest";
import { checkOutbound } from "../../src/guard/check-outbound.ts";
import { continuesSeed } from "../../src/guard/continues-seed.ts";
import { asksForCode } from "../../src/guard/detectors/told/asks-for-code.ts";
import { forgetting } from "../../src/guard/forgetting.ts";
import { patternFaults } from "../../src/guard/operator-patterns.ts";
import { redactMessages } from "../../src/guard/redact-messages.ts";
import { redactText } from "../../src/guard/redact-text.ts";
import { scan } from "../../src/guard/scan.ts";
import { scanAcross } from "../../src/guard/scan-across.ts";
import { textOf, unitsFor, unitsOf } from "../../src/guard/units.ts";
import { labels, nothingExpected } from "./support.ts";

/** No ASCII: what is, goes a shorter way. */
const told = "мой пароль Kettle-4471! ｏｋ";
const context = { ...labels, ...nothingExpected };
const broken = {
  name: "broken",
  kinds: [],
  find: () => {
    throw new Error("broken detector");
  },
};

const longest = 16_384;
/** Everything but zeros that the arrays hold which are used again. */
const leftOver = () =>
  [unitsOf(""), unitsFor(longest)].map((units) => textOf(units, longest).replaceAll("\0", ""));

const entries: Readonly<Record<string, (text: string) => unknown>> = {
  scan: (text) => scan(text, nothingExpected),
  "scan, where a detector throws": (text) =>
    expect(() => scan(text, nothingExpected, { detectors: [broken] })).toThrow("broken detector"),
  scanAcross: (text) =>
    scanAcross(
      [text, text].map((part, i) => ({ id: String(i), text: part })),
      context,
    ),
  redactText: (text) => redactText(text, context),
  redactMessages: (text) => redactMessages([{ text }, { text }], context),
  checkOutbound: (text) => checkOutbound(text, [], { allowedHosts: [] }),
  continuesSeed,
  asksForCode,
  "the operator's examples": (text) =>
    patternFaults([
      { name: "own", kind: "token", level: "soft", pattern: "x", examples: [text], counterExamples: [] },
    ]),
};

describe("what the guard keeps between two texts", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(Object.entries(entries))("is nothing of a text after %s", (_, look) => {
    look(told);
    expect(leftOver()).toEqual(["", ""]);
  });

  it("is no sentence in Chinese: the same one is read anew", () => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, "segment");
    const phrase = "一 完 舞 走 软 为 郭 罢 婚 焰 批 倒";
    const read = () => {
      segment.mockClear();
      scan(phrase, nothingExpected);
      return segment.mock.calls.length;
    };
    const first = read();
    expect(first).toBeGreaterThan(0);
    expect(read()).toBe(first);
  });

  it("is seen by this test where somebody forgets to forget", () => {
    forgetting(() => {
      unitsOf(told);
      expect(leftOver()[0]).toBe(told);
      unitsFor(4).set([0x41, 0x42]);
      expect(leftOver()[1]).toBe("AB");
    });
    expect(leftOver()).toEqual(["", ""]);
  });
});
