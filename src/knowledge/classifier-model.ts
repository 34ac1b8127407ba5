import { z } from "zod";
import { createGrouper } from "./column-groups.ts";
import type { Scores } from "./confidence.ts";
import type { Features } from "./features.ts";
import { RowIndex, toCounts, toVector } from "./vectorizer.ts";

/** Raise it when a change makes models differ for the same content: cached ones are then trained anew. */
export const MODEL_FORMAT = 10;

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
  /** The group of each row, and its share in it. */
  groupOf: z.instanceof(Int32Array),
  shares: z.instanceof(Float32Array),
  /** Where each group's entries begin; one more than there are groups. */
  groupStarts: z.instanceof(Uint32Array),
  groupScales: z.instanceof(Float32Array),
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

/** Makes a model ready to score. */
export function createScorer(model: ClassifierModel): (features: Features) => Scores {
  const { groupStarts, groupScales, entryClasses, entryWeights, bias } = model;
  const weights = { weights: model.featureWeights, unknownWeight: model.unknownWeight };
  const index = new RowIndex(model.hashes);
  const group = createGrouper({ ...model, size: groupScales.length });
  return (features) => {
    const { rows, values, known } = group(toVector(toCounts(features, index), weights));
    const scores = new Float64Array(bias);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const value = (values[at] ?? 0) * (groupScales[row] ?? 0);
      const end = groupStarts[row + 1] ?? 0;
      for (let entry = groupStarts[row] ?? 0; entry < end; entry += 1) {
        const label = entryClasses[entry] ?? 0;
        scores[label] = (scores[label] ?? 0) + value * (entryWeights[entry] ?? 0);
      }
    }
    return { scores, known };
  };
}
