import { foldedLetters, withFoldedLetters } from "../../folded-letters.ts";
import { chinese } from "./words/chinese.ts";
import { english } from "./words/english.ts";
import { japanese } from "./words/japanese.ts";
import { korean } from "./words/korean.ts";
import type { LanguageWords } from "./words/language-words.ts";
import { portuguese } from "./words/portuguese.ts";
import { russian } from "./words/russian.ts";
import { spanish } from "./words/spanish.ts";
import { turkish } from "./words/turkish.ts";
import { vietnamese } from "./words/vietnamese.ts";

/** People mix languages, so the words of all of them are looked for in every text. */
const languages = [english, spanish, portuguese, turkish, vietnamese, russian, chinese, japanese, korean];
const spaced = languages.filter((language) => language.spaced);
const unspaced = languages.filter((language) => !language.spaced);

type Field = { [K in keyof LanguageWords]: LanguageWords[K] extends string ? K : never }[keyof LanguageWords];

/** What stands beside a word of another script is no part of it. */
const letter = foldedLetters;

const union = (some: readonly LanguageWords[], field: Field) =>
  some
    .map((language) => withFoldedLetters(language[field]))
    .filter((alternatives) => alternatives !== "")
    .join("|");

const whole = (alternatives: string) => `(?<![${letter}0-9])(?:${alternatives})(?![${letter}])`;

/** Source of a pattern for a field's words, in all languages. */
const everySourceOf = (field: Field): string =>
  [whole(union(spaced, field)), union(unspaced, field)].filter((part) => part !== "").join("|");
/** The same without the scripts that write words together: those texts have judges of their own. */
const sourceOf = (field: Field): string => whole(union(spaced, field));

/** The plain words of some fields, of the languages that write words apart. */
export const plainWordsOf = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set(
    fields.flatMap((field) => union(spaced, field).split("|")).filter((word) => /^\p{L}+$/u.test(word)),
  );

const anywhere = (field: Field) => new RegExp(sourceOf(field), "u");
const everywhere = (field: Field) => new RegExp(everySourceOf(field), "u");

/** What may stand between a word that tells and the value: quotes, brackets, a colon. */
const lead = "[\\s\"'“”‘’«»「」『』()\\[\\]{}<*_`|:=,.;~—–-]{0,8}";

const rightBefore = (field: Field) => new RegExp(`(?:${sourceOf(field)})${lead}$`, "u");
const atStart = (field: Field) => new RegExp(`^${lead}(?:${sourceOf(field)})`, "u");

export const nounClasses = ["code", "pin", "password", "weakPassword", "weakCode"] as const;
export type NounClass = (typeof nounClasses)[number];

const groups = (some: readonly LanguageWords[]) =>
  nounClasses.map((field) => `(${union(some, field) || "(?!)"})`).join("|");

/** All nouns, each class a group: those of spaced languages first. */
export const nounPattern = new RegExp(
  `(?<![${letter}0-9<]|<\\/)(?:${groups(spaced)})(?![${letter}0-9])|${groups(unspaced)}`,
  "gu",
);
const hintOf = (some: readonly LanguageWords[]) =>
  nounClasses
    .map((field) => union(some, field))
    .filter((part) => part !== "")
    .join("|");
/** Whether a text may hold a noun at all; and one in a script that writes words apart. */
export const nounHint = new RegExp(`(?<![${letter}0-9])(?:${hintOf(spaced)})|${hintOf(unspaced)}`, "u");
export const spacedNounHint = new RegExp(`(?<![${letter}0-9])(?:${hintOf(spaced)})(?![${letter}0-9])`, "u");

