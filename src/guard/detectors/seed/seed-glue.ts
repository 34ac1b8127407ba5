import { classOf, unitClass } from "../../characters.ts";
import type { Normalised } from "../../normalise.ts";
import type { SeedLists } from "./seed-lists.ts";
import { segment } from "./seed-segments.ts";
import { collectTokens, type Tokens } from "./seed-tokens.ts";

/** Letters of so many words may be a phrase without spaces; less may be two words that were run together. */
const longGlue = { letters: 20, hangul: 12 };
const shortGlue = { letters: 6, hangul: 4 };
/** No list has letters behind the Cyrillic ones but Hangul, and kana, which are cut elsewhere. */
const lastListed = 0x52f;
/** Short glue begins with a word of a list: what no word begins with is not cut. No word is shorter than this. */
const beginning = 2;
/** Of a phrase so much is words, even when some are mistyped. */
const leastCovered = 0.6;

/** What may still be spent on a text, so that its time stays linear. */
export interface GlueBudget {
  /** Letters to be cut; what stands behind them is not looked at. */
  letters: number;
}

/** The end of the tokens of one script that stand together without anything between them, from token `i` on. */
const blockEnd = (latin: string, { starts, ends }: Tokens, i: number): number => {
  const unit = classOf(latin.charCodeAt(starts[i] ?? 0));
  let next = i + 1;
  while (starts[next] === ends[next - 1] && classOf(latin.charCodeAt(starts[next] ?? 0)) === unit) next += 1;
  return next;
};

/** The same tokens, those of letters that were run together cut into list words; undefined if there is none. */
export const withoutGlue = (
  { latin }: Normalised,
  tokens: Tokens,
  lists: SeedLists,
  budget: GlueBudget,
): Tokens | undefined => {
  const { add, tokens: cutTokens } = collectTokens();
  let isCut = false;
  for (let i = 0; i < tokens.starts.length; ) {
    const next = blockEnd(latin, tokens, i);
    const start = tokens.starts[i] ?? 0;
    const end = tokens.ends[next - 1] ?? start;
    const first = latin.charCodeAt(start);
    const unit = classOf(first);
    const script = unit === unitClass.hangul ? "hangul" : "letters";
    const isLong = end - start >= longGlue[script];
    const isTried =
      end - start >= shortGlue[script] &&
      budget.letters > 0 &&
      (unit === unitClass.hangul || (unit === unitClass.letter && first <= lastListed)) &&
      (isLong || lists.mayBegin(latin.slice(start, start + beginning))) &&
      tokens.places.slice(i, next).includes(-1);
    const limit = Math.min(end, start + budget.letters);
    const least = (limit - start) * (isLong ? leastCovered : 1);
    const cut = isTried ? segment(lists, latin, { start, end: limit, least }) : undefined;
    if (isTried) budget.letters -= limit - start;
    if (cut !== undefined) {
      isCut = true;
      cut.ends.forEach((pieceEnd, piece) => {
        add(cut.ends[piece - 1] ?? start, pieceEnd, cut.places[piece] ?? -1);
      });
    } else {
      for (let own = i; own < next; own += 1)
        add(tokens.starts[own] ?? 0, tokens.ends[own] ?? 0, tokens.places[own] ?? -1);
    }
    i = next;
  }
  return isCut ? cutTokens : undefined;
};
