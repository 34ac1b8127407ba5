import { expect, test } from "vitest";
import { FaultBook } from "../../../sandbox/wire/faults.ts";
import { fieldsOf } from "../../../sandbox/wire/values.ts";
import { aSandbox, callApi, updatesOf } from "../support.ts";

const aChat = async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).say("hi");
  const send = (text = "hi") => callApi(sandbox, "sendMessage", { chat_id: 7, text });
  return { sandbox, send, texts: () => sandbox.telegram.chat(7).replies.map(({ text }) => text) };
};

test("an ordered 429 hits as often as ordered, and carries out nothing", async () => {
  const { sandbox, send, texts } = await aChat();
  const fault = sandbox.telegram.fault({
    kind: "rate_limited",
    method: "sendMessage",
    times: 2,
    retryAfterS: 9,
  });
  await callApi(sandbox, "getMe");
  expect((await send()).body["parameters"]).toEqual({ retry_after: 9 });
  expect((await send()).status).toBe(429);
  expect((await send("through")).status).toBe(200);
  expect(texts()).toEqual(["through"]);
  expect(fault.hits).toBe(2);
});

test("a reset before carrying out leaves nothing in the chat", async () => {
  const { sandbox, send, texts } = await aChat();
  sandbox.telegram.fault({ kind: "reset_before", method: "sendMessage" });
  await expect(send("lost")).rejects.toThrow();
  expect(texts()).toEqual([]);
  expect(sandbox.telegram.counts).toMatchObject({ "sendMessage 0": 1 });
});

test("a reset after carrying out leaves the message in the chat", async () => {
  const { sandbox, send, texts } = await aChat();
  sandbox.telegram.fault({ kind: "reset_after", method: "sendmessage" });
  await expect(send("there")).rejects.toThrow();
  expect(texts()).toEqual(["there"]);
});

test("a server error has the ordered status", async () => {
  const { sandbox, send, texts } = await aChat();
  sandbox.telegram.fault({ kind: "server_error", status: 500 });
  expect(await send()).toMatchObject({ status: 500, body: { description: "Internal Server Error" } });
  expect(texts()).toEqual([]);
});

test("a slow answer is carried out at once", async () => {
  const { sandbox, send } = await aChat();
  sandbox.telegram.fault({ kind: "slow", method: "sendMessage", delayMs: 50 });
  const startedAt = performance.now();
  const answer = send("slow");
  await sandbox.telegram.chat(7).waitFor(({ text }) => text === "slow");
  expect((await answer).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(45);
});

test("a fault looks at the chat, skips, lasts until cancelled, and the oldest that fits is taken", () => {
  const book = new FaultBook();
  const lasting = book.order({ kind: "slow", method: "sendMessage", about: 7, times: 0, skip: 1 });
  book.order({ kind: "server_error" });
  expect(book.hit("sendMessage", 8)?.kind).toBe("server_error");
  expect(book.hit("sendMessage", 7)).toBeUndefined();
  expect([1, 2, 3].map(() => book.hit("SendMessage", "7")?.kind)).toEqual(["slow", "slow", "slow"]);
  lasting.cancel();
  expect(book.hit("sendMessage", 7)).toBeUndefined();
  expect(book.open).toEqual([]);
});

test.each([
  [
    { kind: "no_rights" } as const,
    "sendMessage",
    "Bad Request: not enough rights to send text messages to the chat",
  ],
  [{ kind: "no_rights" } as const, "deleteMessage", "Bad Request: message can't be deleted"],
  [
    { kind: "refused", description: "Bad Request: CHAT_RESTRICTED" } as const,
    "sendMessage",
    "Bad Request: CHAT_RESTRICTED",
  ],
  [
    { kind: "refused", status: 403, description: "Forbidden: user is deactivated" } as const,
    "sendMessage",
    "Forbidden: user is deactivated",
  ],
])("%o is answered to %s in Telegram's words", async (order, method, description) => {
  const { sandbox, texts } = await aChat();
  sandbox.telegram.fault(order);
  const { body } = await callApi(sandbox, method, { chat_id: 7, text: "hi", message_id: 1 });
  expect(body["description"]).toBe(description);
  expect(texts()).toEqual([]);
});

test("an ordered migration tells where to, and a deleted topic hits sends to topics only", async () => {
  const { sandbox, send } = await aChat();
  sandbox.telegram.fault({ kind: "migrated", to: -1_009 });
  expect((await send()).body["parameters"]).toEqual({ migrate_to_chat_id: -1_009 });
  sandbox.telegram.fault({ kind: "topic_deleted" });
  expect((await send()).status).toBe(200);
  expect(
    (await callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi", message_thread_id: 5 })).body[
      "description"
    ],
  ).toBe("Bad Request: message thread not found");
});

test("an update can be ordered to come behind the next one", async () => {
  const { sandbox } = await aChat();
  const textsNow = async () =>
    (await updatesOf(sandbox)).map((update) => fieldsOf(update["message"])["text"]);
  sandbox.telegram.fault({ kind: "update_late" });
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  ada.say("late");
  expect(await textsNow()).toEqual(["hi"]);
  ada.say("early");
  expect(await textsNow()).toEqual(["hi", "early", "late"]);
});

test("someone whose account is gone cannot be written to", async () => {
  const { sandbox, send } = await aChat();
  sandbox.telegram.person({ id: 7, firstName: "Ada" }).deactivate();
  expect((await send()).body["description"]).toBe("Forbidden: user is deactivated");
});
