import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import type { Adapter } from "../../../src/domain/adapter.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";
import { eventually } from "../../support/eventually.ts";
import { mutatedUpdates } from "./mutated-updates.ts";
import { startWebhookServer, type WebhookServer } from "./webhook-server.ts";

const token = "7000000042:AAH-secret-of-the-bot_0123456789";
const secret = "Webhook-secret_of-the-account";
const batches = 30;
const perBatch = 50;
const patience = { timeoutMs: 45_000 };

describe("the Telegram adapter among thousands of faulty updates", () => {
  let sandbox: Sandbox;
  let server: WebhookServer;
  let adapter: Adapter;
  let sink: RecordingSink;
  let stop: AbortController;
  let logged: string[];

  const start = async (receive: "polling" | "webhook") => {
    const note = (fields: object, message: string) => logged.push(`${message} ${JSON.stringify(fields)}`);
    adapter = createTelegramAdapter({
      account: anAccount(),
      fields: {
        token,
        apiRoot: sandbox.telegram.apiRoot,
        allowance: "unlimited",
        pollTimeoutSeconds: 30,
        receive,
        webhook: { url: server.url, secret },
      },
      clock: { now: () => builtAt },
      log: { info: note, warn: note },
    });
    server.handle = adapter.handleWebhook?.bind(adapter);
    await adapter.start(sink, stop.signal);
    await sink.until(({ storedCursor }) => storedCursor !== undefined);
  };

  beforeEach(async () => {
    sink = new RecordingSink();
    stop = new AbortController();
    logged = [];
    server = await startWebhookServer();
    sandbox = await startCheckedSandbox({ telegram: { limits: "off" }, clock: { now: () => builtAt } });
    sandbox.telegram.addBot({ token, username: "FlotillaSupportBot" });
  });

  afterEach(async () => {
    stop.abort();
    await adapter.close();
    await sandbox.close();
    await server.close();
  });

  it.each(["polling", "webhook"] as const)(
    "by %s loses nobody's words, keeps their order, and is never at a loss",
    async (way) => {
      await start(way);
      const nora = sandbox.telegram.person({ id: 4242, firstName: "Nora" });
      nora.chat();
      const words: string[] = [];
      const faulty = fc.sample(mutatedUpdates({ min: perBatch, max: perBatch }), {
        numRuns: batches,
        seed: 7,
      });
      for (const [n, batch] of faulty.entries()) {
        for (const update of batch) {
          const { update_id: _, ...body } = Object(update);
          sandbox.telegram.inject(body);
        }
        words.push(`between ${n}`);
        nora.say(`between ${n}`);
      }
      await eventually(() => sink.texts.includes(words.at(-1) ?? ""), patience);
      await eventually(() => sandbox.telegram.bot().queue.pending === 0, patience);
      expect(sink.texts.filter((text) => text.startsWith("between "))).toEqual(words);
      expect(new Set(sink.reports.map(({ state }) => state))).toEqual(new Set(["connected"]));
      expect(server.statuses.filter((status) => status !== 200)).toEqual([]);
      expect(logged.join("\n")).not.toContain("-secret");
    },
    100_000,
  );
});
