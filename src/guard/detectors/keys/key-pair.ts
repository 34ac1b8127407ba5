import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyBudget } from "./key-format.ts";

/** PKCS#8 of an Ed25519 seed up to the seed itself (RFC 8410). */
const seedHeader = Buffer.from("302e020100300506032b657004220420", "hex");

/** The Ed25519 public key of a 32-byte seed. */
export const ed25519PublicKey = (seed: Uint8Array): Uint8Array => {
  const key = createPrivateKey({ key: Buffer.concat([seedHeader, seed]), format: "der", type: "pkcs8" });
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
};

/** The highest last byte of an Ed25519 signature: its second half is a number below 2^252 + 2^125. */
const mostOfSignature = 0x10;

/**
 * Whether 64 bytes are an Ed25519 seed and its public key. When the budget is used up: what cannot be a
 * signature is taken for one, to be on the safe side.
 */
export const isKeyPair = (bytes: Uint8Array, budget: KeyBudget): boolean => {
  if (bytes.length !== 64) return false;
  if (budget.pairs <= 0) return (bytes[63] ?? 0) > mostOfSignature;
  budget.pairs -= 1;
  return Buffer.compare(ed25519PublicKey(bytes.subarray(0, 32)), bytes.subarray(32)) === 0;
};
