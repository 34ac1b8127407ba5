import { issuerOf } from "./card-issuers.ts";
import { isLuhn } from "./check-digits.ts";
import { type DigitGroup, digitGroups } from "./digit-groups.ts";

/** Digits that may be a card's by issuer, length and check digit, and where they stand. */
export interface CardNumber {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** `printed`: grouped as on a card. `spread`: cut elsewhere, as by a line or digit by digit. */
  readonly layout: "run" | "printed" | "spread";
  /** The check digit is right. Without it only what is printed like a card is kept: a digit may be mistyped. */
  readonly isChecked: boolean;
}

const leastDigits = 13;
const mostDigits = 19;
const widestJoint = 4;
/** One of them, or white space alone, may stand between two groups of one number. */
const joints = "-–—―.·•_/|*,:";
/** How the networks group what they print, the longest first. */
const printed: readonly (readonly number[])[] = [
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 4],
  [4, 4, 4, 1],
  [4, 4, 5],
  [4, 6, 5],
  [4, 6, 4],
  [6, 13],
  [6, 10],
  [8, 8],
];

interface Joined extends DigitGroup {
  readonly size: number;
  /** The sign that joins it with the group behind; undefined when too much stands in between. */
  readonly sign: string | undefined;
}

const signOf = (between: string): string | undefined => {
  const sign = between.trim();
  if (sign === "") return " ";
  return sign.length === 1 && joints.includes(sign) ? sign : undefined;
};

const joinedGroups = (text: string): readonly Joined[] => {
  const groups = digitGroups(text);
  return groups.map(({ start, end }, i) => {
    const next = groups[i + 1];
    const isNear = next !== undefined && next.start - end <= widestJoint;
    return { start, end, size: end - start, sign: isNear ? signOf(text.slice(end, next.start)) : undefined };
  });
};

const numberOf = (
  text: string,
  groups: readonly Joined[],
  layout: CardNumber["layout"],
): CardNumber | undefined => {
  let digits = "";
  for (const { start, end } of groups) digits += text.slice(start, end);
  const start = groups[0]?.start ?? 0;
  const end = groups.at(-1)?.end ?? 0;
  const isChecked = isLuhn(digits);
  if (!isChecked && (layout !== "printed" || digits.length !== 16)) return undefined;
  return issuerOf(digits) !== undefined && new Set(digits).size > 1
    ? { start, end, digits, layout, isChecked }
    : undefined;
};

const fits = (groups: readonly Joined[], first: number, sizes: readonly number[]): boolean => {
  const sign = groups[first]?.sign;
  for (let i = 1; i < sizes.length; i += 1)
    if (groups[first + i]?.size !== sizes[i] || groups[first + i - 1]?.sign !== sign) return false;
  return true;
};

/** All groups from `first` on that the same sign joins, when they hold as many digits as a card. */
const wholeChain = (groups: readonly Joined[], first: number): readonly Joined[] => {
  const sign = groups[first]?.sign;
  let size = 0;
  let last = first;
  for (; last < groups.length && size <= mostDigits; last += 1) {
    size += groups[last]?.size ?? 0;
    if (groups[last]?.sign !== sign) break;
  }
  return size >= leastDigits && size <= mostDigits ? groups.slice(first, last + 1) : [];
};

const numberAt = (text: string, groups: readonly Joined[], first: number): CardNumber | undefined => {
  const head = groups[first];
  if (head === undefined || head.size > mostDigits) return undefined;
  if (head.size >= leastDigits) return numberOf(text, [head], "run");
  if (head.sign === undefined) return undefined;
  let mistyped: CardNumber | undefined;
  if (head.size === 4 || head.size === 6 || head.size === 8)
    for (const sizes of printed) {
      if (sizes[0] !== head.size || !fits(groups, first, sizes)) continue;
      const found = numberOf(text, groups.slice(first, first + sizes.length), "printed");
      if (found?.isChecked === true) return found;
      mistyped ??= found;
    }
  if (mistyped !== undefined || groups[first - 1]?.sign === head.sign) return mistyped;
  const chain = wholeChain(groups, first);
  return chain.length === 0 ? undefined : numberOf(text, chain, "spread");
};

/** All such numbers of a text, in order, none within another. */
export const cardNumbers = (text: string): readonly CardNumber[] => {
  const groups = joinedGroups(text);
  const found: CardNumber[] = [];
  groups.forEach(({ start }, first) => {
    if (start < (found.at(-1)?.end ?? 0)) return;
    const number = numberAt(text, groups, first);
    if (number !== undefined) found.push(number);
  });
  return found;
};
