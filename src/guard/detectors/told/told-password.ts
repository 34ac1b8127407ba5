import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import { type Noun, surroundings, type Telling, tellings } from "./told-telling.ts";
import { isHarmless, isPasswordLike, isStatus } from "./told-value.ts";
import { accountWord, lostWords, setWord, unitBehind } from "./told-words.ts";

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
  const { value, how, isCertain, weak } = telling;
  if (isHarmless(value.value) || (weak && how === "adjacent")) return undefined;
  const bare = value.value.replace(/[!?.,]+$/u, "");
  const isMixed = bare.length >= 6 && /\d/.test(bare) && isPasswordLike(bare);
  if (weak && how === "copula" && !isCertain && !isMixed) return undefined;
  if (/^\d+$/.test(bare)) return judgeDigits(telling, bare.length);
  if (!isPasswordLike(value.value)) return judgeWord(telling, bare);
  return how !== "adjacent" || isMixed ? "hard" : undefined;
};

const wordLike = /[\x21-\x7e\p{Script=Latin}\p{Script=Cyrillic}]{6,64}/gu;

/** No word tells it, but what else should such a thing be in a sentence about a password: "I changed it to Blue$ky77". */
const strayPassword = (text: Normalised, noun: Noun): Span[] => {
  const { before, after, nounEnd } = surroundings(text, noun);
  if (noun.weak || !/\d/.test(after) || lostWords.test(before) || lostWords.test(after)) return [];
  for (const { 0: run, index } of after.matchAll(wordLike)) {
    const value = run.replace(/[.,;:)\]}"']+$/u, "");
    const start = nounEnd + index;
    const written = text.text.slice(start, start + value.length);
    const lead = after.slice(0, index);
    if (!/\d/.test(value) || !isPasswordLike(written) || isHarmless(written) || accountWord.test(lead))
      continue;
    return [
      { kind: "password", level: setWord.test(lead) ? "hard" : "soft", start, end: start + value.length },
    ];
  }
  return [];
};

/** The password that a noun announces. */
export const passwordOf = (text: Normalised, noun: Noun): readonly Span[] => {
  for (const telling of tellings(text, noun)) {
    const level = judgePassword(telling);
    const { start, end } = telling.value;
    if (level !== undefined) return [{ kind: "password", level, start, end }];
  }
  return strayPassword(text, noun);
};
