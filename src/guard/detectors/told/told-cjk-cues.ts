import { chinese } from "./words/chinese.ts";
import { japanese } from "./words/japanese.ts";
import { korean } from "./words/korean.ts";

const languages = [chinese, japanese, korean];
const of = (field: "password" | "weakPassword" | "pin" | "code") =>
  languages.map((language) => language[field]).join("|");

/** In Latin letters, as these people write them amid their own. */
const latin = {
  password: "(?<![a-z])(?:password|passwd|mima|mm(?=[:=是为係])|p(?:ass)?w(?:or)?d?(?=[^a-z]|[a-z]+[_\\d]))",
  weakPassword: "(?<![a-z])(?:pass(?:phrase|code)?)(?![a-z])",
  pin: "(?<![a-z])pin(?![a-z])",
  code: "(?<![a-z])(?:otp|totp|yzm|verification code|auth(?:entication)? code)(?![a-z])",
};

/** Names a one-time code only along with something else. What a word in front makes of it ("条码", "会員番号") is another code. */
const weakCode =
  "(?<=^|[^\\p{Script=Han}\\p{Script=Katakana}ー]|[的用这這那個个組组串條条收傳传給给要打就六四])(?:[码碼](?![农農頭头工])|コード|番号|数字|數字|號碼)|(?:六|四|6|4)\\s?[码碼](?=[\\s:是係为為])|すうじ|(?<!\\p{Script=Hangul})(?:코드|번호|숫자)";

/** By these a code comes, or for these it is wanted. */
const channel = [
  "^\\s*[【[〔][^】\\]〕\\n]{1,16}[】\\]〕]|短信|[简簡][讯訊]|[验驗][证證証](?:器|(?![码碼]))|令牌|[语語]音|音声|谷歌|グーグル|구글|자동 ?응답|(?<![a-z])(?:ars|google|ga|authenticator|sms|2fa)(?![a-z])",
  "[两兩二]步[骤驟]?(?:[验驗][证證証])?|[两兩二][阶階]段|(?:30|三十)\\s?秒|信箱|[邮郵][件箱]|ショートメ|メール|認証|承認(?![数済])|トークン|二要素|ワンタイム|アプリの|[46六四]桁|[四六46]位[数數]?字?(?=[\\s:是])|문자|인증|토큰|승인|(?:2|두|이) ?단계|[46] ?자리|이메일|음성",
  "(?:提[币幣现現领領]|出金|登[录錄入]|ログイン|本人|출금|로그인|본인|가입) ?(?:确认|確認|확인)|\\d分[钟鐘]?[内內間间]?(?:有[效効])|有効期限|\\d ?분 ?(?:유효|이내|안에)|유효 ?시간",
].join("|");

export const cueClasses = ["code", "pin", "password", "weakPassword", "weakCode", "channel"] as const;
export type CueClass = (typeof cueClasses)[number];

/** Whatever may announce a secret; each class is a group. */
const cuePattern = new RegExp(
  [
    `${of("code")}|${latin.code}`,
    `${of("pin")}|${latin.pin}`,
    `${of("password")}|${latin.password}`,
    `${of("weakPassword")}|${latin.weakPassword}`,
    weakCode,
    channel,
  ]
    .map((alternatives) => `(${alternatives})`)
    .join("|"),
  "gu",
);

/** A word that may announce a secret; offsets are those of the normalised text. */
export interface Cue {
  readonly class: CueClass;
  readonly start: number;
  readonly end: number;
}

/** A text with more cues than this is looked at no further. */
const mostCues = 400;
/** An address and what follows it behind a stroke: people tell both together. */
const loginPair = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[a-z]{2,12}){1,3}(?=\s?[/|]\s?\S{6})/gu;

/** As far from a value as its cues are looked for in a long text. */
const longest = 4_096;
const reach = 200;

/** The parts of a long text that stand around values; they do not overlap. */
const partsAround = (folded: string, values: readonly { readonly start: number; readonly end: number }[]) => {
  const parts: { from: number; to: number }[] = [];
  for (const { start, end } of values.toSorted((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    const from = Math.max(0, start - reach);
    const to = Math.min(folded.length, end + reach);
    if (last === undefined || from > last.to) parts.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return parts;
};

/** The cues of a folded text, in order of place; of a long one those around values. */
export const cuesAround = (
  folded: string,
  values: readonly { readonly start: number; readonly end: number }[],
): readonly Cue[] =>
  folded.length <= longest
    ? cuesIn(folded)
    : partsAround(folded, values).flatMap(({ from, to }) =>
        cuesIn(folded.slice(from, to)).map((cue) => ({
          ...cue,
          start: from + cue.start,
          end: from + cue.end,
        })),
      );

/** The cues of a folded text, in order of place. */
const cuesIn = (folded: string): readonly Cue[] => {
  const cues: Cue[] = [];
  for (const match of folded.matchAll(cuePattern)) {
    const found = cueClasses[match.findIndex((part, i) => i > 0 && part !== undefined) - 1];
    if (found !== undefined)
      cues.push({ class: found, start: match.index, end: match.index + match[0].length });
    if (cues.length === mostCues) break;
  }
  if (!folded.includes("@")) return cues;
  for (const { 0: pair, index } of folded.matchAll(loginPair)) {
    cues.push({ class: "weakPassword", start: index, end: index + pair.length });
    if (cues.length >= mostCues) break;
  }
  return cues.sort((a, b) => a.start - b.start);
};
