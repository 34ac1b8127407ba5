import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./key-samples.ts";
import { keyLevelOf, keysIn } from "./keys-in.ts";

const hexOf = (seed: string, length: number) => Buffer.from(bytesOf(seed, length)).toString("hex");
const base64Of = (seed: string, length: number) => Buffer.from(bytesOf(seed, length)).toString("base64");

const version3 = {
  address: hexOf("address", 20),
  crypto: {
    cipher: "aes-128-ctr",
    ciphertext: hexOf("text", 32),
    cipherparams: { iv: hexOf("iv", 16) },
    kdf: "scrypt",
    kdfparams: { dklen: 32, n: 262144, p: 1, r: 8, salt: hexOf("salt", 32) },
    mac: hexOf("mac", 32),
  },
  id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
  version: 3,
};
const version1 = {
  Crypto: {
    CipherText: hexOf("text", 48),
    Cipher: "aes-128-cbc",
    CipherParams: { IV: hexOf("iv", 16) },
    KDF: "scrypt",
    KDFParams: { DkLen: 32, N: 262144, P: 1, R: 8, Salt: hexOf("salt", 32) },
    MAC: hexOf("mac", 32),
    Version: 1,
  },
  Address: hexOf("address", 20),
  Version: "1",
};

describe("a wallet's file", () => {
  const layouts: Readonly<Record<string, (file: object) => string>> = {
    "on one line": (file) => `my keystore ${JSON.stringify(file)} what now`,
    pretty: (file) => JSON.stringify(file, null, 2),
    escaped: (file) => JSON.stringify(JSON.stringify(file)),
    "in single quotes": (file) => JSON.stringify(file).replaceAll('"', "'"),
    "in curly quotes": (file) => JSON.stringify(file).replaceAll('"', "”"),
    "without quotes": (file) => JSON.stringify(file).replaceAll('"', ""),
    "cut off at 200": (file) => JSON.stringify(file).slice(0, 200),
    "cut off at 300": (file) => JSON.stringify(file).slice(0, 300),
    "cut off in front": (file) => JSON.stringify(file).slice(100),
  };

  it.each([
    ["version 3", version3],
    ["version 1", version1],
    [
      "version 3 in another order",
      { version: 3, crypto: Object.fromEntries(Object.entries(version3.crypto).reverse()) },
    ],
    ["the encrypted part alone", version3.crypto],
  ])("of Ethereum, %s, is certain in every layout", (_, file) => {
    const missed = Object.entries(layouts).filter(([, write]) => keyLevelOf(write(file)) !== "hard");
    expect(missed.map(([layout]) => layout)).toEqual([]);
  });

  it.each([
    ["MetaMask's vault", { data: base64Of("data", 300), iv: base64Of("iv", 16), salt: base64Of("salt", 32) }],
    [
      "Phantom's vault",
      {
        encryptedKey: {
          encrypted: base64Of("e", 60),
          kdf: "pbkdf2",
          nonce: base64Of("n", 24),
          salt: base64Of("s", 16),
        },
      },
    ],
    [
      "Polkadot's export",
      { encoded: base64Of("p", 200), encoding: { content: ["pkcs8", "sr25519"], version: "3" } },
    ],
    ["a private JSON Web Key", generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" })],
    [
      "cardano-cli's key",
      { type: "PaymentSigningKeyShelley_ed25519", description: "", cborHex: `5820${hexOf("cardano", 32)}` },
    ],
  ])("such as %s is certain", (_, file) => {
    expect(keyLevelOf(JSON.stringify(file))).toBe("hard");
  });

  it("is taken out with its braces, and nothing beside it", () => {
    const text = JSON.stringify(version3);
    expect(keysIn(`before ${text} behind`)).toEqual([`keystore hard ${JSON.stringify(text)}`]);
  });

  it("is masked by its name, and by one part of it", () => {
    expect(keyLevelOf(`UTC--2016-03-22T12-57-55.920751759Z--${version3.address}`)).toBe("soft");
    expect(keyLevelOf(`"ciphertext":"${version3.crypto.ciphertext}"`)).toBe("soft");
  });

  it.each([
    [
      "a public JSON Web Key",
      JSON.stringify(generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" })),
    ],
    [
      "cardano-cli's public key",
      JSON.stringify({ type: "PaymentVerificationKeyShelley_ed25519", cborHex: `5820${hexOf("vk", 32)}` }),
    ],
    ["an answer of a service", JSON.stringify({ code: 0, data: base64Of("answer", 60), ts: 1 })],
    ["talk of encryption", "how do I set iv: 0 and salt: abc in crypto? which cipher: aes"],
    ["an empty wallet of Electrum", '{"seed_version":17,"wallet_type":"standard","use_encryption":false}'],
  ])("is not seen in %s", (_, text) => {
    expect(keyLevelOf(text)).not.toBe("hard");
    expect(keysIn(text).join()).not.toContain("keystore");
  });
});
