import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf } from "./told-score.ts";
import { isHarmless, valueAt } from "./told-value.ts";
import {
  access,
  accountClauseLast,
  accountLast,
  accountNear,
  answerFirst,
  certain,
  example,
  isStatusWord,
  lost,
  mine,
  negation,
  pairLast,
  setToFirst,
  setToLast,
  typedFirst,
  typedLast,
} from "./told-words.ts";

const reach = 100;
const mostTokens = 8;
const hasOddUnit = /\d|[!#$%&*+.?@^_~-]./;
const token = /(?<![!-~\p{Script=Latin}\p{Script=Cyrillic}])[!-~\p{Script=Latin}\p{Script=Cyrillic}]{6,64}/gu;

/**
 * How much a token looks like a password by itself, 0 to 4. Two words that a missing space glues together
 * ("card?Can", "wrong.please") do not, nor do names of code.
 */
export const strengthOf = (value: string): number => {
  const inner = value.replace(/[!?.,]{1,128}$/u, "");
  if (/[()<>{}[\]\\/|;="]|^[#@&]/.test(inner) || !/\p{L}/u.test(inner)) return 0;
  const hasDigit = /\d/.test(inner);
  const isMixed = /\p{Lu}/u.test(inner) && /\p{Ll}/u.test(inner);
  if (/[\p{L}\d][#$%^&*~]+[\p{L}\d]|[\p{L}\d][#$%^&]$/u.test(inner)) return hasDigit || isMixed ? 4 : 3;
  const isGlued = /\p{Ll}[!?]+(?:\d?\p{Ll}){4}/u.test(inner);
  if (/[\p{L}\d][!?]+[\p{L}\d]/u.test(inner)) {
    if (hasDigit) return isGlued ? 0 : 4;
    return /^\p{Lu}\p{Ll}+!\p{Lu}\p{Ll}+$/u.test(inner) ? 2 : 0;
  }
  if (/[\p{L}\d][@_+]+[\p{L}\d]/u.test(inner)) {
    if (hasDigit && isMixed) return 4;
    return hasDigit || /^\p{Ll}+(?:_\p{Ll}+)+$/u.test(inner) ? 3 : 2;
  }
  if (/^\p{L}{3,}\.\p{L}{3,}$|^\p{L}{2,}(?:\.\p{L}{2,}){2,3}$/u.test(inner)) return 2;
  if (!hasDigit || !/\p{L}{2}/u.test(inner)) return 0;
  const isAddress = inner.length > 25 || /^\d+[.-]?\p{L}/u.test(inner);
  return !isAddress && /^[\p{L}\d.-]+$/u.test(inner) && (inner.length >= 8 || isMixed) ? 3 : 0;
};

/** Words that may be said of a password, joined by a full stop for want of a space behind it. */
const isGluedSpeech = (folded: string) =>
  !folded.includes("_") && folded.split(/[^\p{L}\d]+/u).some((word) => isStatusWord(word));

interface Token {
  readonly start: number;
  readonly end: number;
  readonly strength: number;
}

const maySeparate = /[/|:;,]\s?$/;

/** A name of an account stands before the value, and no noun of a password in between. */
const isAccountName = (before: string, nouns: readonly Noun[], offset: number): boolean => {
  if (accountLast.test(before) || accountClauseLast.test(`,${before}`)) return true;
  const at = accountNear.exec(before)?.index;
  if (at === undefined) return false;
  return !nouns.some(({ start }) => start >= offset + at && start < offset + before.length);
};

const mailAddress = /[^\s@]{1,64}@[^\s@]{1,64}\.[a-z]{2,}/;

const passwordLevel = (
  text: Normalised,
  nouns: readonly Noun[],
  { start, end, strength }: Token,
): Span["level"] | undefined => {
  const { folded } = text;
  const offset = Math.max(0, start - reach);
  const before = folded.slice(offset, start);
  const after = folded.slice(end, end + reach);
  const around = `${before} | ${after}`;
  const isNamed = nouns.some((noun) => noun.class === "password");
  const isHinted = nouns.some((noun) => noun.class === "pin" || noun.class === "weakPassword");
  const isTyped = typedLast.test(before) || typedFirst.test(after);
  const isApart = /[,:>→]\s?$/u.test(before) && /^\s?[,→]/u.test(after);
  const isSaid = setToLast.test(before) || setToFirst.test(after) || isApart;
  const isSet = isTyped || ((isNamed || isHinted) && isSaid);
  if (!isNamed && !isHinted && !isTyped && strength < 3) return undefined;
  const hasAccess = access.test(around);
  if (strength === 2 && !(isSet && (isNamed || isHinted || hasAccess))) return undefined;
  const isOwn = mine.test(around);
  const isAnswer = answerFirst.test(before);
  const hasMail = mailAddress.test(before);
  const isPair = maySeparate.test(before) && pairLast.test(before);
  const isEvident = isTyped || isPair || (hasAccess && (strength > 3 || isOwn || isAnswer));
  if (!isNamed && !isHinted && !isEvident) return undefined;
  if (!isPair && isAccountName(before, nouns, offset)) return undefined;
  if (example.test(around) || isGluedSpeech(folded.slice(start, end))) return undefined;
  let score = strength;
  if (isNamed) score += 3;
  else if (isHinted) score += 2;
  if (isSet || isPair) score += 3;
  if (hasMail) score += 1;
  if (hasAccess) score += 2;
  if (negation.test(after)) score += 1;
  if (isOwn || certain.test(around)) score += 1;
  if (isAnswer) score += 1;
  if (lost.test(around) && !isSet) score -= 3;
  return levelOf(score);
};

const joinedPair = /[^\s@:;|]{1,64}@[^\s@:;|]{1,64}\.\p{L}{2,10}[:;|](?=[^\s/])/gu;

/** "john@example.org:Blue$ky77", as leaked lists have it. */
const joinedPairsIn = (text: Normalised): readonly Span[] =>
  [...text.text.matchAll(joinedPair)].slice(0, mostTokens).flatMap((match) => {
    const value = valueAt(text.text, match.index + match[0].length);
    if (value === undefined || value.value.length < 5 || isHarmless(value.value)) return [];
    const level = /^\p{L}+$|^\d+$/u.test(value.value) ? "soft" : "hard";
    return [{ kind: "password", level, start: value.start, end: value.end }];
  });

/** Passwords of a short message, whatever their tie: "I log in with Blue$ky77". */
export const passwordsOfMessage = (text: Normalised, nouns: readonly Noun[]): readonly Span[] => {
  const spans: Span[] = text.text.includes("@") ? [...joinedPairsIn(text)] : [];
  let seen = 0;
  for (const { 0: run, index } of text.text.matchAll(token)) {
    if (!hasOddUnit.test(run)) continue;
    const value = valueAt(text.text, index);
    if (value === undefined || value.quoted) continue;
    const strength = strengthOf(value.value);
    if (strength === 0 || isHarmless(value.value)) continue;
    const { start, end } = value;
    const level = passwordLevel(text, nouns, { start, end, strength });
    if (level !== undefined) spans.push({ kind: "password", level, start, end });
    seen += 1;
    if (seen === mostTokens) break;
  }
  return spans;
};
