import { normalise } from "../../normalise.ts";
import { wordlists } from "./seed-lists.ts";
import type { SeedBudget } from "./seed-window.ts";

/** A typo changes one letter of a short word, or two of a longer one. */
const longestShort = 4;
const mostLetters = 16;

/** Letters left out, put in, changed or swapped with their neighbour, up to `most` of them (optimal string alignment). */
const isNear = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, (before[j - 2] ?? 0) + 1);
      row.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return false;
    before = last;
    last = row;
  }
  return (last[b.length] ?? most + 1) <= most;
};

/** Which letters a word has, as a bit set: a change of one letter changes two bits at most. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
};

const bitsOf = (set: number): number => {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count += 1;
  return count;
};

interface Keys {
  readonly words: readonly string[];
  readonly letters: readonly number[];
}

const known = new Map<number, Keys>();

const keysOf = (list: number): Keys => {
  const found = known.get(list);
  if (found !== undefined) return found;
  const words = (wordlists[list]?.words ?? []).map((word) => normalise(word).latin);
  const keys = { words, letters: words.map(lettersOf) };
  known.set(list, keys);
  return keys;
};

/** Whether the word is one of the list with a typo in it. */
export const isLikeListed = (word: string, list: number, budget: SeedBudget): boolean => {
  if (word.length < 2 || word.length > mostLetters || budget.likenesses <= 0) return false;
  budget.likenesses -= 1;
  const most = word.length <= longestShort ? 1 : 2;
  const letters = lettersOf(word);
  const keys = keysOf(list);
  return keys.words.some(
    (key, i) => bitsOf(letters ^ (keys.letters[i] ?? 0)) <= 2 * most && isNear(word, key, most),
  );
};
