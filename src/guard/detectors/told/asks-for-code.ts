import { forgetting } from "../../forgetting.ts";
import { normalise } from "../../normalise.ts";
import { nounsIn } from "./told-nouns.ts";
import { ask, everyWord, forbids, nounHint, wantedDigits } from "./told-words.ts";

/** A request is short, or at least made within this many characters. */
const longestLookedAt = 1_000;

/** Sentences, since a request and a warning may stand side by side. */
const sentencesOf = (folded: string) => folded.split(/[\n。！？]+|[.!;](?=\s|$)/u);

const asks = (sentence: string): boolean => {
  if (!ask.test(sentence) || forbids.test(sentence)) return false;
  if (wantedDigits.test(sentence)) return true;
  if (!nounHint.test(sentence)) return false;
  const nouns = nounsIn({ folded: sentence });
  if (nouns.some(({ class: found }) => found === "code" || found === "pin" || found === "password"))
    return true;
  return (
    nouns.some(({ class: found }) => found === "weakCode") &&
    (!everyWord.otherCode.test(sentence) || everyWord.channel.test(sentence))
  );
};

/**
 * Whether somebody asks for a one-time code or a password ("send me the code you received", "tell me the 6 digits", "what is
 * your OTP"). A bare number that another person then answers with is a code: see `GuardContext.askedForCode`.
 */
export const asksForCode = (text: string): boolean => {
  const { folded } = forgetting(() => normalise(text.slice(0, longestLookedAt)));
  return sentencesOf(folded).some(asks);
};
