import { addRows, type DenseWeights } from "./dense-weights.ts";
import type { Trained, TrainingSet } from "./train-softmax.ts";

/** How like each text is to the other texts of each class. */
export interface Likeness {
  /** By text and class: `text * classes + class`. */
  readonly values: Float32Array<ArrayBuffer>;
  /** Weights over the rows alone that say the same: likeness is itself a sum over rows. Takes the given ones' place. */
  fold(trained: Trained): DenseWeights;
}

/**
 * Few examples leave most features with one class by chance. A text's likeness to the mean of each class spreads what
 * is learned over the features that occur together. A text is no example for itself, or likeness would tell its class.
 *
 * @param power - the mean square of a text's likenesses together; its features' is 1
 */
export function measureLikeness(set: TrainingSet, power: number): Likeness {
  const { vectors, classes } = set;
  const { sums, sizes } = sumUp(set);
  const values = new Float32Array(vectors.length * classes);
  const own = new Float64Array(classes);
  let squares = 0;
  for (const [text, vector] of vectors.entries()) {
    own.fill(0);
    addRows(vector, { weights: sums, classes, scores: own });
    const label = set.labels[text] ?? 0;
    own[label] = (own[label] ?? 0) - vector.values.reduce((sum, value) => sum + value * value, 0);
    let mean = 0;
    for (let c = 0; c < classes; c += 1) {
      const others = (sizes[c] ?? 0) - (c === label ? 1 : 0);
      const one = (own[c] ?? 0) / Math.max(1, others);
      own[c] = one;
      mean += one / classes;
    }
    // Texts that are like everything are like nothing in particular.
    for (let c = 0; c < classes; c += 1) {
      const centred = (own[c] ?? 0) - mean;
      values[text * classes + c] = centred;
      squares += centred * centred;
    }
  }
  const scale = squares === 0 ? 0 : Math.sqrt((power * vectors.length) / squares);
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * scale;
  return { values, fold: (trained) => foldInto(trained, { sums, sizes, scale }) };
}

interface Sums {
  /** Of each row in each class: `row * classes + class`. */
  readonly sums: Float32Array;
  /** Texts of each class. */
  readonly sizes: Float64Array;
}

function sumUp({ vectors, labels, rows, classes }: TrainingSet): Sums {
  const sums = new Float32Array(rows * classes);
  const sizes = new Float64Array(classes);
  for (const [text, vector] of vectors.entries()) {
    const label = labels[text] ?? 0;
    sizes[label] = (sizes[label] ?? 0) + 1;
    for (let at = 0; at < vector.rows.length; at += 1) {
      const place = (vector.rows[at] ?? 0) * classes + label;
      sums[place] = (sums[place] ?? 0) + (vector.values[at] ?? 0);
    }
  }
  return { sums, sizes };
}

function foldInto(
  { weights, bias, worth, classes }: Trained,
  { sums, sizes, scale }: Sums & { readonly scale: number },
): DenseWeights {
  // What a class's sum of features is worth to each class; the centring is done here, once.
  const worthOf = new Float32Array(classes * classes);
  for (let to = 0; to < classes; to += 1) {
    let mean = 0;
    for (let from = 0; from < classes; from += 1) mean += (worth[to * classes + from] ?? 0) / classes;
    for (let from = 0; from < classes; from += 1) {
      const value = ((worth[to * classes + from] ?? 0) - mean) * scale;
      worthOf[from * classes + to] = value / Math.max(1, sizes[from] ?? 0);
    }
  }
  for (let base = 0; base < sums.length; base += classes) {
    for (let from = 0; from < classes; from += 1) {
      const sum = sums[base + from] ?? 0;
      if (sum === 0) continue;
      for (let to = 0; to < classes; to += 1)
        weights[base + to] = (weights[base + to] ?? 0) + sum * (worthOf[from * classes + to] ?? 0);
    }
  }
  return { weights, bias, classes };
}
