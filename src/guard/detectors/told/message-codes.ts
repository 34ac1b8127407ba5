import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { isOtherNumber } from "./other-number.ts";
import type { CodeValue } from "./told-digits.ts";
import { isHarmless } from "./told-value.ts";
import {
  accountClauseLast,
  accountLast,
  answerFirst,
  atLaunch,
  example,
  money,
  notice,
  otherCode,
  unitFirst,
} from "./told-words.ts";
import { surroundingsOf, type TopicWord, topic } from "./topics.ts";

const reach = 100;
/** A sum of money is spoken of right beside it. */
const moneyReach = 32;
/** More numbers than this make a list. */
const mostCodes = 5;
/** Without any word of codes, a message of up to this length is looked at. */
const longestEvident = 120;
/** What says that it is another code stands beside it. */
const otherReach = 24;
const longestError = 5;

/** Messages and apps by which codes come, and nothing else does. */
const messaged =
  /sms|смс|(?<!con)text(?!o)|messag|mensaj|mensag|сообщ|mesaj|tin nhan|e?mail|correo|почт|authent|autent|аутент|authy|dogrulayici/u;
const messagedReach = 40;
/** Authy shows seven digits, in groups of three and four. */
const authy = /authy/;
/** What Google sends, and what services print as the token of a login. */
const googleCode = /^G-\d{6}$/;
const loginToken = /^(?=.*\d)[A-Z0-9]{2,4}(?:-[A-Z0-9]{2,4}){2}$/;
const tokenNoun = /token|токен|ma xac nhan/u;

