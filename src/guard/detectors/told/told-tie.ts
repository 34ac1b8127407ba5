import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import {
  accountClauseLast,
  accountLast,
  certain,
  changed,
  channel,
  copulaFirst,
  copulaLast,
  example,
  fillers,
  handled,
  lost,
  mine,
  negation,
  notice,
  otherCode,
  setToFirst,
  setToLast,
  unitFirst,
} from "./told-words.ts";

/** How a value hangs on a noun, the surest way first. `near`: nothing stands between; `close`: a few words do; `far`: they share a sentence. */
export type Tie = "sign" | "copula" | "set" | "near" | "close" | "far";

/** What the words around a noun and a value say of them. */
export interface Bond {
  readonly tie: Tie;
  /** Words between the noun and what ties, that say nothing. */
  readonly words: number;
  readonly isMine: boolean;
  readonly isCertain: boolean;
  readonly isHandled: boolean;
  /** It was set anew. */
  readonly isChanged: boolean;
  readonly isNoticed: boolean;
  readonly hasChannel: boolean;
  readonly isNegated: boolean;
  readonly isLost: boolean;
  readonly isOther: boolean;
  readonly isExample: boolean;
  readonly isAccount: boolean;
  readonly isCounted: boolean;
  /** A sentence or a line ends between them. */
  readonly isBroken: boolean;
}

const reach = 48;
const breaks = /[。！？]|[.!?](?=\s|$)|\n/u;
const signLast = /(?:[:=]|[-=]>|→|➡|👉|\s[-–—])[\s"'“”‘’«»「」『』()[\]{}<*_`|]{0,8}$/u;
const signFirst = /^[\s"'”’»」』)\]*_`|]{0,6}(?:[-–—=,:(.!]|<-|←|\n|👈)/u;
const lineLast = /^[\s:*_`]{0,4}\n[\s"'*_`]{0,4}$/u;
const onlyWrap = /^[\s"'“”‘’«»「」『』()[\]{}<>*_`|#,]{0,8}$/u;

const lastClause = (before: string) =>
  before.slice(
    Math.max(
      before.lastIndexOf("\n"),
      ...[". ", "! ", "? ", "。", "！", "？"].map((end) => before.lastIndexOf(end)),
    ) + 1,
  );
const firstClause = (after: string) => {
  const end = after.search(breaks);
  return end === -1 ? after : after.slice(0, end);
};

const wordsIn = (gap: string) => {
  const spaced = gap.match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{N}'’]+/gu)?.length ?? 0;
  const unspaced =
    gap.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return spaced + Math.ceil(unspaced / 2);
};

const tieAfter = (gap: string): Tie => {
  if (signLast.test(gap) || lineLast.test(gap)) return "sign";
  if (copulaLast.test(gap)) return "copula";
  if (onlyWrap.test(gap)) return "near";
  if (setToLast.test(gap)) return "set";
  const rest = gap.replace(fillers, "");
  if (onlyWrap.test(rest)) return "near";
  return wordsIn(rest) <= 3 && !breaks.test(gap) ? "close" : "far";
};

const tieBefore = (gap: string): Tie => {
  if (copulaFirst.test(gap)) return "copula";
  if (setToFirst.test(gap)) return "set";
  if (signFirst.test(gap)) return "sign";
  return onlyWrap.test(gap) ? "near" : "far";
};

/** The bond of a noun and a value behind it or before it. */
export const bondOf = (
  { folded }: Normalised,
  noun: Noun,
  value: { readonly start: number; readonly end: number },
): Bond => {
  const isAfter = value.start >= noun.end;
  const [first, second] = isAfter ? [noun, value] : [value, noun];
  const before = lastClause(folded.slice(Math.max(0, first.start - reach), first.start));
  const gap = folded.slice(first.end, second.start);
  const rest = folded.slice(second.end, second.end + reach);
  const after = firstClause(rest);
  const around = `${before} ${gap}`;
  const tie = isAfter ? tieAfter(gap) : tieBefore(gap);
  const beforeValue = isAfter ? gap : before;
  return {
    tie,
    words: onlyWrap.test(gap) ? 0 : wordsIn(gap.replace(fillers, "")),
    isMine:
      mine.test(around) ||
      mine.test(folded.slice(noun.start, noun.end)) ||
      (!isAfter && mine.test(after.slice(0, 12))),
    isCertain: certain.test(before) || certain.test(gap),
    isHandled: handled.test(around) || handled.test(after),
    isChanged: changed.test(around) || changed.test(after),
    isNoticed: notice.test(rest),
    hasChannel: channel.test(around) || channel.test(after),
    isNegated: negation.test(gap),
    isLost: lost.test(around) || lost.test(after.slice(0, 20)),
    isOther:
      otherCode.test(folded.slice(first.start - Math.min(before.length, 24), second.start)) ||
      otherCode.test(after.slice(0, 16)),
    isExample: example.test(folded.slice(first.start - before.length, second.end) + after.slice(0, 30)),
    isAccount: accountLast.test(beforeValue) || accountClauseLast.test(isAfter ? gap : `,${before}`),
    isCounted: unitFirst.test(folded.slice(value.end, value.end + 16)),
    isBroken: breaks.test(gap.replace(lineLast, "")),
  };
};
