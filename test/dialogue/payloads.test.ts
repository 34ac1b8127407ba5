import fc from "fast-check";
import { expect, it } from "vitest";
import { decodePayload, encodePayload, formWords, type Payload } from "../../src/dialogue/payloads.ts";
import { articleSlug } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import { ticketCategories } from "../../src/domain/ticket.ts";

const payloads: readonly Payload[] = [
  { kind: "article", slug: articleSlug("deposit-missing") },
  { kind: "none" },
  { kind: "human" },
  { kind: "ticket" },
  ...ticketCategories.map((category) => ({ kind: "ticket" as const, category })),
  { kind: "assistant" },
  { kind: "cancel_ticket" },
  { kind: "language" },
  ...locales.map((locale) => ({ kind: "language" as const, locale })),
  ...formWords.map((word) => ({ kind: "form" as const, word })),
  { kind: "choice", step: "review", value: "change_what" },
  { kind: "urgent" },
  { kind: "helpful", verdict: "yes", slug: articleSlug("deposit-missing") },
  { kind: "helpful", verdict: "no", slug: articleSlug("deposit-missing") },
  { kind: "doubt", mark: "aB3_-x", answer: "harmless" },
  { kind: "doubt", mark: "aB3_-x", answer: "secret" },
];

it.each(payloads)("$kind comes back as it was", (payload) => {
  expect(decodePayload(encodePayload(payload))).toEqual(payload);
});

it.each([
  "",
  "nonsense",
  "article:",
  "article:../x",
  "ticket:gold",
  "language:xx",
  "form:jump",
  "choice:a",
  "human:x",
  "helpful:maybe=deposit-missing",
  "helpful:yes",
  "helpful:yes=../x",
  "doubt:",
  "doubt:harmless",
  "doubt:maybe=x",
  "doubt:secret=a b",
])("%j is no payload of ours", (text) => {
  expect(decodePayload(text)).toBeUndefined();
});

it("whatever comes is decoded to what encodes to the same, or to nothing", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const payload = decodePayload(text);
      if (payload !== undefined) expect(decodePayload(encodePayload(payload))).toEqual(payload);
    }),
  );
});