/** "8406 came, what now": who asks that has been told to send a number. */
const whatNow =
  /what(?:['’]?s)? (?:next|now|do i do)|now what|y ahora|que hago|e agora|o que (?:eu )?faco|что дальше|и что теперь|что делать|simdi n|napi?y|gio (?:sao|lam)|lam gi/u;
const longestAsking = 40;

/** Round numbers, runs and numbers like 100045 count or name something; nobody is sent them. */
const isRound = (digits: string) => /0{3}$|^100\d+$|^(\d)\1+$|^123456?7?8?$/.test(digits);

interface Sides {
  readonly before: string;
  readonly after: string;
  /** "On the phone 482913": it was heard there. */
  readonly isBehindChannel: boolean;
  /** Six digits of a named code are no hours: "TOTP 482913 time is right". */
  readonly isNamedCode: boolean;
}

const timeFirst = /^ (?:gio|saat|hours?|hora|час)/;

const isSomethingElse = ({ before, after, isBehindChannel, isNamedCode }: Sides): boolean =>
  (unitFirst.test(after) && !(isNamedCode && timeFirst.test(after))) ||
  (!isBehindChannel && accountLast.test(before)) ||
  accountClauseLast.test(`,${before}`) ||
  example.test(`${before} | ${after}`);

/** A message's text and words; `isExpecting`: it may be the answer to a question for some number. */
interface Message {
  readonly text: Normalised;
  readonly words: readonly TopicWord[];
  readonly isExpecting: boolean;
}

interface Finding {
  readonly level: Span["level"];
  readonly kind: "password" | "one_time_code";
}

const findingOf = (
  { text, words, isExpecting }: Message,
  { start, end, form, isMixed }: CodeValue,
): Finding | undefined => {
  const { folded } = text;
  const written = text.text.slice(start, end);
  const digits = written.replace(/\D/g, "");
  const isNumber = digits.length >= 4 && !isMixed;
  if (form === 0 || (isNumber && isRound(digits)) || (isMixed && isHarmless(written))) return undefined;
  const { topics, near, last, isLabelled, wordCount } = surroundingsOf({ folded, words, start, end });
  const isNoticed = notice.test(folded.slice(end, end + reach));
  const isPassword =
    (near & topic.code) === 0 && (near & (topic.secret | topic.weakSecret)) !== 0 && !isMixed;
  const told = (level: Span["level"] | undefined): Finding | undefined =>
    level && { level, kind: isPassword ? "password" : "one_time_code" };
  const has = (wanted: number) => (topics & wanted) !== 0;
  const before = folded.slice(Math.max(0, start - reach), start);
  const after = folded.slice(end, end + reach);
  const isNamed = has(topic.code) || isNoticed || /(?<!\p{L})mã(?!\p{L})/iu.test(text.text) || isPassword;
  const cues =
    Number(has(topic.channel)) +
    Number(has(topic.come)) +
    Number(has(topic.access | topic.typed | topic.refused));
  const isDictation = digits === "" && !isMixed;
  const around = `${before.slice(-messagedReach)} ${after.slice(0, messagedReach)}`;
  if (!authy.test(around) && isOtherNumber({ written, before, after })) return undefined;
  if (googleCode.test(written) || (digits.length === 7 && isNumber && authy.test(around)))
    return told("hard");
  if (loginToken.test(written) && tokenNoun.test(around) && has(topic.come | topic.access | topic.channel))
    return told("hard");
  const isForm = wordCount === 1 && (last & topic.channel) !== 0 && /[:=]\s{0,2}$/.test(before);
  if (isForm && isNumber) return told("hard");
  const isUsual = form >= 3 && !isMixed;
  const isAnswer = answerFirst.test(before);
  const isAlone = isUsual && !isExpecting && (wordCount === 0 || isDictation || (isAnswer && wordCount <= 4));
  // Nobody writes six digits that are no sum, no name and no date but those that were sent: the person is asked.
  const isEvident =
    isUsual && isNumber && !isExpecting && folded.length <= longestEvident && /\p{L}/u.test(folded);
  if (!isNamed && cues === 0 && !isAlone && !isEvident) {
    const isAsking = isNumber && !isExpecting && folded.length <= longestAsking && whatNow.test(folded);
    return told(isAsking ? "soft" : undefined);
  }
  const isOther = otherCode.test(`${before.slice(-otherReach)} | ${after.slice(0, otherReach)}`);
  if (isOther && !isNoticed && !has(topic.channel)) return undefined;
  if (
    digits.length <= longestError &&
    atLaunch.test(`${before.slice(-moneyReach)} | ${after.slice(0, otherReach)}`)
  )
    return undefined;
  const isBehindChannel = form >= 3 && (last & topic.channel) !== 0 && has(topic.come | topic.code);
  if (isLabelled || isSomethingElse({ before, after, isBehindChannel, isNamedCode: isUsual && isNamed }))
    return undefined;
  const isMoney = money.test(`${before.slice(-moneyReach)} | ${after.slice(0, moneyReach)}`);
  if (isMoney && !isNamed) return undefined;
  const isShort = folded.length <= 120;
  const isNear = (near & (topic.code | topic.come | topic.channel | topic.typed | topic.refused)) !== 0;
  if (isUsual) {
    if (isNamed && (!isMoney || isNoticed)) return told("hard");
    if (cues > 1 || (cues === 1 && isShort && isNear)) return told("hard");
    const isCounting = /one two three|uno dos tres|um dois tres|один два три|mot hai ba|bir iki uc/.test(
      folded,
    );
    const isSpoken = isDictation && wordCount <= 4 && !isCounting;
    return told(isAlone && (isSpoken || form > 4) ? "hard" : "soft");
  }
  if (isNamed) return told(isShort || isNear || cues > 0 ? "hard" : "soft");
  if (form === 1) return undefined;
  const isGrouped = /^(?=[A-Z]*\d[A-Z\d]*[A-Z]|.*-[A-Z]*\d[A-Z])[A-Z\d]{3}-[A-Z\d]{3}$/.test(written);
  if (isGrouped && has(topic.channel | topic.come)) return told("hard");
  const isCopied = isShort && (near & topic.typed) !== 0 && messaged.test(around);
  if (isMoney || digits.length > 6 || !isNear || !(has(topic.come) || isCopied)) return undefined;
  if (!has(topic.channel) && !isCopied)
    return told(!isMixed && isShort && folded.length < 80 && (near & topic.come) !== 0 ? "soft" : undefined);
  return told(isMixed || !isShort ? "soft" : "hard");
};

/** Codes of a short message, whatever their tie: "it keeps sending the same 482913". */
export const codesOfMessage = (message: Message, values: readonly CodeValue[]): readonly Span[] => {
  if (values.length > mostCodes) return [];
  return values.flatMap((value) => {
    const finding = findingOf(message, value);
    return finding === undefined ? [] : [{ ...finding, start: value.start, end: value.end }];
  });
};
