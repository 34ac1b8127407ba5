import { describe, expect, it } from "vitest";
import { type Judged, toFigures } from "../../src/knowledge/evaluation-figures.ts";

const judged = (truth: string | undefined, first: string, { probability = 0.9, scope = 1 } = {}): Judged => ({
  truth,
  ranked: [
    { slug: first, probability },
    { slug: "second", probability: (1 - probability) / 2 },
    { slug: "third", probability: (1 - probability) / 4 },
  ],
  scope,
});

describe("toFigures", () => {
  it("counts the first and the first three over texts in scope alone", () => {
    const figures = toFigures([
      judged("a", "a"),
      judged("second", "a"),
      judged("nowhere", "a"),
      judged("third", "a"),
      judged(undefined, "a"),
    ]);
    expect(figures).toMatchObject({ n: 5, accuracy: 0.25, top3: 0.75 });
  });

  it("says null where nothing is out of scope, or nothing in it", () => {
    expect(toFigures([judged("a", "a")])).toMatchObject({ oosAuroc: null, oosRecallAtMinus2: null });
    expect(toFigures([judged(undefined, "a")])).toMatchObject({
      accuracy: null,
      top3: null,
      oosAuroc: null,
      ece: null,
      coverageAt98: null,
    });
    expect(toFigures([])).toMatchObject({ n: 0, accuracy: null });
  });

  it.each([
    ["above all others", [3, 2], [1, 0], 1],
    ["below all others", [0, 1], [2, 3], 0],
    ["among them", [3, 1], [2, 0], 0.75],
    ["equal to them", [1, 1], [1, 1], 0.5],
  ])("gives the area under the curve for genuine texts %s", (_, inside, outside, area) => {
    const all = [
      ...inside.map((scope) => judged("a", "a", { scope })),
      ...outside.map((scope) => judged(undefined, "a", { scope })),
    ];
    expect(toFigures(all).oosAuroc).toBeCloseTo(area);
  });

  it("counts as recalled what lies below the border that the model learned", () => {
    const all = [-1, -0.1, 0, 1].map((scope) => judged(undefined, "a", { scope }));
    expect(toFigures([judged("a", "a"), ...all]).oosRecallAtMinus2).toBe(0.5);
  });

  it("measures how far promises and truth lie apart", () => {
    const half = [judged("a", "a", { probability: 0.8 }), judged("b", "a", { probability: 0.8 })];
    expect(toFigures(half).ece).toBeCloseTo(0.3);
  });

  it("covers the surest texts as far as 98 in 100 of them are right, and never parts a tie", () => {
    const right = Array.from({ length: 50 }, (_, n) => judged("a", "a", { probability: 0.99 - n / 1_000 }));
    const wrong = judged("b", "a", { probability: 0.9 });
    expect(toFigures([...right, wrong, judged("b", "a", { probability: 0.9 })]).coverageAt98).toBeCloseTo(
      50 / 52,
    );
    expect(toFigures([...right, wrong]).coverageAt98).toBe(1);
  });
});
