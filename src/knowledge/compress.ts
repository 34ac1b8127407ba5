import type { ClassifierModel } from "./classifier-model.ts";
import type { ColumnGroups } from "./column-groups.ts";
import type { DenseWeights } from "./dense-weights.ts";
import type { Fitted } from "./fit-classifier.ts";

type SparseWeights = Pick<
  ClassifierModel,
  "groupOf" | "shares" | "groupStarts" | "groupScales" | "entryClasses" | "entryWeights" | "bias"
>;

const BYTE = 127;
/** Of a model of up to 4,000 texts, at three bytes each; larger ones grow with their texts. */
const ENTRIES = 200_000;
const ENTRIES_PER_TEXT = 50;
const SAMPLED = 400_000;

/** Keeps the weights that move scores most, in bytes, with a scale a group. */
export function compress(
  { groups, dense }: Fitted,
  of: { readonly featureWeights: Float32Array; readonly texts: number },
): SparseWeights {
  const { weights, bias, classes } = dense;
  const reach = reachOf(groups, of.featureWeights);
  const least = leastWorth(dense, reach, Math.max(ENTRIES, ENTRIES_PER_TEXT * of.texts));
  const groupStarts = new Uint32Array(groups.size + 1);
  const groupScales = new Float32Array(groups.size);
  const entryClasses: number[] = [];
  const entryWeights: number[] = [];
  for (let group = 0; group < groups.size; group += 1) {
    const base = group * classes;
    let largest = 0;
    for (let label = 0; label < classes; label += 1)
      largest = Math.max(largest, Math.abs(weights[base + label] ?? 0));
    const scale = largest / BYTE;
    groupScales[group] = scale;
    const leastWeight = least / (reach[group] || 1);
    for (let label = 0; label < classes; label += 1) {
      const weight = weights[base + label] ?? 0;
      if (Math.abs(weight) < leastWeight) continue;
      const quantised = scale === 0 ? 0 : Math.round(weight / scale);
      if (quantised === 0) continue;
      entryClasses.push(label);
      entryWeights.push(quantised);
    }
    groupStarts[group + 1] = entryClasses.length;
  }
  return {
    groupOf: groups.groupOf,
    shares: groups.shares,
    groupStarts,
    groupScales,
    entryClasses: Uint16Array.from(entryClasses),
    entryWeights: Int8Array.from(entryWeights),
    bias,
  };
}

/** By group: how heavy its heaviest feature is. */
function reachOf({ size, groupOf, shares }: ColumnGroups, featureWeights: Float32Array): Float32Array {
  const reach = new Float32Array(size);
  for (const [row, group] of groupOf.entries())
    if (group !== -1)
      reach[group] = Math.max(reach[group] ?? 0, (shares[row] ?? 0) * (featureWeights[row] ?? 0));
  return reach;
}

/** What a weight must move a score by to be among the `most` that are kept; judged by a sample, for there are millions. */
function leastWorth({ weights, classes }: DenseWeights, reach: Float32Array, most: number): number {
  if (weights.length <= most) return 0;
  const step = Math.max(1, Math.floor(weights.length / SAMPLED));
  // An odd step, so that it goes through all classes of an even number of them.
  const stride = step % 2 === 0 ? step + 1 : step;
  const sample = new Float32Array(Math.ceil(weights.length / stride));
  for (let at = 0, place = 0; at < weights.length; at += stride, place += 1)
    sample[place] = Math.abs((weights[at] ?? 0) * (reach[Math.floor(at / classes)] ?? 0));
  sample.sort();
  return sample[sample.length - Math.max(1, Math.floor(most / stride))] ?? 0;
}
