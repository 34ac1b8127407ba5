import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createSigner, toleranceMs } from "../../src/ticketing/signature.ts";

const now = Date.parse("2026-03-01T09:30:05Z");
const secret = "a-shared-secret-of-at-least-24-bytes";
const signer = createSigner(secret);
const body = Buffer.from('{"a":1}');
const signed = (changes: Record<string, string> = {}) =>
  new Headers({ ...signer.sign({ id: "evt_1", at: now, body }), ...changes });
const verdict = (headers: Headers, at = now, bytes = body) => signer.verify(headers, bytes, at);

test("what was signed is believed, and says its id", () => {
  expect(verdict(signed())).toEqual({ ok: true, id: "evt_1" });
});

test("signing follows the Standard Webhooks specification to the byte", () => {
  const key = Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64");
  const expected = createHmac("sha256", key).update('msg_1.1614265330.{"test": 2432232314}').digest("base64");
  const headers = createSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign({
    id: "msg_1",
    at: 1_614_265_330_999,
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    "webhook-id": "msg_1",
    "webhook-timestamp": "1614265330",
    "webhook-signature": `v1,${expected}`,
  });
});

describe("the published example vector of the specification", () => {
  test("is signed as published", () => {
    const headers = createSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign({
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      at: 1_614_265_330_000,
      body: '{"test": 2432232314}',
    });
    expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });
});

describe("the worked examples of docs/ticket-endpoint.yaml", () => {
  const source = readFileSync(new URL("../../docs/ticket-endpoint.yaml", import.meta.url), "utf8");
  const document = parse(source);
  const example = document["x-worked-example"];
  const prose: string = document.info.description;

  test.each<{ secret: string; signature: string }>(example.signatures)("$secret", (given) => {
    const headers = createSigner(given.secret).sign({
      id: example.id,
      at: Number(example.timestamp) * 1_000,
      body: example.body,
    });
    expect(headers["webhook-signature"]).toBe(given.signature);
    expect(prose).toContain(given.secret);
    expect(prose).toContain(given.signature);
  });

  test("stand in the prose as they stand in the data", () => {
    expect(prose).toContain(`webhook-timestamp: ${example.timestamp}`);
    expect(prose).toContain(`\n${example.body}\n`);
    expect(JSON.parse(example.body)).toEqual(document.components.examples.webhookReply.value);
  });
});

describe("refused", () => {
  const cases: readonly (readonly [string, Headers, string])[] = [
    ["no id", signed({ "webhook-id": "" }), "missing_signature"],
    ["no timestamp", signed({ "webhook-timestamp": "" }), "missing_signature"],
    ["no signature", signed({ "webhook-signature": "" }), "missing_signature"],
    ["another id", signed({ "webhook-id": "evt_2" }), "bad_signature"],
    ["another timestamp", signed({ "webhook-timestamp": String(now / 1_000 + 1) }), "bad_signature"],
    ["a timestamp in words", signed({ "webhook-timestamp": "now" }), "bad_timestamp"],
    ["a timestamp with a fraction", signed({ "webhook-timestamp": `${now / 1_000}.5` }), "bad_timestamp"],
    ["a timestamp in hexadecimal", signed({ "webhook-timestamp": "0x65" }), "bad_timestamp"],
    ["an empty v1", signed({ "webhook-signature": "v1," }), "bad_signature"],
    ["v1 without a signature", signed({ "webhook-signature": "v1" }), "bad_signature"],
    ["nonsense", signed({ "webhook-signature": "v1,AAAA v1 , ,, \t" }), "bad_signature"],
    ["an id with a space", signed({ "webhook-id": "evt 1" }), "bad_signature"],
  ];
  test.each(cases)("%s", (_name, headers, why) => {
    expect(verdict(headers)).toEqual({ ok: false, why });
  });

  test("a signature of another secret", () => {
    const forged = createSigner("another-secret-of-24-bytes").sign({ id: "evt_1", at: now, body });
    expect(verdict(new Headers({ ...forged }))).toEqual({ ok: false, why: "bad_signature" });
  });

  test("the right signature under another version", () => {
    const right = signed().get("webhook-signature") ?? "";
    expect(verdict(signed({ "webhook-signature": right.replace("v1", "v2") })).ok).toBe(false);
    expect(verdict(signed({ "webhook-signature": right.replace("v1,", "") })).ok).toBe(false);
  });

  test("a body changed in one bit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const headers = new Headers({ ...signer.sign({ id: "evt_1", at: now, body: bytes }) });
        expect(verdict(headers, now, Buffer.from(bytes)).ok).toBe(true);
        const changed = Buffer.from(bytes);
        const index = at % changed.length;
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(verdict(headers, now, changed).ok).toBe(false);
      }),
    );
  });
});

test("one right signature among several is enough, so that a secret can be changed without a gap", () => {
  const old = createSigner("the-secret-before-this-one!").sign({ id: "evt_1", at: now, body });
  const right = signed().get("webhook-signature") ?? "";
  const both = `v1a,ed25519 ${old["webhook-signature"]} ${right}`;
  expect(verdict(signed({ "webhook-signature": both })).ok).toBe(true);
});

test("the tolerance is five minutes either way, its edge included", () => {
  const headers = signed();
  for (const direction of [1, -1]) {
    expect(verdict(headers, now + direction * toleranceMs).ok).toBe(true);
    expect(verdict(headers, now + direction * (toleranceMs + 1_000))).toEqual({
      ok: false,
      why: "outside_tolerance",
    });
  }
});

test("pain 31: without a secret nothing starts", () => {
  for (const empty of ["", "whsec_"]) {
    expect(() => createSigner(empty)).toThrow(expect.objectContaining({ code: "SECRET_MISSING" }));
  }
});
