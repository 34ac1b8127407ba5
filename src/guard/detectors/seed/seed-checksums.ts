import { createHmac, hash } from "node:crypto";
import { crc32 } from "node:zlib";

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

/** RS1024's generator, from SLIP-0039. */
const generator = [
  0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890,
  0x3f3f120,
];

const rs1024 = (values: readonly number[]): number => {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >> 20;
    checksum = ((checksum & 0xfffff) << 10) ^ value;
    generator.forEach((term, bit) => {
      if (((top >> bit) & 1) === 1) checksum ^= term;
    });
  }
  return checksum;
};

const customisations = ["shamir", "shamir_extendable"].map((text) => [...Buffer.from(text)]);

/** SLIP-0039: a Reed-Solomon code over the words' numbers, of 30 bits. */
export const hasSharesChecksum = (words: readonly number[]): boolean =>
  customisations.some((customisation) => rs1024([...customisation, ...words]) === 1);

/** Monero's words differ within so many letters. */
const moneroPrefix = 3;

/** Monero: the last word repeats the one that the CRC32 of the others' first letters points at. */
export const hasMoneroChecksum = (words: readonly string[]): boolean => {
  const own = words.slice(0, -1);
  const sum = crc32(own.map((word) => word.slice(0, moneroPrefix)).join(""));
  return own[sum % own.length]?.slice(0, moneroPrefix) === words.at(-1)?.slice(0, moneroPrefix);
};

/** Electrum 2.0 and later: what the HMAC of the words begins with tells the kind of wallet. */
const electrumVersions = /^(?:01|100|101|102)/;

export const hasElectrumVersion = (words: readonly string[]): boolean =>
  electrumVersions.test(createHmac("sha512", "Seed version").update(words.join(" ")).digest("hex"));
