import type { Detector, Span } from "../detector.ts";
import type { Normalised } from "../normalise.ts";
import { isHarmless, isPasswordLike, isStatus, type ToldValue, valueAt } from "./told-value.ts";
import {
  codeNoun,
  compound,
  connectors,
  otherCode,
  own,
  ownAfter,
  passwordNoun,
  unitBehind,
  weakCodeNoun,
  weakPasswordNoun,
} from "./told-words.ts";

/** Where a noun ends, what follows it, and how the value is attached. */
interface Telling {
  readonly text: Normalised;
  readonly nounStart: number;
  readonly nounEnd: number;
  readonly how: "sign" | "copula" | "adjacent";
  readonly isOwn: boolean;
  readonly weak: boolean;
  readonly value: ToldValue;
}

const reachBefore = 40;
const reachAfter = 120;

/** Everything that may be told after the noun, the surest way first. */
function* tellings(text: Normalised, match: RegExpExecArray, weak: boolean): Generator<Telling> {
  const nounStart = match.index;
  const nounEnd = nounStart + match[0].length;
  const tail = text.folded.slice(nounEnd, nounEnd + reachAfter);
  if (compound.test(tail)) return;
  const before = text.folded.slice(Math.max(0, nounStart - reachBefore), nounStart);
  const isOwn = own.test(before) || ownAfter.test(tail) || /(?:sifre|parola)(?:m|miz)$/.test(match[0]);
  const common = { text, nounStart, nounEnd, isOwn, weak };
  for (const { how, pattern } of connectors) {
    const connector = pattern.exec(tail)?.[0];
    const value = connector === undefined ? undefined : valueAt(text.text, nounEnd + connector.length);
    if (value !== undefined) yield { ...common, how, value };
  }
  const value = valueAt(text.text, nounEnd);
  if (value !== undefined) yield { ...common, how: "adjacent", value };
}

const isLast = ({ text, value }: Telling) =>
  /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(text.text.slice(value.end, value.end + 40));

const foldedValue = ({ text, value }: Telling) => text.folded.slice(value.start, value.end);

const judgePassword = (telling: Telling): Span["level"] | undefined => {
  const { text, value, how, isOwn, weak } = telling;
  if (isHarmless(value.value) || (weak && how === "adjacent") || (weak && how === "copula" && !isOwn))
    return undefined;
  const bare = value.value.replace(/[!?.,]+$/u, "");
  if (/^\d+$/.test(bare)) {
    if (bare.length < 4 || unitBehind.test(text.folded.slice(value.end))) return undefined;
    if (how !== "adjacent") return "hard";
    return bare.length >= 6 ? (isOwn ? "hard" : "soft") : undefined;
  }
  if (isPasswordLike(value.value)) {
    if (how !== "adjacent") return "hard";
    return bare.length >= 6 && /\d/.test(bare) ? (isOwn ? "hard" : "soft") : undefined;
  }
  // A plain word: a password, or something said of the password.
  if (how === "adjacent" || bare.length < 4 || isStatus(foldedValue(telling))) return undefined;
  if (weak && !isOwn) return undefined;
  if (value.quoted) return how === "sign" || isOwn ? "hard" : undefined;
  const foreign =
    /^[\x21-\x7e]+$/.test(bare) &&
    !/\p{Script=Latin}/u.test(text.text.slice(telling.nounStart, telling.nounEnd));
  if (foreign && bare.length >= 6) return "hard";
  if (!isLast(telling)) return undefined;
  return how === "sign" && isOwn ? "hard" : isOwn || how === "sign" ? "soft" : undefined;
};

const codeShape = /^(?:[a-z]{1,3}-)?\d(?:[ -]?\d){3,7}(?![\d\p{L}%])(?![.,:/-]\d)/iu;
const mixedCode = /^(?=.{0,7}\d)(?=.{0,7}[A-Z])[A-Z0-9]{5,8}(?![\p{L}\p{N}])/u;
const year = /^(?:19|20)\d\d$/;

/** The end of the code that begins where the value does, or undefined. */
const codeEnd = ({ text, value, how, weak }: Telling): number | undefined => {
  const tail = text.text.slice(value.start, value.start + 24);
  const code =
    codeShape.exec(tail)?.[0] ?? (weak || how === "adjacent" ? undefined : mixedCode.exec(tail)?.[0]);
  if (code === undefined || (how === "adjacent" && year.test(code))) return undefined;
  const end = value.start + code.length;
  return unitBehind.test(text.folded.slice(end, end + 12)) ? undefined : end;
};

const judgeCode = (telling: Telling): number | undefined => {
  const { text, how, isOwn, weak } = telling;
  if (weak && (!isOwn || how === "adjacent")) return undefined;
  const around = text.folded.slice(Math.max(0, telling.nounStart - 80), telling.nounEnd + 40);
  return weak && otherCode.test(around) ? undefined : codeEnd(telling);
};

/** "482913 is my code": the value stands before the noun. */
const toldBefore =
  /(?<![\p{L}\p{N}.,:/-])((?:[a-z]-)?\d{3}[ -]?\d{1,5})(?: (?:is|это|es|e|la)(?: \p{L}+){0,5} ?| ?(?:是|为|が|は)[^\d,.。]{0,8})$/u;

const codeBefore = (text: Normalised, nounStart: number): Span[] => {
  const before = text.folded.slice(Math.max(0, nounStart - 60), nounStart);
  const match = toldBefore.exec(before);
  if (match?.[1] === undefined || otherCode.test(before)) return [];
  const start = nounStart - before.length + match.index;
  return [{ kind: "one_time_code", level: "hard", start, end: start + match[1].length }];
};

const findCodes = (text: Normalised, noun: RegExp, weak: boolean): Span[] =>
  [...text.folded.matchAll(noun)].flatMap((match): Span[] => {
    for (const telling of tellings(text, match, weak)) {
      const end = judgeCode(telling);
      if (end !== undefined)
        return [{ kind: "one_time_code", level: "hard", start: telling.value.start, end }];
    }
    return codeBefore(text, match.index);
  });

const findPasswords = (text: Normalised, noun: RegExp, weak: boolean): Span[] =>
  [...text.folded.matchAll(noun)].flatMap((match): Span[] => {
    for (const telling of tellings(text, match, weak)) {
      const level = judgePassword(telling);
      if (level !== undefined)
        return [{ kind: "password", level, start: telling.value.start, end: telling.value.end }];
    }
    return [];
  });

/** Passwords and one-time codes told in a sentence, in ten languages. */
export const toldSecret: Detector = {
  name: "told-secret",
  kinds: ["password", "one_time_code"],
  find: (text) => {
    const codes = /\d{3}/.test(text.text)
      ? [...findCodes(text, codeNoun, false), ...findCodes(text, weakCodeNoun, true)]
      : [];
    const passwords = [
      ...findPasswords(text, passwordNoun, false),
      ...findPasswords(text, weakPasswordNoun, true),
    ];
    return [...codes, ...passwords];
  },
};
