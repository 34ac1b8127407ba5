import type { Detector } from "../../detector.ts";

const bareCode = /(?<![\p{L}\p{N}.,:/#$€¥£+-])\d{3}[ -]?\d{1,5}(?![\p{L}\p{N}%]|[.,:/-]\d)/gu;
/** A longer message tells more than a code. */
const longestAnswer = 60;

/** A number that answers somebody who asked for a one-time code. Without such a question it is just a number. */
export const bareCodeDetector: Detector = {
  name: "bare-code",
  kinds: ["one_time_code"],
  find: ({ text }, { askedForCode }) =>
    askedForCode !== true || text.length > longestAnswer
      ? []
      : [...text.matchAll(bareCode)].map((match) => ({
          kind: "one_time_code",
          level: "hard",
          start: match.index,
          end: match.index + match[0].length,
        })),
};
