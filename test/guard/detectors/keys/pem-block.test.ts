import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./key-samples.ts";
import { keyLevelOf, keysIn } from "./keys-in.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const curve = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
const edwards = generateKeyPairSync("ed25519");
const pemOf = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1") =>
  String(key.export({ format: "pem", type }));
const base64Lines = (seed: string, length: number) =>
  (
    Buffer.from(bytesOf(seed, length))
      .toString("base64")
      .match(/.{1,64}/g) ?? []
  ).join("\n");

const pems: Readonly<Record<string, string>> = {
  "PKCS#8, RSA": pemOf(rsa.privateKey, "pkcs8"),
  "PKCS#1": pemOf(rsa.privateKey, "pkcs1"),
  "PKCS#8, EC": pemOf(curve.privateKey, "pkcs8"),
  SEC1: pemOf(curve.privateKey, "sec1"),
  "PKCS#8, Ed25519": pemOf(edwards.privateKey, "pkcs8"),
  "PKCS#8, encrypted": String(
    rsa.privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "made up" }),
  ),
  OpenSSH: `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n${base64Lines("ssh", 200)}\n-----END OPENSSH PRIVATE KEY-----\n`,
  PGP: `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${base64Lines("pgp", 300)}\n=a1b2\n-----END PGP PRIVATE KEY BLOCK-----\n`,
};

const lines = (pem: string) => pem.trim().split("\n");
const layouts: Readonly<Record<string, (pem: string) => string>> = {
  whole: (pem) => `my key is\n${pem}\nplease help`,
  "without its end": (pem) => `key:\n${lines(pem).slice(0, -1).join("\n")}`,
  "without its beginning": (pem) => `${lines(pem).slice(1).join("\n")}\nthanks`,
  "on one line": (pem) => `here ${lines(pem).join(" ")} ok`,
  glued: (pem) => lines(pem).join(""),
  "in JSON": (pem) => JSON.stringify({ key: pem }),
  quoted: (pem) =>
    lines(pem)
      .map((line) => `> ${line}`)
      .join("\n"),
  indented: (pem) =>
    lines(pem)
      .map((line) => `      ${line}`)
      .join("\n"),
  "with long dashes": (pem) => pem.replaceAll("-----", "—–—"),
  "in Windows' lines": (pem) => pem.replaceAll("\n", "\r\n"),
  "with zero-width characters": (pem) => [...pem].join("\u200b"),
};

describe("a block of a private key", () => {
  it.each(Object.entries(pems))("in %s is certain in every layout", (_, pem) => {
    const missed = Object.entries(layouts).filter(([, write]) => keyLevelOf(write(pem)) !== "hard");
    expect(missed.map(([layout]) => layout)).toEqual([]);
  });

  it.each(Object.entries(pems).filter(([name]) => name !== "PGP"))(
    "in %s is certain by its body alone",
    (_, pem) => {
      expect(keyLevelOf(lines(pem).slice(1, -1).join("\n"))).toBe("hard");
    },
  );

  it("is taken out whole, and nothing beside it", () => {
    const pem = (pems["PKCS#8, RSA"] ?? "").trim();
    expect(keysIn(`before\n${pem}\nbehind`)).toEqual([`private_key hard ${JSON.stringify(pem)}`]);
  });

  it.each([
    ["a question", "do I paste -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- too?"],
    ["dots", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
    ["a placeholder", `-----BEGIN PRIVATE KEY-----\n${"x".repeat(64)}\n-----END PRIVATE KEY-----`],
    ["a public key", String(rsa.publicKey.export({ format: "pem", type: "spki" }))],
    [
      "a public key of SSH",
      `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(bytesOf("pub", 32)).toString("base64")} me@host`,
    ],
    [
      "a certificate",
      `-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n${base64Lines("cert", 100)}\n-----END CERTIFICATE-----`,
    ],
    [
      "a message of PGP",
      `-----BEGIN PGP MESSAGE-----\n\n${base64Lines("message", 100)}\n-----END PGP MESSAGE-----`,
    ],
  ])("is not seen in %s", (_, text) => {
    expect(keysIn(text)).toEqual([]);
  });
});
