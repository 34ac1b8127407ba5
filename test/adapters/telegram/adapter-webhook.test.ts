import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TelegramFields } from "../../../adapters/telegram/config.ts";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import type { Person } from "../../../sandbox/telegram/person.ts";
import type { Adapter } from "../../../src/domain/adapter.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";
import { anUpdate } from "./native-builders.ts";
import { startWebhookServer, type WebhookServer } from "./webhook-server.ts";

const token = "7000000042:AAH-secret-of-the-bot_0123456789";
const secret = "Webhook-secret_of-the-account";

describe("the Telegram adapter between polling and a webhook", () => {
  let now: number;
  let sandbox: Sandbox;
  let server: WebhookServer;
  let mia: Person;
  let sink: RecordingSink;
  let stop: AbortController;
  let adapter: Adapter | undefined;

  const create = (fields: Partial<TelegramFields>) =>
    createTelegramAdapter({
      account: anAccount(),
      fields: {
        token,
        apiRoot: sandbox.telegram.apiRoot,
        allowance: "unlimited",
        pollTimeoutSeconds: 30,
        ...fields,
      },
      clock: { now: () => now },
    });

  const end = async () => {
    stop.abort();
    await adapter?.close();
    server.handle = undefined;
  };

  const restart = async (way: "polling" | "webhook") => {
    await end();
    stop = new AbortController();
    const began = create({ receive: way, webhook: { url: server.url, secret } });
    adapter = began;
    server.handle = began.handleWebhook?.bind(began);
    const { length } = sink.reports;
    await began.start(sink, stop.signal);
    await sink.until(({ storedCursor, reports }) => storedCursor !== undefined && reports.length > length);
  };

  /** Another program sets or removes the webhook. */
  const setWebhook = (url: string) =>
    fetch(`${sandbox.telegram.apiRoot}/bot${token}/setWebhook`, {
      method: "POST",
      body: new URLSearchParams({ url }),
    });

  const request = (update: object) =>
    new Request(server.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
      body: JSON.stringify(update),
    });

  beforeEach(async () => {
    now = builtAt;
    sink = new RecordingSink();
    stop = new AbortController();
    adapter = undefined;
    server = await startWebhookServer();
    sandbox = await startCheckedSandbox({ telegram: { limits: "off" }, clock: { now: () => now } });
    sandbox.telegram.addBot({ token, username: "FlotillaSupportBot" });
    mia = sandbox.telegram.person({ id: 42, firstName: "Mia" });
    mia.chat();
  });

  afterEach(async () => {
    await end();
    await sandbox.close();
    await server.close();
  });

  it("pain 31: does not come about without the secret of its webhook", () => {
    expect(() => create({ receive: "webhook" })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID", message: expect.stringContaining("`secret`") }),
    );
  });

  it("pain 31: takes nothing from whoever does not know the secret", async () => {
    await restart("webhook");
    const forged = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": "guess" },
      body: JSON.stringify(anUpdate({ text: "forged" })),
    });
    mia.say("real");
    await sink.until(({ texts }) => texts.length > 0);
    expect([forged.status, sink.texts]).toEqual([401, ["real"]]);
  });

  it("answers no webhook while it polls", () => {
    const webhook = { url: server.url, secret };
    expect(create({ webhook }).handleWebhook).toBeUndefined();
    expect(create({ webhook, receive: "polling" }).handleWebhook).toBeUndefined();
  });

  it("is told everything in order, and told again what it did not take", async () => {
    await restart("webhook");
    sink.refusals = 2;
    const texts = Array.from({ length: 20 }, (_, n) => `message ${n}`);
    for (const text of texts) mia.say(text);
    await sink.until((current) => current.texts.length === texts.length);
    expect(sink.texts).toEqual(texts);
    expect(server.statuses.filter((status) => status === 503)).toHaveLength(2);
  });

  it("loses nothing and changes no order from one way to the other and back", async () => {
    await restart("polling");
    mia.say("polled");
    await sink.until(({ texts }) => texts.includes("polled"));
    await end();
    mia.say("before the change");
    await restart("webhook");
    mia.say("called");
    await sink.until(({ texts }) => texts.includes("called"));
    await end();
    mia.say("while nobody listened");
    await restart("polling");
    mia.say("polled again");
    await sink.until(({ texts }) => texts.includes("polled again"));
    const firstTold = new Map(sink.events.map(({ id }, n) => [id, sink.texts[n]]));
    expect([...firstTold.values()]).toEqual([
      "polled",
      "before the change",
      "called",
      "while nobody listened",
      "polled again",
    ]);
  });

  it("answers nobody for what was written before a first start by webhook, by polling after it neither", async () => {
    mia.say("long before");
    now += 5000;
    await restart("webhook");
    mia.say("since");
    await sink.until(({ texts }) => texts.includes("since"));
    await restart("polling");
    mia.say("and later");
    await sink.until(({ texts }) => texts.includes("and later"));
    expect(sink.texts).not.toContain("long before");
  });

  it("pain 6: says who has set a webhook while it polls, and receives again when that is gone", async () => {
    await restart("polling");
    await setWebhook("http://127.0.0.1:1/other");
    await sink.until(({ reports }) => JSON.stringify(reports).includes("webhook to 127.0.0.1:1"));
    await setWebhook("");
    await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    mia.say("two");
    await sink.until(({ texts }) => texts.includes("two"));
  });

  it("waits, when it closes, for a request that is under way, and takes none after", async () => {
    await restart("webhook");
    const { promise, resolve } = Promise.withResolvers<void>();
    sink.gate = promise;
    const { offered } = sink;
    const answer = adapter?.handleWebhook?.(request(anUpdate({ text: "last" }, 1)));
    await sink.until((current) => current.offered > offered);
    const closing = adapter?.close();
    resolve();
    await closing;
    expect((await answer)?.status).toBe(200);
    const late = await adapter?.handleWebhook?.(request(anUpdate({ text: "too late" }, 2)));
    expect([late?.status, sink.texts]).toEqual([503, ["last"]]);
  });
});
