import { unitsOf } from "../../units.ts";
import { type Form, formOf, isHarmless } from "./told-value.ts";

/** A run that stands out of Chinese, Japanese or Korean text. Offsets are those of the normalised text. */
export interface CjkValue {
  readonly start: number;
  readonly end: number;
  readonly form: Form | "dotted" | "phrase" | "code" | "mixed" | "spelled" | "date";
  /** Digits in it, spelled ones too. */
  readonly digits: number;
  readonly quoted: boolean;
}

/** A text with more runs than this is looked at no further. */
const mostValues = 200;
const pictograph = "\\p{Extended_Pictographic}";
/** A comma ends it: in these scripts it often comes without a space. */
const ascii = "\\x21-\\x2b\\x2d-\\x3a\\x3c-\\x7e£€¥§°\\u00c0-\\u024f";
const run = new RegExp(`[${ascii}](?:[${ascii}]|${pictograph}(?=[\\x21-\\x7e])){0,63}`, "gu");
const phrase =
  /(?<![\x21-\x7e] ?)[a-z]{1,12}(?: [a-z]{1,12}){1,7}(?: \d{1,6})?(?![\x21-\x7e]| [\x21-\x7e])/gu;
/** Words of a message in English that is quoted; what is left is romanised. */
const english =
  /\b(?:the|is|are|was|your|you|my|or|and|not|for|with|please|invalid|incorrect|wrong|error|try|again|later|to|of|on|in|too|many|user|name|password|account|key|code|login|log|sign|email|phone|api|app|store|pay|pro|max|plus|google|apple|face|touch|fund|asset|trading|wallet|address|hash|id)\b/u;
