import type { Detector, Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type Cue, type CueClass, cuesAround } from "./told-cjk-cues.ts";
import { cjkMessageSpans, isAccountLast, isLabelledNumber, longestMessage } from "./told-cjk-message.ts";
import { ownScriptIn } from "./told-cjk-own-script.ts";
import { birthday, isPredicate, isSpareCode, longestDateGap, ties, tiesBack } from "./told-cjk-ties.ts";
import { type CjkValue, cjkCodesIn, cjkPasswordsIn, traitsOf } from "./told-cjk-values.ts";
import {
  amountLast,
  answering,
  elsewhere,
  exampleAfter,
  exampleBefore,
  handled,
  market,
  mine,
  notice,
  plainText,
  unitFirst,
} from "./told-cjk-words.ts";

const script = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
const reachBefore = 80;
const reachAfter = 60;
const shortAnswer = 28;
const mostJudged = 120;
/** More than this make a list. */
const mostCodes = 6;
const mostTokens = 12;
/** What the judged evidence adds up to at most. */
const mostEvidence = 6;

const breaksIn = (gap: string) => gap.match(/[。！？\n]|[.!?](?=\s)/gu)?.length ?? 0;

/** How near a value stands to its cue: 3 beside it, down to 0; each end of a sentence between them counts against it. */
const nearness = (gap: string) => {
  const said = gap.replace(/[\s\p{P}\p{S}]/gu, "").length;
  return (
    (said <= 3 ? 3 : said <= 8 ? 2 : said <= 20 ? 1 : said <= 40 ? 0 : -1) -
    Math.max(0, breaksIn(gap) - (said <= 3 ? 1 : 0))
  );
};
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
  date: 2,
};

interface Around {
  readonly before: string;
  readonly after: string;
  readonly whole: string;
}

const isCounted = ({ before, after }: Around, value: CjkValue) =>
  isAccountLast(before) ||
  (value.digits > 0 &&
    value.form === "code" &&
    (amountLast.test(before.slice(-12)) || unitFirst.test(after)));

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
  if (value.form === "date" && (password === 0 || !isAfter || gap.length > longestDateGap)) return undefined;
  const kind = password > 0 ? "password" : "one_time_code";
  const isTied = isAfter
    ? ties.test(gap) || /^\s?$/.test(gap) || value.quoted || isPredicate(text, gap, value)
    : tiesBack.test(gap);
  const isSpare =
    !isCode && isAfter && (isTied || gap.length <= 8) && isSpareCode(text.slice(value.start, value.end), cue);
  const weight = kind === "password" ? password : isCode || isSpare ? code : 0;
  if (weight === 0 || (kind === "password" && (value.form === "mixed" || value.form === "spelled")))
    return undefined;
  let form = formWeights[value.form];
  if (value.form === "code" || value.form === "mixed")
    form = value.digits === 6 ? 3 : cue.class === "pin" || isTied ? 2 : 1;
  if (
    isCode &&
    !isTied &&
    !entered.test(text.slice(value.end, value.end + 8)) &&
    isRound.test(text.slice(value.start, value.end))
  )
    form -= 6;
  const isWeak = cue.class === "channel" || cue.class === "weakCode";
  const near = nearness(gap) - (isWeak && !isAfter && /[,、;。\n]/u.test(gap) ? 2 : 0);
  return {
    score:
      weight +
      form +
      near +
      (isTied ? 1 : 0) -
      (isAfter || isTied ? 0 : kind === "password" && isCode ? 3 : 1),
    kind,
    isTied,
    cue: cue.class,
  };
};

/** The cues about a value, nearest first; they stand in order. */
const nearest = (cues: readonly Cue[], { start, end }: CjkValue): readonly Cue[] => {
  const next = cues.findIndex((cue) => cue.start >= end);
  const last = next === -1 ? cues.length : next;
  return [
    ...cues
      .slice(Math.max(0, last - 4), last)
      .filter((cue) => cue.end <= start && start - cue.end <= reachBefore)
      .toReversed(),
    ...cues.slice(last, last + 2).filter((cue) => cue.start - end <= reachAfter),
  ];
};

/** A plain word in a stretch of Latin text is one of its words. */
const isProse = (text: string, { form, start, end }: CjkValue) => {
  const word = text.slice(start, end);
  if (form === "camel") return word.split(/(?<=[a-z])(?=[A-Z])/).some((part) => plainText.test(part));
  if (form !== "word") return false;
  const isBeside =
    /[a-z\d>][ ,]{0,2}$/i.test(text.slice(Math.max(0, start - 4), start)) ||
    /^[ ,]{0,2}[a-z\d<]/i.test(text.slice(end, end + 4));
  return isBeside || end - start < 5 || plainText.test(word);
};

