import { describe, expect, it } from "vitest";
import { z } from "zod";
import { adapters } from "../../../adapters/index.ts";
import { directLinkOf, moderatorsOf, telegramFields } from "../../../adapters/telegram/config.ts";
import { toAllowance } from "../../../adapters/telegram/limits.ts";
import { accountId } from "../../../src/domain/ids.ts";

const schema = z.strictObject(telegramFields(z.string().min(1)));

describe("the options of a Telegram account", () => {
  it("need a token and nothing else", () => {
    expect(schema.parse({ token: "1:x" })).toEqual({
      token: "1:x",
      apiRoot: "https://api.telegram.org",
      allowance: { perSecond: 30, perChatMs: 1000 },
      pollTimeoutSeconds: 30,
      receive: "polling",
    });
  });

  it.each([
    { apiRoot: "http://127.0.0.1:8081/some/path" },
    { allowance: "unlimited" },
    { allowance: { perSecond: 5 } },
    { pollTimeoutSeconds: 50 },
    { receive: "webhook", webhook: { url: "https://bots.example.com/x", secret: "Abc_-9" } },
    { webhook: { url: "http://127.0.0.1:8080/webhooks/telegram/a", secret: "s" } },
    { webhook: { url: "http://[::1]:8080/webhooks/telegram/a", secret: "s".repeat(256) } },
    { moderatorsChat: -1_001_234_567_890 },
  ])("may say %j", (options) => {
    expect(schema.safeParse({ token: "1:x", ...options }).success).toBe(true);
  });

  it.each([
    { apiRoot: "ftp://example.com" },
    { apiRoot: "api.telegram.org" },
    { allowance: "plenty" },
    { allowance: { perSecond: 0 } },
    { pollTimeoutSeconds: 0 },
    { pollTimeoutSeconds: 51 },
    { tokn: "x" },
    { receive: "both" },
    { webhook: { url: "http://bots.example.com/x", secret: "s" } },
    { webhook: { url: "https://me:pass@bots.example.com/x", secret: "s" } },
    { webhook: { url: "somewhere", secret: "s" } },
    { webhook: { url: "https://bots.example.com/x", secret: "with space" } },
    { webhook: { url: "https://bots.example.com/x", secret: "s".repeat(257) } },
    { moderatorsChat: 0 },
    { moderatorsChat: 1.5 },
  ])("may not say %j", (options) => {
    expect(schema.safeParse({ token: "1:x", ...options }).success).toBe(false);
  });

  it("pain 31: have no webhook without a secret", () => {
    const faults = schema.safeParse({ token: "1:x", webhook: { url: "https://bots.example.com/x" } });
    expect(faults.error?.issues).toMatchObject([{ path: ["webhook", "secret"] }]);
  });

  it("name the conversation where moderators are told", () => {
    const account = accountId("telegram-support");
    expect(moderatorsOf(account, { moderatorsChat: -100_123 })).toBe("telegram-support/-100123");
    expect(moderatorsOf(account, {})).toBeUndefined();
  });

  it.each(["@FlotillaSupportBot", "FlotillaSupportBot"])("lead from %s into the bot's own chat", (handle) => {
    expect(directLinkOf(handle)).toBe("https://t.me/FlotillaSupportBot?start={token}");
  });

  it("are each described, with an example", () => {
    for (const field of Object.values(schema.shape)) {
      expect(field.description).toBeTruthy();
      expect(z.globalRegistry.get(field)?.["examples"]).toBeTruthy();
    }
  });

  it("can be listed without the SDK, and loaded by platform", async () => {
    expect((await adapters.telegram.config()).telegramFields).toBe(telegramFields);
    expect((await adapters.telegram.load()).createTelegramAdapter).toBeTypeOf("function");
  });
});

describe("the allowance", () => {
  it("is Telegram's own unless the operator sets another", () => {
    expect(toAllowance({ perSecond: 30, perChatMs: 1000 })).toEqual({
      sends: 30,
      windowMs: 1000,
      perConversationMs: 1000,
      perGroupMs: 1000,
      perGroup: { sends: 20, windowMs: 60_000 },
    });
    expect(toAllowance("unlimited")).toBe("unlimited");
  });
});
