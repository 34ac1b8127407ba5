import { seededRandom, shuffle } from "./seeded-random.ts";
import type { Vector } from "./vectorizer.ts";

/** Weights by row and class (`row * classes + class`), and a bias a class. */
export interface DenseWeights {
  readonly weights: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
  readonly classes: number;
}

export interface TrainingSet {
  readonly vectors: readonly Vector[];
  /** The class of each vector. */
  readonly labels: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
}

export interface TrainingOptions {
  readonly epochs: number;
  /** Of the first epoch. */
  readonly rate: number;
  /** How fast the rate falls with the epochs. */
  readonly decay: number;
  /** The share of every weight that a step of rate 1 takes. */
  readonly penalty: number;
}

/** Errors in probability below this are not worth a pass over the weights. */
const NEGLIGIBLE = 0.003;
/** A text whose own class lacks less than this is learned for now, and rests for some epochs. */
const LEARNED = 0.005;
const REST = 2;
const BIAS_SHARE = 0.01;

/** Softmax regression by stochastic gradient descent; the same set gives the same weights. */
export function trainSoftmax(set: TrainingSet, options: TrainingOptions): DenseWeights {
  const { vectors, labels, rows, classes } = set;
  const weights = new Float32Array(rows * classes);
  const bias = new Float32Array(classes);
  const scores = new Float64Array(classes);
  const active = new Uint32Array(classes);
  const step: Step = { classes, active, deltas: new Float64Array(classes), length: 0 };
  const order = Uint32Array.from(vectors.keys());
  const restUntil = new Uint8Array(vectors.length);
  const random = seededRandom(rows * 31 + classes);
  /** The weights are `scale` times what is stored, so that the penalty costs one multiplication. */
  let scale = 1;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = options.rate / (1 + options.decay * epoch);
    for (const example of order) {
      const vector = vectors[example];
      if (!vector || (restUntil[example] ?? 0) > epoch) continue;
      score(vector, weights, classes, scores);
      const label = labels[example] ?? 0;
      toErrors(scores, bias, scale, label);
      scale *= 1 - rate * options.penalty;
      if (-(scores[label] ?? 0) < LEARNED) restUntil[example] = epoch + REST;
      let actives = 0;
      for (let c = 0; c < classes; c += 1) {
        const error = scores[c] ?? 0;
        if (error > NEGLIGIBLE || error < -NEGLIGIBLE) {
          active[actives] = c;
          actives += 1;
          bias[c] = (bias[c] ?? 0) - rate * BIAS_SHARE * error;
        }
      }
      step.length = actives;
      for (let k = 0; k < actives; k += 1) step.deltas[k] = (-rate / scale) * (scores[active[k] ?? 0] ?? 0);
      descend(vector, weights, step);
    }
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  return { weights, bias, classes };
}

/** The classes that move, and by how much. Used again for every text. */
interface Step {
  /** How many classes there are. */
  readonly classes: number;
  readonly active: Uint32Array;
  readonly deltas: Float64Array;
  length: number;
}

function descend({ rows, values }: Vector, weights: Float32Array, step: Step): void {
  const { classes, active, deltas, length } = step;
  for (let at = 0; at < rows.length; at += 1) {
    const base = (rows[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let k = 0; k < length; k += 1) {
      const place = base + (active[k] ?? 0);
      weights[place] = (weights[place] ?? 0) + value * (deltas[k] ?? 0);
    }
  }
}

/** Four rows at a time: each is read from end to end, and the sums are written a quarter as often. */
function score({ rows, values }: Vector, weights: Float32Array, classes: number, scores: Float64Array): void {
  scores.fill(0);
  const { length } = rows;
  const last = length - 1;
  for (let at = 0; at < length; at += 4) {
    // Past the end the last row is read again, for nothing.
    const first = (rows[at] ?? 0) * classes;
    const second = (rows[Math.min(at + 1, last)] ?? 0) * classes;
    const third = (rows[Math.min(at + 2, last)] ?? 0) * classes;
    const fourth = (rows[Math.min(at + 3, last)] ?? 0) * classes;
    const a = values[at] ?? 0;
    const b = at + 1 < length ? (values[at + 1] ?? 0) : 0;
    const c = at + 2 < length ? (values[at + 2] ?? 0) : 0;
    const d = at + 3 < length ? (values[at + 3] ?? 0) : 0;
    for (let k = 0; k < classes; k += 1) {
      const near = a * (weights[first + k] ?? 0) + b * (weights[second + k] ?? 0);
      const far = c * (weights[third + k] ?? 0) + d * (weights[fourth + k] ?? 0);
      scores[k] = (scores[k] ?? 0) + near + far;
    }
  }
}

/** Turns raw scores into probability minus truth, in place. */
function toErrors(scores: Float64Array, bias: Float32Array, scale: number, label: number): void {
  const classes = bias.length;
  let largest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c += 1) {
    const value = (scores[c] ?? 0) * scale + (bias[c] ?? 0);
    scores[c] = value;
    if (value > largest) largest = value;
  }
  let sum = 0;
  for (let c = 0; c < classes; c += 1) {
    const value = Math.exp((scores[c] ?? 0) - largest);
    scores[c] = value;
    sum += value;
  }
  for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) / sum - (c === label ? 1 : 0);
}

/** The raw score of each class. */
export function denseScores(vector: Vector, { weights, bias, classes }: DenseWeights): Float64Array {
  const scores = new Float64Array(classes);
  score(vector, weights, classes, scores);
  for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + (bias[c] ?? 0);
  return scores;
}
