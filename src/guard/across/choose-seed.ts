import { spellsNames } from "../detectors/seed/seed-han-model.ts";
import { seedLists, wordlists } from "../detectors/seed/seed-lists.ts";
import type { SeedPiece } from "../detectors/seed/seed-piece.ts";

/** A piece and the message that it stands in. */
export interface Placed extends SeedPiece {
  readonly part: number;
}

/** Evidence, as natural logarithms of odds. */
const evidence = {
  announced: 6,
  /** The pieces go on counting where the last one stopped. */
  counted: 6,
  /** Nobody says so many words of a list and no other one. */
  wholeWords: 1.5,
  /** A word is missing or mistyped, or the checksum is wrong. */
  flawed: -3,
  /** Words out of a sentence may be any, where nobody knows which are common. */
  inSentence: -2,
  /** A message between the pieces that is none. */
  leftOut: -1,
  mostLeftOut: -5,
};
const fewestWholeWords = 3;
/** Certain from here on: with a checksum, without. */
const certain = {
  words: { proved: 3, flawed: 6 },
  characters: { proved: 8, flawed: 12 },
};
const averageOfEnglish = 1;
const usualLength = 10;
/** A list with a higher average has no words that are known to be common. */
const mostKnown = 1.5;

/** A millisecond. */
const mostChecksums = 80;
/** From each message on. */
const mostChoices = 250;

interface Choice {
  readonly taken: readonly Placed[];
  readonly size: number;
  readonly score: number;
}

const isSame = (a: Placed, b: Placed) =>
  a.numbers.length === b.numbers.length && a.numbers.every((number, i) => number === b.numbers[i]);

/** By list: how its words score on the average. Words of languages of which nobody knows what is said often all score the most. */
const averages = new Map<number, number>();

const averageOf = (list: number): number => {
  const known = averages.get(list);
  if (known !== undefined) return known;
  const { scores, masks } = seedLists();
  const own = scores.filter((_, place) => (((masks[place] ?? 0) >> list) & 1) === 1);
  const average = own.reduce((sum, score) => sum + score, 0) / Math.max(1, own.length);
  averages.set(list, average);
  return average;
};

const scoreOf = (piece: Placed, isHan: boolean) => {
  const isUnknown = isHan || averageOf(piece.list) > mostKnown;
  if (!piece.isWhole) return piece.score + (isUnknown ? evidence.inSentence : 0);
  return piece.score + (!isHan && piece.numbers.length >= fewestWholeWords ? evidence.wholeWords : 0);
};

/** What evidence is enough: less of a list of which common words are known. */
const certainOf = (list: number, isHan: boolean): { readonly proved: number; readonly flawed: number } => {
  if (isHan) return certain.characters;
  const surplus = (averageOf(list) - averageOfEnglish) * usualLength;
  return { proved: certain.words.proved + surplus, flawed: certain.words.flawed + surplus };
};

const costOfLeaving = (piece: Placed, taken: readonly Placed[]): number => {
  if (taken.some((other) => isSame(piece, other))) return 0;
  return Math.max(evidence.mostLeftOut, Math.min(evidence.leftOut, -piece.score));
};

/** The pieces of each message, of which one at most belongs to the phrase. */
const byPart = (pieces: readonly Placed[]): readonly (readonly Placed[])[] => {
  const parts: Placed[][] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last?.[0]?.part === piece.part) last.push(piece);
    else parts.push([piece]);
  }
  return parts;
};

/** How many messages stand between two pieces that hold none themselves. */
const silentBetween = (
  before: Placed | undefined,
  piece: Placed,
  parts: readonly (readonly Placed[])[],
): number => {
  if (before === undefined || piece.part < before.part) return 0;
  const others = parts.filter(
    ([other]) => other !== undefined && other.part > before.part && other.part < piece.part,
  );
  return piece.part - before.part - 1 - others.length;
};

/** All ways to choose pieces, in their order, that have as many words as a phrase may have. */
const choicesOf = (
  pieces: readonly Placed[],
  { sizes, isHan, least }: { sizes: readonly number[]; isHan: boolean; least: number },
): readonly Choice[] => {
  const most = Math.max(...sizes);
  const parts = byPart(pieces);
  const gain = (part: readonly Placed[]) => Math.max(0, ...part.map((piece) => scoreOf(piece, isHan)));
  /** By part: what this one and all behind it may still add. */
  const gains = parts.map((_, i) => parts.slice(i).reduce((sum, part) => sum + gain(part), 0));
  const choices: Choice[] = [];
  const take = (choice: Choice, piece: Placed, waiting: number): Choice => {
    const silent = silentBetween(choice.taken.at(-1), piece, parts);
    return {
      taken: [...choice.taken, piece],
      size: choice.size + piece.numbers.length,
      score: choice.score + waiting + scoreOf(piece, isHan) + evidence.leftOut * silent,
    };
  };
  let left = 0;
  const go = (i: number, choice: Choice, waiting: number) => {
    left -= 1;
    const part = parts[i];
    if (part === undefined || left < 0 || choice.score + waiting + (gains[i] ?? 0) < least) return;
    for (const piece of part) {
      const next = take(choice, piece, waiting);
      if (next.size > most) continue;
      if (sizes.includes(next.size) && next.taken.length > 1) choices.push(next);
      go(i + 1, next, 0);
    }
    if (choice.taken.length === 0) return;
    go(i + 1, choice, waiting + Math.min(...part.map((piece) => costOfLeaving(piece, choice.taken))));
  };
  for (let first = 0; first < parts.length; first += 1) {
    left = mostChoices;
    go(first, { taken: [], size: 0, score: 0 }, 0);
  }
  return choices;
};

