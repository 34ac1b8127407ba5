import type { ExpectedKind, ExpectedValue } from "../domain/message.ts";
import type { Normalised } from "./normalise.ts";

/** A value that the conversation expects, where the person wrote it. Offsets are UTF-16 units of the original. */
export interface FoundValue {
  readonly kind: ExpectedKind;
  readonly slot: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface TextRange {
  readonly start: number;
  readonly end: number;
}

const shapes: Readonly<Record<ExpectedKind, RegExp>> = {
  email:
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
  transaction_id: /(?<![0-9A-Za-z])(?:(?:0x)?[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/g,
  phone: /(?<![\p{L}\p{N}])\+?\(?\d(?:[ ().-]{0,2}\d){6,14}(?![\p{L}\p{N}])/gu,
  order_id:
    /(?<![\p{L}\p{N}-])(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9](?:[A-Za-z0-9-]{4,38})[A-Za-z0-9](?![\p{L}\p{N}-])/gu,
  uid: /(?<![\p{L}\p{N}.,:/+-])\d{5,12}(?![\p{L}\p{N}]|[.,:/-]\d)/gu,
};

const overlaps = (a: TextRange, b: TextRange) => a.start < b.end && b.start < a.end;

/** The first fitting value for each expected one, never one that overlaps what is `taken` (secrets). */
export const findExpected = (
  text: Normalised,
  expects: readonly ExpectedValue[],
  taken: readonly TextRange[],
): readonly FoundValue[] => {
  const found: FoundValue[] = [];
  for (const { kind, slot } of expects) {
    for (const match of text.text.matchAll(shapes[kind])) {
      const range = text.toOriginal(match.index, match.index + match[0].length);
      if (taken.some((other) => overlaps(range, other)) || found.some((other) => overlaps(range, other)))
        continue;
      found.push({ kind, slot, value: match[0], ...range });
      break;
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
