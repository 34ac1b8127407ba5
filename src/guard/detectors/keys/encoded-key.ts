import type { Detector, Span } from "../../detector.ts";
import { base32Formats } from "./base32-key.ts";
import { base58Formats } from "./base58-key.ts";
import { bech32Formats } from "./bech32-key.ts";
import type { KeyBudget, KeyFormat, Verdict } from "./key-format.ts";
import { joinedFrom, type KeyTokens, mayHoldKey, tokensOf, turnsIn } from "./key-tokens.ts";
import { keyWordsOf } from "./key-words.ts";
import { findEncodedPairs, findNumberLists, pairFormat } from "./solana-key.ts";

const formats: readonly KeyFormat[] = [...base58Formats, ...bech32Formats, ...base32Formats, pairFormat];
const longestValue = Math.max(...formats.map(({ longest }) => longest));
const shortestValue = Math.min(...formats.map(({ shortest }) => shortest));

/** What one text may cost: decoding takes about 10 us, computing a public key about 100 us. */
const wholeBudget: KeyBudget = { decodes: 400, pairs: 24 };
/** Of what is put together from pieces most is none. */
const brokenBudget: KeyBudget = { decodes: 100, pairs: 8 };
const mostJoinedUnits = 40_000;
/** A value in pieces shows by this many units what format it may be. */
const headLength = 27;
type BrokenBudget = KeyBudget & { units: number };
const nameReach = 40;
/** A value in pieces looks less like a key; it must at least look random. */
const fewestTurns = 3;

interface Found {
  readonly format: KeyFormat;
  readonly verdict: Verdict;
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const judgeAs = (
  { value, start, end }: Candidate,
  { text, budget, fitting }: { text: string; budget: KeyBudget; fitting: readonly KeyFormat[] },
): Found | undefined => {
  let best: Found | undefined;
  for (const format of fitting) {
    if (value.length < format.shortest || value.length > format.longest) continue;
    const verdict = format.judge(value, text.slice(Math.max(0, start - nameReach), start), budget);
    if (verdict === "sure") return { format, verdict, start, end };
    if (verdict === "near" || (verdict === "hint" && best === undefined))
      best = { format, verdict, start, end };
  }
  return best;
};

/** A key that is written together with the word before it still begins in a way that nothing else does. */
const gluedStart = /(?:nsec1|ncryptsec1|suiprivkey1|[xyztuvYZUV]prv[A-Z1-9]|6P[RY]|[KL5](?=.{50,51}$))/g;

const wholeCandidates = (tokens: KeyTokens, i: number): Candidate[] => {
  const start = tokens.starts[i] ?? 0;
  const end = tokens.ends[i] ?? 0;
  const value = tokens.text.slice(start, end);
  const glued = [...value.slice(0, 2 * longestValue).matchAll(gluedStart)].slice(0, 4);
  return [0, ...glued.map(({ index }) => index).filter((index) => index > 0)].map((index) => ({
    value: value.slice(index),
    start: start + index,
    end,
  }));
};

const findWhole = (tokens: KeyTokens, i: number, budget: KeyBudget): Found | undefined => {
  let best: Found | undefined;
  for (const candidate of wholeCandidates(tokens, i)) {
    const found = judgeAs(candidate, { text: tokens.text, budget, fitting: formats });
    if (found?.verdict === "sure") return found;
    // A part of a longer value is a key only when it proves itself.
    if (candidate.start === tokens.starts[i]) best = found;
  }
  return best;
};

/** A key that was broken over lines, or into groups. Only a right checksum says that the pieces belong together. */
const findBroken = (tokens: KeyTokens, i: number, budget: BrokenBudget): Found | undefined => {
  if (budget.decodes <= 0 || budget.units <= 0) return undefined;
  const start = tokens.starts[i] ?? 0;
  const head = joinedFrom(tokens, i, headLength);
  if (head === undefined) return undefined;
  budget.units -= head.value.length;
  const before = tokens.text.slice(Math.max(0, start - nameReach), start);
  const fitting = formats.filter(({ opens, after }) => opens.test(head.value) || after?.test(before));
  if (fitting.length === 0) return undefined;
  const longest = Math.max(...fitting.map((format) => format.longest));
  const joined = joinedFrom(tokens, i, longest) ?? head;
  budget.units -= joined.value.length;
  for (const { length, end } of joined.cuts) {
    const near = fitting.filter((format) => format.shortest <= length && length <= format.longest);
    if (near.length === 0) continue;
    const value = joined.value.slice(0, length);
    if (turnsIn(value) < fewestTurns) continue;
    const found = judgeAs({ value, start, end }, { text: tokens.text, budget, fitting: near });
    if (found?.verdict === "sure") return found;
  }
  return undefined;
};

/** Whole keys first, then what is left in pieces. */
const findTokens = (tokens: KeyTokens, budget: KeyBudget): readonly Found[] => {
  const whole = tokens.starts.map((start, i) =>
    (tokens.ends[i] ?? 0) - start >= shortestValue ? findWhole(tokens, i, budget) : undefined,
  );
  const broken = { ...brokenBudget, units: mostJoinedUnits };
  const found: Found[] = [];
  let end = 0;
  for (const [i, start] of tokens.starts.entries()) {
    if (start < end) continue;
    const mine = whole[i];
    const best = mine?.verdict === "sure" ? mine : (findBroken(tokens, i, broken) ?? mine);
    if (best === undefined) continue;
    found.push(best);
    end = best.end;
  }
  return found;
};

const spanOf = ({ format, verdict, start, end }: Found, isTold: ReturnType<typeof keyWordsOf>): Span[] => {
  const { kind } = format;
  if (verdict === "sure" || isTold(start, end)) return [{ kind, level: "hard", start, end }];
  return verdict === "near" ? [{ kind, level: "soft", start, end }] : [];
};

/** Keys whose encoding proves them: by a checksum, or since their second half is computed from the first. */
export const encodedKey: Detector = {
  name: "encoded-key",
  kinds: ["private_key", "extended_key"],
  proof: "its checksum or its second half proves it",
  find: ({ text, folded }) => {
    if (!mayHoldKey(text)) return [];
    const budget = { ...wholeBudget };
    const tokens = tokensOf(text);
    const isTold = keyWordsOf(folded);
    return [
      ...findTokens(tokens, budget).flatMap((found) => spanOf(found, isTold)),
      ...findEncodedPairs(text, budget),
      ...findNumberLists(tokens, budget, isTold),
    ];
  },
};
