import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf, scoreOf } from "./told-score.ts";
import { saidOf } from "./told-spelling.ts";
import { type Bond, bondOf } from "./told-tie.ts";
import { type Form, formOf, isHarmless, type ToldValue, valueAt } from "./told-value.ts";
import { compound, everyWord, isKnownStatus, isStatusWord } from "./told-words.ts";

const reachAfter = 120;
const reachBefore = 64;
const mostValues = 12;
const run = /[\x21-\x7e£€¥§°\p{Script=Latin}\p{Script=Cyrillic}]+/gu;

const nounWeights = { code: 0, weakCode: 0, pin: 2, password: 2, weakPassword: 0 } as const;
const formWeights: Readonly<Record<Form, number>> = {
  rich: 4,
  short: 3,
  camel: 2,
  signed: 2,
  digits: 1,
  word: 0,
};

interface Place {
  readonly text: Normalised;
  readonly noun: Noun;
  readonly value: ToldValue;
}

const isLast = ({ text, value }: Place) =>
  /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(text.text.slice(value.end, value.end + 40));

const digitsWeight = ({
  length,
  isPin,
  isYear,
}: {
  readonly length: number;
  readonly isPin: boolean;
  readonly isYear: boolean;
}) => {
  if (isYear) return 0;
  if (length < 4 || length > 12) return -9;
  if (isPin) return 3;
  if (length === 6) return 3;
  return length > 6 ? 2 : 1;
};

const isYear = (bare: string) => /^(?:19|20)\d\d$/.test(bare);

const weighDigits = ({ noun }: Place, { words }: Bond, bare: string) =>
  digitsWeight({
    length: bare.length,
    isPin: noun.class === "pin",
    isYear: isYear(bare) && words > 0 && noun.class !== "pin",
  });

/** Its noun begins the line, as in a form: "Password: marmalade". */
const isForm = ({ text, noun }: Place) =>
  noun.class === "password" &&
  /(?:^|\n)[^\p{L}\p{N}\n]{0,4}$/u.test(text.folded.slice(Math.max(0, noun.start - 5), noun.start));

/** "A password", "any password": of none in particular. */
const anyNoun = /(?<!\p{L})(?:an? (?=pass)|(?:any|una?|uma?|cualquier|qualquer) )/u;

/** Russian and Turkish need no "is" between one's own password and the word at the end. */
const isCopulaLess = (place: Place, { tie, isMine, words }: Bond) =>
  isMine &&
  tie === "near" &&
  words === 0 &&
  /^[а-я]|im$|lam$/u.test(place.text.folded.slice(place.noun.start, place.noun.end)) &&
  isLast(place);

/** A warning tells nothing: "nobody needs your password to «unlock» a prize". */
const nobody = /(?:nobody|no one|nadie|ninguem|никто|khong ai|kimse)\s/u;
const warningReach = 40;
/** Words that are "is" in one language and something else in another, or without their accent. */
const ambiguous = /\s(?:la|e|bu|d[oa])\s$/;
/** To whom it was given: a dative. */
const givenTo = /[а-я](?:у|ю|ам|ям|ой)$/u;
/** What happened then: a verb in the past. */
const happened = /(?:ou|eu|iu|d[iu][mk]|t[iu][mk]|recupera)$/u;

/** A plain word may be said of the password: it is never more than doubtful without a sign of its own. */
const wordLevel = (place: Place, bond: Bond, bare: string): Span["level"] | undefined => {
  const { text, noun, value } = place;
  if (bare.length < 4 || bond.isNegated || bond.isExample || bond.isLost || bond.isBroken) return undefined;
  const folded = text.folded.slice(value.start, value.start + bare.length);
  if (bond.tie === "sign" ? isKnownStatus(folded) : isStatusWord(folded)) return undefined;
  const isTied = bond.tie === "sign" || bond.tie === "copula" || (bond.tie === "set" && bond.isChanged);
  if (noun.class === "pin") return undefined;
  if (noun.class === "weakPassword" && !(bond.isMine && bond.tie === "sign")) return undefined;
  if (nobody.test(text.folded.slice(Math.max(0, noun.start - warningReach), noun.start))) return undefined;
  if (value.quoted) {
    if (bond.tie === "sign" || (isTied && bond.isMine)) return "hard";
    const isAny = anyNoun.test(text.folded.slice(Math.max(0, noun.start - 6), noun.start + 4));
    return bond.isMine || (!isAny && (bond.isCertain || bond.isHandled)) ? "soft" : undefined;
  }
  const isLatinNoun = /[a-z]/.test(text.folded.slice(noun.start, noun.end));
  const isForeign = !isLatinNoun && /^[\x21-\x7e]+$/.test(bare) && bare.length >= 6;
  if (isForeign && bond.words < 3)
    return isTied ? "hard" : bond.isMine && bond.tie === "near" ? "soft" : undefined;
  if (!isTied && isCopulaLess(place, bond))
    return saidOf.test(folded) || givenTo.test(folded) ? undefined : "soft";
  const isFar = bond.words > (ambiguous.test(text.folded.slice(noun.end, value.start)) ? 1 : 3);
  if (!isTied || isFar || !isLast(place) || happened.test(folded)) return undefined;
  if (bond.tie === "sign") return bond.isMine || isForm(place) ? "hard" : "soft";
  return bond.isMine ? "soft" : undefined;
};

