import { measureLikeness } from "./class-likeness.ts";
import { type ColumnGroups, createGrouper, groupColumns } from "./column-groups.ts";
import type { DenseWeights } from "./dense-weights.ts";
import { type TrainingSet, trainSoftmax } from "./train-softmax.ts";

/** Likeness helps where examples are few; where they are many it is noise. Per examples a class. */
const POWER_BY_EXAMPLES = 30;
const LEAST_POWER = 0.3;
const MOST_POWER = 3;
/** Longer vectors take smaller steps. */
const RATE = 12;
const RATE_FALL = 1.8;
/** Of all texts together, so that many of them are not held back. */
const PENALTY = 0.018;
/** The more texts times classes, the fewer passes do, and the longer each takes. */
const EPOCHS = [
  { below: 300_000, epochs: 18 },
  { below: 1_000_000, epochs: 12 },
  { below: Number.POSITIVE_INFINITY, epochs: 8 },
] as const;

export interface Fitted {
  readonly groups: ColumnGroups;
  /** By group, in the place of rows. */
  readonly dense: DenseWeights;
}

/** Weights over the features of the texts, fitted to how many there are. */
export function fitClassifier({ vectors: byRow, labels, rows, classes }: TrainingSet): Fitted {
  const groups = groupColumns(byRow, rows);
  const set = { vectors: byRow.map(createGrouper(groups)), labels, rows: groups.size, classes };
  const size = byRow.length;
  const perClass = size / Math.max(1, classes);
  const power = Math.min(MOST_POWER, Math.max(LEAST_POWER, POWER_BY_EXAMPLES / perClass));
  const likeness = measureLikeness(set, power);
  const trained = trainSoftmax(set, {
    likeness: likeness.values,
    epochs: EPOCHS.find(({ below }) => size * classes < below)?.epochs ?? 1,
    rate: RATE / (1 + power) ** RATE_FALL,
    penalty: PENALTY / Math.max(1, size),
  });
  return { groups, dense: likeness.fold(trained) };
}
