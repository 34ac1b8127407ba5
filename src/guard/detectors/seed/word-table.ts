/** Words by what they are spelled, each with a place of its own: every word of every message is looked up. */
export interface WordTable {
  /** The place of the word that stands there, or -1. */
  placeOf(text: string, start: number, end: number): number;
  /** The place of the word of `length` units that {@link hashUnit} was told of, one unit after the other. */
  placeOfHash(hash: number, length: number): number;
  /** Whether any word may begin like this. */
  mayBegin(text: string): boolean;
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

/** What {@link hashUnit} begins with. */
export const emptyHash = offsetBasis | 0;

export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, prime);

export const hashOf = (text: string, start: number, end: number): number => {
  let hash = emptyHash;
  for (let i = start; i < end; i += 1) hash = hashUnit(hash, text.charCodeAt(i));
  return hash;
};

/** Bits for the hashes of all that words begin with. */
const prefixBits = 2 ** 21;

/**
 * A word is known by its 32-bit hash: reading it again to be sure would cost as much as all the rest. Of a million other
 * words six are taken for one of 25,000.
 */
export const createWordTable = (): WordTable => {
  const hashes = new Int32Array(slots);
  const places = new Int16Array(slots).fill(-1);
  const prefixes = new Uint32Array(prefixBits / 32);
  let count = 0;
  let longest = 0;
  /** The slot of the word with this hash, or the free one where it belongs. */
  const slotOf = (hash: number) => {
    let slot = hash & (slots - 1);
    while (places[slot] !== -1 && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const isPrefix = (hash: number) =>
    (((prefixes[(hash & (prefixBits - 1)) >>> 5] ?? 0) >>> (hash & 31)) & 1) === 1;
  return {
    placeOf: (text, start, end) =>
      end - start > longest ? -1 : (places[slotOf(hashOf(text, start, end))] ?? -1),
    placeOfHash: (hash, length) => (length > longest ? -1 : (places[slotOf(hash)] ?? -1)),
    mayBegin: (text) => isPrefix(hashOf(text, 0, text.length)),
    eachFrom: (text, start, limit, tell) => {
      let hash = emptyHash;
      for (let i = start; i < limit; i += 1) {
        hash = hashUnit(hash, text.charCodeAt(i));
        if (!isPrefix(hash)) return;
        const place = i === start ? -1 : (places[slotOf(hash)] ?? -1);
        if (place !== -1) tell(i + 1, place);
      }
    },
    add: (word) => {
      const hash = hashOf(word, 0, word.length);
      const slot = slotOf(hash);
      const known = places[slot] ?? -1;
      if (known !== -1) return known;
      hashes[slot] = hash;
      places[slot] = count;
      let prefix = emptyHash;
      for (let i = 0; i < word.length; i += 1) {
        prefix = hashUnit(prefix, word.charCodeAt(i));
        const at = (prefix & (prefixBits - 1)) >>> 5;
        prefixes[at] = (prefixes[at] ?? 0) | (1 << (prefix & 31));
      }
      longest = Math.max(longest, word.length);
      count += 1;
      return count - 1;
    },
  };
};
