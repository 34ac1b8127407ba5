import { expect, test } from "vitest";
import { FaultBook } from "../../../sandbox/wire/faults.ts";
import { aSandbox, callApi } from "../support.ts";

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
