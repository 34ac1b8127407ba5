import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type CodeValue, codeValuesIn } from "./told-digits.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf } from "./told-score.ts";
import { isHarmless } from "./told-value.ts";
import {
  accountClauseLast,
  accountLast,
  answerFirst,
  arrival,
  channel,
  example,
  lost,
  mine,
  money,
  notice,
  otherCode,
  unitFirst,
} from "./told-words.ts";

const reach = 100;
/** A sum of money is spoken of right beside it. */
const moneyReach = 32;
/** "The authenticator now 482 913". */
const nearReach = 24;
/** More numbers than this make a list. */
const mostCodes = 5;

/** Round numbers, runs and numbers like 100045 count or name something; nobody is sent them. */
const isRound = (digits: string) => /0{3}$|^100\d+$|^(\d)\1+$|^123456?7?8?$/.test(digits);

interface Around {
  readonly before: string;
  readonly after: string;
}

const isSomethingElse = ({ before, after }: Around): boolean => {
  const around = `${before} | ${after}`;
  return (
    unitFirst.test(after) ||
    accountLast.test(before) ||
    accountClauseLast.test(`,${before}`) ||
    otherCode.test(around) ||
    example.test(around)
  );
};

const codeLevel = (text: Normalised, nouns: readonly Noun[], value: CodeValue): Span["level"] | undefined => {
  const { folded } = text;
  const written = text.text.slice(value.start, value.end);
  const digits = written.replace(/\D/g, "");
  const isNumber = digits.length >= 4 && !value.isMixed;
  if (value.form === 0 || (isNumber && isRound(digits)) || (value.isMixed && isHarmless(written)))
    return undefined;
  const before = folded.slice(Math.max(0, value.start - reach), value.start);
  const after = folded.slice(value.end, value.end + reach);
  const around = `${before} | ${after}`;
  const isUsual = value.form >= 3 && !value.isMixed;
  const hasChannel = channel.test(around);
  const hasArrived = arrival.test(around);
  const isAnswer = answerFirst.test(before);
  const isCertain = nouns.some((noun) => noun.class === "code");
  const isNamed = isCertain || nouns.some((noun) => noun.class === "weakCode");
  const isCued = isUsual
    ? hasChannel || hasArrived || isAnswer
    : (hasChannel || isAnswer) && hasArrived && digits.length < 7;
  if (!isNamed && !isCued && !(hasArrived && /[:=]\s?$/.test(before))) return undefined;
  if (isSomethingElse({ before, after })) return undefined;
  let score = isUsual ? Math.max(4, value.form) : value.form - 1;
  if (isCertain) score += 3;
  else if (isNamed) score += 2;
  if (isNumber && digits.startsWith("0")) score += 1;
  if (hasChannel) score += channel.test(before.slice(-nearReach)) ? 3 : 2;
  if (hasArrived) score += 3;
  if (notice.test(after)) score += 3;
  if (mine.test(around)) score += 1;
  if (isAnswer) score += 1;
  if (folded.length <= 40) score += 1;
  else if (folded.length > 160) score -= 2;
  if (lost.test(around)) score -= 2;
  if (money.test(`${before.slice(-moneyReach)} | ${after.slice(0, moneyReach)}`)) score -= 4;
  const level = levelOf(score);
  return isUsual || isNamed || level === undefined ? level : "soft";
};

/** Codes of a short message, whatever their tie: "it keeps sending the same 482913". */
export const codesOfMessage = (text: Normalised, nouns: readonly Noun[]): readonly Span[] => {
  const values = codeValuesIn(text, 0, text.text.length);
  if (values.length > mostCodes) return [];
  return values.flatMap((value) => {
    const level = codeLevel(text, nouns, value);
    return level === undefined
      ? []
      : [{ kind: "one_time_code" as const, level, start: value.start, end: value.end }];
  });
};
