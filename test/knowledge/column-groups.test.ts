import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGrouper, groupColumns } from "../../src/knowledge/column-groups.ts";
import type { Vector } from "../../src/knowledge/vectorizer.ts";

const aVector = (entries: Readonly<Record<number, number>>): Vector => ({
  rows: Uint32Array.from(Object.keys(entries), Number),
  values: Float32Array.from(Object.values(entries)),
  known: 1,
});

const product = (a: Vector, b: Vector) => {
  const other = new Map(Array.from(b.rows, (row, nth) => [row, b.values[nth] ?? 0]));
  return Array.from(a.rows).reduce((sum, row, nth) => sum + (a.values[nth] ?? 0) * (other.get(row) ?? 0), 0);
};

const ROWS = 12;
const texts = fc.array(
  fc
    .dictionary(fc.integer({ min: 0, max: ROWS - 1 }).map(String), fc.constantFrom(0.25, 0.5, 1, 3))
    .map(aVector),
  { minLength: 1, maxLength: 8 },
);

describe("groupColumns", () => {
  it("puts together what always occurs together, in the same proportion", () => {
    const { groupOf, size } = groupColumns(
      [aVector({ 0: 1, 1: 2, 2: 1, 3: 1 }), aVector({ 0: 2, 1: 4, 2: 1 }), aVector({ 4: 1 })],
      6,
    );
    expect(size).toBe(4);
    expect(groupOf[0]).toBe(groupOf[1]);
    // Row 2 is in the same texts in another proportion, row 3 in fewer, and row 5 in none.
    expect(new Set([groupOf[0], groupOf[2], groupOf[3], groupOf[4]]).size).toBe(4);
    expect(groupOf[5]).toBe(-1);
  });

  it("changes no length and no angle among the texts that it was made of", () => {
    fc.assert(
      fc.property(texts, (vectors) => {
        const group = createGrouper(groupColumns(vectors, ROWS));
        const grouped = vectors.map(group);
        for (const [a, one] of vectors.entries())
          for (const [b, other] of vectors.entries())
            expect(
              product(grouped[a] ?? aVector({}), grouped[b] ?? aVector({})) - product(one, other),
            ).toBeCloseTo(0, 3);
      }),
    );
  });

  it("changes no angle between one of these and a text that is asked", () => {
    fc.assert(
      fc.property(texts, texts, (vectors, asked) => {
        const group = createGrouper(groupColumns(vectors, ROWS));
        for (const one of vectors)
          for (const other of asked)
            expect(product(group(one), group(other)) - product(one, other)).toBeCloseTo(0, 3);
      }),
    );
  });

  it("reads a text the same, whatever it has read before", () => {
    fc.assert(
      fc.property(texts, texts, (vectors, asked) => {
        const groups = groupColumns(vectors, ROWS);
        const group = createGrouper(groups);
        for (const vector of asked) expect(group(vector)).toEqual(createGrouper(groups)(vector));
      }),
    );
  });
});
