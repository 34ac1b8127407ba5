import { english } from "./topics/english.ts";
import { portuguese } from "./topics/portuguese.ts";
import { russian } from "./topics/russian.ts";
import { spanish } from "./topics/spanish.ts";
import type { TopicWords } from "./topics/topic-words.ts";
import { turkish } from "./topics/turkish.ts";
import { vietnamese } from "./topics/vietnamese.ts";

/** What a word of a message says of its topic; a word may say several things. */
export const topic = {
  secret: 1,
  weakSecret: 2,
  access: 4,
  typed: 8,
  refused: 16,
  code: 32,
  channel: 64,
  come: 128,
  mine: 256,
  label: 512,
} as const satisfies Record<keyof TopicWords, number>;

const fields = [
  "secret",
  "weakSecret",
  "access",
  "typed",
  "refused",
  "code",
  "channel",
  "come",
  "mine",
  "label",
] as const satisfies readonly (keyof TopicWords)[];

const exact = new Map<string, number>();
const beginnings = new Map<string, number>();
const pairs = new Map<string, number>();
for (const language of [english, spanish, portuguese, turkish, vietnamese, russian])
  for (const field of fields)
    for (const word of language[field].split(" ")) {
      const into = word.includes("_") ? pairs : word.endsWith("*") ? beginnings : exact;
      const key = word.replaceAll("_", " ").replace("*", "");
      into.set(key, (into.get(key) ?? 0) | topic[field]);
    }
const longestBeginning = Math.max(...[...beginnings.keys()].map(({ length }) => length));
const shortestBeginning = Math.min(...[...beginnings.keys()].map(({ length }) => length));
/** Most words begin like none of them. */
const firstLetters = new Set(
  [...beginnings.keys()].map((beginning) => beginning.slice(0, shortestBeginning)),
);
const pairFirsts = new Set([...pairs.keys()].map((pair) => pair.slice(0, pair.indexOf(" "))));

/** Nouns that are recognised with one letter wrong, left out, doubled or swapped, by their first letter. */
const mistypable: readonly (readonly [string, number])[] = [
  ["password", topic.secret],
  ["passcode", topic.secret],
  ["contrasena", topic.secret],
  ["parola", topic.secret],
  ["sifrem", topic.secret],
  ["пароль", topic.secret],
  ["паролем", topic.secret],
  ["verification", topic.code],
  ["verificacion", topic.code],
  ["verificacao", topic.code],
  ["authenticator", topic.channel],
  ["dogrulama", topic.code],
];

/** Whether two words differ by one letter, or by two neighbours swapped. */
const isOneOff = (a: string, b: string): boolean => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const restA = a.slice(i);
  const restB = b.slice(i);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
};

const shortestMistyped = 6;

const mistypedTopics = (word: string): number => {
  if (word.length < shortestMistyped - 1) return 0;
  for (const [noun, topics] of mistypable)
    if (noun[0] === word[0] && Math.abs(noun.length - word.length) <= 1 && isOneOff(noun, word))
      return topics;
  return 0;
};

const topicsOfWord = (word: string): number => {
  let topics = exact.get(word) ?? 0;
  if (firstLetters.has(word.slice(0, shortestBeginning)))
    for (let length = shortestBeginning; length <= longestBeginning && length <= word.length; length += 1)
      topics |= beginnings.get(word.slice(0, length)) ?? 0;
  return topics === 0 ? mistypedTopics(word) : topics;
};

/** A word of a message with its topics, as bits of `topic`. */
export interface TopicWord {
  readonly start: number;
  readonly end: number;
  topics: number;
}

