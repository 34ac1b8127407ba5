import { z } from "zod";
import { calibrate } from "./calibrate.ts";
import { type ClassifierModel, MODEL_FORMAT } from "./classifier-model.ts";
import { compress } from "./compress.ts";
import { crossValidate, type Examples } from "./cross-validate.ts";
import { extractFeatures } from "./features.ts";
import { fitClassifier } from "./fit-classifier.ts";
import { collectHashes, RowIndex, toCounts, toVector, weighRows } from "./vectorizer.ts";

const lines = z.array(z.string()).readonly();

/** Everything that a model of one language is made of; plain data, so that it can cross to a worker. */
export const trainingJobSchema = z.object({
  locale: z.string(),
  classes: z.array(z.object({ slug: z.string(), phrasings: lines })).readonly(),
  outOfScope: lines,
});
export type TrainingJob = Readonly<z.output<typeof trainingJobSchema>>;

/** Trains a model; the same job gives the same model. */
export function trainModel(job: TrainingJob): ClassifierModel {
  const { texts, labels } = listTexts(job);
  const features = texts.map((text) => extractFeatures(text, job.locale));
  const hashes = collectHashes(features);
  const index = new RowIndex(hashes);
  const hasOutOfScope = job.outOfScope.length > 0;
  const examples: Examples = {
    texts: features.map((one) => toCounts(one, index)),
    labels,
    classes: job.classes.length + (hasOutOfScope ? 1 : 0),
    rows: hashes.length,
    ...(hasOutOfScope && { outOfScope: job.classes.length }),
  };
  const calibration = calibrate(crossValidate(examples), examples.outOfScope);
  const rowWeights = weighRows(examples);
  const vectors = examples.texts.map((text) => toVector(text, rowWeights));
  const fitted = fitClassifier({ vectors, labels, rows: hashes.length, classes: examples.classes });
  return {
    format: MODEL_FORMAT,
    locale: job.locale,
    slugs: job.classes.map(({ slug }) => slug),
    hasOutOfScope,
    hashes,
    featureWeights: rowWeights.weights,
    unknownWeight: rowWeights.unknownWeight,
    ...compress(fitted, { featureWeights: rowWeights.weights, texts: texts.length }),
    calibration,
  };
}

/** The class of each text; small talk is the class after the articles'. */
function listTexts({ classes, outOfScope }: TrainingJob) {
  const texts: string[] = [];
  const labels: number[] = [];
  const add = (phrasings: readonly string[], label: number) => {
    for (const phrasing of phrasings) {
      texts.push(phrasing);
      labels.push(label);
    }
  };
  for (const [label, { phrasings }] of classes.entries()) add(phrasings, label);
  add(outOfScope, classes.length);
  return { texts, labels: Uint16Array.from(labels) };
}
