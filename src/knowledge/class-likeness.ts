import type { DenseWeights } from "./train-softmax.ts";
import type { Vector } from "./vectorizer.ts";

/** Texts that carry, behind their own features, how like they are to the other texts of each class. */
export interface LikenessSet {
  readonly vectors: readonly Vector[];
  /** Rows of features and of likenesses together. */
  readonly rows: number;
  /** Weights over the features alone that say the same: likeness is itself a sum over features. */
  fold(weights: DenseWeights): DenseWeights;
}

interface LikenessRequest {
  readonly vectors: readonly Vector[];
  readonly labels: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
  /** The mean square of a text's likenesses together; its features' is 1. */
  readonly power: number;
}

/**
 * Few examples leave most features with one class by chance. A text's likeness to the mean of each class spreads what
 * is learned over the features that occur together. A text is no example for itself, or likeness would tell its class.
 */
export function withLikeness({ vectors, labels, rows, classes, power }: LikenessRequest): LikenessSet {
  const sums = new Float32Array(rows * classes);
  const sizes = new Float64Array(classes);
  for (const [at, vector] of vectors.entries()) {
    const label = labels[at] ?? 0;
    sizes[label] = (sizes[label] ?? 0) + 1;
    for (const [nth, row] of vector.rows.entries()) {
      const place = row * classes + label;
      sums[place] = (sums[place] ?? 0) + (vector.values[nth] ?? 0);
    }
  }
  const likenesses = vectors.map((vector, at) =>
    centred(likeness({ vector, own: labels[at] ?? 0, sums, sizes })),
  );
  const squares = likenesses.reduce((sum, one) => sum + one.reduce((a, b) => a + b * b, 0), 0);
  const scale = squares === 0 ? 0 : Math.sqrt((power * vectors.length) / squares);
  const behind = Uint32Array.from({ length: classes }, (_, label) => rows + label);
  return {
    vectors: vectors.map((vector, at) => ({
      rows: joined(Uint32Array, vector.rows, behind),
      values: joined(
        Float32Array,
        vector.values,
        (likenesses[at] ?? new Float32Array(classes)).map((one) => one * scale),
      ),
      known: vector.known,
    })),
    rows: rows + classes,
    fold: (dense) => foldInto({ dense, sums, sizes, scale, rows }),
  };
}

function likeness(text: {
  readonly vector: Vector;
  readonly own: number;
  readonly sums: Float32Array;
  readonly sizes: Float64Array;
}): Float32Array<ArrayBuffer> {
  const { vector, own, sums, sizes } = text;
  const classes = sizes.length;
  const result = new Float32Array(classes);
  let self = 0;
  for (let nth = 0; nth < vector.rows.length; nth += 1) {
    const value = vector.values[nth] ?? 0;
    const base = (vector.rows[nth] ?? 0) * classes;
    self += value * value;
    for (let label = 0; label < classes; label += 1)
      result[label] = (result[label] ?? 0) + value * (sums[base + label] ?? 0);
  }
  result[own] = (result[own] ?? 0) - self;
  for (let label = 0; label < classes; label += 1) {
    const others = (sizes[label] ?? 0) - (label === own ? 1 : 0);
    result[label] = (result[label] ?? 0) / Math.max(1, others);
  }
  return result;
}

/** Texts that are like everything are like nothing in particular. */
function centred(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  return values.map((value) => value - mean);
}

function joined<Array extends Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(
  make: new (length: number) => Array,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): Array {
  const result = new make(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}

function foldInto(parts: {
  readonly dense: DenseWeights;
  readonly sums: Float32Array;
  readonly sizes: Float64Array;
  readonly scale: number;
  readonly rows: number;
}): DenseWeights {
  const { dense, sums, sizes, scale, rows } = parts;
  const { classes, bias } = dense;
  const weights = dense.weights.slice(0, rows * classes);
  const learned = dense.weights.subarray(rows * classes);
  // What a class's sum of features is worth to each class; the centring is done here, once.
  const worth = new Float32Array(classes * classes);
  for (let to = 0; to < classes; to += 1) {
    let mean = 0;
    for (let from = 0; from < classes; from += 1) mean += (learned[from * classes + to] ?? 0) / classes;
    for (let from = 0; from < classes; from += 1) {
      const place = from * classes + to;
      worth[place] = (((learned[place] ?? 0) - mean) * scale) / Math.max(1, sizes[from] ?? 0);
    }
  }
  for (let at = 0; at < sums.length; at += 1) {
    const sum = sums[at] ?? 0;
    if (sum === 0) continue;
    const from = (at % classes) * classes;
    const base = at - (at % classes);
    for (let to = 0; to < classes; to += 1)
      weights[base + to] = (weights[base + to] ?? 0) + sum * (worth[from + to] ?? 0);
  }
  return { weights, bias, classes };
}
