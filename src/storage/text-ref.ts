/** Rows in one envelope at most. */
export const itemsAtMost = 4_096;

/** Where a row's content stands: the envelope's number times 4,096, plus its place in it. */
export type TextRef = number;

export const envelopeOf = (ref: TextRef): number => Math.floor(ref / itemsAtMost);
