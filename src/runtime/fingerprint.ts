import type { InboundEvent, RawEvent } from "../domain/event.ts";
import type { SecretFinding, SecretKind } from "../domain/message.ts";

/** Kinds of more than 80 bits: nobody finds them out by trying. Never passwords, codes, cards or ids. */
const tellable: ReadonlySet<SecretKind> = new Set([
  "seed_phrase",
  "private_key",
  "extended_key",
  "keystore",
  "api_key",
  "totp_secret",
  "token",
]);
/** Signs of 80 bits: of base32 letters and digits, of hexadecimal digits, of digits. */
const fewestSigns = (signs: string): number =>
  /^\d+$/.test(signs) ? 25 : /^[0-9a-f]+$/i.test(signs) ? 20 : 16;
const fewestDifferentSigns = 8;

/** The same whatever the layout; a phrase's numbers and bullets are none of its words. */
const bareForm = (kind: SecretKind, value: string): string => {
  const plain = value.normalize("NFKC");
  return kind === "seed_phrase"
    ? (plain.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).join(" ")
    : plain.replace(/[^\p{L}\p{N}]/gu, "");
};

const isLong = (form: string): boolean => {
  const signs = form.replaceAll(" ", "");
  return signs.length >= fewestSigns(signs) && new Set(signs).size >= fewestDifferentSigns;
};

/** The findings in a message's own text, each long one with what tells whether it was seen before. */
export const withFingerprints = (
  event: InboundEvent,
  { raw, print }: { readonly raw: RawEvent; readonly print: (form: string) => string },
): InboundEvent => {
  if (!("message" in event) || !("message" in raw) || event.message.secrets.length === 0) return event;
  const { text } = raw.message;
  const secrets = event.message.secrets.map((finding): SecretFinding => {
    const { kind, level, start, end } = finding;
    if (level !== "hard" || end <= start || !tellable.has(kind)) return finding;
    const form = bareForm(kind, text.slice(start, end));
    return isLong(form) ? { ...finding, fingerprint: print(`${kind} ${form}`) } : finding;
  });
  return { ...event, message: { ...event.message, secrets } };
};
