import { wishesForPerson, withoutWish } from "./human-wish.ts";
import { type Intent, intents } from "./intent.ts";
import { linesOf } from "./intent-words.ts";
import { bareWords, coreWords, plainWords } from "./words.ts";

const wholeUtterances: ReadonlyMap<string, Intent> = new Map(
  intents.flatMap((intent) =>
    linesOf(intent).flatMap((line) =>
      line.split(",").map((words): [string, Intent] => [plainWords(words), intent]),
    ),
  ),
);
/** Where two lose their difference with their accents, the first keeps it. */
const bareUtterances: ReadonlyMap<string, Intent> = new Map(
  [...wholeUtterances].reverse().map(([words, intent]): [string, Intent] => [bareWords(words), intent]),
);

const findWhole = (words: string): Intent | undefined =>
  wholeUtterances.get(words) ?? bareUtterances.get(bareWords(words));

/** What may be left of a wish, in characters, when it tells nothing else. */
const longestRest = 3;
/** One Chinese character tells as much as several letters. */
const hanWeight = "...";
/** Longer texts tell a story in which an agent may appear; they are understood as a question first. */
const longestHumanRequest = 200;

/** What a short utterance means as a whole. */
export const matchWhole = (text: string): Intent | undefined =>
  findWhole(plainWords(text)) ?? findWhole(coreWords(text));

/** A wish for a person and nothing else: it is no description of what happened. */
export const isOnlyWish = (text: string): boolean => {
  const words = plainWords(text);
  if (matchWhole(text) === "human") return true;
  if (!wishesForPerson(words)) return false;
  return (
    withoutWish(words)
      .replace(/\p{Script=Han}/gu, hanWeight)
      .trim().length <= longestRest
  );
};

/** What a text means: as a whole, or a wish for a person somewhere in it. */
export const matchIntent = (text: string): Intent | undefined => {
  const whole = matchWhole(text);
  if (whole !== undefined || text.length > longestHumanRequest) return whole;
  return wishesForPerson(plainWords(text)) ? "human" : undefined;
};
