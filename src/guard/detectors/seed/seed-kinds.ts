import {
  hasElectrumVersion,
  hasMoneroChecksum,
  hasSharesChecksum,
  hasValidChecksum,
} from "./seed-checksums.ts";

/** What is made of the words of a list, and how a phrase proves to be one. */
export interface SeedKind {
  /** Numbers of words, longest first. */
  readonly lengths: readonly number[];
  /** Where a phrase begins to be one, with a word missing. */
  readonly fewest: number;
  /** Natural logarithm of how rarely other words pass {@link SeedKind.isValid}. */
  surprise(length: number): number;
  isValid(numbers: readonly number[], words: readonly string[]): boolean;
  /** Another proof, for words that are clearly one phrase: it costs more. */
  isOwn?(words: readonly string[]): boolean;
}

const wordsOf = (numbers: readonly number[], words: readonly string[]) =>
  numbers.map((number) => words[number] ?? "");

/** Electrum's own seeds are made of BIP39's words and have as many of them. */
const electrumLengths = [12, 24];

export const bip39: SeedKind = {
  lengths: [24, 21, 18, 15, 12],
  fewest: 11,
  surprise: (length) => (length / 3) * Math.LN2,
  isValid: hasValidChecksum,
  isOwn: (words) => electrumLengths.includes(words.length) && hasElectrumVersion(words),
};

/** SLIP-0039: shares of a secret of 128 and of 256 bits. */
export const shares: SeedKind = {
  lengths: [33, 20],
  fewest: 19,
  surprise: () => 30 * Math.LN2,
  isValid: hasSharesChecksum,
};

/** Monero's and MyMonero's. */
export const monero: SeedKind = {
  lengths: [25, 13],
  fewest: 12,
  surprise: (length) => Math.log(length - 1),
  isValid: (numbers, words) => hasMoneroChecksum(wordsOf(numbers, words)),
};

/** Electrum's before 2.0 had no checksum: nothing proves one. */
export const electrumOne: SeedKind = {
  lengths: [24, 12],
  fewest: 11,
  surprise: () => 0,
  isValid: () => false,
};
