import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAdminBook } from "../../../adapters/telegram/admins.ts";
import { ApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { createConnection } from "../../../adapters/telegram/connection.ts";
import { createIntake } from "../../../adapters/telegram/intake.ts";
import { createWebhook } from "../../../adapters/telegram/webhook.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, builtAt } from "../../support/builders.ts";
import { ApiFake } from "./api-fake.ts";
import { anUpdate, nativeMessage, nativeUser } from "./native-builders.ts";
import { context } from "./parse-one.ts";

const webhook = { url: "https://bots.example.com/webhooks/telegram/a", secret: "s3cret" };
const second = builtAt / 1000;

describe("receiving by a webhook", () => {
  let now: number;
  let api: ApiFake;
  let sink: RecordingSink;
  let stop: AbortController;
  let warned: string[];
  let pressed: string[];
  let info: object;
  let running: Promise<void>;
  let receiver: ReturnType<typeof createWebhook>;

  const create = () => {
    const clock = { now: () => now };
    const { signal } = stop;
    const log = { info: () => {}, warn: (fields: object) => warned.push(JSON.stringify(fields)) };
    const shortCall = { timeoutMs: 1000, signal };
    const admins = createAdminBook({ api, clock, log, signal });
    const acknowledgePress = (id: string) => pressed.push(id);
    const intake = createIntake({ parseContext: context, clock, log, admins, acknowledgePress });
    const connection = createConnection({ api, account: anAccount(), log, shortCall });
    return createWebhook({ api, clock, log, webhook, intake, connection, shortCall, checkEveryMs: 5 });
  };

  const begin = async () => {
    receiver = create();
    const begun = Promise.withResolvers<void>();
    running = receiver.run(sink, { signal: stop.signal, begun: begun.resolve });
    await begun.promise;
  };

  const call = (update: object, headers: Record<string, string> = {}) =>
    receiver.handle(
      new Request(webhook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-telegram-bot-api-secret-token": webhook.secret,
          ...headers,
        },
        body: JSON.stringify(update),
      }),
    );
  const statusOf = async (update: object) => (await call(update)).status;
  const says = (text: string, updateId: number, date = second + 1) => anUpdate({ text, date }, updateId);
  const lastReason = () =>
    sink.reports.flatMap((report) => ("reason" in report ? [report.reason] : [])).at(-1);

  beforeEach(() => {
    now = builtAt;
    warned = [];
    pressed = [];
    info = { url: webhook.url, pending_update_count: 0 };
    stop = new AbortController();
    sink = new RecordingSink();
    api = new ApiFake();
    api.answers.set("getMe", { id: 1, is_bot: true });
    api.answers.set("getWebhookInfo", () => info);
    api.answers.set("setWebhook", true);
  });

  afterEach(async () => {
    stop.abort();
    await running;
    expect(api.faults).toEqual([]);
  });

  it("pain 31: sets the webhook at each start, with its secret, and drops nothing", async () => {
    await begin();
    expect(api.payloads("setWebhook")).toEqual([
      {
        url: webhook.url,
        secret_token: webhook.secret,
        allowed_updates: expect.arrayContaining(["message", "chat_member", "chat_join_request"]),
        max_connections: 40,
        drop_pending_updates: false,
      },
    ]);
    expect(sink.reports).toEqual([{ state: "connected" }]);
  });

  it("says whose the webhook was before", async () => {
    info = { url: "https://other.example/with/token" };
    await begin();
    expect(warned).toEqual(['{"host":"other.example"}']);
  });

  it("takes in what comes, and says 200 only when it is durable", async () => {
    await begin();
    const { promise, resolve } = Promise.withResolvers<void>();
    sink.gate = promise;
    const { offered } = sink;
    let answered = false;
    const response = call(says("hi", 7)).then(({ status }) => {
      answered = true;
      return status;
    });
    await sink.until((current) => current.offered > offered);
    expect(answered).toBe(false);
    resolve();
    expect(await response).toBe(200);
    expect(sink.texts).toEqual(["hi"]);
  });

  it("takes nothing in before it has begun, and nothing after it has ended", async () => {
    receiver = create();
    expect(await statusOf(says("early", 1))).toBe(503);
    await begin();
    stop.abort();
    await running;
    expect(await statusOf(says("late", 2))).toBe(503);
    expect(sink.texts).toEqual([]);
  });

  it("is told the same again when it could not take it in, and reports both", async () => {
    await begin();
    sink.refusals = 1;
    expect(await statusOf(says("hi", 7))).toBe(503);
    expect(lastReason()).toContain("not taken in (intake is stopped)");
    expect(await statusOf(says("hi", 7))).toBe(200);
    expect([sink.texts, sink.reports.at(-1)]).toEqual([["hi"], { state: "connected" }]);
  });

  it("pain 18: acknowledges a press after it is durable, not before", async () => {
    await begin();
    sink.refusals = 1;
    const press = {
      update_id: 7,
      callback_query: { id: "q1", from: nativeUser(), data: "t", message: nativeMessage({ date: second }) },
    };
    await call(press);
    expect(pressed).toEqual([]);
    await call(press);
    expect(pressed).toEqual(["q1"]);
  });

  it("describes what it does not understand, and takes it for good", async () => {
    await begin();
    expect(await statusOf({ update_id: 7, mystery: { a: "secret" } })).toBe(200);
    expect(sink.intakes.at(-1)?.unparsed).toMatchObject([{ platformEventId: "7", kind: "mystery" }]);
    expect(await statusOf({ no: "id" })).toBe(200);
  });

  describe("for the very first time", () => {
    it("answers nobody for what was written before, after a restart neither, and after a change to polling neither", async () => {
      await begin();
      expect(sink.storedCursor).toBe(`0/${second}`);
      expect(await statusOf(says("old", 1, second - 1))).toBe(200);
      expect(await statusOf(says("new", 2, second))).toBe(200);
      stop.abort();
      await running;
      stop = new AbortController();
      now += 60_000;
      await begin();
      expect(await statusOf(says("still old", 3, second - 1))).toBe(200);
      expect([sink.texts, sink.storedCursor]).toEqual([["new"], `0/${second}`]);
    });

    it("waits until the start is on disk", async () => {
      sink.refusals = 1;
      await begin();
      expect(sink.reports[0]).toMatchObject({ state: "waiting", reason: "intake is stopped" });
      await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    });
  });

  it("after polling asks for whatever is left, and skips nothing", async () => {
    sink.storedCursor = "901";
    await begin();
    expect(sink.storedCursor).toBe("0");
    expect(await statusOf(says("while we changed", 900, 5))).toBe(200);
    expect(sink.texts).toEqual(["while we changed"]);
  });

  describe("while it runs", () => {
    it("pain 6: says who has taken the webhook, and sets it again", async () => {
      await begin();
      info = { url: "https://other.example/x" };
      await api.until("setWebhook", 2);
      expect(sink.reports).toContainEqual({
        state: "waiting",
        reason: "the webhook was set to other.example by another program; it is set again",
      });
    });

    it("pain 6: says that the webhook was taken off, as by another process that polls", async () => {
      await begin();
      info = { url: "" };
      await api.until("setWebhook", 2);
      expect(JSON.stringify(sink.reports)).toContain("the webhook was taken off");
    });

    it("tells what Telegram meets when it cannot deliver, until it can", async () => {
      await begin();
      now += 120_000;
      const failure = { last_error_date: second + 60, last_error_message: "Connection refused" };
      info = { url: webhook.url, pending_update_count: 3, ...failure };
      await sink.until(() => lastReason()?.includes("bots.example.com (Connection refused)") === true);
      expect(await statusOf(says("there", 7))).toBe(200);
      await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
      const checks = api.payloads("getWebhookInfo").length;
      await api.until("getWebhookInfo", checks + 2);
      expect(sink.reports.at(-1)?.state).toBe("connected");
    });

    it("makes nothing of a failure from before it came", async () => {
      info = {
        url: webhook.url,
        pending_update_count: 3,
        last_error_date: second - 60,
        last_error_message: "x",
      };
      await begin();
      await api.until("getWebhookInfo", 3);
      expect(sink.reports).toEqual([{ state: "connected" }]);
    });

    it("waits when Telegram does not answer, sets the webhook again, and takes in meanwhile", async () => {
      await begin();
      api.answers.set("getWebhookInfo", new ApiFailure("502 Bad Gateway", { status: 502 }));
      await sink.until(() => lastReason()?.includes("cannot be reached") === true);
      expect(await statusOf(says("meanwhile", 7))).toBe(200);
      api.answers.set("getWebhookInfo", () => info);
      await api.until("setWebhook", 2);
      expect(sink.texts).toEqual(["meanwhile"]);
    });
  });

  it("says what is wrong with an address that Telegram refuses", async () => {
    api.answers.set(
      "setWebhook",
      new ApiFailure("400 Bad Request: bad webhook: IP address is reserved", { status: 400 }),
    );
    await begin();
    expect(sink.reports).toMatchObject([
      { state: "failed", reason: expect.stringContaining("IP address is reserved") },
    ]);
  });
});
