import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type CodeValue, codeValuesIn } from "./told-digits.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf } from "./told-score.ts";
import { isHarmless, valueAt } from "./told-value.ts";
import {
  access,
  accountClauseLast,
  accountLast,
  answerFirst,
  arrival,
  certain,
  channel,
  example,
  lost,
  mine,
  money,
  negation,
  notice,
  otherCode,
  setToLast,
  unitFirst,
} from "./told-words.ts";

/** A longer text is told by its nouns only. */
const longest = 400;
const reach = 100;
/** More numbers than this make a list. */
const mostCodes = 5;

/** A text and what all of it speaks of. */
interface Message {
  readonly text: Normalised;
  readonly nouns: readonly Noun[];
}

const isRound = (digits: string) => /0{3}$|^100\d+$|^(\d)\1+$|^123456?7?8?$/.test(digits);

const codeLevel = (
  { text, nouns }: Message,
  value: CodeValue,
  isOnly: boolean,
): Span["level"] | undefined => {
  const { folded } = text;
  const before = folded.slice(Math.max(0, value.start - reach), value.start);
  const after = folded.slice(value.end, value.end + reach);
  const around = `${before} | ${after}`;
  const written = text.text.slice(value.start, value.end);
  const digits = written.replace(/\D/g, "");
  const isNumber = digits.length >= 4;
  const isUsual = digits.length === 6 || value.form >= 4;
  if (
    value.isMixed ||
    unitFirst.test(after) ||
    accountLast.test(before) ||
    accountClauseLast.test(`,${before}`)
  )
    return undefined;
  if (example.test(around) || otherCode.test(around) || money.test(around)) return undefined;
  let score = isUsual ? value.form : value.form - 1;
  if (isNumber && isRound(digits)) score -= 4;
  if (isNumber && digits.startsWith("0")) score += 1;
  const isNamed = nouns.some((noun) => noun.class === "code" || noun.class === "weakCode");
  if (nouns.some((noun) => noun.class === "code")) score += 3;
  else if (isNamed) score += 2;
  const hasChannel = channel.test(around);
  const hasArrived = arrival.test(around);
  if (hasChannel) score += 2;
  if (hasArrived) score += 3;
  if (notice.test(after)) score += 3;
  if (mine.test(around)) score += 1;
  const isAnswer = answerFirst.test(before);
  if (isAnswer) score += 2;
  if (folded.length <= 40) score += 1;
  if (!isOnly) score -= 1;
  if (lost.test(around)) score -= 2;
  const isCued = isUsual
    ? hasChannel || hasArrived || isAnswer
    : hasChannel && hasArrived && digits.length < 7;
  if (!isNamed && !isCued) return undefined;
  const level = levelOf(score);
  return isUsual || isNamed || level === undefined ? level : "soft";
};

const codesIn = (message: Message): readonly Span[] => {
  const { text } = message;
  const values = codeValuesIn(text, 0, text.text.length);
  if (values.length > mostCodes) return [];
  return values.flatMap((value) => {
    const level = codeLevel(message, value, values.length === 1);
    return level === undefined
      ? []
      : [{ kind: "one_time_code" as const, level, start: value.start, end: value.end }];
  });
};

const token =
  /(?<!\S)[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{6,64}|[\x21-\x7e]{6,64}/gu;
const mostTokens = 8;

/** How much a token looks like a password by itself; two words that a full stop glues together do not. */
const strengthOf = (value: string): number => {
  const inner = value.replace(/[!?.,]+$/u, "");
  if (/[()<>{}[\]\\/|;="]|^[#@&]/.test(inner) || !/\p{L}/u.test(inner)) return 0;
  const hasDigit = /\d/.test(inner);
  const isMixed = /\p{Lu}/u.test(inner) && /\p{Ll}/u.test(inner);
  if (/[\p{L}\d][#$%^&*~]+[\p{L}\d]|[\p{L}\d][#$%^&]$/u.test(inner)) return hasDigit || isMixed ? 4 : 2;
  if (/[\p{L}\d][!?@_+]+[\p{L}\d]/u.test(inner))
    return hasDigit && !/\p{Ll}[!?]+(?:\d?\p{Ll}){4}/u.test(inner) ? (/[!?]/.test(inner) ? 4 : 3) : 2;
  if (!hasDigit || !/\p{L}{2}/u.test(inner)) return 0;
  return /^[\p{L}\d.-]+$/u.test(inner) && (inner.length >= 8 || isMixed) ? 3 : 0;
};

const passwordLevel = ({ text, nouns }: Message, start: number, end: number): Span["level"] | undefined => {
  const { folded } = text;
  const strength = strengthOf(text.text.slice(start, end));
  const before = folded.slice(Math.max(0, start - reach), start);
  const after = folded.slice(end, end + reach);
  const around = `${before} | ${after}`;
  if (accountLast.test(before) || accountClauseLast.test(`,${before}`) || example.test(around))
    return undefined;
  const isNamed = nouns.some((noun) => noun.class === "password");
  const isHinted = nouns.some((noun) => noun.class === "pin" || noun.class === "weakPassword");
  const isSet = setToLast.test(before);
  const hasAccess = access.test(around);
  if (strength < 3 && !isSet) return undefined;
  const isEvident = strength > 3 && (isHinted || isSet || hasAccess);
  if (!isNamed && !isEvident && !(isSet && hasAccess)) return undefined;
  let score = strength;
  if (isNamed) score += 3;
  else if (isHinted) score += 2;
  if (isSet) score += 3;
  if (hasAccess) score += 2;
  if (negation.test(after)) score += 1;
  if (mine.test(around) || certain.test(around)) score += 1;
  if (answerFirst.test(before)) score += 1;
  if (lost.test(around) && !isSet) score -= 3;
  return levelOf(score);
};

const passwordsIn = (message: Message): readonly Span[] => {
  const { text } = message;
  const spans: Span[] = [];
  let seen = 0;
  for (const { index } of text.text.matchAll(token)) {
    const value = valueAt(text.text, index);
    if (value === undefined || value.quoted || strengthOf(value.value) === 0 || isHarmless(value.value))
      continue;
    if (/^[#@]/.test(value.value) || value.value.includes("/")) continue;
    const level = passwordLevel(message, value.start, value.end);
    if (level !== undefined) spans.push({ kind: "password", level, start: value.start, end: value.end });
    seen += 1;
    if (seen === mostTokens) break;
  }
  return spans;
};

const mayHoldCode = /\d[ _.·•*-]{0,3}\d[ _.·•*-]{0,3}\d[ _.·•*-]{0,3}\d/;

/** What no noun is tied to, but the whole of a short message tells of: "it keeps sending the same 482913". */
export const toldByMessage = (text: Normalised, nouns: readonly Noun[]): readonly Span[] => {
  if (text.text.length > longest) return [];
  const message = { text, nouns };
  const mayBeSpelled = nouns.length > 0;
  return [...(mayBeSpelled || mayHoldCode.test(text.text) ? codesIn(message) : []), ...passwordsIn(message)];
};
