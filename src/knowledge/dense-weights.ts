import type { Vector } from "./vectorizer.ts";

/** Weights by row and class (`row * classes + class`), and a bias a class. */
export interface DenseWeights {
  readonly weights: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
  readonly classes: number;
}

/** Four rows at a time: each is read from end to end, and the sums are written a quarter as often. */
export function addRows(
  { rows, values }: Vector,
  to: { readonly weights: Float32Array; readonly classes: number; readonly scores: Float64Array },
): void {
  const { weights, classes, scores } = to;
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

/** The inner product of one line of a matrix; in four sums, so that none waits for another. */
export function product(line: Float32Array, matrix: Float32Array, base: number): number {
  const { length } = line;
  const whole = length - (length % 4);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let at = 0; at < whole; at += 4) {
    a += (line[at] ?? 0) * (matrix[base + at] ?? 0);
    b += (line[at + 1] ?? 0) * (matrix[base + at + 1] ?? 0);
    c += (line[at + 2] ?? 0) * (matrix[base + at + 2] ?? 0);
    d += (line[at + 3] ?? 0) * (matrix[base + at + 3] ?? 0);
  }
  for (let at = whole; at < length; at += 1) a += (line[at] ?? 0) * (matrix[base + at] ?? 0);
  return a + b + (c + d);
}

/** Of the first `length` scores, in place. */
export function toProbabilities(scores: Float64Array, length: number): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < length; k += 1) largest = Math.max(largest, scores[k] ?? 0);
  let sum = 0;
  for (let k = 0; k < length; k += 1) {
    const value = Math.exp((scores[k] ?? 0) - largest);
    scores[k] = value;
    sum += value;
  }
  for (let k = 0; k < length; k += 1) scores[k] = (scores[k] ?? 0) / sum;
}

/** The raw score of each class. */
export function denseScores(vector: Vector, { weights, bias, classes }: DenseWeights): Float64Array {
  const scores = new Float64Array(classes);
  addRows(vector, { weights, classes, scores });
  for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + (bias[c] ?? 0);
  return scores;
}
