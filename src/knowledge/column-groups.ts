import type { Vector } from "./vectorizer.ts";

/**
 * Rows that the same texts have, in the same proportion: the n-grams of one word, all that only one text says. One row
 * in their place learns the same, for it sees every text at the same length and the same angles.
 */
export interface ColumnGroups {
  readonly size: number;
  /** By row; -1 for rows that no text has. */
  readonly groupOf: Int32Array<ArrayBuffer>;
  /** By row: its share in the group; the squares of a group's shares are 1 together. */
  readonly shares: Float32Array<ArrayBuffer>;
}

/** Proportions that differ by no more were rounded. */
const ROUNDING = 1e-4;

/** What became, in the text at hand, of the rows of one group. */
interface Split {
  text: number;
  ratio: number;
  into: number;
}

/** Starts with all rows in one group; each text takes those that it has out of their groups, together where they agree. */
export function groupColumns(vectors: readonly Vector[], rows: number): ColumnGroups {
  const groupOf = new Int32Array(rows);
  const firstValues = new Float32Array(rows);
  const splits: Split[] = [{ text: -1, ratio: 0, into: 0 }];
  for (const [text, vector] of vectors.entries()) {
    for (let nth = 0; nth < vector.rows.length; nth += 1) {
      const row = vector.rows[nth] ?? 0;
      const value = vector.values[nth] ?? 0;
      if (value === 0) continue;
      const first = firstValues[row] || value;
      firstValues[row] = first;
      const ratio = value / first;
      const split = splits[groupOf[row] ?? 0];
      if (split?.text === text && Math.abs(split.ratio / ratio - 1) < ROUNDING) {
        groupOf[row] = split.into;
        continue;
      }
      const into = splits.push({ text: -1, ratio: 0, into: 0 }) - 1;
      // A second proportion within the group begins a group of its own, and the first stays open for the rest.
      if (split && split.text !== text) Object.assign(split, { text, ratio, into });
      groupOf[row] = into;
    }
  }
  return { ...numbered(groupOf, splits.length), shares: sharesOf(groupOf, firstValues, splits.length) };
}

/** Groups that still have rows, counted from 0 in the order of these. */
function numbered(groupOf: Int32Array, groups: number): Pick<ColumnGroups, "size" | "groupOf"> {
  const numbers = new Int32Array(groups).fill(-1);
  let size = 0;
  const compact = Int32Array.from(groupOf, (group) => {
    if (group === 0) return -1;
    const number = numbers[group] ?? -1;
    if (number !== -1) return number;
    numbers[group] = size;
    size += 1;
    return size - 1;
  });
  return { size, groupOf: compact };
}

function sharesOf(groupOf: Int32Array, firstValues: Float32Array, groups: number): Float32Array<ArrayBuffer> {
  const squares = new Float64Array(groups);
  for (const [row, group] of groupOf.entries())
    squares[group] = (squares[group] ?? 0) + (firstValues[row] ?? 0) ** 2;
  return firstValues.map((value, row) => value / (Math.sqrt(squares[groupOf[row] ?? 0] ?? 0) || 1));
}

/** Makes a reader of texts by groups instead of rows. */
export function createGrouper({ size, groupOf, shares }: ColumnGroups): (vector: Vector) => Vector {
  /** Used again for every text; nothing is met before one begins. */
  const sums = new Float64Array(size);
  const met = new Uint8Array(size);
  let groups = new Uint32Array(0);
  return ({ rows, values, known }) => {
    if (groups.length < rows.length) groups = new Uint32Array(rows.length);
    let length = 0;
    for (let nth = 0; nth < rows.length; nth += 1) {
      const row = rows[nth] ?? 0;
      const group = groupOf[row] ?? -1;
      if (group === -1) continue;
      if (met[group] === 0) {
        met[group] = 1;
        sums[group] = 0;
        groups[length] = group;
        length += 1;
      }
      sums[group] = (sums[group] ?? 0) + (values[nth] ?? 0) * (shares[row] ?? 0);
    }
    const grouped = new Float32Array(length);
    for (let nth = 0; nth < length; nth += 1) {
      const group = groups[nth] ?? 0;
      grouped[nth] = sums[group] ?? 0;
      met[group] = 0;
    }
    return { rows: groups.slice(0, length), values: grouped, known };
  };
}
