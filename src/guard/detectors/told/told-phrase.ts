import type { Span } from "../../detector.ts";
import type { Normalised } from "../../normalise.ts";
import type { Noun } from "./told-nouns.ts";
import { saidOf, spellingAt, spellingIn } from "./told-spelling.ts";
import { isKnownStatus, isStatusWord, mine, plainWordsOf } from "./told-words.ts";
import { topic, topicWordsOf } from "./topics.ts";

/** Plain words are looked for in short messages only. */
const longestMessage = 400;
const mostNouns = 4;
const mostGapWords = 6;
const mostWords = 8;
const mineReach = 32;

const copulas = plainWordsOf(["copula"]);
const fillers = plainWordsOf(["channel", "mine", "certain", "account", "handled"]);
const prepositions = new Set(
  "for of to in on at and de del do da dos das para pra en el la da cua cho o trong icin от для на в к и по".split(
    " ",
  ),
);
/** "My password is just …". */
const merely = new Set(
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

const nextWord = /([^\p{L}\p{N}]*)([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*)/uy;
const sign = /[:=]|->|→|\s[-–—]\s/;
const breaks = /[.!?;\n,()]/;
/** A sentence goes on behind them. */
const turns = new Set(
  "and but yet so because since which y pero porque aunque desde e mas porem porque desde ma nhung truoc xong tu ve ama fakat и но а хотя раньше".split(
    " ",
  ),
);
/** What a sign may stand behind: "the pass has a space in it: …". */
const described = /spac|espac|пробел|bosluk|dau cach|emoji|эмодзи/;
/** Between the words of a phrase stands one space, or a picture. */
const inPhrase = /^(?: |\s?\p{Extended_Pictographic}\s?)$/u;
const passphraseNoun = /phrase|frase|фраз|cumles|cum /;
/** First words of what is said of a password, that are no words of its own. */
const said = new Set(
  "fund funds fondos fundos retiro saque minimum minimo минимум maximum maximo максимум min max me te se le nos driving making giving killing deixando volviendo buyuk kucuk grande pequena big small upper lower capital case заглавные маленькие большие".split(
    " ",
  ),
);

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly gap: string;
}

const wordAt = (folded: string, at: number): Word | undefined => {
  nextWord.lastIndex = at;
  const match = nextWord.exec(folded);
  const [, gap = "", text = ""] = match ?? [];
  return match === null
    ? undefined
    : { start: at + gap.length, end: at + gap.length + text.length, text, gap };
};

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

interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly isSpelled: boolean;
  /** Another matter follows: "… and it used to work". */
  readonly isCut: boolean;
  /** Nothing follows on its line. */
  readonly isLast: boolean;
  /** Its clause ends: "sunflower, nothing fancy". */
  readonly isClosed: boolean;
}

const isSpelledAt = (folded: string, at: number) => {
  spellingAt.lastIndex = at;
  return spellingAt.test(folded);
};

/** The words from `first` to the end of the line, a comma, or what says how they are written. */
const phraseFrom = (folded: string, first: Word): Phrase | undefined => {
  const words = [first.text];
  let { end } = first;
  let isCut = false;
  for (;;) {
    const isSpelled = isSpelledAt(folded, end);
    const next = isSpelled ? undefined : wordAt(folded, end);
    const tail = folded.slice(end, next?.start ?? folded.length);
    isCut = next !== undefined && turns.has(next.text);
    if (isSpelled || isCut || next === undefined || !inPhrase.test(tail))
      return {
        start: first.start,
        end,
        words,
        isSpelled,
        isCut,
        isLast: /^[^\p{L}\p{N}\n]{0,8}(?:\n|$)/u.test(folded.slice(end, end + 9)),
        isClosed: /^[,.;!]/.test(tail),
      };
    if (words.length === mostWords) return undefined;
    words.push(next.text);
    end = next.end;
  }
};

const speaksOfLogins = (value: string) =>
  topicWordsOf(value).some(
    ({ topics }) => (topics & (topic.secret | topic.access | topic.refused | topic.code)) !== 0,
  );

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

/** "My", right before the noun: "just butterfly my password". */
const ownLast = /(?: (?:my|mi|la|el|minha|a|e essa a|мой|это|is|es|e|la|thats|essa))? ?$/u;
const mostBefore = 90;

/** At the start of a message, set apart from what says that it is one: "brown fox jumps twice — that is my passphrase". */
const beforeNoun = ({ folded }: Normalised, noun: Noun): Span | undefined => {
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
const beforeSpelling = ({ folded }: Normalised, nouns: readonly Noun[]): Span | undefined => {
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
const inQuotes = ({ folded }: Normalised): Span | undefined => {
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
