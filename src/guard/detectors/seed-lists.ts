import { sha256 } from "@noble/hashes/sha2.js";
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
import { normalise } from "../normalise.ts";

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

export interface SeedLists {
  /** Folded word -> bit set of the lists that have it. */
  readonly masks: ReadonlyMap<string, number>;
  /** For each list: folded word -> its number. */
  readonly indices: readonly ReadonlyMap<string, number>[];
  readonly longestWord: number;
}

const build = (): SeedLists => {
  const masks = new Map<string, number>();
  let longestWord = 0;
  const indices = wordlists.map((words, list) => {
    const index = new Map<string, number>();
    words.forEach((word, number) => {
      const { folded } = normalise(word);
      index.set(folded, number);
      masks.set(folded, (masks.get(folded) ?? 0) | (1 << list));
      longestWord = Math.max(longestWord, folded.length);
    });
    return index;
  });
  return { masks, indices, longestWord };
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
  words.forEach((word, place) => {
    for (let bit = 0; bit < 11; bit += 1) {
      if ((word & (1 << (10 - bit))) === 0) continue;
      const position = place * 11 + bit;
      bytes[position >> 3] = (bytes[position >> 3] ?? 0) | (0x80 >> (position & 7));
    }
  });
  const entropyBytes = (words.length * 4) / 3;
  const hash = sha256(bytes.subarray(0, entropyBytes))[0] ?? 0;
  const claimed = bytes[entropyBytes] ?? 0;
  const mask = (0xff << (8 - checksumBits)) & 0xff;
  return (hash & mask) === (claimed & mask);
};
