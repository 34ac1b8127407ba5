import { createECDH, hash } from "node:crypto";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { base32nopad, base58, base58xrp, bech32, bech32m } from "@scure/base";
import { ed25519PublicKey } from "./key-pair.ts";

/** Computing one public key takes about a third of a millisecond. */
const mostKeys = 8;
const mostAddresses = 50;
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const sha256 = (bytes: Uint8Array): Uint8Array => hash("sha256", bytes, "buffer");
const hash160 = (bytes: Uint8Array): Uint8Array => hash("ripemd160", sha256(bytes), "buffer");

const evm = /(?<![0-9A-Za-z])0x[0-9A-Fa-f]{40}(?![0-9A-Za-z])/g;
const coded = /(?<![0-9A-Za-z])[0-9A-Za-z]{25,90}(?![0-9A-Za-z])/g;
const hasChecksum = (bytes: Uint8Array) =>
  bytes.length === 25 &&
  Buffer.compare(sha256(sha256(bytes.subarray(0, 21))).subarray(0, 4), bytes.subarray(21)) === 0;

/** What an address holds of its public key: a hash of 20 bytes, or 32 bytes of the key itself; by its encoding. */
const payloadOf = (address: string): string | undefined => {
  if (/^[1-9A-HJ-NP-Za-km-z]{25,44}$/.test(address)) {
    const bytes = base58.decode(address);
    if (bytes.length === 32) return toHex(bytes);
    if (hasChecksum(bytes)) return toHex(bytes.subarray(1, 21));
    const xrp = address.startsWith("r") ? base58xrp.decode(address) : bytes;
    return hasChecksum(xrp) ? toHex(xrp.subarray(1, 21)) : undefined;
  }
  if (/^G[A-Z2-7]{55}$/.test(address)) return toHex(base32nopad.decode(address).subarray(1, 33));
  if (!/^[A-Za-z]{1,20}1[02-9AC-HJ-NP-Zac-hj-np-z]{38,62}$/.test(address)) return undefined;
  const [coder, decoded] = [bech32, bech32m]
    .map((candidate) => [candidate, candidate.decodeUnsafe(address, 90)] as const)
    .find(([, result]) => result !== undefined) ?? [undefined, undefined];
  if (coder === undefined || decoded === undefined) return undefined;
  // Bitcoin's kind puts the version of the witness before the payload, Cosmos' kind nothing.
  for (const words of [decoded.words.slice(1), decoded.words]) {
    const bytes = coder.fromWordsUnsafe(words);
    if (bytes !== undefined && (bytes.length === 20 || bytes.length === 32)) return toHex(bytes);
  }
  return undefined;
};

const payloadsIn = (text: string): ReadonlySet<string> => {
  const payloads = [...text.matchAll(evm)]
    .slice(0, mostAddresses)
    .map(([address]) => address.slice(2).toLowerCase());
  for (const [address] of [...text.matchAll(coded)].slice(0, mostAddresses)) {
    const payload = payloadOf(address);
    if (payload !== undefined) payloads.push(payload);
  }
  return new Set(payloads);
};

const publicKeyOf = (secret: Uint8Array) => {
  const ecdh = createECDH("secp256k1");
  ecdh.setPrivateKey(secret);
  return ecdh;
};

const toBytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex");

/** BIP-341: the output key of a key path without scripts, from the key whose point has an even y. */
const taproot = (secret: Uint8Array, compressed: Uint8Array): string => {
  const x = compressed.subarray(1);
  const tag = sha256(new TextEncoder().encode("TapTweak"));
  const tweak = BigInt(`0x${toHex(sha256(Buffer.concat([tag, tag, x])))}`);
  const value = BigInt(`0x${toHex(secret)}`);
  const even = compressed[0] === 2 ? value : order - value;
  return publicKeyOf(toBytes((even + tweak) % order))
    .getPublicKey("hex", "compressed")
    .slice(2);
};

/**
 * What the addresses of a 32-byte secret hold, on EVM chains, Tron, Bitcoin (P2PKH, P2SH-P2WPKH, P2WPKH, P2TR) and
 * its kin, XRP, Cosmos; and on Ed25519 chains such as Solana and Stellar. Empty when it is no key of secp256k1.
 */
const derivedPayloads = (secret: Uint8Array): readonly string[] => {
  const value = BigInt(`0x${toHex(secret)}`);
  if (value === 0n || value >= order) return [];
  const point = publicKeyOf(secret);
  const full = point.getPublicKey();
  const compressed = point.getPublicKey(null, "compressed");
  const own = hash160(compressed);
  return [
    toHex(keccak_256(full.subarray(1)).subarray(12)),
    toHex(own),
    toHex(hash160(full)),
    toHex(hash160(Buffer.concat([Buffer.from([0, 20]), own]))),
    taproot(secret, compressed),
    toHex(ed25519PublicKey(secret)),
  ];
};

/** Which of the hexadecimal values derive one of the addresses that the text or the conversation names. */
export const provenKeys = (
  text: string,
  values: readonly string[],
  addresses: readonly string[],
): ReadonlySet<string> => {
  const keys = [...new Set(values)].filter(({ length }) => length === 64).slice(0, mostKeys);
  if (keys.length === 0) return new Set();
  const named = payloadsIn(`${text} ${addresses.slice(-mostAddresses).join(" ")}`);
  if (named.size === 0) return new Set();
  return new Set(
    keys.filter((digits) =>
      derivedPayloads(Buffer.from(digits, "hex")).some((payload) => named.has(payload)),
    ),
  );
};
