import type { Detector } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import * as cjk from "./told-cjk-words.ts";
import { type CodeValue, codeValuesIn } from "./told-digits.ts";
import { isHarmless } from "./told-value.ts";
import { accountLast, money, unitFirst } from "./told-words.ts";

/** A longer message tells more than a code. */
const longestAnswer = 80;
/** Words around a sum of money stand right beside it. */
const moneyReach = 16;

const isCode = ({ text, folded }: Normalised, { start, end, form, isMixed }: CodeValue): boolean => {
  const before = folded.slice(0, start);
  const after = folded.slice(end);
  if (unitFirst.test(after) || accountLast.test(before)) return false;
  if (
    cjk.unitFirst.test(after) ||
    cjk.accountLast.test(before.slice(-24)) ||
    cjk.amountLast.test(before.slice(-12))
  )
    return false;
  if (money.test(`${before.slice(-moneyReach)} | ${after.slice(0, moneyReach)}`)) return false;
  // A year, a date or a mixed code is one only when the message is nothing else.
  if (isMixed || form === 0) return /^\P{L}*$/u.test(before + after) && !isHarmless(text.slice(start, end));
  return true;
};

/** A number that answers somebody who asked for a one-time code. Without such a question it is just a number. */
export const bareCodeDetector: Detector = {
  name: "bare-code",
  kinds: ["one_time_code"],
  proof: "somebody has just asked for a code, and this is a number of its length",
  find: (text, { askedForCode }) =>
    askedForCode !== true || text.text.length > longestAnswer
      ? []
      : codeValuesIn(text, 0, text.text.length)
          .filter((value) => isCode(text, value))
          .map(({ start, end }) => ({ kind: "one_time_code", level: "hard", start, end })),
};
