import type { Normalised } from "../../normalise.ts";
import { isDictated, spelledDigits } from "./told-words.ts";

/** What has the shape of a one-time code; `form` is how much it looks like one, 0 to 4. */
export interface CodeValue {
  readonly start: number;
  readonly end: number;
  readonly form: number;
  /** Of letters and digits: only a noun makes a code of it. */
  readonly isMixed: boolean;
}

/** Four to eight digits, together or in groups; what goes on is something else (a date, an amount, a phone number). */
const digitCode =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d#$€¥£+@_/]|\d[ .,:/-]|\p{L}-)(?:\p{Lu}{1,2}-)?(?:\d(?:[ _·•*-]{0,3}\d){3,7}|\d(?:\.\d){5}|\d\d\.\d\d\.\d\d|\d\d\/\d\d\/\d\d)(?![\d%\p{Script=Latin}\p{Script=Cyrillic}])(?!(?:[.:/-]| -? ?)\d|-\p{L}|, \d{4}|,\d{1,3}(?!\d)|[ -]?[$€¥£₽₺₫₩%]|\s?(?!(?:HTX|OTP|SMS|PIN|CODE)\b)\p{Lu}{3,5}(?!\p{L}))/gu;
const mixedCode =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}/@#._-])(?=[A-Z-]{0,6}\d|[A-Z0-9-]{0,7}\d)(?=[A-Z0-9-]{0,7}[A-Z])(?:[A-Z0-9]{2,4}(?:-[A-Z0-9]{2,4}){2}|[A-Z0-9]{2,4}-?[A-Z0-9]{2,4}|[A-Z]{2,5}-\d{4,6})(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}/@_-]|[.-]\w)/gu;
const glued = /(?<=(?<![\p{L}\d])(?:t?otp|sms|2fa|code|kod|cod|pin))\d{4,8}(?![\p{L}\d])/giu;
const spelled = new RegExp(spelledDigits.source, "giu");
const mostValues = 8;
const unspacedScript = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
/** Numbers as words are dear to look for, and nobody dictates them in a long text. */
const longestDictated = 500;

const isDate = (value: string) => {
  const [first, second, third, more] = value.split(/[-. /]/).map(Number);
  if (first === undefined || second === undefined || third === undefined || more !== undefined) return false;
  const isDayMonth =
    first >= 1 && second >= 1 && (first <= 31 || first > 1900) && second <= 12 && value.length >= 8;
  const isMonthDay = first >= 1 && first <= 12 && second >= 1 && second <= 31;
  return (isDayMonth || isMonthDay) && (third > 0 || value.length > 8);
};

const digitForm = (value: string) => {
  const digits = value.replace(/\D/g, "");
  if (/^\p{L}/u.test(value)) return 4;
  if (/^\d{1,4}[-. /]\d{1,2}[-. /]\d{1,4}$/.test(value) && isDate(value)) return value.includes(" ") ? 1 : 0;
  if (/^(?:1\d|20)\d\d[ -]{1,3}(?:1\d|20)\d\d$/.test(value)) return 0;
  const [first = 0, last = 0] = value.split("-").map(Number);
  if (/^\d\d-\d\d$/.test(value) && first < last) return 0;
  const groups = value.split(/\D+/).length;
  if (digits.length === 6) return groups >= 5 ? 5 : groups >= 3 ? 4 : 3;
  if (groups >= 4 || /^\d{4}[ -]\d{4}$/.test(value)) return 3;
  return groups === 1 && /^(?:19|20)\d\d$/.test(digits) ? 0 : 2;
};

/** Numbers of three and two digits as words, of all languages; what follows them takes the place of their noughts. */
const hundred =
  /^(?:cem|cento|cien(?:to)?|\p{L}{3,8}(?:cient[oa]s|centos)|duzentos|trezentos|quinient[oa]s|quinhentos|setecient[oa]s|novecient[oa]s|сто|двести|\p{L}{3,6}(?:ста|сот))$/u;
const teen =
  /^(?:ten|eleven|twelve|\p{L}+teen|diez|once|doce|trece|catorce|quince|dieci\p{L}+|veinti\p{L}+|dez|onze|doze|treze|quatorze|quinze|dez\p{L}{4,5}|\p{L}+надцать|десять)$/u;
const ten =
  /^(?:(?:twen|thir|four?|fif|six|seven|eigh|nine)ty|veinte|[tcsno]\p{L}{2,6}nta|vinte|двадцать|тридцать|сорок|\p{L}+десят|девяносто|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan|muoi)$/u;
const join = /^(?:and|y|e)$/;
const fewestDigits = 4;
const mostDigits = 8;
/** "Nineteen eighty-four", "twenty twenty-five", "dos mil": years are spoken so. */
const spokenYear = /^(?:nineteen|twenty[ -]twenty)/;

const sizeOf = (word: string) => (hundred.test(word) ? 3 : ten.test(word) || teen.test(word) ? 2 : 1);

const digitsOfWords = (words: readonly string[]) => {
  let digits = 0;
  let noughts = 0;
  for (const word of words) {
    if (join.test(word)) continue;
    const size = sizeOf(word);
    if (size > noughts) digits += size;
    noughts = teen.test(word) ? 0 : size - 1;
  }
  return digits;
};

/** Some of the digits may be digits, but enough are words that it is no plain number. */
const spelledForm = (value: string) => {
  const spoken = value.match(/[\p{Script=Latin}\p{Script=Cyrillic}]+/gu) ?? [];
  const words = spoken.filter((word) => !join.test(word)).length;
  const written = value.match(/\d/g)?.length ?? 0;
  const digits = digitsOfWords(spoken) + written;
  if (words > 0 && (digits < fewestDigits || digits > mostDigits)) return undefined;
  if (words > 0 && words + written === 3) return spokenYear.test(value) ? undefined : 2;
  const signs =
    value.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}]/gu)?.length ?? 0;
  return words >= 3 || signs >= 4 ? 4 : undefined;
};

/** All that looks like a code between two offsets. */
export const codeValuesIn = (text: Normalised, from: number, to: number): readonly CodeValue[] => {
  const written = text.text.slice(from, to);
  const folded = text.folded.slice(from, to);
  const found: CodeValue[] = [];
  const add = (pattern: RegExp, weigh: (value: string) => number | undefined, isMixed: boolean) => {
    for (const { 0: value, index } of (pattern === spelled ? folded : written).matchAll(pattern)) {
      const form = weigh(value);
      const start = from + index;
      const end = start + value.length;
      if (form === undefined || found.some((other) => start < other.end && other.start < end)) continue;
      if (found.push({ start, end, form, isMixed }) >= mostValues) return;
    }
  };
  add(digitCode, digitForm, false);
  add(glued, digitForm, false);
  add(mixedCode, () => 2, true);
  if (written.length <= longestDictated && (unspacedScript.test(folded) || isDictated(folded)))
    add(spelled, spelledForm, false);
  return found;
};
