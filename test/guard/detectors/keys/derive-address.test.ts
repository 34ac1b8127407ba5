import { describe, expect, it } from "vitest";
import { provenKeys } from "../../../../src/guard/detectors/keys/derive-address.ts";
import { keyLevelOf } from "./keys-in.ts";

/** The key 1 and its published addresses on each chain; the key of RFC 8032's first test. */
const one = `${"0".repeat(63)}1`;
const addressesOfOne: readonly (readonly [string, string])[] = [
  ["an EVM chain", "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"],
  ["Tron", "TMVQGm1qAQYVdetCeGRRkTWYYrLXuHK2HC"],
  ["Bitcoin, P2PKH", "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH"],
  ["Bitcoin, P2PKH uncompressed", "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm"],
  ["Bitcoin, P2SH-P2WPKH", "3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN"],
  ["Bitcoin, P2WPKH", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
  ["Bitcoin, P2TR", "bc1pmfr3p9j00pfxjh0zmgp99y8zftmd3s5pmedqhyptwy6lm87hf5sspknck9"],
];
const rfc8032 = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const solanaOfRfc8032 = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";

describe("a private key", () => {
  it.each(addressesOfOne)("is proved by its address on %s", (_, address) => {
    expect(keyLevelOf(`${address} ${one}`)).toBe("hard");
    expect(keyLevelOf(`deposit ${one}`, { expects: [], addresses: [address] })).toBe("hard");
  });

  it("is proved by its Ed25519 address", () => {
    expect(provenKeys(solanaOfRfc8032, [rfc8032], [])).toEqual(new Set([rfc8032]));
  });

  it("is not proved by another's address", () => {
    const other = one.replace("1", "2");
    expect(provenKeys(addressesOfOne.map(([, address]) => address).join(" "), [other], [])).toEqual(
      new Set(),
    );
  });

  it.each(["0".repeat(64), "f".repeat(64)])("is none outside the order of the curve: %s", (digits) => {
    expect(provenKeys(addressesOfOne[0]?.[1] ?? "", [digits], [])).toEqual(new Set());
  });
});
