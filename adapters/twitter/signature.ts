import { createHmac, timingSafeEqual } from "node:crypto";

const prefix = "sha256=";

/** What X signs with the app's secret, and asks us to sign. https://docs.x.com/x-api/webhooks/quickstart */
export const sign = (consumerSecret: string, bytes: string | Uint8Array): string =>
  prefix + createHmac("sha256", consumerSecret).update(bytes).digest("base64");

/** In a time that tells nothing of the right signature. */
export const isSignatureOf = (
  given: string,
  { consumerSecret, bytes }: { readonly consumerSecret: string; readonly bytes: Uint8Array },
): boolean => {
  const expected = Buffer.from(sign(consumerSecret, bytes));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};
