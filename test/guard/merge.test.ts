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

  it.each([
    ["a key that is told as a password", "private_key", "password"],
    ["the keys in a keystore", "keystore", "private_key"],
    ["a card in a list of codes", "payment_card", "one_time_code"],
  ] as const)(
    "takes the kind that says most about what to do, of equally sure ones: %s",
    (_, kind, other) => {
      const wide = finding({ kind: other, start: 0, end: 9 });
      const narrow = finding({ kind, start: 2, end: 4 });
      for (const found of [
        [wide, narrow],
        [narrow, wide],
      ])
        expect(mergeFindings(found)).toEqual([{ kind, level: "soft", start: 0, end: 9 }]);
    },
  );

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
