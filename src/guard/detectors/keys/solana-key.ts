import { base58 } from "@scure/base";
import type { Span } from "../../detector.ts";
import { holdsRun, runUnits } from "../../long-run.ts";
import type { KeyBudget, KeyFormat } from "./key-format.ts";
import { isKeyPair } from "./key-pair.ts";
import type { KeyTokens } from "./key-tokens.ts";

/**
 * Ed25519 key pairs: 32 secret bytes and their public key, as Solana's wallets, NEAR, TON and Algorand write them.
 * A signature is as long; only the computed public key tells them apart.
 */
export const pairFormat: KeyFormat = {
  kind: "private_key",
  opens: /^[1-9A-HJ-NP-Za-km-z]{20}/,
  shortest: 80,
  longest: 90,
  judge: (value, _, budget) => {
    if (budget.decodes <= 0 || !/^[1-9A-HJ-NP-Za-km-z]+$/.test(value)) return undefined;
    budget.decodes -= 1;
    return isKeyPair(base58.decode(value), budget) ? "sure" : undefined;
  },
};

const base64Size = 86;
/** The last of 86 characters has only four bits that count. */
const paddedEnd = /[AQgw](?:={2}|%3[Dd]%3[Dd])/g;
const barePair = /(?<![0-9A-Za-z+/_-])[0-9A-Za-z+/_-]{85}[AQgw](?![0-9A-Za-z+/_=-])/g;
const hexPair = /(?:(?<![0-9A-Za-z])|(?<=\\[nrt]|%[0-9A-Fa-f]{2}))(?:0[xX])?[0-9A-Fa-f]{128}(?![0-9A-Za-z])/g;
const base64Unit = /[0-9A-Za-z+/_-]/;
const base64Units = runUnits(base64Unit);
const gapUnit = /[\s>]/;

/** The 86 characters before an end, over line breaks, and where they begin. */
const readBack = (text: string, end: number) => {
  let value = "";
  let start = end;
  while (start > 0 && value.length < base64Size) {
    const unit = text[start - 1] ?? "";
    if (base64Unit.test(unit)) value = unit + value;
    else if (!gapUnit.test(unit)) break;
    start -= 1;
  }
  return value.length === base64Size ? { value, start } : undefined;
};

/** Key pairs in base64 and in hexadecimal. */
export const findEncodedPairs = (text: string, budget: KeyBudget): readonly Span[] => {
  const candidates: { bytes: Uint8Array; start: number; end: number }[] = [];
  for (const { index, 0: ending } of text.matchAll(paddedEnd)) {
    const read = budget.decodes > 0 ? readBack(text, index + 1) : undefined;
    budget.decodes -= 1;
    if (read !== undefined)
      candidates.push({
        bytes: Buffer.from(read.value, "base64"),
        start: read.start,
        end: index + ending.length,
      });
  }
  const hasRun = holdsRun(text, base64Units, base64Size);
  for (const { index, 0: value } of hasRun ? text.matchAll(barePair) : [])
    candidates.push({ bytes: Buffer.from(value, "base64"), start: index, end: index + value.length });
  for (const { index, 0: value } of hasRun ? text.matchAll(hexPair) : [])
    candidates.push({
      bytes: Buffer.from(value.slice(-128), "hex"),
      start: index,
      end: index + value.length,
    });
  return candidates
    .filter(({ bytes }) => isKeyPair(bytes, budget))
    .map(({ start, end }) => ({ kind: "private_key", level: "hard", start, end }));
};

const number = /^(?:\d{1,3}|0[xX][0-9A-Fa-f]{2})$/;
const longestNumberGap = 8;
/** What stands between numbers of one list; a bracket begins another. */
const betweenNumbers = /^[\s,;"':\\]*$/;

/** Runs of numbers with only commas and spaces between them: first and last token of each. */
const numberRuns = ({ text, starts, ends }: KeyTokens) => {
  const runs: { readonly first: number; readonly bytes: readonly number[] }[] = [];
  let bytes: number[] = [];
  let first = 0;
  const close = () => {
    if (bytes.length >= 32) runs.push({ first, bytes });
    bytes = [];
  };
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const value =
      end - start <= 4 && number.test(text.slice(start, end)) ? Number(text.slice(start, end)) : 256;
    const gap = start - (ends[i - 1] ?? 0);
    if (value > 255 || gap > longestNumberGap || !betweenNumbers.test(text.slice(start - gap, start)))
      close();
    if (value > 255) continue;
    if (bytes.length === 0) first = i;
    bytes.push(value);
  }
  close();
  return runs;
};

/** A byte array that was written as an object counts its bytes: 0, a, 1, b, 2, c. */
const withoutIndexes = (
  bytes: readonly number[],
): { readonly step: number; readonly bytes: readonly number[] } =>
  bytes.length >= 64 && bytes[0] === 0 && [1, 2, 3, 4, 5].every((i) => bytes[2 * i] === i)
    ? { step: 2, bytes: bytes.filter((_, i) => i % 2 === 1) }
    : { step: 1, bytes };

/**
 * Key pairs written as a list of 64 numbers. Lists of 32 numbers that `isTold` knows of are seeds; a list of 64
 * that is no pair may be one that was mistyped.
 */
export const findNumberLists = (
  tokens: KeyTokens,
  budget: KeyBudget,
  isTold: (start: number, end: number) => boolean,
): readonly Span[] =>
  numberRuns(tokens).flatMap((run): Span[] => {
    const { step, bytes } = withoutIndexes(run.bytes);
    const spanOf = (from: number, count: number) => ({
      start: tokens.starts[run.first + from * step] ?? 0,
      end: tokens.ends[run.first + (from + count) * step - 1] ?? 0,
    });
    for (const from of new Set([0, bytes.length - 64])) {
      if (from < 0 || !isKeyPair(Uint8Array.from(bytes.slice(from, from + 64)), budget)) continue;
      return [{ kind: "private_key", level: "hard", ...spanOf(from, 64) }];
    }
    if (bytes.length !== 64 && bytes.length !== 32) return [];
    const span = spanOf(0, bytes.length);
    const isRandom = new Set(bytes).size > bytes.length / 2 && Math.max(...bytes) > 127;
    if (!isRandom || !isTold(span.start, span.end)) return [];
    return [{ kind: "private_key", level: "hard", ...span }];
  });