const phrase = /^\p{L}{2,}(?: [\p{L}\d]{1,20}){2,7}(?=[.!]?\s*(?:\n|$))/u;
const passphraseNoun = /phrase|frase|фраз/;

/** Several plain words to the end of the line: "my password is rainy tuesday in lisbon". */
const phraseEnd = ({ text, noun, value }: Place): number | undefined => {
  const match = phrase.exec(text.text.slice(value.start, value.start + 100))?.[0];
  if (match === undefined || value.start - noun.end > 12) return undefined;
  const folded = text.folded.slice(value.start, value.start + match.length);
  if (isStatusWord(folded.split(" ")[0] ?? "")) return undefined;
  const bond = bondOf(text, noun, { start: value.start, end: value.start + match.length });
  const isTied = bond.words === 0 && (bond.tie === "sign" || bond.tie === "copula");
  const isOwn = bond.isMine || passphraseNoun.test(text.folded.slice(noun.start, noun.end));
  return isTied && isOwn && !bond.isExample ? value.start + match.length : undefined;
};

/** A cheap necessary condition: a plain word is set apart somehow, or is the last one. */
const mayBeWord = (place: Place, bare: string): boolean => {
  const { text, noun, value } = place;
  if (noun.class === "pin" || bare.length < 4 || value.start - noun.end > 48) return false;
  const isForeign = !/\p{Script=Latin}/u.test(text.text.slice(noun.start, noun.end)) && bare.length >= 6;
  return value.quoted || isForeign || isLast(place);
};

/** "Wrong😭help": what is said of a password, with no space beside a picture. */
const isSpeechWithPicture = (value: string) => {
  const [first = "", second] = value.toLowerCase().split(/\p{Extended_Pictographic}/u);
  return second !== undefined && isStatusWord(first);
};

const longestPinMessage = 60;

/** "The pin you asked for 0408". */
const isShortPin = ({ text, noun }: Place, bare: string) =>
  noun.class === "pin" && text.folded.length <= longestPinMessage && (bare.length === 4 || bare.length === 6);

/** "My password 573940 gives an error": the error is the password's. */
const isFast = ({ text, noun, value }: Place, { tie }: Bond) =>
  noun.class === "password" &&
  tie !== "far" &&
  value.start > noun.end &&
  !everyWord.otherCode.test(text.folded.slice(noun.end, value.start));

const judge = (place: Place): Span["level"] | undefined => {
  const { text, noun, value } = place;
  if (isHarmless(value.value)) return undefined;
  const bare = value.value.replace(/[!?.,]{1,64}$/u, "");
  const form = formOf(value.value);
  if (form === "rich" && isSpeechWithPicture(value.value)) return undefined;
  if (form !== "rich" && form !== "short" && value.start - noun.end > 60) return undefined;
  if (form === "word" && !mayBeWord(place, bare)) return undefined;
  const bond = bondOf(text, noun, value);
  if (form === "word") return wordLevel(place, bond, bare);
  if (form === "camel" && bond.tie !== "sign" && bond.tie !== "copula") return undefined;
  const isDigits = form === "digits";
  if (
    isDigits &&
    (bond.isCounted ||
      (bond.isOther && !isFast(place, bond)) ||
      bond.words > 6 ||
      (bond.tie === "far" && !bond.isHandled && !isShortPin(place, bare)))
  )
    return undefined;
  const isWeak = noun.class === "weakPassword";
  if (isWeak && form !== "rich" && (bond.words > 0 || bond.tie === "far")) return undefined;
  const isOdd = isYear(bare) && noun.class !== "pin";
  if (isDigits && isOdd && bond.tie !== "sign" && bond.tie !== "copula") return undefined;
  const weight = isDigits ? weighDigits(place, bond, bare) : formWeights[form];
  const isOwnDigits =
    isDigits &&
    bond.tie !== "far" &&
    (bond.isMine || bond.isHandled || bare.length === 6 || noun.class === "pin");
  const isSure = form === "rich" || bond.tie === "sign" || bond.tie === "copula" || isOwnDigits;
  const score = scoreOf({
    noun: nounWeights[noun.class],
    form: weight,
    bond,
    isAlone: text.folded.trim().length <= noun.end - noun.start + bare.length + 6,
  });
  const level = levelOf(score);
  return level === "hard" && !isSure ? "soft" : level;
};

