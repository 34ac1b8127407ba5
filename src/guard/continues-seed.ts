import { tokenise } from "./detectors/seed/seed-tokens.ts";
import { forgetting } from "./forgetting.ts";
import { normalise } from "./normalise.ts";

/** A piece is short: longer messages are found by themselves. */
const longestPiece = 400;
const fewestWords = 2;

/** English words of the lists that people use to talk; a piece has others. */
const talk =
  /\b(?:all|also|any|again|already|am|ask|bad|be|because|can|clear|correct|do|easy|exact|fine|follow|good|great|help|how|just|know|like|minute|more|need|net|nice|no|now|off|ok|only|open|other|please|really|right|sad|same|say|sorry|still|stop|sure|text|thank|thanks|then|there|they|this|time|try|wait|way|welcome|what|when|where|which|who|why|will|wrong|yes|you)\b/giu;

const isPiece = (text: string): boolean => {
  if (text.length > longestPiece) return false;
  const view = normalise(text);
  const { places, starts, ends } = tokenise(view);
  if (places.length < fewestWords || places.some((place) => place < 0)) return false;
  // Chinese without spaces is made of listed signs, whatever it says.
  if (starts.some((start, i) => i > 0 && start === ends[i - 1])) return false;
  return (view.text.match(talk) ?? []).length * 2 < places.length;
};

/**
 * Whether a text may be the next words of a recovery phrase of which others were found shortly before: nothing but words of
 * one of the lists, at least two, and not all of them words that people talk with. By itself it proves nothing.
 */
export const continuesSeed = (text: string): boolean => forgetting(() => isPiece(text));
