import { givenNames, nameSounds, placeEnds, spokenWords, surnames, youngWords } from "./seed-han-words.ts";

/**
 * How much sooner a Chinese sentence has a character where it stands than a draw from the list, as the natural
 * logarithm of the ratio. The lists are the most frequent characters, most frequent first, so that nearly every
 * sentence is a run of list words; but two thirds of a sentence are words of several characters, and the rest are
 * few and frequent characters. In a random draw one character of forty makes a word with its neighbour.
 */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** First number of a band of characters about equally frequent, and what one of them that stands alone tells. */
const bands = [
  { from: 0, alone: 2.4 },
  { from: 20, alone: 0.5 },
  { from: 60, alone: 0 },
  { from: 150, alone: -0.8 },
  { from: 300, alone: -1.4 },
  { from: 500, alone: -1.75 },
  { from: 800, alone: -2.4 },
  { from: 1_200, alone: -3.4 },
] as const;

const bandOf = Uint8Array.from({ length: 2_048 }, (_, number) =>
  bands.findLastIndex(({ from }) => from <= number),
);
const alone = Float64Array.from(bandOf, (band) => bands[band]?.alone ?? 0);

/** A word of two frequent characters tells the most; one of two rare ones is often chance. */
const inPair = (first: number, second: number) =>
  Math.max(1.6, 6.9 - 0.42 * ((bandOf[first] ?? 7) + (bandOf[second] ?? 7)));
const inLongWord = 6;
const spokenScore = 0.8;
const youngScore = 3;

/** A foreign name begins rarely, but then goes on. */
const nameBegins = -5.5;
const nameGoesOn = 1.9;
const shortestForeignName = 3;
/** Of each character of a family name and a given name. */
const ownName = 0.2;
const placeEnd = -0.3;

const setOf = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));

const spoken = setOf(spokenWords);
const sounds = setOf(nameSounds);
const families = setOf(surnames);
const given = setOf(givenNames);
const places = setOf(placeEnds);
const young: ReadonlySet<string> = new Set(
  youngWords.split(" ").flatMap((word) => Array.from(word.slice(1), (_, i) => word.slice(i, i + 2))),
);

/** A text of characters of one list, and what is known of each of them. */
interface Scored {
  readonly written: string;
  readonly scores: Float64Array;
  /** 1 where a character is a word of its own. */
  readonly single: Uint8Array;
}

const raise = ({ scores }: Scored, { from, to, score }: { from: number; to: number; score: number }) => {
  for (let i = from; i < to; i += 1) scores[i] = Math.max(scores[i] ?? 0, score);
};

const addYoungWords = (scored: Scored) => {
  const { written, single } = scored;
  for (let i = 1; i < written.length; i += 1) {
    const known = (single[i] === 1 || single[i - 1] === 1) && young.has(written.slice(i - 1, i + 1));
    if (known) raise(scored, { from: i - 1, to: i + 1, score: youngScore });
  }
};

const addForeignNames = (scored: Scored) => {
  const { written, scores } = scored;
  for (let from = 0; from < written.length; from += 1) {
    let to = from;
    let sum = 0;
    for (; to < written.length && sounds.has(written.charCodeAt(to)); to += 1) sum += scores[to] ?? 0;
    const asName = nameBegins + (to - from) * nameGoesOn;
    if (to - from >= shortestForeignName && asName > sum) scores.fill(asName / (to - from), from, to);
    from = to;
  }
};

const addNames = (scored: Scored) => {
  const { written, single } = scored;
  for (let i = 0; i + 1 < written.length; i += 1) {
    const isGiven = (at: number) => single[at] === 1 && given.has(written.charCodeAt(at));
    if (single[i] !== 1 || !families.has(written.charCodeAt(i)) || !isGiven(i + 1)) continue;
    const to = isGiven(i + 2) ? i + 3 : i + 2;
    raise(scored, { from: i, to, score: ownName });
    i = to - 1;
  }
};

/** The same from the numbers alone, and never more: a look without a dictionary. */
export const leastScore = (number: number): number => alone[number] ?? 0;

const leastByUse = (unit: number): number => {
  if (spoken.has(unit)) return spokenScore;
  return places.has(unit) ? placeEnd : Number.NEGATIVE_INFINITY;
};

/** The ends of two parts of an address stand so close to each other. */
const longestPlace = 5;
const inAddress = -0.4;

const addAddresses = (scored: Scored) => {
  const { written } = scored;
  let last = -longestPlace;
  for (let i = 0; i < written.length; i += 1) {
    if (!places.has(written.charCodeAt(i))) continue;
    if (i - last >= 2 && i - last <= longestPlace)
      raise(scored, { from: Math.max(0, last - 2), to: i + 1, score: inAddress });
    last = i;
  }
};

/** A random draw has one of eleven; a list of foreign names hardly any other. */
const mostSounds = 0.55;

/** Whether most of the characters spell foreign names. */
export const spellsNames = (written: string): boolean => {
  let spelled = 0;
  for (let i = 0; i < written.length; i += 1) if (sounds.has(written.charCodeAt(i))) spelled += 1;
  return spelled > written.length * mostSounds;
};

interface Word {
  readonly at: number;
  readonly size: number;
}

let lastWritten = "";
let lastWords: readonly Word[] = [];

/** The last ones are kept while a text is looked at, which is mostly once as Simplified and once as Traditional Chinese. */
const wordsOf = (written: string): readonly Word[] => {
  if (written !== lastWritten) {
    lastWords = Array.from(segmenter.segment(written), ({ segment, index }) => ({
      at: index,
      size: segment.length,
    }));
    lastWritten = written;
  }
  return lastWords;
};

export const forgetSentence = (): void => {
  lastWritten = "";
  lastWords = [];
};

/** By character of `written`, whose numbers in the list are given; -1 for a character of another list. */
export const sentenceScores = (written: string, numbers: readonly number[]): Float64Array => {
  const scores = new Float64Array(numbers.length);
  const single = new Uint8Array(numbers.length);
  const scored: Scored = { written, scores, single };
  for (const { at, size } of wordsOf(written)) {
    const [first = 0, second = 0] = [numbers[at], numbers[at + 1]];
    if (size === 1) {
      scores[at] = Math.max(leastScore(first), leastByUse(written.charCodeAt(at)));
      single[at] = 1;
    } else scores.fill(size === 2 ? inPair(first, second) : inLongWord, at, at + size);
  }
  addYoungWords(scored);
  addForeignNames(scored);
  addNames(scored);
  addAddresses(scored);
  return scores;
};