const valuesAfter = (text: Normalised, { end }: Noun, limit: number): readonly ToldValue[] => {
  const values: ToldValue[] = [];
  const window = text.text.slice(end, Math.min(limit, end + reachAfter));
  for (const { index } of window.matchAll(run)) {
    const value = valueAt(text.text, end + index);
    if (value === undefined || value.start < (values.at(-1)?.end ?? 0)) continue;
    values.push(value);
    if (values.length === mostValues) break;
  }
  return values;
};

const valuesBefore = (text: Normalised, { start }: Noun, limit: number): readonly ToldValue[] => {
  const from = Math.max(limit, start - reachBefore);
  const window = text.text.slice(from, start);
  return [...window.matchAll(run)]
    .slice(-6)
    .reverse()
    .map(({ index }) => valueAt(text.text, from + index))
    .filter((value) => value !== undefined && value.end <= start)
    .filter((value) => value !== undefined);
};

/** A value before its noun: "Blue$ky77 is my pass", "I used Blue$ky77 as password". */
const judgeBefore = (place: Place): Span["level"] | undefined => {
  const { text, noun, value } = place;
  const form = formOf(value.value);
  if (isHarmless(value.value) || form === "signed" || form === "camel") return undefined;
  const bond = bondOf(text, noun, value);
  const isTold =
    bond.tie === "copula" ||
    bond.tie === "set" ||
    (bond.tie === "sign" && (bond.isMine || (bond.isCertain && noun.class === "password")));
  if (!isTold || bond.isNegated || bond.isBroken || bond.words > 7) return undefined;
  const bare = value.value.replace(/[!?.,]{1,64}$/u, "");
  if (form === "word") {
    const isOnly = text.text.slice(0, value.start).trim() === "" || value.quoted;
    const isStatus = isStatusWord(text.folded.slice(value.start, value.start + bare.length));
    return isOnly &&
      !isStatus &&
      bare.length >= 4 &&
      (bond.isMine || value.quoted) &&
      bond.tie === "copula" &&
      !bond.isExample
      ? "soft"
      : undefined;
  }
  if (form === "digits" && (isYear(bare) || bond.isCounted || bond.isOther || !bond.isMine)) return undefined;
  const weight = form === "digits" ? weighDigits(place, bond, bare) : formWeights[form];
  return levelOf(scoreOf({ noun: nounWeights[noun.class], form: weight, bond, isAlone: false }));
};

const firstFinding = (
  places: readonly Place[],
  judgePlace: (place: Place) => Span["level"] | undefined,
): Span | undefined => {
  let best: Span | undefined;
  for (const place of places) {
    const level = judgePlace(place);
    const { start, end } = place.value;
    if (level === "hard") return { kind: "password", level, start, end };
    if (level === "soft") best ??= { kind: "password", level, start, end };
  }
  return best;
};

/** The passwords that a noun announces; `from` and `to` are where its neighbours of the same kind stand. */
export const passwordOf = (
  text: Normalised,
  noun: Noun,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Span[] => {
  if (compound.test(text.folded.slice(noun.end, noun.end + 16))) return [];
  const values = valuesAfter(text, noun, to);
  const after = firstFinding(
    values.map((value) => ({ text, noun, value })),
    judge,
  );
  if (after?.level === "hard") return [after];
  const [first] = values;
  const end =
    first === undefined || first.quoted || noun.class !== "password"
      ? undefined
      : phraseEnd({ text, noun, value: first });
  if (first !== undefined && end !== undefined)
    return [{ kind: "password", level: "soft", start: first.start, end }];
  const before = firstFinding(
    valuesBefore(text, noun, from).map((value) => ({ text, noun, value })),
    judgeBefore,
  );
  return [before ?? after].filter((span) => span !== undefined);
};
