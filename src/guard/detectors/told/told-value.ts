import { statusWords } from "./told-words.ts";

export interface ToldValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly quoted: boolean;
}

const opening = /[\s"'“”‘’«「『《(*_`|【]{0,6}(?:\[(?=\d))?/uy;
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "“": "”",
  "‘": "’",
  "«": "»",
  "「": "」",
  "『": "』",
  "`": "`",
};
const latinRun = /[\x21-\x7e£€¥§°\p{Script=Latin}]{1,128}/uy;
const cyrillicRun = /[\x21-\x7e\p{Script=Cyrillic}]{1,128}/uy;
const trailing = /(?:[.,;:…)\]}>"'»”’`|*]|={2,})+$/u;
const longestQuoted = 80;

const runAt = (text: string, at: number, pattern: RegExp) => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
};

/** A comma ends a value that is long enough to be one: "abc123,please". */
const beforeComma = (run: string) => {
  const comma = run.search(/[,;]\S/);
  return comma >= 4 ? run.slice(0, comma) : run;
};

/** The value that begins at `at`: what stands in quotes, or what goes on without a space. */
export const valueAt = (text: string, at: number): ToldValue | undefined => {
  const lead = runAt(text, at, opening);
  const start = at + lead.length;
  const closer = closers[lead.at(-1) ?? ""];
  if (closer !== undefined) {
    const end = text.indexOf(closer, start);
    const inside = text.slice(start, end);
    if (end > start && end - start <= longestQuoted && !inside.includes("\n"))
      return { start, end, value: inside, quoted: true };
  }
  const run = runAt(text, start, latinRun) || runAt(text, start, cyrillicRun);
  const value = beforeComma(run).replace(trailing, "");
  return value === "" ? undefined : { start, end: start + value.length, value, quoted: false };
};

const placeholder =
  /^[*•xX#._\-–—?…%]+$|^[[<{(][\p{L}_ -]*[\]>})]*$|^\$[{(]|^your[_-]?|^%s$|^(?:password|passwd|пароль|contrasena|senha|xxx+.*)$/iu;
const address = /^(?:https?:|www\.|ftp:)|^[^@\s]+@[^@\s]+\.[a-z]{2,}$|^@\w+$|^\/\w+/i;
const jargon =
  /^(?:sha-?\d+|bip-?\d+|[a-z]{1,3}rc-?\d+|bep-?\d+|base\d+|utf-?\d+|aes-?\d*|md5|[23]fa|mfa|ipv[46]|web[23]|p2p|mp[34]|win(?:dows)?\d+|iphone\d*|ios\d*|android\d*|v\d+|kyc\d?|c2c|b2b|usdt?|btc|eth|trx|sms|otp|pin|app|api|htx|huobi|google|email|telegram|faceid|touchid|uid|id|ok|null)$/i;
const measure =
  /^[$€¥£]\d|^\d+(?:[.,]\d+)*(?:st|nd|rd|th|k|m|%|s|sec|min|h|d|px|mb|gb|kb|usdt?|btc|eth|am|pm)$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?$|^\d{1,2}[-–~]\d{1,3}$|^\d+[.,]\d+$|^\d+-\p{L}+$/iu;

/** What can be no password and no code, whatever stands before it. */
export const isHarmless = (value: string): boolean =>
  placeholder.test(value) || address.test(value) || jargon.test(value) || measure.test(value);

/** Letters and digits, or signs in between: nobody writes a plain word like this. */
export const isPasswordLike = (value: string): boolean => {
  const bare = value.replace(/[!?]+$/u, "");
  if (bare.length < 4) return false;
  const hasLetter = /\p{L}/u.test(bare);
  const hasDigit = /\d/.test(bare);
  const hasSign = /[@#$%^&*+=~_!?<>]/.test(bare);
  const mixedCase = /\p{Ll}\p{Lu}/u.test(bare) && bare.length >= 8;
  return (hasLetter && (hasDigit || hasSign || mixedCase)) || (hasDigit && hasSign);
};

export const isStatus = (folded: string): boolean => {
  const bare = folded.replace(/[^\p{L}]+$/u, "");
  return statusWords.has(bare) || /(?:ed|ing|ly|able|ible|ado|ada|ido|ida)$/.test(bare);
};
