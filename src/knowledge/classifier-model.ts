import { z } from "zod";
import type { Features } from "./features.ts";
import type { DenseWeights } from "./train-softmax.ts";
import { RowIndex, toCounts, toVector } from "./vectorizer.ts";

/** Raise it when a change makes models differ for the same content: cached ones are then trained anew. */
export const MODEL_FORMAT = 2;

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
    answerAt: z.number(),
    urgentAt: z.number(),
    scopeAt: z.number().or(z.literal(Number.NEGATIVE_INFINITY)),
  }),
});
export type ClassifierModel = Readonly<z.output<typeof modelSchema>>;

type SparseWeights = Pick<
  ClassifierModel,
  "rowStarts" | "rowScales" | "entryClasses" | "entryWeights" | "bias"
>;

const BYTE = 127;
/** Weights smaller than this decide nothing. */
const PRUNED_BELOW = 0.02;

/** Drops what decides nothing and keeps the rest in bytes, with a scale a row. */
export function compress({ weights, bias, classes }: DenseWeights): SparseWeights {
  const rows = weights.length / classes;
  const rowStarts = new Uint32Array(rows + 1);
  const rowScales = new Float32Array(rows);
  const entryClasses: number[] = [];
  const entryWeights: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const dense = weights.subarray(row * classes, (row + 1) * classes);
    const largest = dense.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const scale = largest / BYTE;
    rowScales[row] = scale;
    for (const [label, weight] of dense.entries()) {
      const quantised = scale === 0 ? 0 : Math.round(weight / scale);
      if (quantised === 0 || Math.abs(weight) < PRUNED_BELOW) continue;
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

export interface Scores {
  /** By class: the articles in the order of `slugs`, then small talk if the model has it. */
  readonly scores: Float64Array;
  /** The share of the text that the model knows, 0 to 1. */
  readonly known: number;
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
