import { addRows, type DenseWeights, product, toProbabilities } from "./dense-weights.ts";
import { seededRandom, shuffle } from "./seeded-random.ts";
import type { Vector } from "./vectorizer.ts";

export interface TrainingSet {
  readonly vectors: readonly Vector[];
  /** The class of each vector. */
  readonly labels: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
}

export interface TrainingOptions {
  /** How like each text is to each class (`text * classes + class`): learned from beside the rows. */
  readonly likeness: Float32Array;
  readonly epochs: number;
  /** Of the first epoch; it falls to next to nothing. */
  readonly rate: number;
  /** The share of every weight that a step of rate 1 takes. */
  readonly penalty: number;
}

export interface Trained extends DenseWeights {
  /** What likeness is worth: by the class that is scored, and the one that a text is like (`scored * classes + like`). */
  readonly worth: Float32Array<ArrayBuffer>;
}

/** Errors in probability below this are not worth a pass over the weights. */
const NEGLIGIBLE = 0.003;
/** A text whose own class lacks less than this is learned for now, and rests for some epochs. */
const LEARNED = 0.005;
const REST = 2;
const BIAS_SHARE = 0.01;
const RATE_FALL = 0.9;
/** Only classes that are likelier than this are scored again, until the next full epoch. */
const RIVAL = 0.001;
/** The first two epochs, and then each so manieth, score all classes. */
const FULL_EVERY = 4;

/** The classes that a text may be taken for, and what is left for all others together. */
interface Rivals {
  readonly classes: Uint16Array;
  readonly rest: number;
}

/** Softmax regression by stochastic gradient descent; the same set gives the same weights. */
export function trainSoftmax(set: TrainingSet, options: TrainingOptions): Trained {
  const { vectors, labels, rows, classes } = set;
  const weights = new Float32Array(rows * classes);
  const worth = new Float32Array(classes * classes);
  const bias = new Float32Array(classes);
  const step: Step = {
    classes,
    active: new Uint16Array(classes),
    errors: new Float64Array(classes),
    sums: new Float64Array(classes),
    length: 0,
  };
  const order = Uint32Array.from(vectors.keys());
  const restUntil = new Uint8Array(vectors.length);
  const rivals: (Rivals | undefined)[] = vectors.map(() => undefined);
  const random = seededRandom(rows * 31 + classes);
  /** The weights are `scale` times what is stored, so that the penalty costs one multiplication. */
  let scale = 1;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - (RATE_FALL * epoch) / options.epochs);
    const isFull = epoch < 2 || epoch % FULL_EVERY === 0;
    for (const example of order) {
      const vector = vectors[example];
      if (!vector || (restUntil[example] ?? 0) > epoch) continue;
      const likeness = options.likeness.subarray(example * classes, (example + 1) * classes);
      const text = { vector, likeness, label: labels[example] ?? 0 };
      const scoring = { text, weights, worth, bias, scale, step };
      const known = isFull ? undefined : rivals[example];
      if (known) sumRows(scoring, known);
      const near = known ?? pickRivals(scoring);
      rivals[example] = near;
      scoreRivals(scoring, near);
      scale *= 1 - rate * options.penalty;
      if (toDeltas({ step, label: text.label, bias, rate, scale }) < LEARNED)
        restUntil[example] = epoch + REST;
      descend(text, { weights, worth, step });
    }
  }
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  for (let at = 0; at < worth.length; at += 1) worth[at] = (worth[at] ?? 0) * scale;
  return { weights, bias, worth, classes };
}

interface Text {
  readonly vector: Vector;
  readonly likeness: Float32Array;
  readonly label: number;
}

/** The classes that are looked at, and for each its probability, then its error, then how far it moves. Used again for every text. */
interface Step {
  /** How many classes there are. */
  readonly classes: number;
  readonly active: Uint16Array;
  readonly errors: Float64Array;
  /** What the text's rows say of each, before the bias. */
  readonly sums: Float64Array;
  length: number;
}

interface Scoring {
  readonly text: Text;
  readonly weights: Float32Array;
  readonly worth: Float32Array;
  readonly bias: Float32Array;
  readonly scale: number;
  readonly step: Step;
}

/**
 * The classes that the text may be taken for: by its features, and by those of its likenesses that stand out, which is
 * near enough to choose by.
 */
