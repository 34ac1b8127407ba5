interface Place {
  readonly start: number;
  readonly end: number;
}

const reachBefore = 50;
const reachAfter = 40;
/** Words after a number count as if they stood this much further away: people announce before they paste. */
const afterPenalty = 12;
/** "UID 12345678, my card ...": the word has its own number already. */
const ownNumber = /\d{4}/;

/**
 * Units of folded text between a number and the nearest word of a global pattern; Infinity when there is none in reach
 * that means this number.
 */
export const distanceTo = (folded: string, { start, end }: Place, pattern: RegExp): number => {
  const before = folded.slice(Math.max(0, start - reachBefore), start);
  let nearest = Number.POSITIVE_INFINITY;
  for (const { 0: word, index } of before.matchAll(pattern)) {
    const gap = before.slice(index + word.length);
    if (!ownNumber.test(gap)) nearest = gap.length;
  }
  const [next] = folded.slice(end, end + reachAfter).matchAll(pattern);
  return Math.min(nearest, next === undefined ? nearest : next.index + afterPenalty);
};
