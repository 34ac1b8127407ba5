import { isVaried, type KeyFormat } from "./key-format.ts";

/**
 * Human-readable parts of private keys: Nostr (NIP-19, NIP-49), Sui and IOTA, Cardano (CIP-5, CIP-1852), age,
 * Zcash (ZIP-32).
 */
const privatePart =
  /^(?:nsec|ncryptsec|(?:sui|iota)privkey|xprv|(?:[a-z0-9]+_)*(?:x?sk|xprv)|ed25519(?:e|bip32)?_sk|age-secret-key-(?:pq-)?|age-plugin-[a-z0-9-]+-|secret-(?:extended|spending)-key-[a-z]+|sapling-secret-[a-z-]+)$/;
const startsPrivate = /^(?:nsec|ncryptsec|suiprivkey|iotaprivkey|xprv|x?sk)/i;
/** The last part of a name with hyphens. */
const endsName = /^(?:main|test|regtest)?1/i;
const bech32Units = /[02-9ac-hj-np-z]+/g;
/** A mistyped value may have characters that its alphabet lacks. */
const mostStrange = 2;
/** The part before the value that belongs to it: names with a hyphen or a line in them. */
const nameBefore = /(?:[A-Za-z0-9]{1,12}[-_]){1,5}$/;

/** What may be the part of it, when other words are glued to it in front. */
const partsOf = (name: string): readonly string[] => {
  const starts = [...name.matchAll(/(?:^.?|[-_])/g)].map(({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
  return [...new Set(starts.flat())]
    .map((start) => name.slice(start))
    .filter((part) => privatePart.test(part));
};

const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** What the checksum of BIP-173 and of BIP-350 leaves. */
const remainders = new Set([1, 0x2bc830a3]);

/** Whether the checksum at the end of the data is right; BIP-173 has the formula. */
const hasChecksum = (part: string, data: string): boolean => {
  let check = 1;
  const take = (value: number) => {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of generators.entries()) if ((top >>> bit) & 1) check ^= generator;
  };
  for (let i = 0; i < part.length; i += 1) take(part.charCodeAt(i) >>> 5);
  take(0);
  for (let i = 0; i < part.length; i += 1) take(part.charCodeAt(i) & 31);
  for (const character of data) take(alphabet.indexOf(character));
  return remainders.has(check >>> 0);
};

export const bech32Formats: readonly KeyFormat[] = [
  {
    kind: "private_key",
    opens: startsPrivate,
    after: /key-$/i,
    shortest: 30,
    longest: 400,
    judge: (value, before, budget) => {
      const at = value.indexOf("1") + 1;
      const data = value.slice(at).toLowerCase();
      const isNamed = startsPrivate.test(value) || (before.endsWith("-") && endsName.test(value));
      if (!isNamed || data.length < 24 || budget.decodes <= 0) return undefined;
      const strange = data.replace(bech32Units, "").length;
      if (strange > mostStrange) return undefined;
      const own = value.slice(0, at - 1).toLowerCase();
      const parts = partsOf(
        `${/[-_]$/.test(before) ? (nameBefore.exec(before)?.[0].toLowerCase() ?? "") : ""}${own}`,
      );
      if (parts.length === 0) return undefined;
      budget.decodes -= parts.length;
      if (strange === 0 && parts.some((part) => hasChecksum(part, data))) return "sure";
      return isVaried(data) && data.length >= 50 ? "near" : undefined;
    },
  },
];
