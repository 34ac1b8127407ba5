import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type CjkValue, cjkCodesIn, cjkPasswordsIn } from "./told-cjk-values.ts";
import {
  accountLast,
  amountLast,
  answering,
  channelNoun,
  elsewhere,
  exampleAfter,
  exampleBefore,
  gluedPin,
  handled,
  latinNoun,
  mine,
  notice,
  unitFirst,
  weakNoun,
} from "./told-cjk-words.ts";
import { nounsIn } from "./told-nouns.ts";

type CueClass = "password" | "weakPassword" | "pin" | "code" | "weakCode" | "channel";
interface Cue {
  readonly class: CueClass;
  readonly start: number;
  readonly end: number;
}

const script = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
const reachBefore = 80;
const reachAfter = 60;
const mostCues = 400;
const shortAnswer = 28;

/** An address and what follows it behind a stroke: people tell both together. */
const loginPair = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[a-z]{2,12}){1,3}(?=\s?[/|]\s?\S{6})/gu;

const cuesIn = (text: Normalised): readonly Cue[] => {
  const cues: Cue[] = [];
  for (const { class: found, start, end } of nounsIn(text)) {
    if (found === "weakCode") continue;
    cues.push({ class: found, start, end });
  }
  const add = (pattern: RegExp, found: CueClass) => {
    for (const { 0: word, index } of text.folded.matchAll(pattern)) {
      if (cues.length >= mostCues) return;
      const end = index + word.length;
      if (cues.every((cue) => end <= cue.start || cue.end <= index))
        cues.push({ class: found, start: index, end });
    }
  };
  add(latinNoun, "password");
  add(gluedPin, "pin");
  add(weakNoun, "weakCode");
  add(channelNoun, "channel");
  add(loginPair, "weakPassword");
  return cues;
};

const breaksIn = (gap: string) => gap.match(/[。！？\n]|[.!?](?=\s)/gu)?.length ?? 0;

