import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AdapterLog } from "../../../adapters/shared/adapter-log.ts";
import { createTelegramAdapter } from "../../../adapters/telegram/index.ts";
import type { AllowanceSetting } from "../../../adapters/telegram/limits.ts";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import type { Person } from "../../../sandbox/telegram/person.ts";
import type { Adapter, ButtonToken } from "../../../src/domain/adapter.ts";
import type { DeliveryError } from "../../../src/domain/delivery.ts";
import type { SendMessage } from "../../../src/domain/effect.ts";
import { conversationId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { anAccount, aSendMessage, builtAccountId, builtAt } from "../../support/builders.ts";
import { startCheckedSandbox } from "../../support/checked-sandbox.ts";
import { nativeChat, nativeMessage, nativeUser } from "./native-builders.ts";

const token = "7000000042:AAH-secret-of-the-bot_0123456789";
const groupId = conversationId(builtAccountId, "-500");

describe("the Telegram adapter", () => {
  let now: number;
  let sandbox: Sandbox;
  let mia: Person;
  let sink: RecordingSink;
  let stop: AbortController;
  let adapters: Adapter[];
  let logged: string[];

  const clock = { now: () => now };
  const noSignal = () => new AbortController().signal;
  const log: AdapterLog = {
    info: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`),
  };

  const create = (allowance: AllowanceSetting = "unlimited", override: { token?: string } = {}) => {
    const fields = {
      token,
      apiRoot: sandbox.telegram.apiRoot,
      allowance,
      pollTimeoutSeconds: 30,
      ...override,
    };
    const adapter = createTelegramAdapter({ account: anAccount(), fields, clock, log });
    adapters.push(adapter);
    return adapter;
  };

  const begin = async (adapter = create()) => {
    await adapter.start(sink, stop.signal);
    await sink.until(({ storedCursor }) => storedCursor !== undefined);
    return adapter;
  };

  const deliver = (effect: Partial<SendMessage>, buttons: readonly ButtonToken[] = [], adapter = create()) =>
    adapter.deliver({ effect: aSendMessage(effect), buttons }, noSignal());

  const failureOf = (delivery: Promise<unknown>): Promise<DeliveryError> =>
    delivery.then(
      () => Promise.reject(new Error("it succeeded")),
      (error) => error,
    );

  /** Another program sets a webhook, at which nobody answers. */
  const setWebhook = () =>
    fetch(`${sandbox.telegram.apiRoot}/bot${token}/setWebhook`, {
      method: "POST",
      body: new URLSearchParams({ url: "http://127.0.0.1:1/hook" }),
    });

  const methods = () => sandbox.telegram.requests.map(({ method }) => method);
  const sent = () => mia.chat().replies;

  beforeEach(async () => {
    now = builtAt;
    logged = [];
    adapters = [];
    sink = new RecordingSink();
    stop = new AbortController();
    sandbox = await startCheckedSandbox({ telegram: { limits: "off" }, clock });
    sandbox.telegram.addBot({ token, username: "FlotillaSupportBot" });
    mia = sandbox.telegram.person({ id: 42, firstName: "Mia" });
    mia.chat();
  });

  afterEach(async () => {
    stop.abort();
    for (const adapter of adapters) await adapter.close();
    await sandbox.close();
    expect(logged.join()).not.toContain("secret-of-the-bot");
  });

  describe("when it starts", () => {
    it("takes a webhook off, and keeps what waits", async () => {
      sink.storedCursor = "1";
      await setWebhook();
      mia.say("waiting");
      await create().start(sink, stop.signal);
      await sink.until(({ texts }) => texts.length === 1);
      expect(sandbox.telegram.requests.find(({ method }) => method === "deleteWebhook")?.params).toEqual({
        drop_pending_updates: false,
      });
      expect(logged[0]).toContain('"host":"127.0.0.1:1"');
    });

    it("takes no webhook off where none is set", async () => {
      await begin();
      expect(methods()).not.toContain("deleteWebhook");
    });

    it("sets the menu of commands, for everyone and in Chinese", async () => {
      await begin();
      const isChinese = ({ method, params }: { method: string; params: object }) =>
        method === "setMyCommands" && "language_code" in params;
      await sandbox.telegram.waitForRequest(isChinese);
      expect(methods().filter((method) => method === "setMyCommands")).toHaveLength(2);
    });

    it("asks for the kinds of updates that it understands", async () => {
      await begin();
      expect(sandbox.telegram.bot().allowedUpdates).toEqual([
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
      ]);
    });

    it("for the very first time skips what is older, counts it, and keeps what is not", async () => {
      for (let n = 0; n < 250; n += 1) mia.say(`old ${n}`);
      now += 5000;
      for (let n = 0; n < 3; n += 1) mia.say(`new ${n}`);
      await create().start(sink, stop.signal);
      await sink.until(({ intakes }) => intakes.some(({ events }) => events.length === 0));
      mia.say("live");
      await sink.until(({ texts }) => texts.length === 4);
      expect(sink.texts).toEqual(["new 0", "new 1", "new 2", "live"]);
      expect(logged.join()).toContain('{"skipped":250}');
    });

    it("for the very first time stores a place to go on even when nothing waits", async () => {
      await begin();
      expect(sink.storedCursor).toBe("0");
      expect(sink.events).toEqual([]);
    });

    it("for the second time skips nothing", async () => {
      sink.storedCursor = "1";
      mia.say("while we were away");
      now += 3_600_000;
      await create().start(sink, stop.signal);
      await sink.until(({ texts }) => texts.length === 1);
    });

    it("ends at once when it is told to before it began", async () => {
      stop.abort();
      await create().start(sink, stop.signal);
      expect(methods()).toEqual([]);
    });
  });

  describe("while it polls", () => {
    it("pain 6: names another process that polls the same token, and receives again when that is gone", async () => {
      await begin();
      const other = new RecordingSink();
      const stopOther = new AbortController();
      const second = create();
      await second.start(other, stopOther.signal);
      await sink.until(({ reports }) => reports.some((status) => status.state === "waiting"));
      expect(JSON.stringify(sink.reports)).toContain("another process polls this token");
      stopOther.abort();
    });

    it("pain 5: waits as long as Telegram asks", async () => {
      await begin();
      sandbox.telegram.fault({ kind: "rate_limited", method: "getUpdates", retryAfterS: 1 });
      mia.say("hi");
      await sink.until(({ reports }) => reports.some(({ state }) => state === "waiting"));
      expect(sink.reports.find(({ state }) => state === "waiting")).toMatchObject({ untilAt: now + 1000 });
      await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
      const polls = sandbox.telegram.requests.filter(({ method }) => method === "getUpdates");
      const afterLimit = polls.findIndex(({ status }) => status === 429) + 1;
      expect(polls[afterLimit]?.params["timeout"]).toBe(0);
    });

    it("acknowledges the press of a button after it is durable, and not before", async () => {
      const adapter = await begin();
      await deliver({}, [{ label: "Yes", token: "t1" }], adapter);
      const { promise, resolve } = Promise.withResolvers<void>();
      sink.gate = promise;
      const { offered } = sink;
      const { answer } = mia.press("Yes");
      await sink.until((current) => current.offered > offered);
      expect(methods()).not.toContain("answerCallbackQuery");
      resolve();
      expect(await answer).toEqual({ showAlert: false });
    });

    it("pain 18: makes nothing of a press that is too old to acknowledge", async () => {
      await begin();
      const callback_query = { id: "gone", from: nativeUser(), data: "t", message: nativeMessage() };
      sandbox.telegram.inject({ callback_query });
      await sandbox.telegram.waitForRequest(({ method }) => method === "answerCallbackQuery");
      mia.say("next");
      await sink.until(({ texts }) => texts.length === 1);
      expect(logged.filter((line) => line.includes("acknowledged"))).toEqual([]);
    });

    it("pain 12: tells of being blocked and unblocked", async () => {
      await begin();
      mia.block();
      mia.unblock();
      await sink.until(({ events }) => events.length === 2);
      expect(sink.events).toMatchObject([
        { kind: "member.blocked", blocked: true },
        { kind: "member.blocked", blocked: false },
      ]);
    });

    it("goes on with lower ids, which Telegram gives after a week of silence", async () => {
      sink.storedCursor = "900000000";
      await create().start(sink, stop.signal);
      sandbox.telegram.inject({ update_id: 500, message: nativeMessage({ text: "after a week" }) });
      await sink.until(({ texts }) => texts.length === 1);
      expect(sink.storedCursor).toBe("501");
    });
  });

  describe("when it sends", () => {
    it("puts formatting, reply and buttons in place, and no preview of links", async () => {
      const question = mia.say("where?");
      const spans = [
        { style: "bold" as const, offset: 0, length: 4 },
        { style: "link" as const, offset: 5, length: 4, url: "https://www.htx.com" },
      ];
      const buttons = ["One", "Two", "Three"].map((label, n) => ({ label, token: `t${n}` }));
      await deliver({ content: { text: "Look here", spans }, replyTo: String(question.id) }, buttons);
      expect(sent()).toMatchObject([
        {
          text: "Look here",
          replyTo: question.id,
          entities: [
            { type: "bold", offset: 0, length: 4 },
            { type: "text_link", offset: 5, length: 4, url: "https://www.htx.com" },
          ],
        },
      ]);
      expect(sent()[0]?.keyboard.map((row) => row.map(({ text }) => text))).toEqual([
        ["One", "Two"],
        ["Three"],
      ]);
      expect(sandbox.telegram.requests.at(-1)?.params).toMatchObject({
        link_preview_options: { is_disabled: true },
      });
    });

    it("gives a long label a row of its own", async () => {
      const buttons = ["My withdrawal is still pending", "No"].map((label, n) => ({ label, token: `t${n}` }));
      await deliver({}, buttons);
      expect(sent()[0]?.keyboard).toHaveLength(2);
    });

    it("sends a reply to a message that is gone all the same", async () => {
      await deliver({ replyTo: "999" });
      expect(sent()).toHaveLength(1);
    });

    it.each<[string, Partial<SendMessage>, readonly ButtonToken[]]>([
      ["an empty text", { content: { text: " \n ", spans: [] } }, []],
      ["a token of 65 bytes", {}, [{ label: "x", token: "é".repeat(33) }]],
      ["a place that is no chat", { conversationId: conversationId(builtAccountId, "nobody") }, []],
    ])("rejects %s before anything is sent", async (_, effect, buttons) => {
      expect((await failureOf(deliver(effect, buttons))).failure).toBe("rejected");
      expect(methods()).toEqual([]);
    });

    it("replaces half a character, which Telegram would refuse", async () => {
      await deliver({ content: { text: "half \ud83d", spans: [] } });
      expect(sent()[0]?.text).toBe("half \ufffd");
    });

    it("keeps the address of a link when formatting is refused", async () => {
      const spans = [{ style: "link" as const, offset: 0, length: 4, url: "gopher://old" }];
      expect(await deliver({ content: { text: "here", spans } })).toMatchObject({ plain: true });
      expect(sent()[0]?.text).toBe("here (gopher://old)");
    });

    it("sends the rest of a long text plain, too, once formatting was refused", async () => {
      const text = "word ".repeat(2000).trim();
      const spans = [{ style: "link" as const, offset: 4500, length: 4, url: "gopher://old" }];
      const receipt = await deliver({ content: { text, spans } });
      expect(receipt).toMatchObject({ plain: true });
      expect(
        sent()
          .map((message) => message.text)
          .join(" "),
      ).toContain("(gopher://old)");
      expect(sent().every(({ entities }) => entities.length === 0)).toBe(true);
    });

    it("leaves the allowed time between the parts of a long text", async () => {
      const text = "word ".repeat(1000).trim();
      const before = performance.now();
      await deliver({ content: { text, spans: [] } }, [], create({ perSecond: 30, perChatMs: 80 }));
      expect(performance.now() - before).toBeGreaterThan(75);
      expect(sent()).toHaveLength(2);
    });

    it("pain 5: waits out a limit in the middle of a long text", async () => {
      sandbox.telegram.fault({ kind: "rate_limited", method: "sendMessage", skip: 1, retryAfterS: 1 });
      const { messageIds } = await deliver({ content: { text: "word ".repeat(1000).trim(), spans: [] } });
      expect(sent().map(({ id }) => String(id))).toEqual(messageIds);
    });

    it("says what is final in the middle of a long text", async () => {
      sandbox.telegram.fault({ kind: "server_error", status: 400, skip: 1 });
      const error = await failureOf(deliver({ content: { text: "word ".repeat(1000).trim(), spans: [] } }));
      expect([error.failure, error.message]).toEqual(["rejected", expect.stringContaining("1 of 2 parts")]);
    });

    it("says which way a private text took", async () => {
      expect((await deliver({ visibility: "private" })).way).toBe("direct");
    });

    it("never puts a private text into a group", async () => {
      sandbox.telegram.inject({
        message: nativeMessage({ chat: nativeChat({ id: -500, type: "group" }), text: "x" }),
      });
      const secretly = {
        conversationId: groupId,
        visibility: "private" as const,
        content: { text: "private", spans: [] },
      };
      const stub = { text: "Please write to me", spans: [] };
      const buttons = [{ label: "Private choice", token: "t" }];
      expect((await failureOf(deliver(secretly))).failure).toBe("unsupported");
      expect(await deliver({ ...secretly, publicStub: stub }, buttons)).toMatchObject({ way: "public_stub" });
      const { replies } = sandbox.telegram.chat(-500);
      expect(replies.map(({ text, buttons: shown }) => [text, shown.length])).toEqual([
        ["Please write to me", 0],
      ]);
    });

    it("refuses an edit that does not fit into one message", async () => {
      const adapter = create();
      const { messageIds } = await deliver({}, [], adapter);
      const effect = aSendMessage();
      const content = { text: "x".repeat(4097), spans: [] };
      const edit = { ...effect, kind: "message.edit" as const, messageId: messageIds[0] ?? "", content };
      const error = await failureOf(adapter.deliver({ effect: edit, buttons: [] }, noSignal()));
      expect(error.failure).toBe("rejected");
    });

    it("cannot delete what is older than 48 hours", async () => {
      const adapter = create();
      const { messageIds } = await deliver({}, [], adapter);
      now += 49 * 3_600_000;
      const removal = { ...aSendMessage(), kind: "message.delete" as const, messageId: messageIds[0] ?? "" };
      const error = await failureOf(adapter.deliver({ effect: removal, buttons: [] }, noSignal()));
      expect(error.failure).toBe("rejected");
    });
  });

  describe("when it closes", () => {
    it("waits for a message that is under way", async () => {
      const adapter = create();
      sandbox.telegram.fault({ kind: "slow", method: "sendMessage", delayMs: 100 });
      const delivery = deliver({}, [], adapter);
      await mia.chat().waitForReplies(1);
      await adapter.close();
      expect((await delivery).messageIds).toHaveLength(1);
    });

    it("after its receiving was stopped still delivers what is left", async () => {
      const adapter = await begin();
      stop.abort();
      await deliver({}, [], adapter);
      expect(sent()).toHaveLength(1);
    });
  });

  describe("when it is probed", () => {
    const failing = async (adapter: Adapter) => {
      const checks = await adapter.probe(noSignal());
      return checks.filter(({ ok }) => !ok).map(({ name }) => name);
    };
    const createAs = (account: Parameters<typeof anAccount>[0]) => {
      const fields = {
        token,
        apiRoot: sandbox.telegram.apiRoot,
        allowance: "unlimited",
        pollTimeoutSeconds: 30,
      } as const;
      const adapter = createTelegramAdapter({
        account: anAccount(account),
        fields,
        clock: { now: Date.now },
      });
      adapters.push(adapter);
      return adapter;
    };

    it("finds nothing wrong with an account that is in order", async () => {
      const checks = await createAs({}).probe(noSignal());
      expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
        ["token", "handle", "groups", "privacy mode", "webhook", "waiting updates", "clock"].map((name) => [
          name,
          true,
        ]),
      );
    });

    it("finds the token of another bot", async () => {
      expect(await failing(createAs({ handle: "@SomeOtherBot" }))).toEqual(["handle"]);
    });

    it("finds a bot that shall guard groups and cannot read them", async () => {
      expect(await failing(createAs({ roles: ["community"] }))).toEqual(["privacy mode"]);
    });

    it("finds a webhook", async () => {
      await setWebhook();
      expect(await failing(createAs({}))).toEqual(["webhook"]);
    });

    it("finds a clock that is wrong", async () => {
      expect(await failing(create())).toEqual(["clock"]);
    });
  });
});