const levelOf = (value: CjkValue, { score, isTied, cue, kind }: Judged): Span["level"] | undefined => {
  if (score < softAt) return undefined;
  const isWord = value.form === "word" || value.form === "phrase";
  if (isWord && value.form === "word" && isTied && score >= hardAt) return "hard";
  if (isWord) return isTied || score >= hardAt || value.form === "phrase" ? "soft" : undefined;
  if (value.form === "camel" && !isTied) return "soft";
  const isWeak = cue === "weakCode" || cue === "channel";
  if (kind === "one_time_code" && isWeak && value.digits !== 6 && score < hardAt + 1) return "soft";
  return score >= hardAt ? "hard" : "soft";
};

const bestOf = (text: string, cues: readonly Cue[], value: CjkValue): Judged | undefined => {
  let best: Judged | undefined;
  let others = 0;
  for (const cue of cues) {
    const judged = judgeCue(text, cue, value);
    if (judged === undefined) continue;
    if (best !== undefined && judged.kind === "one_time_code") others = 1;
    if (best === undefined || judged.score > best.score) best = judged;
  }
  return best && { ...best, score: best.score + others };
};

/** A noun right before a value: it says what the value is, whatever stands in front of the noun. */
const isNamedBy = (cue: Cue | undefined, { start }: CjkValue) =>
  cue !== undefined &&
  cue.class !== "channel" &&
  cue.class !== "weakCode" &&
  cue.end <= start &&
  start - cue.end < 4;

/** A number that answers: short, of six digits, and something in the message says that it came or was asked for. */
const isAnswer = (text: string, { form, digits, start, end }: CjkValue) =>
  form === "code" &&
  digits === 6 &&
  text.length <= shortAnswer &&
  !market.test(text) &&
  answering.test(`${text.slice(0, start)} ${text.slice(end)}`);

const judge = (text: Normalised, cues: readonly Cue[], value: CjkValue): Span | undefined => {
  const { folded } = text;
  const { start, end } = value;
  const about = nearest(cues, value);
  const best = bestOf(folded, about, value);
  const isLikely = best !== undefined && best.score + mostEvidence >= softAt;
  if ((!isLikely && !isAnswer(folded, value)) || isProse(text.text, value)) return undefined;
  const around: Around = {
    before: folded.slice(Math.max(0, start - 40), start),
    after: folded.slice(end, end + 40),
    whole: folded,
  };
  const isBirthday = best?.kind === "password" && birthday.test(around.before.slice(-8));
  if (!isNamedBy(about[0], value) && !isBirthday && isCounted(around, value)) return undefined;
  const evidence = evidenceOf(around);
  const level = best && levelOf(value, { ...best, score: best.score + evidence });
  if (best !== undefined && level !== undefined) return { kind: best.kind, level, start, end };
  return evidence >= 0 && isAnswer(folded, value)
    ? { kind: "one_time_code", level: "soft", start, end }
    : undefined;
};

/** What there is no time to judge is doubtful when it stands beside a cue. */
const doubt = (cues: readonly Cue[], value: CjkValue): Span | undefined => {
  const [cue] = nearest(cues, value);
  const { start, end } = value;
  if (cue === undefined || start - cue.end > 8) return undefined;
  return {
    kind: cueWeights[cue.class].password > 0 ? "password" : "one_time_code",
    level: "soft",
    start,
    end,
  };
};

/** Passwords and one-time codes that stand out of a Chinese, Japanese or Korean text, judged by what stands around each. */
export const toldInCjk: Detector = {
  name: "told-in-cjk",
  kinds: ["password", "one_time_code"],
  proof: "it stands out of its sentence, and words around it tell a password or a code",
  find: (text, { expects, byNounOnly }) => {
    if (!script.test(text.folded)) return [];
    const own = ownScriptIn(text);
    const traits = traitsOf(text.text);
    if (!traits.mayHoldCode && !traits.mayHoldPassword) return own;
    const isWhole = byNounOnly !== true && text.folded.length <= longestMessage;
    const numbers = traits.mayHoldCode ? cjkCodesIn(text.text, traits) : [];
    const runs = traits.mayHoldPassword ? cjkPasswordsIn(text.text) : [];
    const cues = cuesAround(text.folded, [...numbers, ...runs]);
    const codes = cues.length > 0 || isWhole ? numbers.filter((value) => !isLabelledNumber(text, value)) : [];
    const isNamed =
      traits.mayHoldPassword &&
      cues.some((cue) => cueWeights[cue.class].password > 0 || cue.class === "code");
    const tokens = isNamed || isWhole ? runs : [];
    const values = isNamed ? [...codes, ...tokens] : codes;
    const judged = values.slice(0, mostJudged).map((value) => judge(text, cues, value));
    const rest = values.slice(mostJudged).map((value) => doubt(cues, value));
    const whole = isWhole
      ? cjkMessageSpans(text, {
          codes: codes.length > mostCodes ? [] : codes,
          tokens: tokens.length > mostTokens ? [] : tokens,
          isExpecting: expects.length > 0,
        })
      : [];
    return [...own, ...whole, ...[...judged, ...rest].filter((span) => span !== undefined)];
  },
};