/** Each piece but the first is counted on from the one before. */
const isCounted = (taken: readonly Placed[]): boolean => {
  let counted = 0;
  for (const [i, { place }] of taken.entries()) {
    const before = taken[i - 1];
    if (place === undefined || before?.place === undefined) continue;
    if (place !== before.place + before.numbers.length) return false;
    counted += 1;
  }
  return counted >= taken.length - 1;
};

/** Of the words, how many must differ: with a checksum, without. */
const distinctShares = {
  words: { proved: 0.6, flawed: 0.8 },
  characters: { proved: 0.8, flawed: 0.9 },
};
const shareOf = (numbers: readonly number[]) => new Set(numbers).size / numbers.length;

/** What was chosen, and how far its evidence is beyond what is certain. */
export interface ChosenSeed {
  readonly taken: readonly Placed[];
  readonly surplus: number;
}

/** With the pieces beside it and among it, as long as a phrase may have so many words: one of them was left out as being said. */
const widened = (taken: readonly Placed[], pieces: readonly Placed[], lengths: readonly number[]) => {
  const parts = new Set(taken.map(({ part }) => part));
  let size = taken.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const most = Math.min(...lengths.filter((length) => length >= size));
  const added: Placed[] = [];
  for (const piece of pieces) {
    const isBeside = parts.has(piece.part - 1) || parts.has(piece.part + 1);
    if (!piece.isWhole || parts.has(piece.part) || !isBeside || size + piece.numbers.length > most) continue;
    added.push(piece);
    parts.add(piece.part);
    size += piece.numbers.length;
  }
  return [...taken, ...added];
};

/** Characters out of sentences prove nothing without a checksum. */
const isPlain = (taken: readonly Placed[], isHan: boolean) =>
  !isHan || taken.every(({ isWhole, place }) => isWhole || place !== undefined);

interface Judged extends ChosenSeed {
  readonly isProved: boolean;
}

/** A part of a phrase may have a checksum by chance: what has one and more pieces is the phrase. */
const isBetter = (judged: Judged, best: Judged | undefined): boolean => {
  if (judged.surplus < 0) return false;
  if (best === undefined) return true;
  const holdsBest = best.taken.every((piece) => judged.taken.includes(piece));
  if (judged.isProved && best.isProved && holdsBest) return true;
  const isHeld = judged.taken.every((piece) => best.taken.includes(piece));
  return judged.surplus > best.surplus && !(judged.isProved && best.isProved && isHeld);
};

/** The pieces that are one phrase, if any are: the choice of messages with the best evidence. */
export const chooseSeed = (
  pieces: readonly Placed[],
  { list, isAnnounced }: { list: number; isAnnounced: boolean },
): ChosenSeed | undefined => {
  const found = wordlists[list];
  if (found === undefined) return undefined;
  const { kind, words } = found;
  const isHan = found.isHan === true;
  const { proved, flawed } = certainOf(list, isHan);
  const distinct = isHan ? distinctShares.characters : distinctShares.words;
  const bonus = isAnnounced ? evidence.announced : 0;
  const counting = pieces.some(({ place }) => place !== undefined) ? evidence.counted : 0;
  const count = pieces.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const longest = Math.max(...kind.lengths.filter((length) => length <= count), 0);
  /** What the words alone must prove. */
  const least = proved - bonus - counting - (longest === 0 ? 0 : kind.surprise(longest));
  const sizes = [...new Set(kind.lengths.flatMap((length) => [length, length - 1]))];
  let checksums = mostChecksums;
  let best: Judged | undefined;
  for (const choice of choicesOf(pieces, { sizes, isHan, least }).toSorted((a, b) => b.score - a.score)) {
    const { taken, size, score } = choice;
    const numbers = taken.flatMap((piece) => piece.numbers);
    const share = shareOf(numbers);
    const strangers = numbers.filter((number) => number === -1).length;
    if (share < distinct.proved || strangers > 1) continue;
    if (isHan && spellsNames(numbers.map((number) => words[number] ?? "").join(""))) continue;
    const sum = score + bonus + (isCounted(taken) ? evidence.counted : 0);
    const surprise = kind.surprise(size);
    const mayBeWhole = kind.lengths.includes(size) && strangers === 0;
    const ifProved = { taken, surplus: sum + surprise - proved, isProved: true };
    const isWorth = mayBeWhole && checksums > 0 && isBetter(ifProved, best);
    if (isWorth) checksums -= 1;
    const isProved = isWorth && kind.isValid(numbers, words);
    const judged = isProved ? ifProved : { taken, surplus: sum + evidence.flawed - flawed, isProved };
    const mayBeFlawed = share >= distinct.flawed && (isAnnounced || isPlain(taken, isHan));
    if ((isProved || mayBeFlawed) && isBetter(judged, best)) best = judged;
  }
  if (best === undefined || best.isProved) return best;
  return { ...best, taken: widened(best.taken, pieces, kind.lengths) };
};
