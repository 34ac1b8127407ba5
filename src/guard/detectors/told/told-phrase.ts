import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { beforeNoun, beforeSpelling, inQuotes, merely } from "./told-phrase-apart.ts";
import { saidOf } from "./told-spelling.ts";
import { isKnownStatus, isStatusWord, mine, plainWordsOf } from "./told-words.ts";
import { type Phrase, phraseFrom, said, speaksOfLogins, type Word, wordAt } from "./told-words-in-row.ts";

/** Plain words are looked for in short messages only. */
const longestMessage = 400;
const mostNouns = 4;
const mostGapWords = 6;
const mineReach = 32;

const copulas = plainWordsOf(["copula"]);
const fillers = plainWordsOf(["channel", "mine", "certain", "account", "handled"]);
const prepositions = new Set(
  "for of to in on at and de del do da dos das para pra en el la da cua cho o trong icin от для на в к и по".split(
    " ",
  ),
);
const sign = /[:=]|->|→|\s[-–—]\s/;
const breaks = /[.!?;\n,()]/;
/** What a sign may stand behind: "the pass has a space in it: …". */
const described = /spac|espac|пробел|bosluk|dau cach|emoji|эмодзи/;
const passphraseNoun = /phrase|frase|фраз|cumles|cum /;

type Tie = "sign" | "described" | "copula" | "near";

const describedReach = 40;

/** Behind a colon that ends what is said of how the password is made. */
const describedBegin = (folded: string, end: number) => {
  const colon = folded.slice(end, end + describedReach).search(/[:=\n.?!]/);
  if (
    colon === -1 ||
    !/[:=]/.test(folded[end + colon] ?? "") ||
    !described.test(folded.slice(end, end + colon))
  )
    return undefined;
  const word = wordAt(folded, end + colon);
  return word && { word, tie: "described" as const };
};

/** Where the value of a noun begins, if something ties it. */
const valueBegin = (folded: string, noun: Noun): { readonly word: Word; readonly tie: Tie } | undefined => {
  const told = describedBegin(folded, noun.end);
  if (told !== undefined) return told;
  let at = noun.end;
  let tie: Tie | undefined;
  for (let seen = 0; seen <= mostGapWords; seen += 1) {
    const word = wordAt(folded, at);
    if (word === undefined) return undefined;
    if (sign.test(word.gap) || (seen === 0 && /^[^\S\n]{0,4}\n\s{0,4}$/.test(word.gap)))
      return { word, tie: "sign" };
    if (tie !== "copula" && breaks.test(word.gap)) return undefined;
    if (copulas.has(word.text)) tie = "copula";
    else if (tie === "copula" && !merely.has(word.text)) return { word, tie };
    else if (tie === undefined && !fillers.has(word.text) && !prepositions.has(word.text))
      return seen === 0 ? { word, tie: "near" } : undefined;
    at = word.end;
  }
  return undefined;
};

/** "A senha é …": whose it is needs no word. */
const ownArticle = /(?:^|[^\p{L}])(?:a|la) $/u;
const ownLately = 12;

/** A word that may mean something else means a password when it is one's own: "mi contra". */
const isOwnNoun = (folded: string, { class: found, start }: Noun) =>
  found === "weakPassword" && mine.test(folded.slice(Math.max(0, start - ownLately), start));

const levelOf = (text: Normalised, noun: Noun, tie: Tie, phrase: Phrase): Span["level"] | undefined => {
  const { words, isSpelled, isLast } = phrase;
  const { folded } = text;
  const value = folded.slice(phrase.start, phrase.end);
  const [first = ""] = words;
  if (/^\d+$/.test(value) || speaksOfLogins(value) || said.has(first)) return undefined;
  const stops = words.filter(isKnownStatus).length;
  if (stops * 2 > words.length) return undefined;
  const named = folded.slice(noun.start, noun.end);
  const isMine = mine.test(folded.slice(Math.max(0, noun.start - mineReach), phrase.start));
  if (tie === "described")
    return isKnownStatus(first) ? undefined : words.length > 1 || isMine ? "hard" : "soft";
  if (isSpelled && tie === "near" && !isMine) return undefined;
  if (isSpelled) return (isStatusWord(first) && words.length < 4) || value.length < 4 ? undefined : "hard";
  if (isStatusWord(first)) return undefined;
  const isForm = tie === "sign" && /(?:^|\n)[^\p{L}\p{N}]{0,4}$/u.test(folded.slice(0, noun.start));
  if (tie === "near") {
    const isSaid = words.some((word) => saidOf.test(word) || isStatusWord(word));
    return isMine && isLast && words.length >= 3 && !isSaid && /^[а-я]|m$/u.test(named) ? "soft" : undefined;
  }
  if (words.length < 2) {
    const isOwn = isMine || ownArticle.test(folded.slice(Math.max(0, noun.start - 4), noun.start));
    const isWhole = phrase.isCut || phrase.isClosed;
    return isWhole && isOwn && tie === "copula" && value.length >= 4 ? "soft" : undefined;
  }
  if (!isMine && !isForm && !passphraseNoun.test(named)) return undefined;
  if (!isLast && !phrase.isCut && stops > 0) return undefined;
  return stops === 0 && words.length >= 3 ? "hard" : "soft";
};

/** Behind a noun: "my password is sunflower river tuesday". */
const behindNoun = (text: Normalised, noun: Noun): Span | undefined => {
  const begin = valueBegin(text.folded, noun);
  const phrase = begin && phraseFrom(text.folded, begin.word);
  const level = begin && phrase && levelOf(text, noun, begin.tie, phrase);
  return level && phrase && { kind: "password", level, start: phrase.start, end: phrase.end };
};

/** Plain words and phrases told as a password, which no sign of their own gives away. */
export const phrasesOf = (text: Normalised, nouns: readonly Noun[]): readonly Span[] => {
  const named = nouns
    .filter(
      (noun) =>
        noun.class === "password" ||
        isOwnNoun(text.folded, noun) ||
        (noun.class === "weakPassword" && described.test(text.folded)),
    )
    .slice(0, mostNouns);
  if (named.length === 0 || text.folded.length > longestMessage) return [];
  const behind = named.map((noun) => behindNoun(text, noun)).filter((span) => span !== undefined);
  if (behind.length > 0) return behind;
  const before = named.map((noun) => beforeNoun(text, noun)).filter((span) => span !== undefined);
  if (before.length > 0) return before;
  const last = beforeSpelling(text, nouns) ?? inQuotes(text);
  return last === undefined ? [] : [last];
};
