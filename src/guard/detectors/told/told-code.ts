import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type CodeValue, codeValuesIn } from "./told-digits.ts";
import type { Noun } from "./told-nouns.ts";
import { levelOf, scoreOf } from "./told-score.ts";
import { type Bond, bondOf } from "./told-tie.ts";
import { atLaunch } from "./told-words.ts";

const reachAfter = 120;
const reachBefore = 80;

const launchReach = 24;
const longestError = 5;

/** A code of small letters and digits, tied to its noun by a sign: "code from mail: 71b9c2". */
const lowerMixed =
  /^[^:=\n.?!]{0,40}[:=]\s{0,3}((?=[a-z]{0,6}\d[a-z]{0,6}\d)(?=\d{0,6}[a-z])[a-z\d]{5,8})(?![\p{L}\p{N}/@_-]|\.\w)/du;

const nounWeights = { code: 3, weakCode: 0, pin: 0, password: 0, weakPassword: 0 } as const;

const judge = (text: Normalised, noun: Noun, value: CodeValue): Span["level"] | undefined => {
  const bond: Bond = bondOf(text, noun, value);
  const isWeak = noun.class === "weakCode";
  if (bond.isCounted || (isWeak && bond.isOther)) return undefined;
  if (
    isWeak &&
    value.end - value.start <= longestError &&
    atLaunch.test(text.folded.slice(Math.max(0, noun.start - launchReach), value.end + launchReach))
  )
    return undefined;
  const isSpare = (bond.tie === "near" || bond.tie === "far") && !bond.isMine && !bond.isCertain;
  if (isWeak && isSpare && !bond.isHandled && !bond.hasChannel && !bond.isNoticed) return undefined;
  const isAfter = value.start >= noun.end;
  if (!isAfter && bond.tie === "far" && !bond.isHandled) return undefined;
  if (value.isMixed && (isWeak || bond.tie === "far" || bond.tie === "near")) return undefined;
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
  const after = codeValuesIn(text, noun.end, Math.min(to, noun.end + reachAfter));
  const before = codeValuesIn(text, Math.max(from, noun.start - reachBefore), noun.start).toReversed();
  let best: Span | undefined;
  for (const value of [...after, ...before]) {
    const level = judge(text, noun, value);
    if (level === undefined) continue;
    const span: Span = { kind: "one_time_code", level, start: value.start, end: value.end };
    if (level === "hard") return [span];
    best ??= span;
  }
  if (best !== undefined) return [best];
  const mixed =
    noun.class === "code"
      ? lowerMixed.exec(text.text.slice(noun.end, Math.min(to, noun.end + reachAfter)))
      : null;
  const [start, end] = mixed?.indices?.[1]?.map((at) => noun.end + at) ?? [];
  return start === undefined || end === undefined
    ? []
    : [{ kind: "one_time_code", level: "hard", start, end }];
};
