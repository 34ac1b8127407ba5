import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { growth } from "../support/counted-steps.ts";

const botToken = "7261540193:AAHk3vT0zWq8xYb2nLr5cPd9eJf1gMi4oSu";
const deskSecret = "whsec_c3VwZXItc2VjcmV0LW9mLXRoZS1kZXNr";
const scrub = createScrubber([botToken, deskSecret, 'quo"ted\\secret/with=signs']);
const shown = (value: unknown) => JSON.stringify(scrub(value));

describe("what is masked", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["a registered secret in a sentence", `the token ${botToken} is wrong`, botToken],
    ["a bot token nobody registered", "1234567:abcdefghijklmnopqrstuvwxyz-_0123", "abcdefghijklmnop"],
    ["a token in a Bot API path", `https://api.telegram.org/bot${botToken}/getMe`, "AAHk3v"],
    ["a percent-encoded token", `/bot${encodeURIComponent(botToken)}/getMe`, "AAHk3v"],
    ["a token in base64", Buffer.from(botToken).toString("base64"), Buffer.from(botToken).toString("base64")],
    ["a URL object", new URL(`https://api.telegram.org/bot${botToken}/getMe`), "AAHk3v"],
    ["a nested field", { a: [{ b: { c: botToken } }] }, "AAHk3v"],
    ["an object's key", { [botToken]: 1 }, "AAHk3v"],
    ["a map", new Map([["k", botToken]]), "AAHk3v"],
    ["a set", new Set([botToken]), "AAHk3v"],
    ["the webhook secret", `secret ${deskSecret}`, "c3VwZXIt"],
    ["the webhook secret without its prefix", "c3VwZXItc2VjcmV0LW9mLXRoZS1kZXNr", "c3VwZXIt"],
    ["another webhook secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8G"],
    ["a secret with quotes, inside JSON", JSON.stringify({ k: 'quo"ted\\secret/with=signs' }), "ted"],
    ["an authorization header by name", { headers: { Authorization: "Zq7" } }, "Zq7"],
    ["an authorization header in Headers", new Headers({ authorization: "Bearer Zq7" }), "Zq7"],
    ["raw headers", ["content-type", "a/b", "Webhook-Signature", "v1,Zq7"], "Zq7"],
    ["an authorization header in a text", "GET / authorization: Digest username=Zq7, uri=1", "Zq7"],
    ["a signature header", { "x-hub-signature-256": "sha256=Zq7" }, "Zq7"],
    ["a signature in a text", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=", "K5oZ"],
    ["OAuth 1 parameters", 'OAuth oauth_token="Zq7Zq7Zq7", oauth_signature="Zq7"', "Zq7"],
    ["a token in a query", "https://x.example/cb?access_token=Zq7&b=1", "Zq7"],
    ["a password in a URL", "postgres://flotilla:Zq7@db/main", "Zq7"],
    ["a field named like a secret", { deskSecret: "Zq7", bot_token: "Zq7", apiKey: "Zq7" }, "Zq7"],
    [
      "what a person wrote",
      { message: { text: "Zq7" }, displayName: "Zq7", content: { text: "Zq7" } },
      "Zq7",
    ],
  ];
  test.each(cases)("%s", (_name, value, hidden) => {
    expect(shown(value)).not.toContain(hidden);
  });

  test("and what surrounds it stays readable", () => {
    expect(scrub(`https://api.telegram.org/bot${botToken}/getMe failed`)).toBe(
      "https://api.telegram.org/bot[masked]/getMe failed",
    );
    expect(scrub({ status: 403, conversationId: "tg/12345", kind: "token", ms: 3.5 })).toEqual({
      status: 403,
      conversationId: "tg/12345",
      kind: "token",
      ms: 3.5,
    });
  });
});

describe("errors", () => {
  test("keep name, message, code, stack and cause, all masked, and nothing else", () => {
    const cause = Object.assign(new TypeError(`cannot reach /bot${botToken}/x`), { code: "ECONNRESET" });
    const error = Object.assign(new Error(`sending failed with ${botToken}`, { cause }), {
      on: { method: "sendMessage", payload: { text: "my seed is abandon abandon" } },
    });
    const plain = scrub(error);
    expect(plain).toMatchObject({
      name: "Error",
      message: "sending failed with [masked]",
      cause: { name: "TypeError", code: "ECONNRESET", message: "cannot reach /bot[masked]/x" },
    });
    expect(JSON.stringify(plain)).toContain("scrub.test.ts");
    expect(JSON.stringify(plain)).not.toMatch(/AAHk3v|abandon/);
  });

  test("that cause each other end", () => {
    const a = new Error("a");
    const b = new Error("b", { cause: a });
    a.cause = b;
    expect(shown(a)).toContain("[circular]");
  });

  test("of JSON.parse do not quote the text that could not be read", () => {
    let caught: unknown;
    try {
      JSON.parse("hello seed phrase");
    } catch (error) {
      caught = error;
    }
    expect(shown(caught)).not.toContain("hello");
  });

  test("of several causes show each", () => {
    expect(scrub(new AggregateError([new Error(botToken)], "all failed"))).toMatchObject({
      message: "all failed",
      errors: [{ message: "[masked]" }],
    });
  });
});

describe("odd values", () => {
  test("a cycle, a getter that throws, bytes, dates and functions", () => {
    const odd: Record<string, unknown> = {
      bytes: Buffer.from(botToken),
      at: new Date(0),
      run: () => 1,
      big: 5n,
    };
    odd["self"] = odd;
    Object.defineProperty(odd, "broken", {
      enumerable: true,
      get: () => {
        throw new Error(botToken);
      },
    });
    expect(scrub(odd)).toEqual({
      bytes: `[${botToken.length} bytes]`,
      at: "1970-01-01T00:00:00.000Z",
      run: "[function]",
      big: "5",
      self: "[circular]",
      broken: "[unreadable]",
    });
  });

  test.each(["1", "1:", "://", "a:", "?token", "authorization:", "v1,", "whsec_", "x-"])(
    "a long text is looked through as often as a short one: %s",
    (unit) => {
      expect(growth((times) => scrub(unit.repeat(times)), 10_000)).toBeLessThan(1.5);
    },
  );

  test("a short secret is not registered, since it would shred the log", () => {
    expect(createScrubber(["", "a", "12345"])("a 12345")).toBe("a 12345");
  });
});

test("a registered secret is never shown, wherever it stands", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(secret.trim().length >= 6 && !"[masked]".includes(secret.trim()));
      const out = createScrubber([secret])({ deep: [new Error(before + secret + after)] });
      const error = (out as { deep: { message: string }[] }).deep[0];
      expect(error?.message.replaceAll("[masked]", "")).not.toContain(secret.trim());
    }),
  );
});
