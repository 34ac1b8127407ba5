import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base32nopad, base58, base64, bech32, bech32m, createBase58check, hex } from "@scure/base";
import { describe, expect, it } from "vitest";
import { bytesOf, stellar } from "./key-samples.ts";
import { keyLevelOf, keysIn } from "./keys-in.ts";

const base58check = createBase58check(sha256);
const versioned = (version: readonly number[], length: number) => (seed: string) =>
  base58check.encode(Uint8Array.from([...version, ...bytesOf(seed, length)]));
const words = (seed: string, length: number) => bech32.toWords(bytesOf(seed, length));
const bech = (part: string, length: number) => (seed: string) =>
  bech32.encode(part, words(seed, length), false);
const extended = (version: string) => (seed: string) =>
  base58check.encode(
    Uint8Array.from([...hex.decode(version), ...bytesOf(seed, 41), 2, ...bytesOf(`${seed} x`, 32)]),
  );
const lettersOf = (length: number, alphabet: string) => (seed: string) =>
  [...bytesOf(seed, length)].map((byte) => alphabet[byte % alphabet.length]).join("");
const signature = (seed: string) => ed25519.sign(bytesOf(seed, 20), bytesOf(seed, 32));
const hexOf =
  (length: number, before = "") =>
  (seed: string) =>
    before + hex.encode(bytesOf(seed, length));
const uuid = (seed: string) =>
  hex.encode(bytesOf(seed, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
const base32 = "abcdefghijklmnopqrstuvwxyz234567";
const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Values that are long and look random, and are nobody's secret. */
const harmless: Readonly<Record<string, (seed: string) => string>> = {
  "an address of Bitcoin": versioned([0], 20),
  "an address of Bitcoin, P2SH": versioned([5], 20),
  "an address of Bitcoin, bech32": (seed) => bech32.encode("bc", [0, ...words(seed, 20)]),
  "an address of Bitcoin, Taproot": (seed) => bech32m.encode("bc", [1, ...words(seed, 32)]),
  "an address of Tron": versioned([0x41], 20),
  "an address of Dogecoin": versioned([0x1e], 20),
  "an address of Zcash": versioned([0x1c, 0xb8], 20),
  "an address of Ethereum": hexOf(20, "0x"),
  "an address of Solana": (seed) => base58.encode(bytesOf(seed, 32)),
  "an address of Stellar": (seed) => stellar(6, seed),
  "a contract of Stellar": (seed) => stellar(2, seed),
  "an address of Cardano": bech("addr", 57),
  "a public key of Cardano": bech("addr_xvk", 64),
  "an address of Cosmos": bech("cosmos", 20),
  "a public key of Nostr": bech("npub", 32),
  "a recipient of age": bech("age", 32),
  "an invoice of Lightning": bech("lnbc20m", 180),
  "an address of Polkadot": (seed) => base58.encode(Uint8Array.from([0, ...bytesOf(seed, 34)])),
  "an address of TON": (seed) => `UQ${Buffer.from(bytesOf(seed, 34)).toString("base64url")}`,
  "an address of Monero": (seed) =>
    `4${lettersOf(94, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")(seed)}`,
  "an address of Algorand": (seed) => base32nopad.encode(bytesOf(seed, 36)),
  "an address of Filecoin": (seed) => `f1${lettersOf(39, base32)(seed)}`,
  "an address of Tezos": versioned([6, 161, 159], 20),
  "a public key of Tezos": versioned([13, 15, 37, 217], 32),
  "an operation of Tezos": versioned([5, 116], 32),
  "a block of Tezos": versioned([1, 52], 32),
  "a signature of Tezos": versioned([9, 245, 205, 134, 18], 64),
  "a public key of NEAR": (seed) => `ed25519:${base58.encode(bytesOf(seed, 32))}`,
  "an xpub": extended("0488b21e"),
  "a zpub": extended("04b24746"),
  "a compressed public key": hexOf(32, "02"),
  "a public key": hexOf(64, "04"),
  "a signature of Solana": (seed) => base58.encode(signature(seed)),
  "a signature in base64": (seed) => base64.encode(signature(seed)),
  "a signature in hexadecimal": (seed) => hex.encode(signature(seed)),
  "an explorer's link of Solana": (seed) => `https://solscan.io/tx/${base58.encode(signature(seed))}`,
  "an object of Sui": hexOf(32, "object 0x"),
  "an address of Aptos": hexOf(32, "my aptos address 0x"),
  "a content id": (seed) => `bafy${lettersOf(55, base32)(seed)}`,
  "a commit": hexOf(20),
  "an MD5 above another": (seed) => `${hexOf(16)(seed)}\n${hexOf(16)(`${seed} 2`)}`,
  "a SHA-512": hexOf(64),
  "an image of Docker": hexOf(32, "repo@sha256:"),
  "a fingerprint": (seed) => `SHA256 Fingerprint=${(hexOf(32)(seed).match(/../g) ?? []).join(":")}`,
  "two UUIDs": (seed) => `${uuid(seed)}\n${uuid(`${seed} 2`)}`,
  "an order": lettersOf(20, "0123456789"),
  "bytes in base64": (seed) => base64.encode(bytesOf(seed, 120)),
  "32 bytes in base64": (seed) => base64.encode(bytesOf(seed, 32)),
  "a session": lettersOf(32, alphanumeric),
  "a longer session": lettersOf(64, alphanumeric),
  "a JSON Web Token": (seed) =>
    `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(bytesOf(seed, 90)).toString("base64url")}`,
  "64 numbers": (seed) => `[${[...bytesOf(seed, 64)].join(",")}]`,
  "cards in a row": () => "4111 1111 1111 1111 5555 5555 5555 4444 6011 1111 1111 1117 1111",
};
const frames = [
  "V",
  "my address is V",
  "please check V",
  "提币地址 V",
  "V\nW",
  "I lost access, what about V?",
  "(V)",
];
const seeds = Array.from({ length: 28 }, (_, i) => `s${i}`);

describe("the detectors of keys", () => {
  it.each(Object.entries(harmless))("keep quiet about %s", (_, write) => {
    const texts = seeds.map((seed, i) =>
      (frames[i % frames.length] ?? "V").replace(/[VW]/g, (mark) => write(`${seed}${mark}`)),
    );
    expect(texts.flatMap((text) => keysIn(text))).toEqual([]);
  });

  it("are never certain of a bare hash", () => {
    const texts = seeds.map((seed) => hexOf(32, seed.endsWith("1") ? "0x" : "")(seed));
    expect(texts.filter((text) => keyLevelOf(text) === "hard")).toEqual([]);
  });
});
