import { bech32, bech32m } from "@scure/base";
import { isVaried, type KeyFormat } from "./key-format.ts";

/**
 * Human-readable parts of private keys: Nostr (NIP-19, NIP-49), Sui and IOTA, Cardano (CIP-5, CIP-1852), age,
 * Zcash (ZIP-32).
 */
const privatePart =
  /^(?:nsec|ncryptsec|(?:sui|iota)privkey|xprv|(?:[a-z0-9]+_)*(?:x?sk|xprv)|ed25519(?:e|bip32)?_sk|age-secret-key-(?:pq-)?|age-plugin-[a-z0-9-]+-|secret-(?:extended|spending)-key-[a-z]+|sapling-secret-[a-z-]+)$/;
const startsPrivate = /^(?:nsec|ncryptsec|suiprivkey|iotaprivkey|xprv|x?sk|1|main1|test1|regtest1)/i;
/** Behind the last 1, which is none of the 32 characters. */
const bech32Data = /^[02-9ac-hj-np-z]{24,}$/;
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

export const bech32Formats: readonly KeyFormat[] = [
  {
    kind: "private_key",
    opens: startsPrivate,
    shortest: 30,
    longest: 400,
    judge: (value, before, budget) => {
      const at = value.lastIndexOf("1") + 1;
      const data = value.slice(at).toLowerCase();
      if (!startsPrivate.test(value) || !bech32Data.test(data) || budget.decodes <= 0) return undefined;
      const own = value.slice(0, at - 1).toLowerCase();
      const parts = partsOf(`${nameBefore.exec(before)?.[0].toLowerCase() ?? ""}${own}`);
      if (parts.length === 0) return undefined;
      budget.decodes -= parts.length;
      for (const part of parts)
        for (const coder of [bech32, bech32m])
          if (coder.decodeUnsafe(`${part}1${data}`, false) !== undefined) return "sure";
      return isVaried(data) && data.length >= 50 ? "near" : undefined;
    },
  },
];
