import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "../domain/errors.ts";

/** Signing of requests and webhooks as in the Standard Webhooks specification, version `v1`. */
export interface SignedHeaders {
  readonly "webhook-id": string;
  /** Seconds since the epoch. */
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

export interface Signer {
  /** `body` is signed byte by byte, as it travels. */
  sign(message: {
    readonly id: string;
    readonly at: number;
    readonly body: string | Uint8Array;
  }): SignedHeaders;
  verify(headers: HeaderReader, body: Uint8Array, now: number): Verdict;
  /** What can be told before the body is read: undefined when nothing speaks against it. */
  precheck(headers: HeaderReader, now: number): Refusal | undefined;
}

export type HeaderReader = Pick<Headers, "get">;
export type Refusal = "missing_signature" | "bad_timestamp" | "outside_tolerance" | "bad_signature";
export type Verdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly why: Refusal };

/** How far a timestamp may lie from our clock, either way. */
export const toleranceMs = 5 * 60_000;
const maxSignatures = 10;
const idForm = /^[\x21-\x7e]{1,255}$/;

const signingKey = (secret: string): Buffer => {
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret, "utf8");
  if (key.length === 0)
    throw new AppError(
      "SECRET_MISSING",
      "The desk's secret is empty, so nobody could tell its webhooks from forged ones. Set desk.secret to at least 24 random bytes, the same at the desk.",
    );
  return key;
};

/** @throws AppError SECRET_MISSING: without a secret nothing is signed and nothing is believed. */
export const createSigner = (secret: string): Signer => {
  const key = signingKey(secret);
  const mac = (id: string, timestamp: string, body: string | Uint8Array) =>
    createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();

  const precheck: Signer["precheck"] = (headers, now) => {
    const id = headers.get("webhook-id");
    const timestamp = headers.get("webhook-timestamp");
    if (!id || !timestamp || !headers.get("webhook-signature")) return "missing_signature";
    if (!idForm.test(id)) return "bad_signature";
    if (!/^\d{1,12}$/.test(timestamp)) return "bad_timestamp";
    return Math.abs(now - Number(timestamp) * 1_000) > toleranceMs ? "outside_tolerance" : undefined;
  };

  return {
    precheck,
    sign({ id, at, body }) {
      const timestamp = String(Math.floor(at / 1_000));
      return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${mac(id, timestamp, body).toString("base64")}`,
      };
    },
    verify(headers, body, now) {
      const why = precheck(headers, now);
      if (why !== undefined) return { ok: false, why };
      const id = headers.get("webhook-id") ?? "";
      const expected = mac(id, headers.get("webhook-timestamp") ?? "", body);
      const given = (headers.get("webhook-signature") ?? "").split(" ").slice(0, maxSignatures);
      let ok = false;
      for (const signature of given) {
        const [version, encoded, ...rest] = signature.split(",");
        const bytes = Buffer.from(version === "v1" && rest.length === 0 ? (encoded ?? "") : "", "base64");
        // Every candidate is compared, so that time tells nothing of which one fits.
        if (bytes.length === expected.length && timingSafeEqual(bytes, expected)) ok = true;
      }
      return ok ? { ok, id } : { ok, why: "bad_signature" };
    },
  };
};
