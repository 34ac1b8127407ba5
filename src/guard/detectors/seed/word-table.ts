/** Words by what they are spelled, each with a place of its own: every word of every message is looked up. */
export interface WordTable {
  /** The place of the word that stands there, or -1. */
  placeOf(text: string, start: number, end: number): number;
  /** Tells of every word that begins at `start` and ends at `limit` or before it. */
  eachFrom(text: string, start: number, limit: number, tell: (end: number, place: number) => void): void;
  /** The word's place; it gets one if it has none. */
  add(word: string): number;
}

/** Slots of the table, which is open addressed. */
const slots = 2 ** 16;
/** FNV-1a over UTF-16 units. */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

const hashOf = (text: string, start: number, end: number): number => {
  let hash = offsetBasis;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return hash;
};

/** What three units may begin a word, or two where the word has no more. */
const beginning = (text: string, start: number, units: 2 | 3): number =>
  ((text.charCodeAt(start) * 31 + text.charCodeAt(start + 1)) * 31 +
    (units === 3 ? text.charCodeAt(start + 2) : 0)) &
  (slots - 1);

export const createWordTable = (): WordTable => {
  const words: string[] = [];
  const table = new Int16Array(slots).fill(-1);
  const beginnings = new Uint8Array(slots);
  let longest = 0;
  /** The slot of the word, or the free one where it belongs. */
  const slotOf = (text: string, start: number, end: number, hash: number) => {
    let slot = hash & (slots - 1);
    for (;;) {
      const word = words[table[slot] ?? -1];
      if (word === undefined || (word.length === end - start && text.startsWith(word, start))) return slot;
      slot = (slot + 1) & (slots - 1);
    }
  };
  return {
    placeOf: (text, start, end) =>
      end - start > longest ? -1 : (table[slotOf(text, start, end, hashOf(text, start, end))] ?? -1),
    eachFrom: (text, start, limit, tell) => {
      if (beginnings[beginning(text, start, 3)] === 0 && beginnings[beginning(text, start, 2)] === 0) return;
      const last = Math.min(limit, start + longest);
      let hash = offsetBasis;
      for (let i = start; i < last; i += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(i), prime);
        if (i === start) continue;
        const place = table[slotOf(text, start, i + 1, hash)] ?? -1;
        if (place !== -1) tell(i + 1, place);
      }
    },
    add: (word) => {
      const slot = slotOf(word, 0, word.length, hashOf(word, 0, word.length));
      if (table[slot] !== -1) return table[slot] ?? -1;
      table[slot] = words.push(word) - 1;
      beginnings[beginning(word, 0, word.length === 2 ? 2 : 3)] = 1;
      longest = Math.max(longest, word.length);
      return words.length - 1;
    },
  };
};
