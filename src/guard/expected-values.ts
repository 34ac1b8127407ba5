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

/** Letters that would make one word with a value; Chinese, Japanese and Korean are written without spaces. */
const letter = "\\p{Script=Latin}\\p{Script=Cyrillic}";
const shape = (source: string) => new RegExp(source, "gu");

const shapes: Readonly<Record<ExpectedKind, RegExp>> = {
  email: shape(
    `(?<![${letter}\\p{N}._%+-])[${letter}\\p{N}._%+-]{1,64}@(?:[${letter}\\p{N}-]{1,63}\\.){1,8}[${letter}]{2,24}(?![${letter}\\p{N}])`,
  ),
  transaction_id: /(?<![0-9A-Za-z])(?:(?:0x)?[0-9a-fA-F]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})(?![0-9A-Za-z])/g,
  phone: shape(`(?<![${letter}\\p{N}])\\+?\\(?\\d(?:[ ().-]{0,2}\\d){6,14}(?![${letter}\\p{N}])`),
  order_id: shape(
    `(?<![${letter}\\p{N}-])(?=[A-Za-z-]{0,12}\\d)[A-Za-z0-9][A-Za-z0-9-]{4,38}[A-Za-z0-9](?![${letter}\\p{N}-])`,
  ),
  uid: shape(`(?:(?<=[Uu][Ii][Dd])|(?<![${letter}\\p{N}.,/+-]))\\d{5,12}(?![${letter}\\p{N}]|[.,/-]\\d)`),
};

/** Whether a range meets one of `taken`, which is in order; ask for ranges in order. */
const meetsAny = (taken: readonly TextRange[]) => {
  let next = 0;
  return (range: TextRange): boolean => {
    for (let other = taken[next]; other !== undefined && other.end <= range.start; other = taken[next])
      next += 1;
    const other = taken[next];
    return other !== undefined && other.start < range.end;
  };
};

/** The first fitting value for each expected one, never one that overlaps what is `taken` (secrets, in order). */
export const findExpected = (
  text: Normalised,
  expects: readonly ExpectedValue[],
  taken: readonly TextRange[],
): readonly FoundValue[] => {
  let found: FoundValue[] = [];
  for (const { kind, slot } of expects) {
    const isSecret = meetsAny(taken);
    const isGiven = meetsAny(found);
    for (const match of text.text.matchAll(shapes[kind])) {
      const range = text.toOriginal(match.index, match.index + match[0].length);
      if (isSecret(range) || isGiven(range)) continue;
      found = [...found, { kind, slot, value: match[0], ...range }].sort((a, b) => a.start - b.start);
      break;
    }
  }
  return found;
};
