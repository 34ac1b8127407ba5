import { describe, expect, it } from "vitest";
import { measureLikeness } from "../../src/knowledge/class-likeness.ts";
import { createGrouper } from "../../src/knowledge/column-groups.ts";
import { denseScores } from "../../src/knowledge/dense-weights.ts";
import { extractFeatures } from "../../src/knowledge/features.ts";
import { fitClassifier } from "../../src/knowledge/fit-classifier.ts";
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

describe("measureLikeness", () => {
  it("tells of each text how like it is to each class, and takes no text for an example of itself", () => {
    const { values } = measureLikeness(set, 1);
    expect(values.length).toBe(set.vectors.length * set.classes);
    for (const [text, label] of set.labels.entries())
      expect(values[2 * text + label]).toBeGreaterThan(values[2 * text + 1 - label] ?? 0);
    // Two texts, each the only one of its class: none is like its own.
    const two = vectorsOf([said[0][0], said[3][0]]);
    const [own = 0, other = 0, otherOfSecond = 0, ownOfSecond = 0] = measureLikeness(
      { ...two, labels: [0, 1] },
      1,
    ).values;
    expect(own).toBeLessThanOrEqual(other);
    expect(ownOfSecond).toBeLessThanOrEqual(otherOfSecond);
  });

  it("has the mean square that is asked for", () => {
    const { values } = measureLikeness(set, 2);
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    expect(squares / set.vectors.length).toBeCloseTo(2, 4);
  });

  it("folds what is learned of likeness into the rows, so that it is heard in the scores of whoever asks", () => {
    const [asked] = vectorsOf(["my deposit password"]).vectors;
    const difference = (worth: readonly number[]) => {
      const weights = new Float32Array(set.rows * 2);
      const { fold } = measureLikeness(set, 2);
      const folded = fold({
        weights,
        bias: Float32Array.of(0.5, 0),
        worth: Float32Array.from(worth),
        classes: 2,
      });
      expect(folded.weights.length).toBe(set.rows * 2);
      const scores = asked ? denseScores(asked, folded) : new Float64Array(2);
      return (scores[0] ?? 0) - (scores[1] ?? 0);
    };
    expect(difference([0, 0, 0, 0])).toBeCloseTo(0.5);
    // Being like either class speaks for it. The asked text is nearer to one of them; what counts against that turns the sign.
    const forIt = difference([1, 0, 0, 1]) - 0.5;
    const againstIt = difference([0, 1, 1, 0]) - 0.5;
    expect(Math.abs(forIt)).toBeGreaterThan(0.01);
    expect(againstIt).toBeCloseTo(-forIt, 5);
  });
});

describe("fitClassifier", () => {
  it.each([
    ["the deposit never came", 0],
    ["passwrd forgotten", 1],
  ])("gives %j to its class", (text, label) => {
    const [vector] = vectorsOf([text]).vectors;
    const { groups, dense } = fitClassifier(set);
    const scores = vector ? denseScores(createGrouper(groups)(vector), dense) : [];
    expect(scores[label]).toBeGreaterThan(scores[1 - label] ?? 0);
  });

  it("gives the same weights for the same texts", () => {
    expect(fitClassifier(set)).toEqual(fitClassifier(set));
  });
});
