import type { Features } from "./features.ts";

/** A text as the model sees it: rows of known features and their weights, of length 1 together with what is unknown. */
export interface Vector {
  readonly rows: Uint32Array;
  readonly values: Float32Array;
  /** The share of the text's weight that the training texts know, 0 to 1. */
  readonly known: number;
}

/** A text's features by row, before they are weighted. */
export interface Counts {
  readonly rows: Uint32Array;
  readonly times: Float32Array;
  /** The sum of squares of what has no row. */
  readonly missingSquares: number;
}

/** How telling each row is; 0 for rows that the texts at hand do not have. */
export interface RowWeights {
  readonly weights: Float32Array<ArrayBuffer>;
  /** The weight that an unknown feature would have. */
  readonly unknownWeight: number;
}

/** How much unknown features shorten the rest. */
const UNKNOWN_SHARE = 0.3;

/** The hash of every feature that the texts have, each one's place being its row. */
export function collectHashes(texts: readonly Features[]): Uint32Array<ArrayBuffer> {
  const hashes = new Set<number>();
  for (const features of texts) for (const feature of features.hashes) hashes.add(feature);
  return Uint32Array.from(hashes);
}

/** A feature tells the more the fewer classes have it. `labels` runs parallel to `texts`. */
export function weighRows(set: {
  readonly texts: readonly Counts[];
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  readonly rows: number;
}): RowWeights {
  const { texts, labels, classes } = set;
  const lastClass = new Int32Array(set.rows).fill(-1);
  const classesWith = new Uint16Array(set.rows);
  const order = Array.from(texts.keys()).sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0));
  for (const at of order) {
    const label = labels[at] ?? 0;
    for (const row of texts[at]?.rows ?? []) {
      if (lastClass[row] === label) continue;
      lastClass[row] = label;
      classesWith[row] = (classesWith[row] ?? 0) + 1;
    }
  }
  const weight = (found: number) => 1 + Math.log((1 + classes) / (1 + found));
  const byCount = Float32Array.from({ length: classes + 1 }, (_, found) => (found === 0 ? 0 : weight(found)));
  return {
    weights: Float32Array.from(classesWith, (found) => byCount[found] ?? 0),
    unknownWeight: weight(0),
  };
}

/** Finds the row of a feature: open addressing over typed arrays, because it runs 200 times a message. */
export class RowIndex {
  readonly #slots: Int32Array;
  readonly #hashes: Uint32Array;
  readonly #mask: number;

  constructor(hashes: Uint32Array) {
    const size = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
    this.#hashes = hashes;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < hashes.length; row += 1) {
      let slot = (hashes[row] ?? 0) & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
    }
  }

  /** -1 when unknown. */
  find(feature: number): number {
    let slot = feature & this.#mask;
    for (;;) {
      const row = this.#slots[slot] ?? -1;
      if (row === -1 || this.#hashes[row] === feature) return row;
      slot = (slot + 1) & this.#mask;
    }
  }
}

export function toCounts({ hashes, weights }: Features, index: RowIndex): Counts {
  const rows = new Uint32Array(hashes.length);
  const times = new Float32Array(hashes.length);
  let size = 0;
  let missingSquares = 0;
  for (let at = 0; at < hashes.length; at += 1) {
    const count = weights[at] ?? 0;
    const row = index.find(hashes[at] ?? 0);
    if (row === -1) {
      missingSquares += count * count;
      continue;
    }
    rows[size] = row;
    times[size] = count;
    size += 1;
  }
  return { rows: rows.subarray(0, size), times: times.subarray(0, size), missingSquares };
}

export function toVector(
  { rows, times, missingSquares }: Counts,
  { weights, unknownWeight }: RowWeights,
): Vector {
  const values = new Float32Array(rows.length);
  let knownSquares = 0;
  let unknownSquares = missingSquares * unknownWeight * unknownWeight;
  for (let at = 0; at < rows.length; at += 1) {
    const count = times[at] ?? 0;
    const weight = weights[rows[at] ?? 0] ?? 0;
    const value = count * weight;
    values[at] = value;
    if (weight === 0) unknownSquares += (count * unknownWeight) ** 2;
    else knownSquares += value * value;
  }
  const norm = Math.sqrt(knownSquares + UNKNOWN_SHARE * unknownSquares) || 1;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / norm;
  const known = knownSquares === 0 ? 0 : knownSquares / (knownSquares + unknownSquares);
  return { rows, values, known };
}
