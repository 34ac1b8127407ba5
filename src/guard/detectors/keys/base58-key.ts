import { hash } from "node:crypto";
import { base58, base58xrp } from "@scure/base";
import { isMixed, isVaried, type KeyBudget, type KeyFormat, type Verdict } from "./key-format.ts";

const alphabet = /^[1-9A-HJ-NP-Za-km-z]+$/;
const sha256 = (bytes: Uint8Array): Uint8Array => hash("sha256", bytes, "buffer");
const checksumSize = 4;
/** A value of this format is not looked for in pieces. */
const never = /^(?!)/;

const bytesOf = (value: string, budget: KeyBudget, coder = base58): Uint8Array | undefined => {
  if (budget.decodes <= 0 || !alphabet.test(value)) return undefined;
  budget.decodes -= 1;
  return coder.decode(value);
};

/** The payload, when the four bytes behind it are what `digest` makes of it. */
const checked = (
  bytes: Uint8Array | undefined,
  digest: (payload: Uint8Array) => Uint8Array,
): Uint8Array | undefined => {
  if (bytes === undefined || bytes.length <= checksumSize) return undefined;
  const payload = bytes.subarray(0, -checksumSize);
  const sum = digest(payload);
  for (let i = 0; i < checksumSize; i += 1) if (sum[i] !== bytes[payload.length + i]) return undefined;
  return payload;
};

const twice = (payload: Uint8Array) => sha256(sha256(payload));

/** Base58Check: the payload, or undefined when the checksum is wrong or the budget is used up. */
const base58check = (value: string, budget: KeyBudget) => checked(bytesOf(value, budget), twice);

/** Version bytes of private keys are those of addresses plus 128. */
const lowestKeyVersion = 0x80;
const zcashSpendingKey = (payload: Uint8Array) =>
  (payload[0] === 0xab && payload[1] === 0x36) || (payload[0] === 0xac && payload[1] === 0x08);

const judgeWif = (value: string, _before: string, budget: KeyBudget): Verdict | undefined => {
  const payload = base58check(value, budget);
  if (payload !== undefined) {
    if ((payload[0] ?? 0) < lowestKeyVersion) return undefined;
    if (payload.length === 33) return "sure";
    if (payload.length !== 34) return undefined;
    // A compressed key says so with its last byte.
    return payload[33] === 0x01 || zcashSpendingKey(payload) ? "sure" : undefined;
  }
  if (!isMixed(value)) return undefined;
  const isUnmistakable = value.length === 51 ? /^5[HJK]/.test(value) : /^[KLc]/.test(value);
  const mistyped = value.length === 51 || value.length === 52;
  return isUnmistakable && mistyped && alphabet.test(value) ? "near" : "hint";
};

/** Wallet import format of Bitcoin and its kin: a version, 32 bytes, and 01 for a compressed public key. */
const wif: KeyFormat = {
  kind: "private_key",
  opens: /^[5-9K-NP-Zabc]/,
  shortest: 50,
  longest: 53,
  judge: judgeWif,
};

/** BIP-38: a private key under a passphrase. */
const bip38: KeyFormat = {
  kind: "private_key",
  opens: /^6P/,
  shortest: 56,
  longest: 60,
  judge: (value, _, budget) => {
    if (!value.startsWith("6P")) return undefined;
    const payload = base58check(value, budget);
    if (payload?.length === 39 && payload[0] === 0x01) return "sure";
    return isMixed(value) ? "near" : undefined;
  },
};

/** BIP-32, and SLIP-132's other names: byte 45 is zero before a private key, 2 or 3 in a public one. */
const extended: KeyFormat = {
  kind: "extended_key",
  opens: /^(?:[xyztuvYZUVsdkD]prv|[LM]tpv|drkv|dgpv|ktrv|x?prv[A-Z])/,
  shortest: 60,
  longest: 116,
  judge: (value, _, budget) => {
    const isNamed = extended.opens.test(value);
    if (!isNamed && value.length < 105) return undefined;
    const payload = base58check(value, budget);
    if (payload?.length === 78) return payload[45] === 0 ? "sure" : undefined;
    return isNamed && isMixed(value) ? "near" : undefined;
  },
};

/** Casascius: the hash of the key with a question mark begins with a zero byte. */
const mini: KeyFormat = {
  kind: "private_key",
  opens: never,
  shortest: 22,
  longest: 30,
  judge: (value) => {
    if (!(value.length === 22 || value.length === 26 || value.length === 30)) return undefined;
    if (!/^S(?=.*[a-z])(?=.*[0-9]).*[A-Z]/.test(value) || !alphabet.test(value)) return undefined;
    return sha256(new TextEncoder().encode(`${value}?`))[0] === 0 && isVaried(value) ? "sure" : undefined;
  },
};

const xrpSeedVersions: readonly (readonly number[])[] = [[0x21], [0x01, 0xe1, 0x4b]];

/** XRP Ledger: family seeds of both signature schemes. */
const xrpSeed: KeyFormat = {
  kind: "private_key",
  opens: /^s(?=.{0,25}[0-9])(?=.{0,25}[A-Z])/,
  shortest: 27,
  longest: 32,
  judge: (value, _, budget) => {
    if (!value.startsWith("s")) return undefined;
    const payload = checked(bytesOf(value, budget, base58xrp), twice);
    const isSeed = (version: readonly number[]) =>
      payload?.length === version.length + 16 && version.every((byte, i) => payload[i] === byte);
    if (xrpSeedVersions.some(isSeed)) return "sure";
    if (!isMixed(value) || !alphabet.test(value)) return undefined;
    return value.startsWith("sEd") && value.length === 31 ? "near" : "hint";
  },
};

const tezosKey = /^(?:edsk|spsk|p2sk|BLsk|edesk|spesk|p2esk|BLesk)/;
/** Tezos: the letters name the curve, an e in the middle says that it is under a password. */
const tezos: KeyFormat = {
  kind: "private_key",
  opens: tezosKey,
  shortest: 48,
  longest: 100,
  judge: (value, _, budget) => {
    if (!tezosKey.test(value)) return undefined;
    if (base58check(value, budget) !== undefined) return "sure";
    return isMixed(value) ? "near" : undefined;
  },
};

const suffixed = (suffix: string) => (payload: Uint8Array) =>
  hash("ripemd160", new Uint8Array([...payload, ...new TextEncoder().encode(suffix)]), "buffer");
/** CB58: the checksum is the end of one hash. */
const endOfHash = (payload: Uint8Array) => sha256(payload).subarray(-checksumSize);

const keyName = /(?:PVT_(K1|R1|WA)_|PrivateKey-|secp256k1:)$/;
/** Formats whose name stands before the value: Antelope, Avalanche, NEAR's secp256k1. */
const named: KeyFormat = {
  kind: "private_key",
  opens: never,
  after: keyName,
  shortest: 40,
  longest: 56,
  judge: (value, before, budget) => {
    const name = keyName.exec(before);
    if (name === null) return undefined;
    const bytes = bytesOf(value, budget);
    if (bytes === undefined) return undefined;
    if (name[0] === "secp256k1:") return bytes.length === 32 ? "sure" : undefined;
    const payload = checked(bytes, name[1] === undefined ? endOfHash : suffixed(name[1]));
    return payload === undefined ? "near" : "sure";
  },
};

/** Keys in base58 whose checksum proves them. */
export const base58Formats: readonly KeyFormat[] = [wif, bip38, extended, mini, xrpSeed, tezos, named];
