import { seedLists } from "./seed-lists.ts";

const shortestKanaWord = 3;
const longestKanaWord = 7;

/**
 * Cuts a run of kana into words of the Japanese list, as the ends of the pieces. What no chain of list words
 * covers is a piece of its own. Of all ways to cut, the one that covers most is taken; ties prefer long words.
 */
export const splitKana = (folded: string, start: number, end: number): readonly number[] => {
  const lists = seedLists();
  const length = end - start;
  // covered[i]: the most units that list words can cover from i on; step[i]: the length of the piece at i.
  const covered = new Uint32Array(length + 1);
  const step = new Uint8Array(length + 1).fill(1);
  for (let i = length - 1; i >= 0; i -= 1) {
    covered[i] = covered[i + 1] ?? 0;
    lists.eachFrom(folded, start + i, Math.min(end, start + i + longestKanaWord), (wordEnd) => {
      const size = wordEnd - start - i;
      const reach = size + (covered[i + size] ?? 0);
      if (size < shortestKanaWord || reach < (covered[i] ?? 0)) return;
      covered[i] = reach;
      step[i] = size;
    });
  }
  const ends: number[] = [];
  let unknown = false;
  for (let i = 0; i < length; i += step[i] ?? 1) {
    const isWord = (step[i] ?? 1) > 1;
    if (!isWord && unknown) ends.pop();
    ends.push(start + i + (step[i] ?? 1));
    unknown = !isWord;
  }
  return ends;
};