/** Words that stand between a noun and its value and leave the tie as it is. */
export const fillers = new RegExp(
  (["channel", "mine", "certain", "handled", "copula"] as const).map((field) => sourceOf(field)).join("|"),
  "gu",
);
export const channel = anywhere("channel");
export const mine = anywhere("mine");
export const certain = anywhere("certain");
export const handled = anywhere("handled");
export const typedLast = rightBefore("typed");
export const typedFirst = atStart("typed");
export const changed = anywhere("changed");
export const notice = anywhere("notice");
export const negation = anywhere("negation");
export const lost = anywhere("lost");
export const otherCode = anywhere("otherCode");
export const example = anywhere("example");
export const money = anywhere("money");
export const answerFirst = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:(?:${sourceOf("answer")}|${sourceOf("mine")})[\\s\\p{P}\\p{S}]*){1,4}$`,
  "u",
);

/** What an app shows when it is opened is the number of an error. */
export const atLaunch =
  /(?:when|while|after|on) (?:i )?(?:open|start|launch|load)(?:s|ed|ing)?|(?:al|cuando|ao|quando) (?:abr|inici|carr?eg|carg)\p{L}{1,4}|khi (?:mo|khoi dong)|(?<!\p{L})(?:acinca|acarken|acilista|acilinca|acildiginda|actigimda)|(?:при|после) (?:откры|запус|загруз)\p{L}{2,4}/u;

export const copulaLast = rightBefore("copula");
export const copulaFirst = atStart("copula");
export const setToLast = rightBefore("setTo");
export const setToFirst = atStart("setTo");
export const accountLast = new RegExp(
  `(?:${sourceOf("account")})(?:[\\s_]*(?:no|number|nr|号|號))?\\.?[\\s#№"'(*_]{0,4}$`,
  "u",
);
/** The first half of a pair of account and password stands before: "user: bob / ". */
export const pairLast = new RegExp(
  `(?:(?:${sourceOf("account")}|${sourceOf("password")})(?: \\d)?[\\s:=#]{1,3}[^\\s/|:]{3,40}\\s?[/|:]|[^\\s@]{1,64}@[^\\s@]{1,64}\\.[a-z]{2,8}(?:\\s?[/|:;,]{1,2}|\\s(?:and|with|y|con|e|com|va|voi|ve|ile|и|с)(?=\\s)))\\s?$`,
  "u",
);
const accountTied = new RegExp(
  `(?:${sourceOf("account")})\\s?(?:[:=-]|(?:is|was|es|era|e|la|это))[\\s:"'(*]{0,4}$`,
  "u",
);
const mayBeTied = /(?:[:=-]|is|was|es|era|e|la|это)[\s:"'(*]{0,4}$/u;
const clauseStart = new RegExp(`[,;.!?\\n/|]|(?<![${letter}])(?:and|y|e|и|ve|va)(?![${letter}])`, "u");
const clauseReach = 24;

/** In a clause of its own: behind "my password for the account is" stands a password. */
export const accountClauseLast = {
  test: (before: string): boolean => {
    const at = mayBeTied.test(before) ? accountTied.exec(before)?.index : undefined;
    return at !== undefined && clauseStart.test(before.slice(Math.max(0, at - clauseReach), at));
  },
};
export const unitFirst = new RegExp(`^[ -]?(?:(?:${union(spaced, "unit")})(?![${letter}])|[%€$₽¥£°])`, "u");

/** A noun that only qualifies what follows: "password manager", "code review". */
export const compound =
  /^[ _-](?:hash\p{L}*|managers?|fields?|box|length|polic\p{L}+|reset\p{L}*|recover\p{L}*|rules?|strength|protect\p{L}*|prompt|page|screen|form(?!\p{L})|link|change(?!d)|attempts?|entry|errors?|requirements?|hint|format|generator|is case|review|base|word|book|camp|name|snippet|of conduct|manag|has been|must|should)/u;

const statusAlternatives = languages.flatMap(({ status }) => status.split("|"));
const statusWords = new Set(statusAlternatives.filter((word) => !word.includes("[")));
const statusForms = new RegExp(
  `^(?:${statusAlternatives.filter((word) => word.includes("[")).join("|")})$`,
  "u",
);

export const isKnownStatus = (word: string): boolean => statusWords.has(word) || statusForms.test(word);

/** A plain word that is said of a secret rather than told as one, by itself or by its ending. Folded. */
export const isStatusWord = (word: string): boolean =>
  isKnownStatus(word) ||
  /(?:ed|ing|ly|able|ible|less|ado|ada|ido|ida|mente|ный|ная|ован|лся|ется|ится)$/u.test(word) ||
  /^(?:[错對对正什多失过過]|違|間違|正し|忘|何|틀|맞|뭐|잘못)/u.test(word);

const numberWord = `(?:(?<![${letter}])(?:(?:double|triple|doble|duplo|дважды) )?(?:${union(spaced, "numbers")})(?![${letter}])|${union(unspaced, "numbers")}|[0-9])`;

/** Words that join a ten and a one: "cuarenta y dos". */
const numberJoins = ["and", "y", "e"];

/** Four to eight digits, at least most of them as words: "four eight two nine one three", "forty-two seventeen", "四八二九一三". */
export const spelledDigits = new RegExp(
  `${numberWord}(?:(?:[\\s,.、。·/-]{0,3}| (?:${numberJoins.join("|")}) )${numberWord}){2,7}`,
  "u",
);

const plainNumbers = new Set(
  union(spaced, "numbers")
    .split("|")
    .flatMap((word) =>
      word === "un[oa]?" ? ["un", "uno", "una"] : word === "uma?" ? ["um", "uma"] : [word],
    ),
);
const numbersInDictation = 3;
const joins = new Set(numberJoins);
const comma = 0x2c;
const fullStop = 0x2e;

const numberFirsts = new Set([...plainNumbers].map((word) => word.charCodeAt(0)));
const longestNumber = 16;

/** Whether somebody dictates digits as words: several stand in a row. Cheaper than looking for them in every text. */
export const isDictated = (folded: string): boolean => {
  let run = 0;
  let hyphen = folded.indexOf("-");
  for (let start = 0; start < folded.length; ) {
    const space = folded.indexOf(" ", start);
    if (hyphen !== -1 && hyphen < start) hyphen = folded.indexOf("-", start);
    const stop = space === -1 ? folded.length : space;
    const next = hyphen === -1 ? stop : Math.min(stop, hyphen);
    const last = folded.charCodeAt(next - 1);
    const end = last === comma || last === fullStop ? next - 1 : next;
    const mayBe = end - start <= longestNumber && numberFirsts.has(folded.charCodeAt(start));
    if (mayBe && plainNumbers.has(folded.slice(start, end))) run += 1;
    else if (run > 0 && !joins.has(folded.slice(start, end))) run = 0;
    if (run === numbersInDictation) return true;
    start = next + 1;
  }
  return false;
};

export const ask = everywhere("ask");
export const here = everywhere("here");
export const forbids = everywhere("forbids");
const tellingFillers = new RegExp(
  `${(["mine", "certain", "channel", "handled", "copula", "here", "arrival"] as const)
    .map(everySourceOf)
    .join(
      "|",
    )}|(?<![${letter}])(?:for|de|del|da|do|para|от|на|для|login|account|conta|cuenta)(?![${letter}])`,
  "gu",
);
/** Whether what follows a noun only announces its value: whose it is, what for, and what ties. */
export const isOnlyTelling = (tail: string): boolean =>
  !/[\p{L}\p{N}]/u.test(tail.replace(tellingFillers, ""));

/** "The 6 digits", "the number that you got": a request for these names no code. */
export const wantedDigits =
  /(?:[4-8]|four|five|six|cuatro|seis|quatro|шесть|четыре|sau|alti|dort|六|四|여섯)[ -]?(?:digits?|numbers?|digitos?|cifras|numeros?|haneli|rakam\p{L}{0,3}|chu so|so(?![a-z])|цифр\p{L}{0,2}|значн\p{L}{2,3}|位|桁|자리)|(?:number|numero|номер|цифры|numara|so|数字|數字|番号|숫자|번호)[^.?!]{0,24}(?:sms|смс|text(?:ed)?|message|phone|mensaje|mensagem|celular|mesaj\p{L}{0,4}|tin nhan|短信|簡訊|手机|手機|メール|문자)/u;

/** Of all languages, for what reads a message of any of them: who asks, and who announces. */
export const everyWord = {
  otherCode: everywhere("otherCode"),
  channel: everywhere("channel"),
  mine: everywhere("mine"),
  negation: everywhere("negation"),
  lost: everywhere("lost"),
  copulaLast: new RegExp(`(?:${everySourceOf("copula")})${lead}$`, "u"),
} as const;
