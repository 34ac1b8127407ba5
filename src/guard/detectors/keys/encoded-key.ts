import { sha256 } from "@noble/hashes/sha2.js";
import { createBase58check } from "@scure/base";
import type { Detector, Span } from "../../detector.ts";

const base58check = createBase58check(sha256);

/** Base58 with its checksum: bytes of the payload, or undefined. */
const decode = (text: string) => {
  try {
    return base58check.decode(text);
  } catch {
    return undefined;
  }
};

const base58 = "1-9A-HJ-NP-Za-km-z";
const wif = new RegExp(`(?<![${base58}])[5KL9c][${base58}]{50,51}(?![${base58}])`, "g");
const extended = new RegExp(`(?<![${base58}])[xyztuvYZUV]prv[${base58}]{100,110}(?![${base58}])`, "g");
/** Version bytes of private keys: main and test network. */
const wifVersions = new Set([0x80, 0xef]);

const spansOf = (
  text: string,
  pattern: RegExp,
  judge: (value: string) => Omit<Span, "start" | "end"> | undefined,
) =>
  [...text.matchAll(pattern)].flatMap((match): Span[] => {
    const verdict = judge(match[0]);
    return verdict === undefined
      ? []
      : [{ ...verdict, start: match.index, end: match.index + match[0].length }];
  });

/** Bitcoin private keys in wallet import format, certain by their checksum. */
const judgeWif = (value: string) => {
  const bytes = decode(value);
  const size = bytes?.length;
  if (bytes === undefined || !wifVersions.has(bytes[0] ?? 0)) return undefined;
  return size === 33 || size === 34 ? ({ kind: "private_key", level: "hard" } as const) : undefined;
};

/** BIP32 extended private keys. Mistyped ones are masked too: the prefix says what they are. */
const judgeExtended = (value: string) =>
  ({ kind: "extended_key", level: decode(value)?.length === 78 ? "hard" : "soft" }) as const;

/** Keys whose encoding carries a checksum. */
export const encodedKey: Detector = {
  name: "encoded-key",
  kinds: ["private_key", "extended_key"],
  find: ({ text }) =>
    text.length < 51 ? [] : [...spansOf(text, wif, judgeWif), ...spansOf(text, extended, judgeExtended)],
};
