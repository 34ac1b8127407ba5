import { seededRandom, shuffle } from "./seeded-random.ts";
import type { Vector } from "./vectorizer.ts";

/** Weights by row and class (`row * width + class`), and a bias a class. */
export interface DenseWeights {
  readonly weights: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
  readonly classes: number;
  /** Classes, rounded up to whole lanes. */
  readonly width: number;
}

export interface TrainingSet {
  readonly vectors: readonly Vector[];
  /** The class of each vector. */
  readonly labels: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
}

export const trainingDefaults = { epochs: 18, rate: 12, decay: 0.15, penalty: 2e-5 } as const;

export type TrainingOptions = { readonly [K in keyof typeof trainingDefaults]: number };

/** Errors in probability below this are not worth a pass over the weights. */
const NEGLIGIBLE = 0.005;
/** A text whose own class lacks less than this is learned for now, and rests for some epochs. */
const LEARNED = 0.02;
const REST = 2;
const BIAS_SHARE = 0.01;
const LANE = 4;

/** Softmax regression by stochastic gradient descent; the same set gives the same weights. */
export function trainSoftmax(set: TrainingSet, options: TrainingOptions = trainingDefaults): DenseWeights {
  const { vectors, labels, rows, classes } = set;
  const width = Math.ceil(classes / LANE) * LANE;
  const weights = new Float32Array(rows * width);
  const bias = new Float32Array(classes);
  const scores = new Float64Array(width);
  const active = new Uint32Array(classes);
  const step: Step = { classes: active, deltas: new Float64Array(classes), length: 0 };
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
      score(vector, weights, width, scores);
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
      descend(vector, weights, width, step);
    }
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  return { weights, bias, classes, width };
}

/** The classes that move, and by how much. Used again for every text. */
interface Step {
  readonly classes: Uint32Array;
  readonly deltas: Float64Array;
  length: number;
}

function descend({ rows, values }: Vector, weights: Float32Array, width: number, step: Step): void {
  const { classes, deltas, length } = step;
  for (let at = 0; at < rows.length; at += 1) {
    const base = (rows[at] ?? 0) * width;
    const value = values[at] ?? 0;
    for (let k = 0; k < length; k += 1) {
      const place = base + (classes[k] ?? 0);
      weights[place] = (weights[place] ?? 0) + value * (deltas[k] ?? 0);
    }
  }
}

/** Four classes at a time, so that their sums stay in registers. */
function score({ rows, values }: Vector, weights: Float32Array, width: number, scores: Float64Array): void {
  const { length } = rows;
  for (let c = 0; c < width; c += LANE) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let at = 0; at < length; at += 1) {
      const place = (rows[at] ?? 0) * width + c;
      const value = values[at] ?? 0;
      first += value * (weights[place] ?? 0);
      second += value * (weights[place + 1] ?? 0);
      third += value * (weights[place + 2] ?? 0);
      fourth += value * (weights[place + 3] ?? 0);
    }
    scores[c] = first;
    scores[c + 1] = second;
    scores[c + 2] = third;
    scores[c + 3] = fourth;
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
export function denseScores(vector: Vector, { weights, bias, classes, width }: DenseWeights): Float64Array {
  const scores = new Float64Array(width);
  score(vector, weights, width, scores);
  for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + (bias[c] ?? 0);
  return scores.subarray(0, classes);
}
