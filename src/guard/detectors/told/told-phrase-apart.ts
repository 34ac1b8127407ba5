import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { saidOf, spellingIn } from "./told-spelling.ts";
import { isKnownStatus, isStatusWord, mine, plainWordsOf } from "./told-words.ts";
import { phraseFrom, said, speaksOfLogins, wordAt } from "./told-words-in-row.ts";

const copulas = plainWordsOf(["copula"]);

/** "My password is just …". */
export const merely = new Set(
  "just only simply literally simplemente simplesmente apenas solo so sencillamente просто duz sadece moi chi chu".split(
    " ",
  ),
);
const openers = new Set([
  ...merely,
  ...plainWordsOf(["copula", "setTo", "typed", "answer", "channel"]),
  ..."word palabra palavra kelime kelimem слово слова chu tu that its is das pon use usa digita give там".split(
    " ",
  ),
]);
/** "That is my …". */
const ties = new Set([
  ...plainWordsOf(["copula", "mine", "certain"]),
  ..."thats that s is its esa esta essa isso do sectigim bu frase cumlesi cum фраза".split(" "),
]);

/** "My", right before the noun: "just butterfly my password". */
const ownLast = /(?: (?:my|mi|la|el|minha|a|e essa a|мой|это|is|es|e|la|thats|essa))? ?$/u;
const mostBefore = 90;

/** At the start of a message, set apart from what says that it is one: "brown fox jumps twice — that is my passphrase". */
export const beforeNoun = ({ folded }: Normalised, noun: Noun): Span | undefined => {
  if (noun.start > mostBefore) return undefined;
  const apart = folded.slice(0, noun.start).search(/ [-–—] |[,:"”»\n]/);
  if (apart === -1) return undefined;
  const between = folded.slice(apart, noun.start).match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = wordAt(folded, 0);
  const phrase = first && phraseFrom(folded, first);
  if (phrase === undefined || phrase.end > apart || apart - phrase.end > 2) return undefined;
  const value = folded.slice(phrase.start, phrase.end);
  const isTold = between.length > 0 && between.length <= 5 && between.every((word) => ties.has(word));
  const isPlain = phrase.words.length >= 3 && !phrase.words.some(isKnownStatus) && !speaksOfLogins(value);
  return isTold && isPlain
    ? { kind: "password", level: "hard", start: phrase.start, end: phrase.end }
    : undefined;
};

const clauseEnds = /[.,;:!?\n()–—…"“”«»]/u;

/** Before what says how it is written, the noun elsewhere: "the word is butterscotch all lowercase, that is my password". */
export const beforeSpelling = ({ folded }: Normalised, nouns: readonly Noun[]): Span | undefined => {
  const spelling = spellingIn.exec(folded);
  if (spelling === null) return undefined;
  let end = spelling.index;
  for (let clauses = 0; clauses < 2; clauses += 1) {
    end -= /[^\p{L}\p{N}]{0,8}$/u.exec(folded.slice(Math.max(0, end - 8), end))?.[0].length ?? 0;
    let from = end;
    while (from > 0 && end - from < 80 && !clauseEnds.test(folded[from - 1] ?? "")) from -= 1;
    const noun = nouns.findLast(({ start, end: nounEnd }) => start >= from && nounEnd <= end);
    const isNounLast = noun !== undefined && !/[\p{L}\p{N}]/u.test(folded.slice(noun.end, end));
    if (isNounLast) end = noun.start - (ownLast.exec(folded.slice(from, noun.start))?.[0].length ?? 0);
    let word = wordAt(folded, isNounLast ? from : (noun?.end ?? from));
    while (word !== undefined && word.end <= end && (openers.has(word.text) || isKnownStatus(word.text)))
      word = wordAt(folded, word.end);
    const phrase = word === undefined || word.end > end ? undefined : phraseFrom(folded, word);
    if (phrase !== undefined && phrase.end <= end) {
      const value = folded.slice(phrase.start, phrase.end);
      const isSaid =
        phrase.words.filter(isKnownStatus).length * 2 > phrase.words.length ||
        phrase.words.some((word) => copulas.has(word));
      if (
        value.length < 4 ||
        isSaid ||
        speaksOfLogins(value) ||
        isStatusWord(phrase.words[0] ?? "") ||
        said.has(phrase.words[0] ?? "") ||
        (phrase.words.length === 1 && saidOf.test(value))
      )
        return undefined;
      return {
        kind: "password",
        level: phrase.words.length === 1 && mine.test(folded) && !folded.includes("?") ? "hard" : "soft",
        start: phrase.start,
        end: phrase.end,
      };
    }
    end = from - 1;
    if (noun !== undefined || end <= 0) return undefined;
  }
  return undefined;
};

const quotedPhrase = /["“«„]((?:\p{L}+ ){2,7}\p{L}+)["”»“]/u;

/** Words in quotes where a password is spoken of: "is «blue cat on the roof» good as a password". */
export const inQuotes = ({ folded }: Normalised): Span | undefined => {
  const found = quotedPhrase.exec(folded);
  const value = found?.[1];
  if (found === null || value === undefined) return undefined;
  const words = value.split(" ");
  if (
    speaksOfLogins(value) ||
    said.has(words[0] ?? "") ||
    words.some((word) => isKnownStatus(word) && word.length > 4)
  )
    return undefined;
  const start = found.index + 1;
  return { kind: "password", level: "soft", start, end: start + value.length };
};
