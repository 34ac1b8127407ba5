import type { SecretFinding, SecretKind } from "../../../src/domain/message.ts";
import type { Detector } from "../../../src/guard/detector.ts";
import { cloudToken } from "../../../src/guard/detectors/credentials/cloud-token.ts";
import { exchangeApiKey } from "../../../src/guard/detectors/credentials/exchange-api-key.ts";
import { labelledCredential } from "../../../src/guard/detectors/credentials/labelled-credential.ts";
import { namedValue } from "../../../src/guard/detectors/credentials/named-value.ts";
import { token } from "../../../src/guard/detectors/credentials/token.ts";
import { totp } from "../../../src/guard/detectors/credentials/totp.ts";
import { urlPassword } from "../../../src/guard/detectors/credentials/url-password.ts";
import { nationalId } from "../../../src/guard/detectors/identity/national-id.ts";
import { passportMrz } from "../../../src/guard/detectors/identity/passport-mrz.ts";
import { paymentCard } from "../../../src/guard/detectors/identity/payment-card.ts";
import { mergeFindings } from "../../../src/guard/merge.ts";
import { normalise } from "../../../src/guard/normalise.ts";

/** The detectors of credentials and of identity numbers, without those of phrases, keys and passwords. */
export const credentialDetectors: readonly Detector[] = [
  cloudToken,
  exchangeApiKey,
  labelledCredential,
  namedValue,
  token,
  totp,
  urlPassword,
  nationalId,
  passportMrz,
  paymentCard,
];

/** What these detectors find, merged as the guard does. */
export const findingsIn = (text: string): readonly SecretFinding[] => {
  const normalised = normalise(text);
  return mergeFindings(
    credentialDetectors.flatMap((detector) =>
      detector
        .find(normalised, { expects: [] })
        .map(({ kind, level, start, end }) => ({ kind, level, ...normalised.toOriginal(start, end) })),
    ),
  );
};

/** The same, as `kind level "text"`. */
export const credentialsIn = (text: string): readonly string[] =>
  findingsIn(text).map(
    ({ kind, level, start, end }) => `${kind} ${level} ${JSON.stringify(text.slice(start, end))}`,
  );

/** Whether all of `value` is masked, how surely at its least sure place, and as what. */
export const coverOf = (text: string, value: string): string => {
  const start = text.indexOf(value);
  const findings = findingsIn(text);
  const over =
    [...value].length === 0 || start < 0
      ? []
      : findings.filter((f) => f.end > start && f.start < start + value.length);
  const gaps = [...Array(value.length).keys()].filter(
    (i) =>
      /[\p{L}\p{N}]/u.test(value.charAt(i)) && !over.some((f) => f.start <= start + i && start + i < f.end),
  );
  const kinds: readonly SecretKind[] = [...new Set(over.map(({ kind }) => kind))];
  if (over.length === 0 || gaps.length > 0) return "open";
  return `${kinds.join("+")} ${over.every(({ level }) => level === "hard") ? "hard" : "soft"}`;
};

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
export const alphabets = {
  digits,
  hex: "0123456789abcdef",
  upperHex: "0123456789ABCDEF",
  base32: `${lower.toUpperCase()}234567`,
  base58: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
  base62: lower + lower.toUpperCase() + digits,
  base64url: `${lower}${lower.toUpperCase()}${digits}-_`,
} as const;

/** Draws made-up secrets, the same ones in each run. */
export const drawer = (seed: number) => {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
  const from = <T>(items: readonly T[]): T => {
    const item = items[next(items.length)];
    if (item === undefined) throw new Error("Nothing to draw from.");
    return item;
  };
  const draw = (alphabet: keyof typeof alphabets, size: number) =>
    Array.from({ length: size }, () => alphabets[alphabet].charAt(next(alphabets[alphabet].length))).join("");
  const uuid = () =>
    `${draw("hex", 8)}-${draw("hex", 4)}-4${draw("hex", 3)}-a${draw("hex", 3)}-${draw("hex", 12)}`;
  /** An access key of HTX. */
  const htxKey = () =>
    `${from([draw("hex", 8), `${draw("hex", 8)}fg`])}-${draw("hex", 8)}-${draw("hex", 8)}-${draw("hex", 5)}`;
  return { next, from, draw, uuid, htxKey };
};
