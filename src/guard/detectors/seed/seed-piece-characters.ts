import type { Cut, PieceMessage } from "./seed-cut.ts";
import { leastScore as loneScore, sentenceScores } from "./seed-han-model.ts";
import { seedLists } from "./seed-lists.ts";
import type { Run } from "./seed-runs.ts";

/** More characters are no piece as a whole. */
const longestWhole = 40;
/** Groups of characters that are said oftener than this are said, and not drawn. */
const mostSaid = -8;
const leastInSentence = 1;
/** A part of a sentence that is not set apart must look drawn, and have some characters. */
const leastScore = 8;
const fewestOfPart = 4;
/** Beside a piece a message says little: "the next four:". */
const mostBeside = 20;
const longestMessage = longestWhole + mostBeside;

const isListed = ({ tokens }: PieceMessage, i: number, list: number) =>
  (((seedLists().masks[tokens.places[i] ?? -1] ?? 0) >> list) & 1) === 1;

/** Where the only character stands that the list has not, in a message of others that it has: it may be mistyped. */
const strangerIn = (message: PieceMessage, list: number): number => {
  const { starts, ends } = message.tokens;
  const strangers = starts.flatMap((_, i) => (isListed(message, i, list) ? [] : [i]));
  const [stranger = -1] = strangers;
  const isCharacter = (ends[stranger] ?? 0) - (starts[stranger] ?? 0) === 1;
  return strangers.length === 1 && starts.length > 1 && isCharacter ? stranger : -1;
};

/** Characters of the list that stand side by side. */
const groupsIn = (message: PieceMessage, list: number): readonly Run[] => {
  const stranger = strangerIn(message, list);
  const { tokens } = message;
  const groups: Run[] = [];
  let from = -1;
  for (let i = 0; i <= tokens.starts.length; i += 1) {
    const listed = i < tokens.starts.length && (i === stranger || isListed(message, i, list));
    if (listed && from !== -1 && tokens.starts[i] === tokens.ends[i - 1]) continue;
    if (from !== -1) groups.push({ from, to: i });
    from = listed ? i : -1;
  }
  return groups;
};

/** By character: how much likelier it is as a draw. */
const scoresOf = ({ text, tokens }: PieceMessage, { from, to }: Run, list: number): readonly number[] => {
  const own = seedLists().numbers[list];
  const numbers = tokens.places.slice(from, to).map((place) => (place === -1 ? -1 : (own?.[place] ?? -1)));
  const written = tokens.starts.slice(from, to).map((start) => text.text[start] ?? "");
  return Array.from(sentenceScores(written.join(""), numbers), (score) => -score);
};

const sumOf = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0);

/** What no dictionary can raise: a cheap look. */
const mostOf = ({ tokens }: PieceMessage, { from, to }: Run, list: number): number => {
  const own = seedLists().numbers[list];
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += Math.max(0, -loneScore(own?.[tokens.places[i] ?? -1] ?? -1));
  return sum;
};

/** The part of the scores with the highest sum (Kadane's algorithm). */
const bestPart = (scores: readonly number[]): Run & { readonly score: number } => {
  let best = { from: 0, to: 0, score: 0 };
  let from = 0;
  let sum = 0;
  scores.forEach((score, i) => {
    if (sum <= 0) {
      from = i;
      sum = 0;
    }
    sum += score;
    if (sum > best.score) best = { from, to: i + 1, score: sum };
  });
  return best;
};

const separator = /^[\s,，、/|.·;；_+>→–—0-9-]*$/;

/** Nothing but what separates characters stands between two groups. */
const isBeside = ({ text, tokens }: PieceMessage, group: Run, next: Run) =>
  group.to === next.from &&
  separator.test(text.text.slice(tokens.ends[group.to - 1] ?? 0, tokens.starts[next.from] ?? 0));

/** Neighbouring groups that may all be drawn, as one. */
const joinGroups = (message: PieceMessage, groups: readonly Cut[]): readonly Cut[] => {
  const joined: Cut[] = [];
  for (const group of groups) {
    const last = joined.at(-1);
    if (last !== undefined && isBeside(message, last, group))
      joined[joined.length - 1] = { ...last, to: group.to, score: last.score + group.score };
    else joined.push(group);
  }
  return joined;
};

/** Marks or spaces set the group apart from all other characters. */
const standsApart = ({ tokens }: PieceMessage, { from, to }: Run) =>
  tokens.ends[from - 1] !== tokens.starts[from] && tokens.ends[to - 1] !== tokens.starts[to];

/** Pieces of Chinese characters: the message, groups in it that are set apart, or a part of its sentence. */
export const characterCuts = (message: PieceMessage, list: number): readonly Cut[] => {
  const size = message.tokens.starts.length;
  if (size > longestMessage) return [];
  const mask = 1 << list;
  const groups: Cut[] = [];
  let inside: Cut | undefined;
  const all = groupsIn(message, list);
  const isWhole = all.reduce((count, { from, to }) => count + to - from, 0) === size;
  const least = isWhole && size <= longestWhole ? mostSaid : leastInSentence;
  for (const group of all) {
    const isApart = group.to - group.from <= longestWhole && standsApart(message, group);
    if (mostOf(message, group, list) < (isApart ? Math.min(0, least) : leastScore)) continue;
    const scores = scoresOf(message, group, list);
    const score = sumOf(scores);
    if (isApart && (score >= least || group.to - group.from === 1)) {
      groups.push({ ...group, mask, score });
      continue;
    }
    const part = bestPart(scores);
    const isPart = part.score >= leastScore && part.to - part.from >= fewestOfPart;
    if (isPart && part.score > (inside?.score ?? 0))
      inside = { from: group.from + part.from, to: group.from + part.to, mask, score: part.score };
  }
  const isShort = ({ from, to }: Run) => size - (to - from) <= mostBeside;
  const joined = joinGroups(message, groups)
    .filter((cut) => cut.score >= least && isShort(cut))
    .toSorted((a, b) => b.score - a.score);
  return [...joined.slice(0, 1), ...(inside !== undefined && isShort(inside) ? [inside] : [])];
};
