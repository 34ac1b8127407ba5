import { describe, expect, it } from "vitest";
import { withLikeness } from "../../src/knowledge/class-likeness.ts";
import { extractFeatures } from "../../src/knowledge/features.ts";
import { fitClassifier } from "../../src/knowledge/fit-classifier.ts";
import { denseScores } from "../../src/knowledge/train-softmax.ts";
import { collectHashes, RowIndex, toCounts, toVector, weighRows } from "../../src/knowledge/vectorizer.ts";

const said = [
  ["my coins did not arrive", 0],
  ["deposit is missing since monday", 0],
  ["where are the coins of my deposit", 0],
  ["i forgot my password", 1],
  ["reset the password please", 1],
  ["password is lost", 1],
] as const;

const vectorsOf = (texts: readonly string[]) => {
  const features = said.map(([text]) => extractFeatures(text, "en"));
  const hashes = collectHashes(features);
  const index = new RowIndex(hashes);
  const labels = said.map(([, label]) => label);
  const counts = features.map((one) => toCounts(one, index));
  const weights = weighRows({ texts: counts, labels, classes: 2, rows: hashes.length });
  const vectors = texts.map((text) => toVector(toCounts(extractFeatures(text, "en"), index), weights));
  return { vectors, labels, rows: hashes.length, classes: 2 };
};
const set = vectorsOf(said.map(([text]) => text));

describe("withLikeness", () => {
  it("puts behind each text how like it is to each class, and takes no text for an example of itself", () => {
    const { vectors, rows } = withLikeness({ ...set, power: 1 });
    expect(rows).toBe(set.rows + 2);
    const alone = withLikeness({ ...vectorsOf([said[0][0], said[3][0]]), labels: [0, 1], power: 1 });
    expect(vectors.every((one, at) => one.rows.length === (set.vectors[at]?.rows.length ?? 0) + 2)).toBe(
      true,
    );
    // Two texts, each the only one of its class: none is like its own.
    for (const [at, one] of alone.vectors.entries()) {
      const [first = 0, second = 0] = one.values.slice(-2);
      expect(at === 0 ? first : second).toBeLessThanOrEqual(at === 0 ? second : first);
    }
  });

  it("folds what is learned of likeness into the features without a change to any score", () => {
    const { fold, rows } = withLikeness({ ...set, power: 2 });
    const weights = Float32Array.from({ length: rows * 2 }, (_, at) => ((at * 7) % 11) / 11);
    const folded = fold({ weights, bias: Float32Array.of(0.5, 0), classes: 2 });
    expect(folded.weights.length).toBe(set.rows * 2);
    // A text that is no example has its likeness from whole classes; so has one that is asked.
    const [asked] = vectorsOf(["my deposit password"]).vectors;
    const difference = (dense: typeof folded) => {
      const scores = asked ? denseScores(asked, dense) : new Float64Array(2);
      return (scores[0] ?? 0) - (scores[1] ?? 0);
    };
    expect(Number.isFinite(difference(folded))).toBe(true);
    expect(difference(folded)).not.toBeCloseTo(
      difference({ weights: weights.slice(0, set.rows * 2), bias: folded.bias, classes: 2 }),
    );
  });
});

describe("fitClassifier", () => {
  it.each([
    ["the deposit never came", 0],
    ["passwrd forgotten", 1],
  ])("gives %j to its class", (text, label) => {
    const [vector] = vectorsOf([text]).vectors;
    const scores = vector ? denseScores(vector, fitClassifier(set)) : [];
    expect(scores[label]).toBeGreaterThan(scores[1 - label] ?? 0);
  });

  it("gives the same weights for the same texts", () => {
    expect(fitClassifier(set)).toEqual(fitClassifier(set));
  });
});
