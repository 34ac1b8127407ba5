import { createHmac, timingSafeEqual } from "node:crypto";

const toleranceS = 300;
const base64Prefix = "whsec_";

export interface SignedHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

const keyOf = (secret: string): Buffer =>
  secret.startsWith(base64Prefix)
    ? Buffer.from(secret.slice(base64Prefix.length), "base64")
    : Buffer.from(secret, "utf8");

const macOf = (secret: string, signed: { id: string; timestampS: string; body: Buffer }): Buffer =>
  createHmac("sha256", keyOf(secret))
    .update(`${signed.id}.${signed.timestampS}.`)
    .update(signed.body)
    .digest();

/** The three headers of the Standard Webhooks specification. */
export const sign = (secret: string, signed: { id: string; atMs: number; body: Buffer }): SignedHeaders => {
  const timestampS = String(Math.floor(signed.atMs / 1_000));
  const mac = macOf(secret, { id: signed.id, timestampS, body: signed.body });
  return {
    "webhook-id": signed.id,
    "webhook-timestamp": timestampS,
    "webhook-signature": `v1,${mac.toString("base64")}`,
  };
};

/** Why the request is refused, or undefined when it is genuine and fresh. */
export const refusal = (
  secret: string,
  request: { headers: Readonly<Record<string, unknown>>; body: Buffer; nowMs: number },
): string | undefined => {
  const { headers, body, nowMs } = request;
  const id = headers["webhook-id"];
  const timestampS = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (typeof id !== "string" || typeof timestampS !== "string" || typeof signatures !== "string")
    return "signature headers are missing";
  if (!/^\d+$/.test(timestampS) || Math.abs(nowMs / 1_000 - Number(timestampS)) > toleranceS)
    return "timestamp is outside the tolerance";
  const mac = macOf(secret, { id, timestampS, body });
  const genuine = signatures.split(" ").some((signature) => {
    const given = Buffer.from(signature.startsWith("v1,") ? signature.slice(3) : "", "base64");
    return given.length === mac.length && timingSafeEqual(given, mac);
  });
  return genuine ? undefined : "signature is wrong";
};
