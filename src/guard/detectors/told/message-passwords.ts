import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { isHarmless, valueAt } from "./told-value.ts";
import {
  accountClauseLast,
  accountLast,
  answerFirst,
  copulaFirst,
  copulaLast,
  example,
  isStatusWord,
  pairLast,
  setToFirst,
  setToLast,
  typedFirst,
  typedLast,
} from "./told-words.ts";
import { surroundingsOf, type TopicWord, topic, topicWordsOf } from "./topics.ts";

const reach = 100;
const mostTokens = 8;
const hasOddUnit =
  /\d|[!#$%&*+.?@^_~-].|[a-z][A-Z][A-Za-z]{1,30}!|[\u203c-\u3299\ud83c-\ud83e\udc00-\udfff][A-Za-z\d]/;
const token = /(?<![!-~\p{Script=Latin}\p{Script=Cyrillic}])[!-~\p{Script=Latin}\p{Script=Cyrillic}]{6,64}/gu;
/** Dearer, so only for texts that may hold a picture. */
const pictured =
  /(?<![!-~\p{Script=Latin}\p{Script=Cyrillic}\p{Extended_Pictographic}])[!-~\p{Script=Latin}\p{Script=Cyrillic}\p{Extended_Pictographic}]{6,64}/gu;
const mayHoldPicture = /[\u203c-\u3299\ud83c-\ud83e]/;

/**
 * How much a token looks like a password by itself, 0 to 4. Two words that a missing space glues together
 * ("card?Can", "wrong.please") do not, nor do names of code.
 */
export const strengthOf = (value: string): number => {
  const inner = value.replace(/[!?.,]{1,128}$/u, "");
  if (
    /[()<>{}[\]\\/|;="]|^[#@&]|^[\p{L}:]{0,3}\d+[$€₽]$|^\p{Lu}{2,3}[$€£]\d/u.test(inner) ||
    !/\p{L}/u.test(inner)
  )
    return 0;
  if (/^(?:19|20)\d\d['’-]?\p{L}{1,5}$/u.test(inner)) return 0;
  const hasDigit = /\d/.test(inner);
  if (/[\p{L}\d]\p{Extended_Pictographic}[\p{L}\d]/u.test(inner)) return hasDigit ? 3 : 0;
  const isMixed = /\p{Lu}/u.test(inner) && /\p{Ll}/u.test(inner);
  if (/[\p{L}\d][#$%^*~]+[\p{L}\d]|[\p{L}\d][#$%^]$/u.test(inner))
    return hasDigit ? 4 : inner.includes("#") ? 2 : 3;
  const isGlued = /[\p{L}\d][!?]+\p{Ll}{3}|[\p{L}\d]\?+[\p{L}\d]|!!/u.test(inner);
  if (/[\p{L}\d][!?]+[\p{L}\d]/u.test(inner)) {
    if (hasDigit) return isGlued ? 0 : 4;
    return /^\p{Lu}\p{Ll}+!\p{Lu}\p{Ll}+$/u.test(inner) ? 2 : 0;
  }
  if (/[\p{L}\d][@_+]+[\p{L}\d]/u.test(inner)) {
    if (hasDigit && isMixed) return 4;
    return hasDigit ? 3 : 2;
  }
  if (/^\p{L}{3,}\.\p{L}{3,}$|^\p{L}{2,}(?:\.\p{L}{2,}){2,3}$/u.test(inner)) return 2;
  if (/^\p{L}{3,}(?:-\p{Lu}?\p{Ll}+)+$/u.test(inner) && inner.length >= 9) return 1;
  if (!hasDigit && /^(?:\p{Lu}\p{Ll}+){2,3}!+$/u.test(value)) return 2;
  if (/^\p{Ll}+\d+\p{Ll}*$/u.test(inner) && inner.length >= 6 && inner.length < 8) return 2;
  if (/^\p{Lu}\p{L}+\d$/u.test(inner)) return 2;
  if (!hasDigit || !/\p{L}{2}/u.test(inner)) return 0;
  const isAddress = inner.length > 25 || /^\d+[.-]?\p{L}/u.test(inner);
  return !isAddress && /^[\p{L}\d.-]+$/u.test(inner) && (inner.length >= 8 || isMixed) ? 3 : 0;
};

/** Somebody's name: "support_team", "suporte_htx". */
const helperName =
  /support|suporte|soporte|admin|official|oficial|service|help|htx|huobi|team|_?bot$|destek|саппорт|поддерж/u;

/** What one's own must be is no example. */
const forExample = /exampl|e\.g|ejemplo|exemplo|пример|orne|vi du|such as|like|como |tipo|типа|вроде/u;
const exampleReach = 40;
const likeLast = /(?:like|como|tipo|типа|вроде|nhu|kieu)\s["'«“]?$/u;

/** Words that may be said of a password, two of them joined by a full stop for want of a space behind it. */
const isGluedSpeech = (folded: string) =>
  !/[_\d#$%&@^+*]|[.-][^.-]{1,20}[.-]/.test(folded) &&
  folded.split(/[^\p{L}\d]+/u).some((word) => isStatusWord(word));

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly strength: number;
}

/** Without any word of passwords or logins, a message of up to this length is looked at. */
const longestEvident = 120;
/** What a short message says of one's own login it says of the one odd word in it. */
const longestTelling = 80;
/** "Racing2019": the commonest password there is. */
const nameAndDigits = /^\p{Lu}\p{Ll}{3,}(?:\d{4}|\d{2})[!.?]?$/u;

const hasInnerSign = /[\p{L}\d][$%^*~][\p{L}\d]/u;
/** "The old one was …": of what, was said before. */
const impliedLast =
  /(?:(?:old|new|previous|first|last|current|right) one|la (?:de antes|vieja|nueva|anterior|buena)|a (?:de antes|antiga|nova|velha|certa)|cai (?:cu|moi|dung)|eskisi|yenisi|прежн\p{L}{2,3}|стар\p{L}{2,3})(?: \p{L}{1,4})?\s$/u;
/** "With nico_88 and": a name that one logs in with, before the password. */
const userLast =
  /(?:^|\s)["'«“]?(?=[^\s]{0,30}[\d_.])[\p{L}\d_.-]{4,30}["'»”]?(?: ?\/| (?:and|y|e|и|va|voi|ve|ile)) ?["'«“]?$/u;
const maySeparate = /(?:[/|:;,]| -|\s(?:and|with|y|con|e|com|va|voi|ve|ile|и|с))\s?$/;

/** Whether a password is a good one is asked of one's own; but advice tells of no password. */
const opinion = /weak|strong|debil|fraca|слаб|zayif|yeu|mala |bad |плох|easy|facil|good|ok\?|basit|kotu/u;
const advice =
  /exampl|e\.g|ejemplo|exemplo|пример|orne|vi du|such as|don['’]?t|do not|never|avoid|no (?:uses|ponga)|nao use|не (?:исп|став)|kullanma|must|should|debe|deve|долж|at least|— это|минимум|minimo|default|defecto|format|instead/u;

const statement = /is an? |es una |e uma /;

/** Without any of these, and with a few other words, a message tells no password. */
const spoken = topic.secret | topic.weakSecret | topic.access | topic.refused | topic.typed | topic.code;

const passwordLevel = (
  text: Normalised,
  words: readonly TopicWord[],
  { start, end, strength }: Token,
): Span["level"] | undefined => {
  const { folded } = text;
  const { topics, near, isLabelled, wordCount } = surroundingsOf({ folded, words, start, end });
  const has = (wanted: number) => (topics & wanted) !== 0;
  const before = folded.slice(Math.max(0, start - reach), start);
  const after = folded.slice(end, end + reach);
  const isNamed = has(topic.secret);
  const isHinted = has(topic.weakSecret);
  const hasAccess = has(topic.access | topic.refused);
  const mayBePair = maySeparate.test(before);
  const isImplied = strength > 2 && impliedLast.test(before);
  if ((topics & spoken) === 0 && wordCount > 3 && !mayBePair && !isImplied && strength < 4) return undefined;
  const isTypedHere = typedLast.test(before) || typedFirst.test(after);
  const isTyped = (near & topic.typed) !== 0 || isTypedHere;
  const isAnswer = answerFirst.test(before);
  const isAlone = wordCount === 0 || (isAnswer && wordCount <= 3);
  const isPair = mayBePair && (pairLast.test(before) || (strength > 1 && hasAccess && userLast.test(before)));
  const mayBeCode =
    strength < 3 && has(topic.code) && /^(?=.*\d)[\p{L}\d]{5,8}$/u.test(text.text.slice(start, end));
  const isEvident =
    folded.length <= longestEvident && (strength > 3 || nameAndDigits.test(text.text.slice(start, end)));
  const isCued = isImplied || isNamed || isHinted || hasAccess || isTyped || isAlone || isPair || mayBeCode;
  if (!isCued && !isEvident) return undefined;
  if (strength < 3 && !/\d/.test(folded.slice(start, end)) && helperName.test(folded.slice(start, end)))
    return undefined;
  if (!isPair && (isLabelled || accountLast.test(before) || accountClauseLast.test(`,${before}`)))
    return undefined;
  const isJudged =
    strength > 2 &&
    isNamed &&
    opinion.test(folded) &&
    !advice.test(folded) &&
    (folded.includes("?") || !statement.test(folded)) &&
    !likeLast.test(before) &&
    !/^\s?gibi/.test(after);
  const isOwn = strength > 2 && has(topic.mine) && isNamed && !forExample.test(before.slice(-exampleReach));
  if (
    (!isJudged && !isOwn && example.test(`${before} | ${after}`)) ||
    isGluedSpeech(folded.slice(start, end))
  )
    return undefined;
  const isTied =
    isTyped ||
    copulaLast.test(before) ||
    copulaFirst.test(after) ||
    setToLast.test(before) ||
    setToFirst.test(after) ||
    /[:=>→]\s?$|\n\s{0,4}$/u.test(before);
  const isBeside = (near & (topic.secret | topic.weakSecret)) !== 0;
  if (strength < 3) {
    if (mayBeCode && (isTied || (near & topic.code) !== 0)) return "hard";
    const parts = strength === 1 ? topicWordsOf(folded.slice(start, end).replaceAll("-", " ")) : [];
    if (parts.some((part) => part.topics !== 0)) return undefined;
    if (strength === 1 && !/^[a-z.\d-]+$/.test(folded.slice(start, end))) return undefined;
    if (strength === 1) return isNamed && isBeside ? "soft" : undefined;
    if ((isNamed || (isHinted && isBeside)) && isTied) return "hard";
    if (isPair || (isNamed && isBeside)) return "hard";
    const isOdd = /[_.].|-.{1,40}-/u.test(folded.slice(start, end));
    return isNamed ||
      (isHinted && (isTied || isOdd)) ||
      ((isTyped || (isTied && has(topic.typed))) && hasAccess)
      ? "soft"
      : undefined;
  }
  if (isNamed || isPair) return "hard";
  if (isHinted) return isBeside || isTied || hasAccess || has(topic.mine) ? "hard" : "soft";
  const isVaried =
    strength > 3 ||
    /\p{Lu}.{0,24}\p{Ll}.{0,24}\d|\d.{0,24}\p{Lu}.{0,24}\p{Ll}/u.test(text.text.slice(start, end));
  if (isTyped && (hasAccess || isAnswer || strength > 3 || (isTypedHere && isVaried))) return "hard";
  if (hasAccess && strength > 3) return "hard";
  if (hasAccess && isVaried && has(topic.typed) && has(topic.mine) && folded.length <= longestTelling)
    return "hard";
  return (hasAccess && (isVaried || has(topic.mine))) ||
    (isTypedHere && (isVaried || hasInnerSign.test(folded.slice(start, end)))) ||
    (isAlone && isVaried) ||
    isEvident ||
    (isTied && isImplied) ||
    strength > 3
    ? "soft"
    : undefined;
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

/** What looks like a password by itself. */
export const tokensIn = (text: Normalised): readonly Token[] => {
  const tokens: Token[] = [];
  for (const { 0: run, index } of text.text.matchAll(mayHoldPicture.test(text.text) ? pictured : token)) {
    if (!hasOddUnit.test(run)) continue;
    const value = valueAt(text.text, index);
    if (value === undefined || /\s/.test(value.value)) continue;
    const strength = strengthOf(value.value);
    if (strength === 0 || isHarmless(value.value)) continue;
    tokens.push({ start: value.start, end: value.end, strength });
    if (tokens.length === mostTokens) break;
  }
  return tokens;
};

/** A phrase behind the noun of phrases, to the end of its line: "frase de paso: seven plain words". */
const toldPhrase =
  /(?:pass ?phrase|frase (?:de (?:paso|acceso|contrasena)|senha|secreta)|парольная фраза|кодовая фраза|фраза-пароль|cum mat khau|parola cumlesi|sifre cumlesi)(?: \p{L}{1,12}){0,5}\s?[:=]\s?(\p{L}+(?: \p{L}+){2,9}(?: \d{1,4})?)(?=[.!]?\s*(?:\n|$))/dgu;

const phrasesIn = ({ folded }: Normalised): readonly Span[] =>
  [...folded.matchAll(toldPhrase)].slice(0, mostTokens).flatMap(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    const hasTopic = topicWordsOf(folded.slice(start, end)).some(
      ({ topics }) => (topics & (topic.secret | topic.access | topic.label | topic.typed)) !== 0,
    );
    return hasTopic ? [] : [{ kind: "password", level: "hard", start, end }];
  });

/** Passwords of a short message, whatever their tie: "I log in with Blue$ky77". */
export const passwordsOfMessage = (
  text: Normalised,
  words: readonly TopicWord[],
  tokens: readonly Token[],
): readonly Span[] => [
  ...(text.text.includes("@") ? joinedPairsIn(text) : []),
  ...phrasesIn(text),
  ...tokens.flatMap(({ start, end, strength }) => {
    const level = passwordLevel(text, words, { start, end, strength });
    return level === undefined ? [] : [{ kind: "password" as const, level, start, end }];
  }),
];
