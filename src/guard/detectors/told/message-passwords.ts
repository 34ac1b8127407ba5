import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf } from "./told-score.ts";
import { isHarmless, valueAt } from "./told-value.ts";
import {
  access,
  accountClauseLast,
  accountLast,
  answerFirst,
  certain,
  example,
  isStatusWord,
  lost,
  mine,
  negation,
  setToLast,
  typedFirst,
  typedLast,
} from "./told-words.ts";

const reach = 100;
const mostTokens = 8;
const token = /(?<![!-~\p{Script=Latin}\p{Script=Cyrillic}])[!-~\p{Script=Latin}\p{Script=Cyrillic}]{6,64}/gu;

/**
 * How much a token looks like a password by itself, 0 to 4. Two words that a missing space glues together
 * ("card?Can", "wrong.please") do not, nor do names of code.
 */
export const strengthOf = (value: string): number => {
  const inner = value.replace(/[!?.,]+$/u, "");
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
  if (/^\p{L}{3,}(?:\.\p{L}{3,}){1,3}$/u.test(inner)) return 2;
  if (!hasDigit || !/\p{L}{2}/u.test(inner)) return 0;
  const isAddress = inner.length > 25 || /^\d+[.-]?\p{L}/u.test(inner);
  return !isAddress && /^[\p{L}\d.-]+$/u.test(inner) && (inner.length >= 8 || isMixed) ? 3 : 0;
};

/** Words, each of which may be said of a password, joined by a sign for want of a space. */
const isGluedSpeech = (folded: string) => folded.split(/[^\p{L}\d]+/u).some((word) => isStatusWord(word));

interface Token {
  readonly start: number;
  readonly end: number;
  readonly strength: number;
}

const passwordLevel = (
  text: Normalised,
  nouns: readonly Noun[],
  { start, end, strength }: Token,
): Span["level"] | undefined => {
  const { folded } = text;
  const before = folded.slice(Math.max(0, start - reach), start);
  const after = folded.slice(end, end + reach);
  const around = `${before} | ${after}`;
  const isNamed = nouns.some((noun) => noun.class === "password");
  const isHinted = nouns.some((noun) => noun.class === "pin" || noun.class === "weakPassword");
  const isTyped = typedLast.test(before) || typedFirst.test(after);
  const isSet = isTyped || ((isNamed || isHinted) && setToLast.test(before));
  if (!isNamed && !isHinted && !isSet && strength < 3) return undefined;
  if (strength === 2 && !(isSet && (isNamed || isHinted))) return undefined;
  const hasAccess = access.test(around);
  const isOwn = mine.test(around);
  const isAnswer = answerFirst.test(before);
  const isEvident = strength > 3 && (isHinted || isSet || hasAccess);
  const isAllowed =
    isNamed || isHinted || isEvident || (isSet && (hasAccess || isOwn)) || (hasAccess && isAnswer);
  if (!isAllowed || accountLast.test(before) || accountClauseLast.test(`,${before}`)) return undefined;
  if (example.test(around) || isGluedSpeech(folded.slice(start, end))) return undefined;
  let score = strength;
  if (isNamed) score += 3;
  else if (isHinted) score += 2;
  if (isSet) score += 3;
  if (hasAccess) score += 2;
  if (negation.test(after)) score += 1;
  if (isOwn || certain.test(around)) score += 1;
  if (isAnswer) score += 1;
  if (lost.test(around) && !isSet) score -= 3;
  return levelOf(score);
};

/** Passwords of a short message, whatever their tie: "I log in with Blue$ky77". */
export const passwordsOfMessage = (text: Normalised, nouns: readonly Noun[]): readonly Span[] => {
  const spans: Span[] = [];
  let seen = 0;
  for (const { index } of text.text.matchAll(token)) {
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
