import type { Detector, Span } from "../../detector.ts";
import { addressShapes, cloudShapes } from "./cloud-token-shapes.ts";
import { isPlaceholder, isSequence, mayHoldOpaque } from "./credential-shapes.ts";

const tokens = new RegExp(`(?<![A-Za-z0-9_-])(?:${cloudShapes.join("|")})`, "g");
const addresses = new RegExp(addressShapes.join("|"), "g");
const addressHint =
  /webhooks\/|hooks\.slack|infura|alchemy|quiknode|accountkey|sharedaccess|sharedsecret|sig(?:nature)?=/;

/** The forty characters that belong to a key id of Amazon. */
const awsSecret =
  /(?<![A-Za-z0-9/+_-])(?=[a-z0-9/+]{0,39}[A-Z])(?=[A-Z0-9/+]{0,39}[a-z])(?=[A-Za-z/+]{0,39}\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])/g;
const awsHint = /\baws|amazon|\ba[ks]ia/;

/** Printed in the manuals of Stripe, Google and Telegram. */
const published = new Set([
  "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
  "sk_test_BQokikJOvBiI2HlWgH4olfQ2",
  "AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe",
  "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
]);

const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].flatMap(({ 0: value, index }): Span[] => {
    if (isPlaceholder(value) || published.has(value)) return [];
    const level = isSequence(value) ? "soft" : "hard";
    return [{ kind: "token", level, start: index, end: index + value.length }];
  });

/** Tokens of clouds and services, known by the prefix or the address that the service gives them. */
export const cloudToken: Detector = {
  name: "cloud-token",
  kinds: ["token"],
  proof: "it begins as a service's own tokens do",
  find: ({ text, folded }) =>
    text.length < 18 || !mayHoldOpaque(text)
      ? []
      : [
          ...spansOf(text, tokens),
          ...(addressHint.test(folded) ? spansOf(text, addresses) : []),
          ...(awsHint.test(folded) ? spansOf(text, awsSecret) : []),
        ],
};