/** Who speaks of spaces tells a value that holds some. */
const longestSpaced = 120;
const speaksOfSpaces = /空格|空白|スペース|공백|띄어|띄워/u;
const spaced = /(?<![!-+\--9;<>-~] ?)[A-Za-z\d][!-+--~]{0,16}(?: [!-+--~]{1,16}){1,6}(?! ?\w)/g;
const separator = "[ ~_·・*–-]{1,2}";
/** Four to eight digits together or in like groups; "PIN5516" is glued to its noun, "doudou0914" is a word of its own. */
const grouped = new RegExp(
  `(?<![#$€¥£+@_/]|[a-z]-?|\\d[./~ -]?|\\d,(?=\\d{3}(?!\\d)))(?<glued>(?:pin|pwd?|t?otp|code|sms|2fa|password)-?)?(?:[a-z]{1,4}-)?(?:\\d{4}[ -]\\d{3,4}|\\d{3}${separator}\\d{3,4}|\\d\\d(?:(?:${separator}|\\.)\\d\\d){2,3}|\\d(?:${separator}\\d){3,7}|\\d(?:[、,] ?\\d){5,7}|\\d(?:\\.\\d){5}|\\d{4,8})(?![\\da-z_%]|[:/.-]\\d|,\\d{3}(?!\\d))`,
  "giu",
);
const mixed =
  /(?<![\w/@#.-])(?=[A-Z0-9-]{0,7}\d)(?=[A-Z0-9-]{0,7}[A-Z])[A-Z0-9]{1,4}-?[A-Z0-9]{2,6}(?![\w/@-]|\.\w)/gu;
const spelled = [
  /[零〇一二三四五六七八九两兩幺洞拐壹贰貳叁參肆伍陆陸柒捌玖](?:[\s,、·-]?[零〇一二三四五六七八九两兩幺洞拐壹贰貳叁參肆伍陆陸柒捌玖]){5,7}/gu,
  /(?:ゼロ|ぜろ|れい|まる|いち|にー?|さん|よん|しー?|ごー?|ろく|なな|しち|はち|きゅう|くー?)(?:[\s,、・-]{0,2}(?:ゼロ|ぜろ|れい|まる|いち|にー?|さん|よん|しー?|ごー?|ろく|なな|しち|はち|きゅう|くー?)){3,7}/gu,
  /(?<!\p{Script=Katakana})(?:ゼロ|レイ|マル|イチ|ニー?|サン|ヨン|シー?|ゴー?|ロク|ナナ|シチ|ハチ|キュウ|クー?)(?:[\s,、・-]{0,2}(?:ゼロ|レイ|マル|イチ|ニー?|サン|ヨン|シー?|ゴー?|ロク|ナナ|シチ|ハチ|キュウ|クー?)){3,7}(?!\p{Script=Katakana})/gu,
  /(?<!\p{Script=Hangul})[공영일이삼사오육륙칠팔구](?:[\s,·-]{0,2}[공영일이삼사오육륙칠팔구]){5,7}/gu,
];
const opening = /^(?:[:;,.=?!~|>]+(?=.)|["'`([{<*#_-]+(?=[^"'`([{<*|,.:;=#-]{3}))+/;
const trailing = /(?:[.,;:)\]}>"'`|?~]|<-+|-+>|!(?=!{2})){1,64}$/;
const leading =
  /^(?:[a-z]{2,12}[:=]|[-=]*>+|\(|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[a-z]{2,12}){1,3}[/|:])(?=[^/]{4})/i;
const noun = /^(?:p(?:ass)?w(?:or)?d?|password|pin|otp|code)(?:[:=]+|(?=[a-z]{3,}[_\d]|\d))/i;
const dotted = /^[a-z]{2,}(?:[._-][a-z\d]+)+$/i;
const device =
  /^1password$|^(?:xperia|aquos|sense|iphone|ipad|ios|macos|mac|galaxy|pixel|redmi|xiaomi|huawei|honor|oppo|vivo|oneplus|mate|note|android|windows|win|chrome|firefox|edge|safari|office|ps|python|java|node|php|sha|md|base|aes|utf|bip|erc|trc|bep|web|ver?|version|api|sdk|http|tls|ssl|ipv|covid|gpt|chatgpt|mp|usb|type|cat|kyc|lv|vip|level|htx|btc|eth|usdt|top|no)[ _-]?\d{1,3}(?:[._]\d+)*[a-z]{0,5}$/i;
const technical =
  /^(?:(?:api|error|err|code|id|user|name|type|status|order|login|token|url|app|max|min|new|old|access|secret|key|reset|change|update|get|set|post|invalid|wrong|incorrect|password|passwd|pwd|email|phone|sms|auth|verify|verification|otp|google|authenticator|trading|fund|funds|asset|withdraw|withdrawal|deposit|wallet|account|front|back|end|e|mail|wi|fi|check|sign|log|in|on|off|up|two|factor|multi|real|time|log|step)[_.-])+[a-z]{2,}$/i;

const amount =
  /^(?:\d{1,5}[a-z+]|\d+(?:[bkmuwx+])|\d+(?:usdt?c?|btc|eth|trx|ht|krw|jpy|ntd?|rmb|cny|twd|hkd|[gmtk]b|px|mah|hz))$/i;

const isDate = (text: string) =>
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?|(?:19|20)\d\d[-. ](?:0?[1-9]|1[0-2])(?:[-. ](?:0?[1-9]|[12]\d|3[01]))?|(?:0?[1-9]|[12]\d|3[01])[-. ](?:0?[1-9]|1[0-2])[-. ]\d{2,4})$/.test(
    text,
  );
const isYear = (text: string) => /^(?:19|20)\d\d$/.test(text);

/** Only of a password is a date one. */
const date = /(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/g;

const spelledCharacters =
  "零〇一二三四五六七八九两兩幺洞拐壹贰貳叁參肆伍陆陸柒捌玖ゼロぜろれいまるちにさんよしごくなはきゅーレイマルチニサンヨシゴクナハキュウう공영일이삼사오육륙칠팔구";
const isSpelled = new Uint8Array(0x10000);
for (const character of spelledCharacters) isSpelled[character.charCodeAt(0)] = 1;
const longestSeparator = 3;

/** What a text may hold, by one cheap look at each of its units. */
export interface Traits {
  readonly mayHoldCode: boolean;
  readonly mayHoldPassword: boolean;
  readonly mayBeSpelled: boolean;
}

export const traitsOf = (text: string): Traits => {
  let digits = 0;
  let letters = 0;
  let spelledRun = 0;
  let gap = 0;
  let mayBeSpelled = false;
  const units = unitsOf(text);
  for (let i = 0; i < text.length; i += 1) {
    const unit = units[i] ?? 0;
    if (unit >= 48 && unit <= 57) digits += 1;
    else if (unit > 32 && unit < 127) letters += 1;
    if (isSpelled[unit] === 1) {
      spelledRun += 1;
      gap = 0;
      if (spelledRun >= 6) mayBeSpelled = true;
    } else if (spelledRun > 0) {
      gap += 1;
      if (gap === longestSeparator || unit > 0x3002) spelledRun = 0;
    }
  }
  return {
    mayHoldCode: digits >= 4 || mayBeSpelled || (digits > 0 && digits + letters >= 5),
    mayHoldPassword: digits + letters >= 5,
    mayBeSpelled,
  };
};

export const cjkCodesIn = (text: string, { mayBeSpelled }: Traits): CjkValue[] => {
  const found: CjkValue[] = [];
  const add = (pattern: RegExp, form: CjkValue["form"], digitsOf: (value: string) => number) => {
    for (const { 0: match, index: at, groups } of text.matchAll(pattern)) {
      if (found.length >= mostValues) return;
      const glued = groups?.["glued"]?.length ?? 0;
      const value = match.slice(glued);
      const index = at + glued;
      const digits = digitsOf(value);
      if (digits < 4 || digits > 8) continue;
      const quoted = /["'「『“《[(]$/u.test(text.slice(Math.max(0, index - 1), index));
      found.push({ start: index, end: index + value.length, form, digits, quoted });
    }
  };
  add(grouped, "code", (value) =>
    (isDate(value) && (!/^\d{6}$/.test(value) || isYear(value))) || isYear(value)
      ? 0
      : value.replace(/\D/g, "").length,
  );
  add(date, "date", (value) => value.length);
  add(mixed, "mixed", (value) =>
    value.replace("-", "").length > 4 && !amount.test(value) ? value.replace("-", "").length : 0,
  );
  for (const pattern of mayBeSpelled ? spelled : [])
    add(pattern, "spelled", (value) =>
      Math.min(
        8,
        value.match(
          /ゼロ|ぜろ|れい|まる|いち|さん|よん|ろく|なな|しち|はち|きゅう|レイ|マル|イチ|サン|ヨン|ロク|ナナ|シチ|ハチ|キュウ|\p{L}/gu,
        )?.length ?? 0,
      ),
    );
  return found;
};

const formOfRun = (value: string): CjkValue["form"] | undefined => {
  if (
    value.length < 4 ||
    !/[a-z\d]/i.test(value) ||
    amount.test(value) ||
    isHarmless(value) ||
    device.test(value)
  )
    return undefined;
  const form = formOf(value);
  if (form === "digits") return undefined;
  if (dotted.test(value)) return technical.test(value) ? undefined : form === "word" ? "dotted" : form;
  return form;
};

export const cjkPasswordsIn = (text: string): CjkValue[] => {
  const found: CjkValue[] = [];
  for (const { 0: whole, index } of text.matchAll(run)) {
    if (found.length >= mostValues) break;
    let start = index;
    let value = whole;
    for (const pattern of [opening, leading, noun, opening]) {
      const { length } = pattern.exec(value)?.[0] ?? "";
      start += length;
      value = value.slice(length);
    }
    const form = formOfRun(value.replace(trailing, "") || value);
    if (form === undefined) continue;
    const bare = value.replace(trailing, "");
    const quoted =
      /["'「『“《[(]/u.test(text.slice(Math.max(0, start - 1), start)) &&
      !/^["'」』”’》\])]/u.test(text.slice(start + value.length, start + value.length));
    found.push({ start, end: start + bare.length, form, digits: 0, quoted });
  }
  if (text.length <= longestSpaced && speaksOfSpaces.test(text)) {
    for (const { 0: value, index } of text.matchAll(spaced)) {
      if (found.length >= mostValues) break;
      found.push({ start: index, end: index + value.length, form: "signed", digits: 0, quoted: false });
    }
  }
  for (const { 0: value, index } of text.matchAll(phrase)) {
    if (found.length >= mostValues) break;
    if (english.test(value) || value.split(" ").length < 3) continue;
    found.push({ start: index, end: index + value.length, form: "phrase", digits: 0, quoted: false });
  }
  return found;
};
