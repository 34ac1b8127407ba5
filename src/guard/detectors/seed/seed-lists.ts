import { hash } from "node:crypto";
import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplifiedChinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditionalChinese } from "@scure/bip39/wordlists/traditional-chinese.js";
import { normalise } from "../../normalise.ts";

/** The ten official lists; a list's place here is its bit in {@link SeedLists.masks}. */
const wordlists = [
  english,
  simplifiedChinese,
  traditionalChinese,
  japanese,
  korean,
  spanish,
  french,
  italian,
  portuguese,
  czech,
];

export const seedLengths: readonly number[] = [24, 21, 18, 15, 12];
export const shortestSeed = 12;

/** The folded words of all lists, each with a place of its own. */
export interface SeedLists {
  /** The place of the word that stands there, or -1. */
  placeOf(text: string, start: number, end: number): number;
  /** By place: bit set of the lists that have the word. */
  readonly masks: Uint16Array;
  /** By list, then by place: the word's number, where the list has it. */
  readonly numbers: readonly Uint16Array[];
}

/** FNV-1a over UTF-16 units. */
const hashOf = (text: string, start: number, end: number): number => {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Slots of the table of places, which is open addressed: every word of every message is looked up in it. */
const slots = 2 ** 16;

const build = (): SeedLists => {
  const most = wordlists.reduce((sum, words) => sum + words.length, 0);
  const known: string[] = [];
  const table = new Int16Array(slots).fill(-1);
  const masks = new Uint16Array(most);
  const numbers = wordlists.map(() => new Uint16Array(most));
  /** The slot of the word, or the free one where it belongs. */
  const slotOf = (text: string, start: number, end: number) => {
    let slot = hashOf(text, start, end) % slots;
    for (;;) {
      const word = known[table[slot] ?? -1];
      if (word === undefined || (word.length === end - start && text.startsWith(word, start))) return slot;
      slot = (slot + 1) % slots;
    }
  };
  wordlists.forEach((words, list) => {
    words.forEach((word, number) => {
      const { folded } = normalise(word);
      const slot = slotOf(folded, 0, folded.length);
      if (table[slot] === -1) table[slot] = known.push(folded) - 1;
      const place = table[slot] ?? 0;
      masks[place] = (masks[place] ?? 0) | (1 << list);
      const own = numbers[list];
      if (own !== undefined) own[place] = number;
    });
  });
  const longestWord = known.reduce((longest, word) => Math.max(longest, word.length), 0);
  return {
    placeOf: (text, start, end) => (end - start > longestWord ? -1 : (table[slotOf(text, start, end)] ?? -1)),
    masks,
    numbers,
  };
};

let built: SeedLists | undefined;

/** Built at first use: a start of the process should not wait for 20,480 words. */
export const seedLists = (): SeedLists => {
  built ??= build();
  return built;
};

/** BIP39: 11 bits a word; the last bit of every 33 is the beginning of the entropy's SHA-256. */
export const hasValidChecksum = (words: readonly number[]): boolean => {
  const checksumBits = words.length / 3;
  const bytes = new Uint8Array(Math.ceil((words.length * 11) / 8));
  let at = 0;
  let bits = 0;
  let waiting = 0;
  for (const word of words) {
    bits = (bits << 11) | word;
    for (waiting += 11; waiting >= 8; waiting -= 8) {
      bytes[at] = bits >>> (waiting - 8);
      at += 1;
    }
    bits &= (1 << waiting) - 1;
  }
  if (waiting > 0) bytes[at] = bits << (8 - waiting);
  const entropyBytes = (words.length * 4) / 3;
  // As text it costs a third of what it costs as bytes.
  const digest = hash("sha256", bytes.subarray(0, entropyBytes), "hex");
  const claimed = bytes[entropyBytes] ?? 0;
  const mask = (0xff << (8 - checksumBits)) & 0xff;
  return (Number.parseInt(digest.slice(0, 2), 16) & mask) === (claimed & mask);
};
