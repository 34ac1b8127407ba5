import { beforeEach, describe, expect, it } from "vitest";
import type { Api } from "../../../adapters/telegram/api.ts";
import { probe } from "../../../adapters/telegram/probe.ts";
import type { Account } from "../../../src/domain/account.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { ApiFake } from "./api-fake.ts";
import { nativeBot } from "./native-builders.ts";

const webhookUrl = "https://bots.example.com/webhooks/telegram/a";

describe("what an operator must know of a Telegram account", () => {
  let fake: ApiFake;

  const check = async (name: string, options: { account?: Partial<Account>; webhookUrl?: string } = {}) => {
    const api: Api = {
      call: (method, payload) => fake.call(method, payload),
      deliver: () => Promise.reject(new Error("nothing is delivered")),
      fileUrl: (path) => new URL(path, "http://127.0.0.1:1/"),
      // Nobody listens there: the check of the clock is left out.
      apiRoot: "http://127.0.0.1:1/",
      scrub: (text) => text,
      close: () => {},
    };
    const account = anAccount(options.account);
    const port = { api, account, clock: { now: () => builtAt }, webhookUrl: options.webhookUrl };
    const checks = await probe(port, new AbortController().signal);
    return checks.find((one) => one.name === name);
  };

  const webhookIs = (info: object) =>
    fake.answers.set("getWebhookInfo", { pending_update_count: 0, ...info });

  beforeEach(() => {
    fake = new ApiFake();
    fake.answers.set("getMe", nativeBot({ can_join_groups: true, can_read_all_group_messages: false }));
    webhookIs({ url: "" });
  });

  it.each([
    [["support"], true],
    [["support", "community"], false],
  ] as const)(
    "is what privacy mode means and how it is changed; for %j it is in order: %s",
    async (roles, ok) => {
      const found = await check("privacy mode", { account: { roles } });
      expect(found).toMatchObject({
        ok,
        detail: expect.stringContaining("only commands to it and replies to it"),
      });
      expect(ok ? found?.detail : found?.remedy).toContain("/setprivacy");
    },
  );

  it("is that privacy mode is off", async () => {
    fake.answers.set("getMe", nativeBot({ can_join_groups: true, can_read_all_group_messages: true }));
    const found = await check("privacy mode", { account: { roles: ["community"] } });
    expect([found?.ok, found?.remedy]).toEqual([true, undefined]);
  });

  it.each([
    ["polls, none is set", undefined, "", true, "polling works"],
    ["polls, one is set", undefined, "https://other.example/secret/path", false, "other.example is set"],
    ["is called, none is set yet", webhookUrl, "", true, "None is set yet"],
    ["is called, it leads here", webhookUrl, webhookUrl, true, "bots.example.com, as it shall"],
    [
      "is called, it leads here, spelt another way",
      webhookUrl,
      webhookUrl.replace("bots", "BOTS"),
      true,
      "as it shall",
    ],
    [
      "is called, it leads elsewhere",
      webhookUrl,
      "https://other.example/secret/path",
      false,
      "other.example",
    ],
  ])("is where the webhook leads: %s", async (_, ours, url, ok, detail) => {
    webhookIs({ url });
    const found = await check("webhook", ours === undefined ? {} : { webhookUrl: ours });
    expect(found).toMatchObject({ ok, detail: expect.stringContaining(detail) });
    expect(found?.detail).not.toContain("secret");
    expect(found?.remedy === undefined).toBe(ok);
  });

  it.each([
    ["waits", 3, false],
    ["came all the same", 0, true],
  ])(
    "is what Telegram met when it called us, and that it counts when something %s",
    async (_, pending, ok) => {
      webhookIs({
        url: webhookUrl,
        pending_update_count: pending,
        last_error_date: builtAt / 1000 - 300,
        last_error_message: "SSL error {certificate verify failed}",
      });
      expect(await check("webhook delivery", { webhookUrl })).toMatchObject({
        ok,
        detail: "Telegram failed 5 min ago: SSL error {certificate verify failed}",
      });
    },
  );

  it("is that Telegram met nothing", async () => {
    webhookIs({ url: webhookUrl });
    expect(await check("webhook delivery", { webhookUrl })).toMatchObject({ ok: true });
    expect(await check("webhook delivery")).toBeUndefined();
  });
});
