import { describe, expect, it } from "vitest";
import { calibrate } from "../../src/knowledge/calibrate.ts";
import { type Calibration, type Scores, toConfidence } from "../../src/knowledge/confidence.ts";
import type { HeldOut } from "../../src/knowledge/cross-validate.ts";
import { decide } from "../../src/knowledge/decide.ts";

const scopeWeights = { height: 1, against: -0.5, known: 2, lead: 1, bias: 0.25 };
const calibration = {
  temperature: 1,
  scopeWeights,
  answerAt: 0.8,
  answerScopeAt: 1.5,
  urgentAt: 0.5,
  scopeAt: 1,
  edgeAt: 0.5,
};
const signs = { height: 0, against: 0, known: 1, lead: 0 };
const scored = (...scores: readonly number[]): Scores => ({ scores: Float64Array.from(scores), known: 0.5 });
const URGENT = 7;

const verdict = (
  probabilities: readonly (readonly [label: number, probability: number])[],
  { known = 1, scope = 2 } = {},
) =>
  decide({
    confidence: {
      ranked: probabilities.map(([label, probability]) => ({ label, probability })),
      scope,
      signs,
    },
    known,
    calibration,
    isUrgent: (label) => label >= URGENT,
  });

describe("decide", () => {
  it.each([
    ["answers when one article is likely enough", [[0, 0.8]], {}, "answer"],
    [
      "asks when none is",
      [
        [0, 0.79],
        [1, 0.2],
      ],
      {},
      "ask",
    ],
    ["asks when it is likely and hardly in scope", [[0, 0.99]], { scope: 1.4 }, "ask"],
    ["answers an urgent article hardly in scope", [[URGENT, 0.5]], { scope: 1.4 }, "answer"],
    ["hands over what is out of scope, however likely", [[0, 0.99]], { scope: 0.9 }, "handover"],
    ["hands over a message whose words it does not know", [[0, 0.99]], { known: 0.05 }, "handover"],
    ["hands over when there is nothing to offer", [], {}, "handover"],
    ["answers an urgent article at a lower bar", [[URGENT, 0.5]], {}, "answer"],
    [
      "adds the chances of urgent articles",
      [
        [URGENT, 0.3],
        [URGENT + 1, 0.25],
        [0, 0.2],
      ],
      {},
      "answer",
    ],
    [
      "asks when something harmless is likelier than the urgent ones",
      [
        [0, 0.5],
        [URGENT, 0.45],
      ],
      {},
      "ask",
    ],
  ] as const)("%s", (_, probabilities, options, expected) => {
    expect(verdict(probabilities, options)).toBe(expected);
  });
});

describe("toConfidence", () => {
  it("ranks the best classes without small talk, whose share is missing from their probabilities", () => {
    const { ranked, scope } = toConfidence(scored(1, 3, 2, 4), {
      temperature: 1,
      scopeWeights,
      outOfScope: 3,
      top: 2,
    });
    expect(ranked.map(({ label }) => label)).toEqual([1, 2]);
    expect(ranked[0]?.probability).toBeCloseTo(
      Math.E ** 3 / (Math.E + Math.E ** 2 + Math.E ** 3 + Math.E ** 4),
    );
    // The articles' mean is 2: the best stands 1 above it, small talk 2.
    expect(scope).toBeCloseTo(1 - 0.5 * 2 + 2 * 0.5 + Math.log(ranked[0]?.probability ?? 0) + 0.25);
  });

  it("is more sure when it is colder", () => {
    const chance = (temperature: number) =>
      toConfidence(scored(1, 2), { temperature, scopeWeights, top: 1 }).ranked[0]?.probability ?? 0;
    expect(chance(0.5)).toBeGreaterThan(chance(1));
  });
});

describe("calibrate", () => {
  const OUT = 2;
  /** 100 genuine texts of two classes, one in `wrongEvery` of them scored for the other class, and 20 of small talk. */
  const heldOuts = (wrongEvery: number, margin: (n: number) => number): HeldOut[] => [
    ...Array.from({ length: 100 }, (_, n) => {
      const label = n % 2;
      const chosen = n % wrongEvery === 0 ? 1 - label : label;
      const scores = Float64Array.of(0, 0, -2);
      scores[chosen] = margin(n);
      return { label, scores, known: 1 };
    }),
    ...Array.from({ length: 20 }, () => ({ label: OUT, scores: Float64Array.of(-2, -2, 2), known: 0.5 })),
  ];

  it("asks for a higher probability the more of the held-out answers were wrong", () => {
    const good = calibrate({ known: heldOuts(50, (n) => 1 + (n % 10)), foreign: [] }, OUT);
    const bad = calibrate({ known: heldOuts(5, (n) => 1 + (n % 10)), foreign: [] }, OUT);
    expect(bad.answerAt).toBeGreaterThan(good.answerAt);
    expect(bad.urgentAt).toBeLessThan(bad.answerAt);
  });

  it("does not believe perfect marks beyond measure", () => {
    const { answerAt, temperature } = calibrate({ known: heldOuts(1_000, () => 20), foreign: [] }, OUT);
    expect(answerAt).toBeCloseTo(0.5);
    expect(temperature).toBeGreaterThanOrEqual(0.39);
  });

  it("draws the border of its scope between genuine questions and small talk", () => {
    const { scopeAt } = calibrate({ known: heldOuts(50, () => 4), foreign: [] }, OUT);
    expect(scopeAt).toBeGreaterThan(-3);
    expect(scopeAt).toBeLessThan(5);
  });

  it("is stricter when questions without an article look like answers", () => {
    const known = heldOuts(50, (n) => 1 + (n % 10));
    const foreign = Array.from({ length: 100 }, () => ({
      label: 0,
      scores: Float64Array.of(3, 0, -2),
      known: 1,
    }));
    const answersForeign = (calibration: Calibration) =>
      foreign.filter(
        (one) =>
          decide({
            confidence: toConfidence(one, { ...calibration, outOfScope: OUT, top: 3 }),
            known: one.known,
            calibration,
            isUrgent: () => false,
          }) === "answer",
      ).length;
    expect(answersForeign(calibrate({ known, foreign }, OUT))).toBe(0);
    expect(answersForeign(calibrate({ known, foreign: [] }, OUT))).toBe(foreign.length);
  });
});
