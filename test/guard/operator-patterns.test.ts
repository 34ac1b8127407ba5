import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GuardContext } from "../../src/guard/detector.ts";
import { type OperatorPattern, operatorDetector, patternFaults } from "../../src/guard/operator-patterns.ts";
import { scan } from "../../src/guard/scan.ts";
import { anyText, nothingExpected } from "./support.ts";

const aPattern = (override: Partial<OperatorPattern> = {}): OperatorPattern => ({
  name: "staff-badge",
  kind: "token",
  level: "hard",
  pattern: "\\bSTF-\\d{8}\\b",
  examples: ["my badge is STF-00417293"],
  counterExamples: ["ticket STF-12"],
  ...override,
});

const find = (
  text: string,
  patterns: readonly OperatorPattern[] = [aPattern()],
  context: GuardContext = nothingExpected,
) =>
  scan(text, context, { detectors: [operatorDetector(patterns)] }).findings.map(
    ({ start, end, ...found }) => ({
      ...found,
      text: text.slice(start, end),
    }),
  );

describe("an operator's pattern", () => {
  it("finds what it describes, with its kind and level", () => {
    expect(find("badge STF-00417293, ok?")).toEqual([{ kind: "token", level: "hard", text: "STF-00417293" }]);
  });

  it("sees through invisible characters, full-width letters and digits of other scripts", () => {
    expect(find("badge ＳＴＦ-00\u200b４１７२९३ ok").map(({ text }) => text)).toEqual([
      "ＳＴＦ-00\u200b４１７२९३",
    ]);
  });

  it("takes out its group alone, when it has one", () => {
    const patterns = [
      aPattern({ pattern: "(?i)badge(?: no)?\\W{1,3}([a-z]{2}\\d{6})", kind: "password", level: "soft" }),
    ];
    expect(find("Badge no: ab123456 was refused", patterns)).toEqual([
      { kind: "password", level: "soft", text: "ab123456" },
    ]);
  });

  it("is one of many, each with its own kind", () => {
    const patterns = [
      aPattern(),
      aPattern({ name: "pass", pattern: "\\bgate \\d{4}\\b", kind: "password", level: "soft" }),
    ];
    expect(find("STF-00417293 at gate 1234", patterns).map(({ kind }) => kind)).toEqual([
      "token",
      "password",
    ]);
  });

  it.each([4_090, 4_096, 8_000, 99_980])("is found in a long text, at %i too", (at) => {
    const text = `${"lorem ipsum ".repeat(9_000).slice(0, at - 1)} STF-00417293 `;
    expect(find(text).map(({ text: found }) => found)).toEqual(["STF-00417293"]);
  });

  it("keeps offsets in any text", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const found = find(`${before} STF-00417293 ${after}`).map(({ text }) => text);
        expect(found).toContain("STF-00417293");
      }),
    );
  });

  it("that is dear masks the blocks that it cannot look at closely, and nothing less", () => {
    const dear = aPattern({
      pattern: "[a-z0-9]{20,40}",
      examples: ["a".repeat(20)],
      counterExamples: ["short"],
    });
    const text = "abcdefghij0123456789x ".repeat(4_545);
    const covered = scan(text, nothingExpected, { detectors: [operatorDetector([dear])] }).findings;
    const isCovered = (at: number) => covered.some(({ start, end }) => start <= at && at < end);
    for (let at = 0; at < text.length; at += 22) expect(isCovered(at + 10), `unit ${at}`).toBe(true);
  });
});

describe("faults of patterns", () => {
  it("are none in a right one", () => {
    expect(patternFaults([aPattern()])).toEqual([]);
  });

  it.each<[string, Partial<OperatorPattern>, object]>([
    ["a look-behind", { pattern: "(?<=x)\\d+" }, { reason: expect.stringContaining("RE2") }],
    ["a back-reference", { pattern: "(a)\\1" }, { reason: expect.stringContaining("RE2") }],
    ["a bracket left open", { pattern: "[a-z" }, { reason: expect.stringContaining("staff-badge") }],
    ["one that matches nothing at all", { pattern: "\\d*" }, { reason: expect.stringContaining("empty") }],
    [
      "one that is too large",
      { pattern: "(?:[a-z]{1,30} ?){1,10}x" },
      { reason: expect.stringContaining("too large") },
    ],
    [
      "an example that is not found",
      { examples: ["my badge is STF-00417293", "STF-1"] },
      {
        example: { list: "examples", index: 1 },
        reason: expect.stringContaining("not matched by the pattern staff-badge"),
      },
    ],
    [
      "a counter-example that is found",
      { counterExamples: ["STF-12345678"] },
      { example: { list: "counterExamples", index: 0 }, reason: expect.stringContaining("is matched") },
    ],
  ])("name %s", (_, override, fault) => {
    expect(patternFaults([aPattern({ name: "other" }), aPattern(override)])).toMatchObject([
      { pattern: 1, ...fault },
    ]);
  });

  it("quote no example, which may be a real one", () => {
    const told = patternFaults([aPattern({ examples: ["STF-0041"], counterExamples: ["STF-99999999"] })]);
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toMatch(/0041|9999/);
  });

  it("are told of all at once, and of their size together", () => {
    const large = Array.from({ length: 15 }, (_, n) =>
      aPattern({
        name: `p${n}`,
        pattern: "x[a-z0-9]{40,55}y",
        examples: [`x${"a".repeat(40)}y`],
        counterExamples: ["n"],
      }),
    );
    expect(patternFaults(large)).toMatchObject([{ reason: expect.stringContaining("together") }]);
  });
});
