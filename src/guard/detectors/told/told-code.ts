import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf, scoreOf } from "./told-score.ts";
import { type Bond, bondOf } from "./told-tie.ts";
import { spelledDigits } from "./told-words.ts";

const reachAfter = 120;
const reachBefore = 80;

/** Four to eight digits, together or in groups; what goes on is something else (a date, an amount, a phone number). */
const digitCode =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d#$€¥£+@_/]|\d[ .,:/-]|\p{L}-)(?:\p{Lu}{1,2}-)?\d(?:[ _·•*-]{0,3}\d){3,7}(?![\d%\p{Script=Latin}\p{Script=Cyrillic}])(?!(?:[.:/-]| -? ?)\d|-\p{L}|, \d{4}|,\d{3}(?!\d)|[ -]?[$€¥£%])/gu;
const mixedCode =
  /(?<![\p{L}\p{N}/@#._-])(?=[A-Z0-9-]{0,7}\d)(?=[A-Z0-9-]{0,7}[A-Z])[A-Z0-9]{2,4}-?[A-Z0-9]{2,4}(?![\p{L}\p{N}/@_-]|[.-]\w)/gu;
const spelled = new RegExp(spelledDigits.source, "giu");
const dateLike = /^(?:\d{1,2}[-. ]\d{1,2}[-. ]\d{2,4}|\d{4}[-. ]\d{1,2}[-. ]\d{1,2})$/;
const isDate = (digits: string) => {
  if (!dateLike.test(digits)) return false;
  const parts = digits.split(/[-. ]/).map(Number);
  const [first = 99, second = 99, third = 99] = parts;
  return second <= 12 ? first <= 31 || first > 1900 : second <= 31 && first <= 12 && third > 0;
};

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly form: number;
}

const digitForm = (digits: string) => {
  const bare = digits.replace(/\D/g, "");
  if (/^[a-z]/i.test(digits)) return 4;
  if (isDate(digits)) return 0;
  const groups = digits.split(/\D+/).length;
  if (bare.length === 6) return groups === 1 || groups === 2 ? 3 : 4;
  if (groups >= 4) return 3;
  return groups === 1 && /^(?:19|20)\d\d$/.test(bare) ? 0 : 2;
};

const candidatesIn = (text: Normalised, from: number, to: number): readonly Candidate[] => {
  const window = text.text.slice(from, to);
  const found: Candidate[] = [];
  const add = (pattern: RegExp, weigh: (value: string) => number) => {
    for (const { 0: value, index } of window.matchAll(pattern)) {
      const start = from + index;
      const end = start + value.length;
      if (found.every((other) => end <= other.start || other.end <= start))
        found.push({ start, end, form: weigh(value) });
    }
  };
  add(digitCode, digitForm);
  add(mixedCode, () => 2);
  add(spelled, (value) =>
    (value.match(/\p{L}+/gu)?.join("").length ?? 0) >= 3 &&
    value.split(/[^\p{L}]+/u).filter((word) => word !== "").length >=
      (/[a-z\u0400-\u04ff]/i.test(value) ? 3 : 1)
      ? 4
      : -9,
  );
  return found;
};

const nounWeights = { code: 3, weakCode: 0, pin: 0, password: 0, weakPassword: 0 } as const;

const judge = (text: Normalised, noun: Noun, value: Candidate): Span["level"] | undefined => {
  const bond: Bond = bondOf(text, noun, value);
  const isWeak = noun.class === "weakCode";
  if (bond.isCounted || (isWeak && bond.isOther)) return undefined;
  const isSpare = (bond.tie === "near" || bond.tie === "far") && !bond.isMine && !bond.isCertain;
  if (isWeak && isSpare && !bond.isHandled && !bond.hasChannel && !bond.isNoticed) return undefined;
  const isAfter = value.start >= noun.end;
  if (!isAfter && bond.tie === "far" && !bond.isHandled) return undefined;
  const isMixed = value.form === 2 && /[A-Z]/.test(text.text.slice(value.start, value.end));
  if (isMixed && (isWeak || bond.tie === "far" || bond.tie === "near")) return undefined;
  const score = scoreOf({
    noun: nounWeights[noun.class] + (isWeak && bond.hasChannel ? 2 : 0) - (bond.isOther ? 4 : 0),
    form: value.form,
    bond,
    isAlone: !isWeak && text.folded.trim().length <= noun.end - noun.start + value.end - value.start + 6,
  });
  return levelOf(score);
};

/** The one-time codes that a noun announces, or that stand before it. */
export const codeOf = (
  text: Normalised,
  noun: Noun,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Span[] => {
  const after = candidatesIn(text, noun.end, Math.min(to, noun.end + reachAfter));
  const before = candidatesIn(text, Math.max(from, noun.start - reachBefore), noun.start).toReversed();
  let best: Span | undefined;
  for (const value of [...after, ...before]) {
    const level = judge(text, noun, value);
    if (level === undefined) continue;
    const span: Span = { kind: "one_time_code", level, start: value.start, end: value.end };
    if (level === "hard") return [span];
    best ??= span;
  }
  return best === undefined ? [] : [best];
};
