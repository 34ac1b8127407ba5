import type { Detector, Span } from "../../detector.ts";
import { isPlaceholder, isSequence, mayHoldOpaque, mixOf } from "./credential-shapes.ts";

const decoded = (base64url: string): string => {
  try {
    return atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
};

/** Signatures of the examples of RFC 7515, RFC 7519 and jwt.io. */
const published = new Set([
  "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
  "TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ",
  "XbPfbIHMI6arZ3Y922BhjWgQzWXcXNrz0ogtVhfEd2o",
  "KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30",
  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
]);

/** JSON Web Tokens: header, claims and signature (RFC 7519), five parts when encrypted (RFC 7516). */
const jwt =
  /(?:(?<=[Tt]oken|jwt|JWT)|(?<![A-Za-z0-9_-]))eyJ[A-Za-z0-9_-]{7,4096}(?:\.[A-Za-z0-9_-]{0,8192}){1,4}={0,2}/g;

const judgeJwt = (value: string): Span["level"] | undefined => {
  const [header = "", claims = "", signature = ""] = value.split(".");
  if (published.has(signature)) return undefined;
  const hasAlgorithm = /"(?:alg|enc)"\s*:/.test(decoded(header));
  if (signature.length >= 16) return hasAlgorithm || claims.startsWith("eyJ") ? "hard" : "soft";
  // Cut off: whoever copied that much may have the rest in the next message.
  return hasAlgorithm && claims.length >= 16 ? "hard" : undefined;
};

/** Credentials of HTTP (RFC 6750, section 2.1; RFC 7617): a scheme and what it carries. */
const scheme =
  /(?<![a-z])(bearer|basic|apikey|(?:x-)?(?:api-key|auth-token|access-token|csrf-token)|authorization)[\s"'`:=*]{1,6}(?:(?:bearer|basic|token|digest)[\s:]{1,3})?["'`]?([a-z0-9._~+/|%:-]{8,8192}={0,2})/g;

const isPair = (base64: string) =>
  /^[\x20-\x7e]{1,128}:[\x20-\x7e]{2,128}$/.test(decoded(base64.replace(/={1,2}$/, "")));

const judgeScheme = (name: string, value: string): Span["level"] | undefined => {
  if (isPlaceholder(value) || /^(?:0x[0-9a-f]{40}$|https?:)/i.test(value)) return undefined;
  if (isPair(value)) return "hard";
  const mix = mixOf(value);
  if (mix === "none") return undefined;
  const isHeader = name !== "bearer" && name !== "basic";
  if (isSequence(value)) return "soft";
  if (mix === "strong" && value.length >= 16) return "hard";
  return isHeader || value.length >= 16 ? "soft" : undefined;
};

/** Tokens that say themselves what they are, and those that an HTTP header carries. */
export const token: Detector = {
  name: "token",
  kinds: ["token"],
  proof: "it is a signed token, or a header carries it",
  find: ({ text, folded }) => {
    const spans: Span[] = [];
    const add = (level: Span["level"] | undefined, start: number, end: number) => {
      if (level !== undefined) spans.push({ kind: "token", level, start, end });
    };
    if (text.includes("eyJ") && mayHoldOpaque(text))
      for (const { 0: value, index } of text.matchAll(jwt)) add(judgeJwt(value), index, index + value.length);
    if (/bearer|basic|auth|api-?key|-token/.test(folded))
      for (const { 0: all, 1: name = "", 2: value = "", index } of folded.matchAll(scheme)) {
        const end = index + all.length;
        const written = text.slice(end - value.length, end).replace(/[.:]{1,128}$/, "");
        add(judgeScheme(name, written), end - value.length, end - value.length + written.length);
      }
    return spans;
  },
};
