import { z } from "zod";
import type { Scores } from "./confidence.ts";
import type { Features } from "./features.ts";
import type { DenseWeights } from "./train-softmax.ts";
import { RowIndex, toCounts, toVector } from "./vectorizer.ts";

/** Raise it when a change makes models differ for the same content: cached ones are then trained anew. */
export const MODEL_FORMAT = 9;

const border = z.number().or(z.literal(Number.NEGATIVE_INFINITY));

/** A trained model of one language, as it is cached: sparse, weights as bytes. */
export const modelSchema = z.object({
  format: z.literal(MODEL_FORMAT),
  locale: z.string(),
  slugs: z.array(z.string()).readonly(),
  /** The class after the articles' is small talk. */
  hasOutOfScope: z.boolean(),
  /** The hash of each row's feature. */
  hashes: z.instanceof(Uint32Array),
  featureWeights: z.instanceof(Float32Array),
  unknownWeight: z.number(),
  /** Where each row's entries begin; one more than there are rows. */
  rowStarts: z.instanceof(Uint32Array),
  rowScales: z.instanceof(Float32Array),
  entryClasses: z.instanceof(Uint16Array),
  entryWeights: z.instanceof(Int8Array),
  bias: z.instanceof(Float32Array),
  calibration: z.object({
    temperature: z.number(),
    scopeWeights: z.object({
      height: z.number(),
      against: z.number(),
      known: z.number(),
      lead: z.number(),
      bias: z.number(),
    }),
    answerAt: z.number(),
    answerScopeAt: border,
    urgentAt: z.number(),
    scopeAt: border,
    edgeAt: border,
  }),
});
export type ClassifierModel = Readonly<z.output<typeof modelSchema>>;

type SparseWeights = Pick<
  ClassifierModel,
  "rowStarts" | "rowScales" | "entryClasses" | "entryWeights" | "bias"
>;

const BYTE = 127;
/** Of a model of up to 3,000 texts, at three bytes each; larger ones grow with their texts. */
const ENTRIES = 300_000;
const ENTRIES_PER_TEXT = 50;
const SAMPLED = 400_000;

/** Keeps the weights that move scores most, in bytes, with a scale a row. */
export function compress(
  { weights, bias, classes }: DenseWeights,
  of: { readonly featureWeights: Float32Array; readonly texts: number; readonly entries?: number },
): SparseWeights {
  const { featureWeights, texts, entries: most = Math.max(ENTRIES, ENTRIES_PER_TEXT * texts) } = of;
  const rows = classes === 0 ? 0 : weights.length / classes;
  const least = leastWorth({ weights, bias, classes }, featureWeights, most);
  const rowStarts = new Uint32Array(rows + 1);
  const rowScales = new Float32Array(rows);
  const entryClasses: number[] = [];
  const entryWeights: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const base = row * classes;
    let largest = 0;
    for (let label = 0; label < classes; label += 1)
      largest = Math.max(largest, Math.abs(weights[base + label] ?? 0));
    const scale = largest / BYTE;
    rowScales[row] = scale;
    const leastWeight = least / (featureWeights[row] || 1);
    for (let label = 0; label < classes; label += 1) {
      const weight = weights[base + label] ?? 0;
      if (Math.abs(weight) < leastWeight) continue;
      const quantised = scale === 0 ? 0 : Math.round(weight / scale);
      if (quantised === 0) continue;
      entryClasses.push(label);
      entryWeights.push(quantised);
    }
    rowStarts[row + 1] = entryClasses.length;
  }
  return {
    rowStarts,
    rowScales,
    entryClasses: Uint16Array.from(entryClasses),
    entryWeights: Int8Array.from(entryWeights),
    bias,
  };
}

/** What a weight must move a score by to be among the `most` that are kept; judged by a sample, for there are millions. */
function leastWorth({ weights, classes }: DenseWeights, featureWeights: Float32Array, most: number): number {
  if (weights.length <= most) return 0;
  const step = Math.max(1, Math.floor(weights.length / SAMPLED));
  // An odd step, so that it goes through all classes of an even number of them.
  const stride = step % 2 === 0 ? step + 1 : step;
  const sample = new Float32Array(Math.ceil(weights.length / stride));
  for (let at = 0, place = 0; at < weights.length; at += stride, place += 1)
    sample[place] = Math.abs((weights[at] ?? 0) * (featureWeights[Math.floor(at / classes)] ?? 0));
  sample.sort();
  return sample[sample.length - Math.max(1, Math.floor(most / stride))] ?? 0;
}

/** Makes a model ready to score. */
export function createScorer(model: ClassifierModel): (features: Features) => Scores {
  const { rowStarts, rowScales, entryClasses, entryWeights, bias } = model;
  const weights = { weights: model.featureWeights, unknownWeight: model.unknownWeight };
  const index = new RowIndex(model.hashes);
  return (features) => {
    const { rows, values, known } = toVector(toCounts(features, index), weights);
    const scores = new Float64Array(bias);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const value = (values[at] ?? 0) * (rowScales[row] ?? 0);
      const end = rowStarts[row + 1] ?? 0;
      for (let entry = rowStarts[row] ?? 0; entry < end; entry += 1) {
        const label = entryClasses[entry] ?? 0;
        scores[label] = (scores[label] ?? 0) + value * (entryWeights[entry] ?? 0);
      }
    }
    return { scores, known };
  };
}