/** Letters, and digits behind or before them ("2fa"); hyphens and apostrophes inside. */
const word = /[\p{L}\d]+(?:['’-]\p{L}+)*/gu;

/** The words of a folded text, each with what it says. */
export const topicWordsOf = (folded: string): readonly TopicWord[] => {
  const words: TopicWord[] = [];
  let first = "";
  for (const { 0: found, index } of folded.matchAll(word)) {
    // "<code>" is markup.
    const isTag = folded[index - 1] === "<" || folded.startsWith("</", index - 2);
    let topics = isTag ? 0 : topicsOfWord(found);
    const pair = pairFirsts.has(first) ? (pairs.get(`${first} ${found}`) ?? 0) : 0;
    const last = words.at(-1);
    if (pair !== 0 && last !== undefined) {
      last.topics |= pair;
      topics |= pair;
    }
    words.push({ start: index, end: index + found.length, topics });
    first = found;
  }
  return words;
};

/** A break between two words: what stands behind it is another matter. */
const clauseBreak = /[.!?;:()\n,]/;

/** A message's words around a value. */
export interface Surroundings {
  /** Of all words not further away than this many units. */
  readonly topics: number;
  /** Of the words right before it and right behind it. */
  readonly near: number;
  /** Of the word right before it. */
  readonly last: number;
  /** Its label says that it is something else: an order, a version, a promotion. */
  readonly isLabelled: boolean;
  readonly wordCount: number;
}

const reach = 160;
const nearWords = 4;
const labelWords = 4;
/** As far as this a noun may stand that says what code it is. */
const nounWords = 8;
const errorWord = /^(?:err|ошиб|loi|hata|erro)/;
const telling = topic.secret | topic.weakSecret | topic.channel | topic.typed | topic.come;

interface Place {
  readonly folded: string;
  readonly words: readonly TopicWord[];
  readonly start: number;
  readonly end: number;
}

const has = (word: TopicWord | undefined, topics: number) =>
  word !== undefined && (word.topics & topics) !== 0;

/** The noun at `at` names another code: "promo code", "код ошибки". */
const isOtherCode = ({ folded, words }: Place, at: number): boolean => {
  const noun = words[at];
  if (noun === undefined) return false;
  const before = words[at - 1];
  if (
    before !== undefined &&
    has(before, topic.label) &&
    /^[ -]?$/.test(folded.slice(before.end, noun.start))
  )
    return true;
  return [words[at + 1], words[at + 2]].some(
    (word) =>
      word !== undefined &&
      has(word, topic.label) &&
      !errorWord.test(folded.slice(word.start, word.end)) &&
      !/[^\p{L} ]/u.test(folded.slice(noun.end, word.start)),
  );
};

const labelledBefore = (place: Place, from: number): boolean => {
  const { folded, words, start } = place;
  let next = start;
  for (let i = from; i >= 0 && i > from - nounWords; i -= 1) {
    const word = words[i];
    if (word === undefined) return false;
    const gap = folded.slice(word.end, next);
    if (i < from && clauseBreak.test(gap)) return false;
    if (/[.!?;\n,)]/.test(gap)) return false;
    if (has(word, topic.code)) return isOtherCode(place, i);
    if (i > from - labelWords && has(word, topic.label)) return true;
    if (has(word, telling)) return false;
    next = word.start;
  }
  return false;
};

const labelledBehind = (place: Place, from: number): boolean => {
  const { folded, words, end } = place;
  let last = end;
  for (let i = from; i < words.length && i < from + labelWords; i += 1) {
    const word = words[i];
    if (word === undefined || clauseBreak.test(folded.slice(last, word.start))) return false;
    if (has(word, topic.code)) return isOtherCode(place, i);
    if (i === from && has(word, topic.label) && !errorWord.test(folded.slice(word.start, word.end)))
      return true;
    if (has(word, telling)) return false;
    last = word.end;
  }
  return false;
};

export const surroundingsOf = (place: Place): Surroundings => {
  const { words, start, end } = place;
  let topics = 0;
  let wordCount = 0;
  let before = -1;
  let behind = words.length;
  for (const [i, word] of words.entries()) {
    if (word.end <= start) before = i;
    else if (word.start >= end) behind = Math.min(behind, i);
    else continue;
    wordCount += 1;
    if (word.end >= start - reach && word.start <= end + reach) topics |= word.topics;
  }
  let near = 0;
  for (const word of words.slice(Math.max(0, before - nearWords + 1), before + 1)) near |= word.topics;
  for (const word of words.slice(behind, behind + nearWords)) near |= word.topics;
  return {
    topics,
    near,
    last: words[before]?.topics ?? 0,
    wordCount,
    isLabelled: labelledBefore(place, before) || labelledBehind(place, behind),
  };
};
