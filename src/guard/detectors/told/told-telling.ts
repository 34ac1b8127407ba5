import type { Normalised } from "../../normalise.ts";
import { type ToldValue, valueAt } from "./told-value.ts";
import { certain, compound, connectors, mine, ownAfter } from "./told-words.ts";

/** A noun of the text and where the next one of its sort begins. */
export interface Noun {
  readonly match: RegExpExecArray;
  readonly nextAt: number;
  readonly weak: boolean;
}

/** Where a noun ends, what follows it, and how the value is attached. */
export interface Telling {
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

const beforeNoun = (text: Normalised, match: RegExpExecArray) =>
  text.folded.slice(Math.max(0, match.index - reachBefore), match.index);

/** Whose the value is said to be, by the words around the noun. */
const ownership = (text: Normalised, match: RegExpExecArray, tail: string) => {
  const before = beforeNoun(text, match);
  const isMine = mine.test(before) || ownAfter.test(tail) || turkishMine.test(match[0]);
  return { isMine, isCertain: isMine || certain.test(before) };
};

/** Everything that may be told between the noun and the next one, the surest way first. */
export function* tellings(text: Normalised, { match, nextAt, weak }: Noun): Generator<Telling> {
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

/** The rest of the noun's sentence, and what stands before the noun. */
export const surroundings = (text: Normalised, { match, nextAt }: Noun) => {
  const nounEnd = match.index + match[0].length;
  const tail = text.folded.slice(nounEnd, Math.min(nextAt, nounEnd + reachAfter));
  const end = tail.search(/[\n。！？]|[.!?](?:\s|$)/u);
  return {
    nounEnd,
    before: beforeNoun(text, match),
    after: end === -1 ? tail : tail.slice(0, end),
    ...ownership(text, match, tail),
  };
};

/** All nouns of a sort. */
export const nounsIn = (text: Normalised, pattern: RegExp, weak: boolean): readonly Noun[] => {
  const matches = [...text.folded.matchAll(pattern)];
  return matches.map((match, i) => ({ match, weak, nextAt: matches[i + 1]?.index ?? text.folded.length }));
};
