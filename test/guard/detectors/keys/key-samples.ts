import { ed25519 } from "@noble/curves/ed25519.js";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base32nopad, base58, base58xrp, base64, bech32, bech32m, createBase58check, hex } from "@scure/base";

const base58check = createBase58check(sha256);

/** Bytes that a seed decides: the same in every run. */
export const bytesOf = (seed: string, length: number): Uint8Array => {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * 32 < length; i += 1) blocks.push(sha256(new TextEncoder().encode(`${seed}:${i}`)));
  return Uint8Array.from(blocks.flatMap((block) => [...block])).slice(0, length);
};

const join = (...parts: readonly (Uint8Array | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const text = (value: string) => new TextEncoder().encode(value);

const pairOf = (seed: string): Uint8Array => {
  const secret = bytesOf(seed, 32);
  return join(secret, ed25519.getPublicKey(secret));
};

const crc16 = (bytes: Uint8Array) => {
  let crc = 0;
  for (const byte of bytes)
    for (let bit = 7, feed = byte; bit >= 0; bit -= 1) {
      const top = ((crc >> 15) & 1) ^ ((feed >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (top ? 0x1021 : 0);
    }
  return [crc & 0xff, crc >> 8];
};

export const stellar = (version: number, seed: string): string => {
  const body = join([version << 3], bytesOf(seed, 32));
  return base32nopad.encode(join(body, crc16(body)));
};

const wif = (version: number, isCompressed: boolean) => (seed: string) =>
  base58check.encode(join([version], bytesOf(seed, 32), isCompressed ? [1] : []));
const bip32 = (version: string) => (seed: string) =>
  base58check.encode(join(hex.decode(version), bytesOf(`${seed} chain`, 41), [0], bytesOf(seed, 32)));
const prefixed = (version: readonly number[], length: number) => (seed: string) =>
  base58check.encode(join(version, bytesOf(seed, length)));
const tezosLong = (seed: string) => base58check.encode(join([43, 246, 78, 7], pairOf(seed)));
const bech =
  (part: string, length: number, coder: { encode: typeof bech32.encode } = bech32) =>
  (seed: string) =>
    coder.encode(part, bech32.toWords(bytesOf(seed, length)), false);
const xrp = (version: readonly number[]) => (seed: string) => {
  const payload = join(version, bytesOf(seed, 16));
  return base58xrp.encode(join(payload, sha256(sha256(payload)).slice(0, 4)));
};
const eos = (curve: string) => (seed: string) => {
  const secret = bytesOf(seed, 32);
  const sum = ripemd160(join(secret, text(curve))).slice(0, 4);
  return `PVT_${curve}_${base58.encode(join(secret, sum))}`;
};
const avalanche = (seed: string) => {
  const secret = bytesOf(seed, 32);
  return `PrivateKey-${base58.encode(join(secret, sha256(secret).slice(-4)))}`;
};
const mini = (length: number) => (seed: string) => {
  for (let i = 0; ; i += 1) {
    const key = `S${base58.encode(bytesOf(`${seed} ${i}`, 32)).slice(0, length - 1)}`;
    if (
      sha256(text(`${key}?`))[0] === 0 &&
      /[a-z]/.test(key) &&
      /[0-9]/.test(key) &&
      /[A-Z]/.test(key.slice(1))
    )
      return key;
  }
};

/** Every format of a key that proves itself, by name: a key of it for any seed. */
export const keyFormats: Readonly<Record<string, (seed: string) => string>> = {
  "WIF, Bitcoin": wif(0x80, true),
  "WIF, Bitcoin, uncompressed": wif(0x80, false),
  "WIF, test network": wif(0xef, true),
  "WIF, test network, uncompressed": wif(0xef, false),
  "WIF, Litecoin": wif(0xb0, true),
  "WIF, Litecoin, uncompressed": wif(0xb0, false),
  "WIF, Dogecoin": wif(0x9e, true),
  "WIF, Dogecoin, uncompressed": wif(0x9e, false),
  "WIF, Dash": wif(0xcc, true),
  "WIF, Dash, uncompressed": wif(0xcc, false),
  "WIF, some other coin": wif(0xbc, true),
  BIP38: (seed) => base58check.encode(join([1, 0x42, 0xe0], bytesOf(seed, 36))),
  "BIP38, multiplied": (seed) => base58check.encode(join([1, 0x43, 0x20], bytesOf(seed, 36))),
  "mini key": mini(30),
  "mini key, old": mini(22),
  xprv: bip32("0488ade4"),
  yprv: bip32("049d7878"),
  zprv: bip32("04b2430c"),
  Yprv: bip32("0295b005"),
  Zprv: bip32("02aa7a99"),
  tprv: bip32("04358394"),
  uprv: bip32("044a4e28"),
  vprv: bip32("045f18bc"),
  Uprv: bip32("024285b5"),
  Vprv: bip32("02575048"),
  Ltpv: bip32("019d9cfe"),
  Mtpv: bip32("01b26792"),
  dgpv: bip32("02fac398"),
  drkv: bip32("02fe52f8"),
  kprv: bip32("038f2ef4"),
  "Solana, base58": (seed) => base58.encode(pairOf(seed)),
  "Solana, list": (seed) => `[${[...pairOf(seed)].join(",")}]`,
  "Solana, spaced list": (seed) => `[ ${[...pairOf(seed)].join(", ")} ]`,
  "Solana, object": (seed) => JSON.stringify(Object.fromEntries(pairOf(seed).entries())),
  "Ed25519 pair, base64": (seed) => base64.encode(pairOf(seed)),
  "Ed25519 pair, hexadecimal": (seed) => hex.encode(pairOf(seed)),
  NEAR: (seed) => `ed25519:${base58.encode(pairOf(seed))}`,
  "NEAR, secp256k1": (seed) => `secp256k1:${base58.encode(bytesOf(seed, 32))}`,
  Stellar: (seed) => stellar(18, seed),
  "XRP, secp256k1": xrp([0x21]),
  "XRP, Ed25519": xrp([0x01, 0xe1, 0x4b]),
  Sui: (seed) => bech32.encode("suiprivkey", bech32.toWords(join([0], bytesOf(seed, 32)))),
  Nostr: bech("nsec", 32),
  "Nostr, encrypted": bech("ncryptsec", 91),
  "Tezos, seed": prefixed([13, 15, 58, 7], 32),
  "Tezos, pair": tezosLong,
  "Tezos, secp256k1": prefixed([17, 162, 224, 201], 32),
  "Tezos, P-256": prefixed([16, 81, 238, 189], 32),
  "Tezos, BLS": prefixed([3, 150, 192, 40], 32),
  "Tezos, encrypted": prefixed([7, 90, 60, 179, 41], 56),
  "Tezos, encrypted secp256k1": prefixed([9, 237, 241, 174, 150], 56),
  "Tezos, encrypted P-256": prefixed([9, 48, 57, 115, 171], 56),
  Cardano: bech("ed25519_sk", 32),
  "Cardano, extended": bech("ed25519e_sk", 64),
  "Cardano, root": bech("root_xsk", 96),
  "Cardano, account": bech("acct_xsk", 96),
  "Cardano, address": bech("addr_xsk", 96),
  "Cardano, stake": bech("stake_sk", 32),
  "Cardano, bech32 xprv": bech("xprv", 96),
  "Antelope K1": eos("K1"),
  "Antelope R1": eos("R1"),
  Avalanche: avalanche,
  "Zcash, extended": bech("secret-extended-key-main", 169),
  "Zcash, Sprout": (seed) => base58check.encode(join([0xab, 0x36], bytesOf(seed, 32))),
  age: (seed) => bech("age-secret-key-", 32)(seed).toUpperCase(),
  "IOTA, bech32m": bech("iotaprivkey", 33, bech32m),
};
