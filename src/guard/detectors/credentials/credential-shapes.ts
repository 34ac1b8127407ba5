import { holdsRun, runUnits } from "../../long-run.ts";
import { unitsOf } from "../../units.ts";

/** What a value is by its characters alone. All functions take ASCII values of at least a few characters. */

const spoken =
  /example|placeholder|change[_-]?me|dummy|redacted|removed|^your|your[_-]?(?:api|app|key|token|secret|access|bot|own|real|client)|[_-]here$|^(?:insert|enter|replace|paste|put)[_-]|\*{3}|\.{3}|(?:0000){4}|lorem/i;

const crosses = /x{4,}/i;
/** One secret of thirty thousand has four crosses by chance. */
const leastCrossed = 1 / 6;

const isCrossedOut = (value: string) => {
  const crossed = crosses.exec(value)?.[0];
  return crossed !== undefined && crossed.length >= value.length * leastCrossed;
};

/** Stands for a secret and is none: `YOUR_API_KEY`, `xxxxxxxx`, `AKIAIOSFODNN7EXAMPLE`. */
export const isPlaceholder = (value: string): boolean =>
  spoken.test(value) || isCrossedOut(value) || (value.length >= 12 && new Set(value).size <= 4);

/** Mostly one character after the other, as `abcdef1234567890`: typed by somebody who has no key at hand. */
export const isSequence = (value: string): boolean => {
  let steps = 0;
  for (let i = 1; i < value.length; i += 1)
    if (value.charCodeAt(i) - value.charCodeAt(i - 1) === 1) steps += 1;
  return steps * 2 > value.length;
};

const sortOf = (unit: number): "digit" | "upper" | "lower" | "other" => {
  if (unit >= 48 && unit <= 57) return "digit";
  if (unit >= 65 && unit <= 90) return "upper";
  return unit >= 97 && unit <= 122 ? "lower" : "other";
};

const tally = (value: string) => {
  const counts = { digit: 0, upper: 0, lower: 0, other: 0 };
  let changes = 0;
  let last: keyof typeof counts = "other";
  for (let i = 0; i < value.length; i += 1) {
    const sort = sortOf(value.charCodeAt(i));
    counts[sort] += 1;
    if (sort !== last && sort !== "other" && last !== "other") changes += 1;
    last = sort;
  }
  return { ...counts, changes };
};

/** Words with dashes, as in the address of an article. */
const isSlug = (value: string): boolean => {
  const pieces = value.split(/[-_/+.]/);
  const words = pieces.filter((piece) =>
    /^(?:[a-z]{2,14}|[A-Z]{2,14}|[A-Z][a-z]{1,13}|\d{1,4})$/.test(piece),
  );
  const inWords = words.reduce((sum, word) => sum + word.length, 0);
  return (
    pieces.length >= 3 &&
    words.length * 3 >= pieces.length * 2 &&
    inWords * 3 >= value.length * 2 - pieces.length * 2
  );
};

/**
 * How far letters, digits and cases are mixed, as they are in what a machine has drawn. Random base62 changes between
 * them at 6 of 10 places, hex at 5, base32 at 3; names and dates change at fewer than 1 of 6.
 */
export const mixOf = (value: string): "strong" | "weak" | "none" => {
  const { digit, upper, lower, changes } = tally(value);
  if (isSlug(value)) return "none";
  const size = value.length;
  if (size >= 32 && digit >= 2 && upper + lower >= 2 && /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(value))
    return "strong";
  if (digit >= 2 && upper + lower >= 2 && changes * 6 >= size) return "strong";
  if (upper >= 3 && lower >= 3 && changes * 4 >= size) return "strong";
  if (digit === 0)
    return upper >= 2 && lower >= 2 && /[A-Z]{2}/.test(value) && /[a-z][A-Z]/.test(value) ? "weak" : "none";
  return upper + lower > 0 ? "weak" : "none";
};

export const uuid = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;

/** Of EVM chains; Bitcoin and its kin, Cardano, Cosmos; TON; Stellar; extended public keys. */
const publicShape =
  /^(?:0x[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?|(?:bc1|tb1|ltc1|addr1|cosmos1|osmo1|bnb1|erd1)[0-9a-z]{20,110}|[EU]Q[\w-]{46}|[xyz]pub[0-9A-Za-z]{100,112}|G[A-Z2-7]{55})$/;
/** Of Tron, XRP, Bitcoin and Solana in base58, Solana's signatures too. */
const base58Shape =
  /^(?:T[1-9A-HJ-NP-Za-km-z]{33}|r[1-9A-HJ-NP-Za-km-z]{24,34}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[1-9A-HJ-NP-Za-km-z]{43,44}|[1-9A-HJ-NP-Za-km-z]{86,88})$/;

/** Reads as the address, the public key or the signature of a chain: public, whatever the words around it. */
export const isChainPublic = (value: string): boolean =>
  publicShape.test(value) || (base58Shape.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value));

const opaqueUnits = runUnits(/[0-9A-Za-z+/_\u2013-\u2015-]/);
const shortestOpaque = 16;

/** Whether a text holds a run of letters, digits and what joins them that is as long as an opaque credential. */
export const mayHoldOpaque = (text: string): boolean => holdsRun(text, opaqueUnits, shortestOpaque);

const isSeparator = (unit: number) => unit === 32 || unit === 45 || unit === 10;

const isBase32Group = (units: Uint16Array, from: number): boolean => {
  for (let at = from; at < from + 4; at += 1) {
    const unit = (units[at] ?? 0) | 0x20;
    if (!((unit >= 97 && unit <= 122) || (unit >= 50 && unit <= 55))) return false;
  }
  return true;
};

/** Whether four groups of four stand in a row, as an authenticator shows its key. */
export const hasGroupsOfFour = (text: string): boolean => {
  const units = unitsOf(text);
  for (let at = 4; at + 14 < text.length; at += 1)
    if (
      isSeparator(units[at] ?? 0) &&
      isSeparator(units[at + 5] ?? 0) &&
      isSeparator(units[at + 10] ?? 0) &&
      isBase32Group(units, at - 4) &&
      isBase32Group(units, at + 1) &&
      isBase32Group(units, at + 6) &&
      isBase32Group(units, at + 11)
    )
      return true;
  return false;
};
