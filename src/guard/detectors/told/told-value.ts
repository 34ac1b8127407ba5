/** What might be a secret: a quoted text or what goes on without a space. Offsets are those of the normalised text. */
export interface ToldValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly quoted: boolean;
}

const opening = /[\s"'“”‘’«「『《(<*_`|【~]{0,8}(?:\[(?=[\dA-Za-z]))?/uy;
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "“": "”",
  "”": "”",
  "‘": "’",
  "«": "»",
  "「": "」",
  "『": "』",
  "`": "`",
  "《": "》",
};
/** What closes the noun's own quotes and ties: it belongs to no value. */
const tying = /(?:["'”’»`*_)\]|]{0,3}(?:[:=,;.>–—-]|->|=>)+)?/uy;
/** A picture belongs to a value that goes on behind it. */
const latinRun =
  /(?:[\x21-\x7e£€¥§°\p{Script=Latin}]|\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?=[\p{Script=Latin}\d])){1,128}/uy;
const cyrillicRun = /[\x21-\x7e\p{Script=Cyrillic}]{1,128}/uy;
const trailing = /(?:\*\*|[.,;:…)\]}>"'»”’`|]|=(?==)|(?<==)=(?!=)|(?<=^|[^*])\*{1,2}(?=$)){1,64}$/u;
const longestQuoted = 80;

const runAt = (text: string, at: number, pattern: RegExp) => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
};

/** A comma or a closing bracket ends a value that is long enough to be one: "abc123,please". */
const beforeComma = (run: string) => {
  const comma = run.search(/[,;](?=\S)|[)\]"”](?=[,.;:])/);
  return comma >= 4 ? run.slice(0, comma) : run;
};

/** The value that begins at `at` or behind quotes and brackets. */
export const valueAt = (text: string, at: number): ToldValue | undefined => {
  const from = at + runAt(text, at, tying).length;
  const opened = runAt(text, from, opening);
  const start = from + opened.length;
  const closer = closers[opened.at(-1) ?? ""];
  if (closer !== undefined) {
    const end = text.indexOf(closer, start);
    const inside = end - start > 0 && end - start <= longestQuoted ? text.slice(start, end) : "\n";
    if (!inside.includes("\n")) return { start, end, value: inside, quoted: true };
  }
  const run = runAt(text, start, latinRun) || runAt(text, start, cyrillicRun);
  const value = beforeComma(run).replace(trailing, "");
  return value === "" ? undefined : { start, end: start + value.length, value, quoted: false };
};

const placeholder =
  /^[*•xX#._\-–—?…%●○]+$|^[[<{(][\p{L}\p{N}_ -]*[\]>})]*$|^\$[{(]|^your[_-]?|^my[_-]|^%s$|^(?:password|passwd|пароль|contrasena|senha|xxx+.*|abc|foo|bar|foobar|example|changeme|redacted|removed|hidden)$|^(\p{L})\1{2,}$/iu;
const address =
  /^(?:https?:|www\.|ftp:|t\.me|\]\()|^[\w.]{1,64}\([\w, ]{0,64}\)?;?$|^[^@\s]+@[^@\s]+\.[a-z]{2,}$|^@\w+$|^\/\w+|^[\w.-]+\.(?:com|net|org|io|ru|cn|me|co|app|js|ts|py|json|html?|php|pdf|png|jpe?g|exe|apk|txt)(?:[/?:].*)?$|^0x[0-9a-f]{8,}$|^[0-9a-f]{32,}$/i;
/** "2FA_REQUIRED": what an interface calls its errors. */
const constant = /^[A-Z0-9]{2,}(?:_[A-Z]{3,})+$/;
const jargon =
  /^(?:sha-?\d+|bip-?\d+|slip-?\d+|bech32m?|codex32|p2[a-z]{2,4}(?:-p2[a-z]{2,5})?|n?op_\w+|psbt_\w+|hash160|h\dn\d|[a-z]{1,3}rc-?\d+|bep-?\d+|base\d+|utf-?\d+|aes-?\d*(?:-\w+)?|md5|[23][ -]?fa|mfa|[23]-?step|ipv[46]|web[23]|p2p|mp[34]|h264|win(?:dows)?\d+|iphone\d*|ios\d*|ipad\d*|android\d*|galaxy\w*|mi\d+|v\d[\d.]*|kyc\d?|c2c|b2b|e2ee?|(?:chrome|firefox|edge|safari|opera|macos|redmi|pixel|mate|note|oppo|vivo|honor|huawei|oneplus|office|python|node|php|java|xperia|aquos)\d+\w{0,5}|24\/7|usdt?|btc|eth|trx|sms|otp|pin|app|api|htx|huobi|google|email|telegram|faceid|touchid|uid|id|ok|null|l[12]|t\+\d|covid-?19|chatgpt\d*|gpt-?\d.*|4g|5g|wifi|and\/or|yes\/no|n\/a|[a-z]\d|q\d|(?:uid|id|order|ticket|ref|case|tx)[-_#]?\d+|utc[+-]\d+|gmt[+-]\d+)$/i;
const measure =
  /^[$€¥£]\d|^\d+(?:[.,]\d+)*(?:st|nd|rd|th|k|m|b|x|u|w|%|s|sec|secs|min|mins|h|hr|hrs|d|px|mb|gb|kb|usdt?|btc|eth|trx|am|pm|\+|pcs|kg|km|cm|mm|yo|yrs?)$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:am|pm)?$|^\d{1,2}[-–~]\d{1,3}$|^\d+[.,]\d+$|^\d+-\p{L}+$|^\d+['’]\p{L}{1,6}$|^[+(]?\d[\d()]*[-)][\d()-]+$/iu;

/** What can be no password, whatever stands before it. */
export const isHarmless = (value: string): boolean =>
  placeholder.test(value) ||
  constant.test(value) ||
  address.test(value) ||
  jargon.test(value) ||
  measure.test(value);

/** `rich` holds letters and digits or signs as nobody writes a word; `camel` and `signed` may still be a name or two words. */
export type Form = "rich" | "short" | "camel" | "signed" | "digits" | "word";

export const formOf = (value: string): Form => {
  const bare = value.replace(/[!?.,]{1,128}$/u, "");
  if (/^\d+$/.test(bare)) return value.length > bare.length && /!$/.test(value) ? "rich" : "digits";
  const hasLetter = /\p{L}/u.test(bare);
  const hasDigit = /\d/.test(bare);
  const hasSign = /[@#$%^&*+=~_!?<>\\]/.test(bare);
  if (hasLetter && /[\p{L}\d]\p{Extended_Pictographic}/u.test(bare)) return "rich";
  if (/^([$%&*!+=])\1\p{L}{3}/u.test(bare)) return "rich";
  const isSnake = /^\p{L}+(?:[_+]\p{L}+)+$/u.test(bare);
  if (hasDigit && (hasLetter || hasSign)) return bare.length >= 6 ? "rich" : "short";
  if (hasLetter && hasSign && !isSnake) {
    if (/[\p{L}.][@#$%^&*+=~]+[\p{L}]/u.test(bare) || /\p{L}[@#$%^&]+$/u.test(bare)) return "rich";
    return /\p{Lu}.{0,128}?[!?_].{0,128}\p{L}/u.test(bare) ? "signed" : "word";
  }
  if (/\p{Ll}\p{Lu}/u.test(bare) && bare.length >= 8) return "camel";
  return "word";
};