function pickRivals({ text, weights, worth, bias, scale, step }: Scoring): Rivals {
  const { classes, active, errors: scores } = step;
  const { vector, likeness, label } = text;
  const { sums } = step;
  sums.fill(0);
  addRows(vector, { weights, classes, scores: sums });
  const outstanding = pickOutstanding(likeness, active);
  for (let c = 0; c < classes; c += 1) {
    let sum = sums[c] ?? 0;
    const base = c * classes;
    for (let k = 0; k < outstanding; k += 1) {
      const like = active[k] ?? 0;
      sum += (likeness[like] ?? 0) * (worth[base + like] ?? 0);
    }
    scores[c] = sum * scale + (bias[c] ?? 0);
  }
  toProbabilities(scores, classes);
  let rest = 0;
  let length = 0;
  for (let c = 0; c < classes; c += 1) {
    const probability = scores[c] ?? 0;
    if (probability <= RIVAL && c !== label) {
      rest += probability;
      continue;
    }
    active[length] = c;
    sums[length] = sums[c] ?? 0;
    length += 1;
  }
  return { classes: active.slice(0, length), rest };
}

/** What the rows of the text say of each rival. */
function sumRows(
  { text: { vector }, weights, step: { classes, active, sums } }: Scoring,
  rivals: Rivals,
): void {
  const { rows, values } = vector;
  const { length } = rivals.classes;
  active.set(rivals.classes);
  sums.fill(0, 0, length);
  for (let at = 0; at < rows.length; at += 1) {
    const base = (rows[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let k = 0; k < length; k += 1)
      sums[k] = (sums[k] ?? 0) + value * (weights[base + (active[k] ?? 0)] ?? 0);
  }
}

/** Lists the classes whose likeness is beyond the root of the mean square, and returns how many they are. */
function pickOutstanding(likeness: Float32Array, into: Uint16Array): number {
  const least = Math.sqrt(product(likeness, likeness, 0) / likeness.length);
  let length = 0;
  for (let c = 0; c < likeness.length; c += 1) {
    if (Math.abs(likeness[c] ?? 0) < least) continue;
    into[length] = c;
    length += 1;
  }
  return length;
}

/** From the sums over rows to probabilities. */
function scoreRivals({ text, worth, bias, scale, step }: Scoring, { classes: rivals, rest }: Rivals): void {
  const { classes, active, sums, errors: scores } = step;
  step.length = rivals.length;
  for (let k = 0; k < rivals.length; k += 1) {
    const c = active[k] ?? 0;
    const sum = (sums[k] ?? 0) + product(text.likeness, worth, c * classes);
    scores[k] = sum * scale + (bias[c] ?? 0);
  }
  toProbabilities(scores, rivals.length);
  for (let k = 0; k < rivals.length; k += 1) scores[k] = (scores[k] ?? 0) * (1 - rest);
}

/** Keeps of the classes those that move, and turns probabilities into movements. Returns what the text's own class lacks. */
function toDeltas(parts: {
  readonly step: Step;
  readonly label: number;
  readonly bias: Float32Array;
  readonly rate: number;
  readonly scale: number;
}): number {
  const { step, label, bias, rate, scale } = parts;
  const { active, errors } = step;
  let lacking = 0;
  let moving = 0;
  for (let k = 0; k < step.length; k += 1) {
    const c = active[k] ?? 0;
    const error = (errors[k] ?? 0) - (c === label ? 1 : 0);
    if (c === label) lacking = -error;
    if (Math.abs(error) <= NEGLIGIBLE) continue;
    bias[c] = (bias[c] ?? 0) - rate * BIAS_SHARE * error;
    active[moving] = c;
    errors[moving] = (-rate / scale) * error;
    moving += 1;
  }
  step.length = moving;
  return lacking;
}

function descend(
  { vector: { rows, values }, likeness }: Text,
  { weights, worth, step }: Pick<Scoring, "weights" | "worth" | "step">,
): void {
  const { classes, active, errors: deltas, length } = step;
  for (let at = 0; at < rows.length; at += 1) {
    const base = (rows[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let k = 0; k < length; k += 1) {
      const place = base + (active[k] ?? 0);
      weights[place] = (weights[place] ?? 0) + value * (deltas[k] ?? 0);
    }
  }
  for (let k = 0; k < length; k += 1) {
    const base = (active[k] ?? 0) * classes;
    const delta = deltas[k] ?? 0;
    for (let c = 0; c < classes; c += 1)
      worth[base + c] = (worth[base + c] ?? 0) + (likeness[c] ?? 0) * delta;
  }
}
