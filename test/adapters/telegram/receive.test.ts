import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { Adapter } from "../../../src/domain/adapter.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { answerJson, type HttpFake, startHttpFake } from "./http-fake.ts";
import { anUpdate } from "./native-builders.ts";

/** A stand-in that gives the prepared answers to getUpdates, one after the other, and knows no other method. */
describe("receiving from something that is not quite Telegram", () => {
  let answers: unknown[];
  let fake: HttpFake;
  let sink: RecordingSink;
  let adapter: Adapter;
  let stop: AbortController;

  beforeEach(async () => {
    answers = [];
    sink = new RecordingSink();
    sink.storedCursor = "1";
    stop = new AbortController();
    fake = await startHttpFake((request, response) => {
      if (!request.url?.endsWith("/getUpdates")) {
        answerJson(response, { ok: false, error_code: 404, description: "Not Found" }, 404);
        return;
      }
      const result = answers.shift();
      if (result !== undefined) answerJson(response, { ok: true, result });
    });
    const fields = {
      token: "1:secret-of-it",
      apiRoot: fake.url,
      allowance: "unlimited",
      pollTimeoutSeconds: 1,
    } as const;
    adapter = createTelegramAdapter({ account: anAccount(), fields, clock: { now: () => builtAt } });
  });

  afterEach(async () => {
    stop.abort();
    await adapter.close();
    await fake.close();
  });

  it("needs no other method than getUpdates", async () => {
    answers = [[anUpdate({ text: "hi" }, 7)]];
    await adapter.start(sink, stop.signal);
    await sink.until(({ texts }) => texts.length === 1);
    expect(sink.storedCursor).toBe("8");
  });

  it.each([
    ["that is no list", { of: "updates" }, "no list"],
    ["whose updates have no ids", [{ message: {} }, null], "no update has an id"],
  ])("waits after an answer %s, and goes on", async (_, odd, reason) => {
    answers = [odd, [anUpdate({ text: "hi" }, 7)]];
    await adapter.start(sink, stop.signal);
    await sink.until(({ texts }) => texts.length === 1);
    expect(JSON.stringify(sink.reports)).toContain(reason);
  });

  it.each([
    ["without an id", { message: "junk" }],
    ["with an id below zero, from where on nothing that waits would come", anUpdate({ text: "b" }, -5)],
    ["with an id that no number holds", anUpdate({ text: "b" }, 2 ** 60)],
  ])("does not stumble over one update %s", async (_, odd) => {
    answers = [[anUpdate({ text: "a" }, 7), odd]];
    await adapter.start(sink, stop.signal);
    await sink.until(({ texts }) => texts.length === 1);
    expect([sink.storedCursor, sink.intakes[0]?.unparsed.length]).toEqual(["8", 1]);
  });

  it("waits while the stored place cannot be read, and skips nothing then", async () => {
    let failures = 1;
    const cursor = () => (failures-- > 0 ? Promise.reject(new Error("store is busy")) : Promise.resolve("5"));
    answers = [[anUpdate({ text: "old", date: 1 }, 7)]];
    await adapter.start(Object.assign(sink, { cursor }), stop.signal);
    await sink.until(({ texts }) => texts.length === 1);
    expect(sink.reports[0]).toMatchObject({ state: "waiting", reason: "store is busy" });
  });

  it("ends at once in the middle of a long poll", async () => {
    await adapter.start(sink, AbortSignal.any([stop.signal, AbortSignal.timeout(20)]));
    await adapter.close();
    expect(sink.intakes).toEqual([]);
  });
});
