import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SecretFinding } from "../../src/domain/message.ts";
import { mergeFindings } from "../../src/guard/merge.ts";

const finding = (override: Partial<SecretFinding>): SecretFinding => ({
  kind: "password",
  level: "soft",
  start: 0,
  end: 10,
  ...override,
});

describe("mergeFindings", () => {
  it("makes one of those that overlap, of the surer kind and both their places", () => {
    const soft = finding({ start: 0, end: 8 });
    const hard = finding({ kind: "one_time_code", level: "hard", start: 5, end: 12 });
    expect(mergeFindings([hard, soft])).toEqual([
      { kind: "one_time_code", level: "hard", start: 0, end: 12 },
    ]);
  });

  it("takes the kind of the longer one among equally sure ones", () => {
    const short = finding({ start: 2, end: 4 });
    const long = finding({ kind: "seed_phrase", start: 0, end: 9 });
    expect(mergeFindings([short, long])).toEqual([long]);
  });

  it("keeps neighbours apart", () => {
    const left = finding({ start: 0, end: 5 });
    const right = finding({ start: 5, end: 9 });
    expect(mergeFindings([right, left])).toEqual([left, right]);
  });

  it("covers every place that any finding covers, in order and without overlap", () => {
    const arbitrary = fc
      .record({ start: fc.nat(50), size: fc.integer({ min: 1, max: 9 }), hard: fc.boolean() })
      .map(({ start, size, hard }) => finding({ start, end: start + size, level: hard ? "hard" : "soft" }));
    fc.assert(
      fc.property(fc.array(arbitrary), (findings) => {
        const merged = mergeFindings(findings);
        for (const { start, end, level } of findings) {
          const cover = merged.find((other) => other.start <= start && end <= other.end);
          expect(cover).toBeDefined();
          if (level === "hard") expect(cover?.level).toBe("hard");
        }
        merged.slice(1).forEach((next, i) => {
          expect(next.start).toBeGreaterThanOrEqual(merged[i]?.end ?? 0);
        });
      }),
    );
  });
});
