import type { Detector, Span } from "../detector.ts";
import type { Normalised } from "../normalise.ts";
import { isHarmless, isPasswordLike, isStatus, type ToldValue, valueAt } from "./told-value.ts";
import {
  certain,
  codeNoun,
  compound,
  connectors,
  mine,
  otherCode,
  ownAfter,
  passwordNoun,
  unitBehind,
  weakCodeNoun,
  weakPasswordNoun,
} from "./told-words.ts";

/** A noun of the text and where the next one of its sort begins. */
interface Noun {
  readonly match: RegExpExecArray;
  readonly nextAt: number;
  readonly weak: boolean;
}

/** Where a noun ends, what follows it, and how the value is attached. */
interface Telling {
  readonly text: Normalised;
  readonly nounStart: number;
  readonly nounEnd: number;
  readonly how: "sign" | "copula" | "adjacent";
  /** The value is said to be the person's own. */
  readonly isMine: boolean;
  /** At least it is said to be a certain one: "the code". */
  readonly isCertain: boolean;
  readonly weak: boolean;
  readonly value: ToldValue;
}

const turkishMine = /(?:sifrem|parolam|kodum)(?:iz|uz)?$/;
const reachBefore = 40;
const reachAfter = 120;

/** Whose the value is said to be, by the words around the noun. */
const ownership = (text: Normalised, match: RegExpExecArray, tail: string) => {
  const before = text.folded.slice(Math.max(0, match.index - reachBefore), match.index);
  const isMine = mine.test(before) || ownAfter.test(tail) || turkishMine.test(match[0]);
  return { isMine, isCertain: isMine || certain.test(before) };
};

/** Everything that may be told between the noun and the next one, the surest way first. */
function* tellings(text: Normalised, { match, nextAt, weak }: Noun): Generator<Telling> {
  const nounStart = match.index;
  const nounEnd = nounStart + match[0].length;
  const tail = text.folded.slice(nounEnd, Math.min(nextAt, nounEnd + reachAfter));
  const isNounAgain = tail.length < 2 && nextAt < text.folded.length;
  if (isNounAgain || compound.test(tail)) return;
  let owner: ReturnType<typeof ownership> | undefined;
  for (const { how, direct, pattern } of connectors) {
    const connector = pattern.exec(tail)?.[0];
    const value = connector === undefined ? undefined : valueAt(text.text, nounEnd + connector.length);
    if (value === undefined) continue;
    owner ??= ownership(text, match, tail);
    if (weak && !direct && !owner.isCertain) continue;
    yield { text, nounStart, nounEnd, weak, ...owner, how, value };
  }
  const value = valueAt(text.text, nounEnd);
  if (value === undefined) return;
  yield {
    text,
    nounStart,
    nounEnd,
    weak,
    ...(owner ?? ownership(text, match, tail)),
    how: "adjacent",
    value,
  };
}

const isLast = ({ text, value }: Telling) =>
  /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(text.text.slice(value.end, value.end + 40));

const judgeDigits = (telling: Telling, size: number): Span["level"] | undefined => {
  const { text, value, how, isMine } = telling;
  if (size < 4 || unitBehind.test(text.folded.slice(value.end))) return undefined;
  if (how !== "adjacent" || (isMine && size >= 6)) return "hard";
  return size >= 6 ? "soft" : undefined;
};

/** A plain word: a password, or something said of the password. */
const judgeWord = (telling: Telling, bare: string): Span["level"] | undefined => {
  const { text, value, how, isMine, isCertain, weak } = telling;
  if (bare.length < 4 || (weak && !isMine) || isStatus(text.folded.slice(value.start, value.end)))
    return undefined;
  if (value.quoted)
    return how === "sign" || (how === "copula" && isMine) ? "hard" : isCertain ? "soft" : undefined;
  if (how === "adjacent") return undefined;
  const noun = text.text.slice(telling.nounStart, telling.nounEnd);
  const isForeign = /^[\x21-\x7e]+$/.test(bare) && !/\p{Script=Latin}/u.test(noun);
  if (isForeign && bare.length >= 6) return "hard";
  if (!isLast(telling)) return undefined;
  if (how === "sign") return isMine ? "hard" : "soft";
  return isMine ? "soft" : undefined;
};

const judgePassword = (telling: Telling): Span["level"] | undefined => {
  const { value, how, isMine, weak } = telling;
  if (isHarmless(value.value) || (weak && how !== "sign" && !isMine) || (weak && how === "adjacent"))
    return undefined;
  const bare = value.value.replace(/[!?.,]+$/u, "");
  if (/^\d+$/.test(bare)) return judgeDigits(telling, bare.length);
  if (!isPasswordLike(value.value)) return judgeWord(telling, bare);
  return how !== "adjacent" || (bare.length >= 6 && /\d/.test(bare)) ? "hard" : undefined;
};

const codeShape =
  /^(?:[a-z]{1,3}-)?\d(?:[ -]?\d){3,7}(?![\d%\p{Script=Latin}\p{Script=Cyrillic}])(?![.:/-]\d|,\d{3}(?!\d))/iu;
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

interface CodeVerdict {
  readonly level: Span["level"];
  readonly end: number;
}

const judgeCode = (telling: Telling): CodeVerdict | undefined => {
  const { text, value, how, isMine, isCertain, weak } = telling;
  const end = codeEnd(telling);
  if (end === undefined) return undefined;
  if (!weak) return { level: "hard", end };
  const around = text.folded.slice(Math.max(0, telling.nounStart - 80), telling.nounEnd + 40);
  const isSix = /^\d{3}[ -]?\d{3}$/.test(text.text.slice(value.start, end));
  if (otherCode.test(around) || (how === "adjacent" && !(isMine && isSix))) return undefined;
  if (isCertain || (how === "copula" && isSix)) return { level: "hard", end };
  return how === "sign" && isSix ? { level: "soft", end } : undefined;
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

const nounsIn = (text: Normalised, pattern: RegExp, weak: boolean): readonly Noun[] => {
  const matches = [...text.folded.matchAll(pattern)];
  return matches.map((match, i) => ({ match, weak, nextAt: matches[i + 1]?.index ?? text.folded.length }));
};

const codeOf = (text: Normalised, noun: Noun): Span[] => {
  for (const telling of tellings(text, noun)) {
    const verdict = judgeCode(telling);
    if (verdict !== undefined) return [{ kind: "one_time_code", ...verdict, start: telling.value.start }];
  }
  return codeBefore(text, noun.match.index);
};

const passwordOf = (text: Normalised, noun: Noun): Span[] => {
  for (const telling of tellings(text, noun)) {
    const level = judgePassword(telling);
    const { start, end } = telling.value;
    if (level !== undefined) return [{ kind: "password", level, start, end }];
  }
  return [];
};

/** Passwords and one-time codes told in a sentence, in ten languages. */
export const toldSecret: Detector = {
  name: "told-secret",
  kinds: ["password", "one_time_code"],
  find: (text) => {
    const codes = /\d[ -]?\d[ -]?\d/.test(text.text)
      ? [...nounsIn(text, codeNoun, false), ...nounsIn(text, weakCodeNoun, true)]
      : [];
    const passwords = [...nounsIn(text, passwordNoun, false), ...nounsIn(text, weakPasswordNoun, true)];
    return [
      ...codes.flatMap((noun) => codeOf(text, noun)),
      ...passwords.flatMap((noun) => passwordOf(text, noun)),
    ];
  },
};
