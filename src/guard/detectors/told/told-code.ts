import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type Noun, surroundings, type Telling, tellings } from "./told-telling.ts";
import { accountWord, arrived, codeChannel, negation, otherCode, unitBehind } from "./told-words.ts";

const codeShape =
  /^(?:[a-z]{1,3}-)?\d(?:[ -]?\d){3,7}(?![\d%\p{Script=Latin}\p{Script=Cyrillic}])(?![.:/ -]\d|,\d{3}(?!\d))/iu;
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
  /(?<![\p{L}\p{N}.,:/-])((?:[a-z]-)?\d{3}[ -]?\d{1,5})(?: (?:is|as|for|это|как|es|como|e|la)(?: \p{L}+){0,5} ?| ?(?:是|为|が|は)[^\d,.。]{0,8})$/u;

const codeBefore = (text: Normalised, nounStart: number): Span[] => {
  const before = text.folded.slice(Math.max(0, nounStart - 60), nounStart);
  const match = toldBefore.exec(before);
  if (match?.[1] === undefined || otherCode.test(before)) return [];
  const start = nounStart - before.length + match.index;
  return [{ kind: "one_time_code", level: "hard", start, end: start + match[1].length }];
};

const strayCode =
  /(?<![\d\p{L}.,:/#-])\d{3}[ -]?\d{3}(?![\d%\p{Script=Latin}\p{Script=Cyrillic}]|[.:/ -]\d)/u;
const farthestStray = 40;

/** No word tells it, but six digits in a sentence about a code: "the code for my login 482913". */
const strayCodeOf = (text: Normalised, noun: Noun): Span[] => {
  const { before, after, nounEnd, isMine, isCertain } = surroundings(text, noun);
  const match = strayCode.exec(after.slice(0, farthestStray));
  if (match === null) return [];
  const lead = after.slice(0, match.index);
  const start = nounEnd + match.index;
  const end = start + match[0].length;
  const around = before + lead;
  if (otherCode.test(around) || negation.test(lead) || accountWord.test(lead) || /\d/.test(lead)) return [];
  if (unitBehind.test(text.folded.slice(end, end + 12))) return [];
  const isSure = !noun.weak || isMine || arrived.test(before) || codeChannel.test(around + after);
  return isSure || isCertain ? [{ kind: "one_time_code", level: isSure ? "hard" : "soft", start, end }] : [];
};

/** The one-time code that a noun announces, or that stands before it. */
export const codeOf = (text: Normalised, noun: Noun): readonly Span[] => {
  for (const telling of tellings(text, noun)) {
    const verdict = judgeCode(telling);
    if (verdict !== undefined) return [{ kind: "one_time_code", ...verdict, start: telling.value.start }];
  }
  const before = codeBefore(text, noun.match.index);
  return before.length > 0 ? before : strayCodeOf(text, noun);
};
