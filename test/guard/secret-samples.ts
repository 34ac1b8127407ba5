import { sha256 } from "@noble/hashes/sha2.js";
import { base32nopad, base64urlnopad, createBase58check, hex } from "@scure/base";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import type { SecretKind } from "../../src/domain/message.ts";

/** A made-up secret as somebody tells it. */
export interface SecretSample {
  readonly kind: SecretKind;
  readonly told: string;
  /** What must not be left of it, not even in part. */
  readonly values: readonly string[];
}

const base58check = createBase58check(sha256);

/** Bytes that look random and are always the same for a number. */
const bytesOf = (seed: number, length: number): Uint8Array => {
  const found = new Uint8Array(length);
  for (let at = 0; at < length; at += 32)
    found.set(
      sha256(Uint8Array.of(seed >>> 24, seed >>> 16, seed >>> 8, seed, at)).slice(0, length - at),
      at,
    );
  return found;
};

const digitsOf = (seed: number, length: number): string =>
  [...bytesOf(seed, length)].map((byte) => byte % 10).join("");

const hexOf = (seed: number, length: number): string =>
  hex.encode(bytesOf(seed, Math.ceil(length / 2))).slice(0, length);

const concat = (...parts: readonly (readonly number[] | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** ISO/IEC 7812-1, annex B. */
const withLuhnDigit = (digits: string): string => {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

/** GB 11643-1999: ISO 7064, MOD 11-2. */
const withChineseDigit = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return `${digits}${"10X98765432"[sum % 11]}`;
};

const json = (value: object) => base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(value)));

/** One way of telling a secret of a kind, for any number. */
type Tell = (seed: number) => Omit<SecretSample, "kind">;

const tells: Readonly<Record<SecretKind, Tell>> = {
  seed_phrase: (seed) => {
    const phrase = entropyToMnemonic(bytesOf(seed, seed % 2 === 0 ? 16 : 32), wordlist);
    const words = phrase.split(" ");
    return {
      told: `here is my seed: ${phrase}`,
      values: [words.slice(1, 5).join(" "), words.slice(-4).join(" ")],
    };
  },
  private_key: (seed) => {
    const value =
      seed % 2 === 0 ? hexOf(seed, 64) : base58check.encode(concat([0x80], bytesOf(seed, 32), [0x01]));
    return { told: `my private key is ${value}`, values: [value.slice(0, 24), value.slice(-24)] };
  },
  extended_key: (seed) => {
    const value = base58check.encode(
      concat([0x04, 0x88, 0xad, 0xe4], new Uint8Array(9), bytesOf(seed, 32), [0], bytesOf(seed + 1, 32)),
    );
    return { told: `exported ${value}`, values: [value.slice(40, 70), value.slice(-24)] };
  },
  keystore: (seed) => {
    const ciphertext = hexOf(seed * 16, 64);
    const crypto = {
      cipher: "aes-128-ctr",
      ciphertext,
      cipherparams: { iv: hexOf(seed * 16 + 1, 32) },
      kdf: "scrypt",
      kdfparams: { dklen: 32, n: 262_144, p: 1, r: 8, salt: hexOf(seed * 16 + 2, 64) },
      mac: hexOf(seed * 16 + 3, 64),
    };
    return {
      told: JSON.stringify({ address: hexOf(seed * 16 + 4, 40), crypto, version: 3 }),
      values: [ciphertext, crypto.mac],
    };
  },
  api_key: (seed) => {
    const part = (n: number, length: number) => hexOf(seed * 16 + n, length);
    const secret = `${part(1, 8)}-${part(2, 8)}-${part(3, 8)}-${part(4, 5)}`;
    return {
      told: `my htx api key is bg5t6ygr6y-${part(5, 8)}-${part(6, 8)}-${part(7, 5)} and the secret is ${secret}`,
      values: [secret, secret.slice(0, 17)],
    };
  },
  totp_secret: (seed) => {
    const value = base32nopad.encode(bytesOf(seed, 20));
    return {
      told: `otpauth://totp/HTX:ada?secret=${value}&issuer=HTX`,
      values: [value.slice(0, 16), value.slice(-16)],
    };
  },
  password: (seed) => {
    const value = `Kx${digitsOf(seed, 4)}!${base32nopad.encode(bytesOf(seed, 5)).toLowerCase()}`;
    return { told: `my password is ${value}`, values: [value.slice(0, 8), value.slice(-8)] };
  },
  one_time_code: (seed) => {
    const value = `${1 + (seed % 9)}${digitsOf(seed, 5)}`;
    return { told: `the verification code is ${value}`, values: [value] };
  },
  payment_card: (seed) => {
    const value = withLuhnDigit(`4${digitsOf(seed, 14)}`);
    return { told: `my card number is ${value}, cvv 123`, values: [value, value.slice(4)] };
  },
  national_id: (seed) => {
    const day = String(10 + (seed % 18));
    const value = withChineseDigit(`110105198${seed % 10}06${day}${digitsOf(seed, 3)}`);
    return { told: `我的身份证号是 ${value}`, values: [value, value.slice(6)] };
  },
  token: (seed) => {
    const value = `${json({ alg: "HS256", typ: "JWT" })}.${json({ sub: digitsOf(seed, 12), iat: 1_700_000_000 })}.${base64urlnopad.encode(bytesOf(seed, 32))}`;
    return { told: `Authorization: Bearer ${value}`, values: [value.slice(-30), value.slice(40, 70)] };
  },
};

export const aSecret = (kind: SecretKind, seed = 1): SecretSample => ({ kind, ...tells[kind](seed) });

export const secretOf = (kind: SecretKind): fc.Arbitrary<SecretSample> =>
  fc.nat({ max: 2 ** 27 }).map((seed) => aSecret(kind, seed));