/** How near a value stands to its cue: 3 beside it, down to 0; each end of a sentence between them counts against it. */
const nearness = (gap: string) => {
  const said = gap.replace(/[\s\p{P}\p{S}]/gu, "").length;
  return (
    (said <= 3 ? 3 : said <= 8 ? 2 : said <= 20 ? 1 : said <= 40 ? 0 : -1) -
    Math.max(0, breaksIn(gap) - (said <= 3 ? 1 : 0))
  );
};
const ties =
  /^\s?["'」』”’]{0,2}(?:原[来來]|[现現]在|一直|本[来來]|もう|だけ|지금|원래)?(?:就?是|[为為係叫]|[:=→]|は|が|って|은|는|이|가|-{1,2}>|としては)(?:요|[:=]|就是|그냥)?\s?["'「『“‘<[(`*]{0,3}$/u;
const tiesBack =
  /^["'」』”’)\]`*]{0,3}\s?(?:(?:[这這]个|[这這])?(?:就?是|[为為]|が|は|っていう|という|이|가|은|는|←|<-+)(?:我|我的|[这這]个)?|[だです]+よ?)?(?:的|の)?\s?$/u;
const plainText =
  /^(?:telegram|whatsapp|google|binance|okx|bybit|metamask|wallet|email|gmail|token|secret|login|phone|android|chrome|facebook|twitter|discord|bitcoin|ethereum|usdt|support|admin|help|please|code|verify|reset|error|password|passwd|incorrect|wrong|invalid|forgot|okay|null|true|false|undefined|string|input|submit|button|page|line|kakao|naver|apple|windows|iphone|excel|safari|firefox|trust|ledger|trezor|kyc|withdraw|deposit|trade|trading|spot|futures|margin|account|username|authenticator|manager|keychain|icloud|bitwarden|lastpass|1password|caps ?lock|passkey|passphrase|enter|shift|ctrl|copy|paste|hello|thanks|sorry)s?$/i;

const ownCharacter = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]";
const ownScript = new RegExp(
  `(?:密[码碼]|口令|パスワード|パスフレーズ|合言葉|비밀번호|비번|암호)(?:喔|啊|呀|呢)?(?:(?:就?是|[为為係]|は|を|는|은|:|=)\\s?(?:["'「『“](?<quoted>${ownCharacter}{4,30})["'」』”])|(?:[:=]\\s?|[喔啊呀呢]\\s)(?<plain>${ownCharacter}{5,24}(?: ?${ownCharacter}{1,24})?)(?=[\\s,.!?。、]|$))`,
  "dgu",
);
/** What is said of a password, or asked. */
const talk =
  /[错錯误誤忘改重请請如何什怎吗嗎呢无無没沒设設输輸填失過过位必须須應该該]|不[知能会會可对對正]|違|間違|正し|ください|入力|設定|変更|なに|ませ|一致|無効|없|입력|오류|틀|잘못|까먹|뭐|모르|변경|설정|자리|이상|해주|하세요/u;

const cueWeights: Readonly<Record<CueClass, { readonly code: number; readonly password: number }>> = {
  password: { code: 0, password: 3 },
  weakPassword: { code: 0, password: 2 },
  pin: { code: 0, password: 4 },
  code: { code: 4, password: 0 },
  weakCode: { code: 2, password: 0 },
  channel: { code: 2, password: 0 },
};
const formWeights: Readonly<Record<CjkValue["form"], number>> = {
  rich: 5,
  short: 3,
  camel: 3,
  signed: 4,
  dotted: 4,
  word: 1,
  phrase: 2,
  digits: 0,
  code: 2,
  mixed: 2,
  spelled: 4,
};

interface Around {
  readonly before: string;
  readonly after: string;
  readonly whole: string;
}

const isCounted = ({ before, after }: Around, value: CjkValue) =>
  accountLast.test(before) ||
  (value.digits > 0 && value.form === "code" && (amountLast.test(before) || unitFirst.test(after)));

const evidenceOf = ({ before, after, whole }: Around) => {
  let score = 0;
  const near = `${before.slice(-14)} ${after.slice(0, 14)}`;
  if (handled.test(near)) score += 1;
  if (mine.test(before)) score += 1;
  if (notice.test(after)) score += 2;
  if (whole.length < shortAnswer) score += 1;
  if (exampleBefore.test(before.slice(-24)) || exampleAfter.test(after)) score -= 6;
  if (elsewhere.test(before.slice(-40)) || elsewhere.test(after.slice(0, 16))) score -= 5;
  return score;
};

/** An amount, a switchboard: "500000", "100-200", "1588-1234". */
const isRound = /^00\d\d$|0{3}$|00\D+\d{0,2}00$|^\d{4}-\d{4}$/;

const entered = /^["」』]?\s?(?:を入力|입력|[输輸]入)/u;

const hardAt = 8;
const softAt = 6;

interface Judged {
  readonly score: number;
  readonly kind: Span["kind"];
  readonly isTied: boolean;
  readonly cue: CueClass;
}

const judgeCue = (text: string, cue: Cue, value: CjkValue): Judged | undefined => {
  const isAfter = value.start >= cue.end;
  const gap = isAfter ? text.slice(cue.end, value.start) : text.slice(value.end, cue.start);
  if (gap.length > (isAfter ? reachBefore : reachAfter)) return undefined;
  const isCode = value.digits > 0;
  const { code, password } = cueWeights[cue.class];
  const kind = password > 0 ? "password" : "one_time_code";
  const weight = kind === "password" ? password : isCode ? code : 0;
  if (weight === 0 || (kind === "password" && (value.form === "mixed" || value.form === "spelled")))
    return undefined;
  if (kind === "one_time_code" && !isCode) return undefined;
  const isTied = isAfter ? ties.test(gap) || /^\s?$/.test(gap) || value.quoted : tiesBack.test(gap);
  let form = formWeights[value.form];
  if (value.form === "code" || value.form === "mixed")
    form = value.digits === 6 ? 3 : cue.class === "pin" || isTied ? 2 : 1;
  if (
    isCode &&
    !isTied &&
    !entered.test(text.slice(value.end, value.end + 8)) &&
    isRound.test(text.slice(value.start, value.end))
  )
    form -= 4;
  const isWeak = cue.class === "channel" || cue.class === "weakCode";
  const near = nearness(gap) - (isWeak && !isAfter && /[,、;。\n]/u.test(gap) ? 2 : 0);
  return {
    score: weight + form + near + (isTied ? 1 : 0) - (isAfter || isTied ? 0 : 1),
    kind,
    isTied,
    cue: cue.class,
  };
};

const nearest = (cues: readonly Cue[], value: CjkValue) => {
  const before = cues
    .filter(({ end }) => end <= value.start && end >= value.start - reachBefore)
    .sort((a, b) => b.end - a.end);
  const after = cues
    .filter(({ start }) => start >= value.end && start <= value.end + reachAfter)
    .sort((a, b) => a.start - b.start);
  return [...before.slice(0, 3), ...after.slice(0, 2)];
};

/** A plain word in a stretch of Latin text is one of its words. */
const isProse = (text: string, { form, start, end }: CjkValue) => {
  if (form !== "word") return false;
  const isBeside =
    /[a-z\d>][ ,]{0,2}$/i.test(text.slice(Math.max(0, start - 4), start)) ||
    /^[ ,]{0,2}[a-z\d<]/i.test(text.slice(end, end + 4));
  return isBeside || end - start < 5 || plainText.test(text.slice(start, end));
};

const levelOf = (value: CjkValue, { score, isTied, cue, kind }: Judged): Span["level"] | undefined => {
  if (score < softAt) return undefined;
  const isWord = value.form === "word" || value.form === "phrase";
  if (isWord && value.form === "word" && isTied && score >= hardAt) return "hard";
  if (isWord) return isTied || score >= hardAt || value.form === "phrase" ? "soft" : undefined;
  const isWeak = cue === "weakCode" || cue === "channel";
  if (kind === "one_time_code" && isWeak && value.digits !== 6 && score < hardAt + 1) return "soft";
  return score >= hardAt ? "hard" : "soft";
};

const judge = (text: Normalised, cues: readonly Cue[], value: CjkValue): Span | undefined => {
  if (isProse(text.text, value)) return undefined;
  const around: Around = {
    before: text.folded.slice(Math.max(0, value.start - 48), value.start),
    after: text.folded.slice(value.end, value.end + 48),
    whole: text.folded,
  };
  if (isCounted(around, value)) return undefined;
  const evidence = evidenceOf(around);
  let best: Judged | undefined;
  let others = 0;
  for (const cue of nearest(cues, value)) {
    const judged = judgeCue(text.folded, cue, value);
    if (judged === undefined) continue;
    if (best !== undefined && judged.kind === "one_time_code") others = 1;
    if (best === undefined || judged.score > best.score) best = judged;
  }
  const { start, end } = value;
  const level = best && levelOf(value, { ...best, score: best.score + evidence + others });
  if (best !== undefined && level !== undefined) return { kind: best.kind, level, start, end };
  const isAnswer =
    value.form === "code" &&
    value.digits === 6 &&
    text.text.trim().length <= shortAnswer &&
    evidence >= 0 &&
    answering.test(`${around.before} ${around.after}`);
  return isAnswer ? { kind: "one_time_code", level: "soft", start, end } : undefined;
};

/** A password in the script of the sentence: only quotes or a sign set it off. */
const ownScriptIn = ({ text }: Normalised): readonly Span[] => {
  const spans: Span[] = [];
  for (const { groups, indices } of text.matchAll(ownScript)) {
    const value = groups?.["quoted"] ?? groups?.["plain"] ?? "";
    const [start, end] = indices?.groups?.[groups?.["quoted"] === undefined ? "plain" : "quoted"] ?? [0, 0];
    if (spans.length === mostCues) break;
    if (value === "" || talk.test(value)) continue;
    spans.push({ kind: "password", level: groups?.["quoted"] === undefined ? "soft" : "hard", start, end });
  }
  return spans;
};

/** Passwords and one-time codes that stand out of a Chinese, Japanese or Korean text, judged by what stands around each. */
export const toldInCjk: Detector = {
  name: "told-in-cjk",
  kinds: ["password", "one_time_code"],
  find: (text) => {
    if (!script.test(text.folded)) return [];
    const codes = cjkCodesIn(text.text);
    const cues = cuesIn(text);
    const isNamed = cues.some((cue) => cueWeights[cue.class].password > 0);
    const values = isNamed ? [...codes, ...cjkPasswordsIn(text.text)] : codes;
    return [
      ...values.map((value) => judge(text, cues, value)).filter((span) => span !== undefined),
      ...(isNamed ? ownScriptIn(text) : []),
    ];
  },
};
