import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { fieldsOf, isList } from "../../../sandbox/wire/values.ts";
import { aSandbox, callApi } from "../support.ts";

const order = async ({ url }: Sandbox, action: string, fields: object = {}) => {
  const response = await fetch(`${url}/control/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  return { status: response.status, ...fieldsOf(await response.json()) };
};

const group = -1_001_234_567_890;

const aControlledGroup = async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  const act = (action: string, fields: object = {}) => order(sandbox, `telegram/${action}`, fields);
  await act("group", { id: group, title: "Traders", forum: true });
  await act("join", { group, person: 7 });
  await act("add", { group, memberBot: "HelpBot", by: 7 });
  return { sandbox, act };
};

test("another process makes a group, and has people join, speak, be promoted and leave", async () => {
  const { sandbox, act } = await aControlledGroup();
  await act("promote", { group, person: 7, rights: ["can_delete_messages"], title: "Helper" });
  expect(await act("say", { person: 7, chat: group, text: "hello" })).toMatchObject({
    status: 200,
    text: "hello",
  });
  await act("edit", { person: 7, chat: group, messageId: 3, text: "hello!" });
  await act("join", { group, person: 8 });
  await act("leave", { group, person: 8 });
  expect(await act("say", { person: 8, chat: group, text: "?" })).toMatchObject({ status: 400 });
  expect(await act("groups")).toMatchObject({
    groups: [{ id: group, title: "Traders", members: [{}, { id: 7, status: "administrator" }, { id: 42 }] }],
  });
  const view = await order(sandbox, "view", { chat: group });
  expect(view).toMatchObject({ chat: { id: group, title: "Traders", topics: [] }, groups: [{ id: group }] });
  const messages = fieldsOf(fieldsOf(view)["chat"])["messages"];
  expect(isList(messages) && messages.map((message) => fieldsOf(message)["text"])).toContain("hello!");
});

test("it makes topics, migrates, asks to join, and posts as a channel", async () => {
  const { act } = await aControlledGroup();
  const topic = await act("topic", { group, name: "Help" });
  const { id } = fieldsOf(topic);
  expect(await act("say", { person: 7, chat: group, topic: id, text: "in it" })).toMatchObject({ topic: id });
  expect(await act("removeTopic", { group, topic: id, words: "TOPIC_DELETED" })).toMatchObject({
    status: 200,
  });
  expect(await act("say", { person: 7, chat: group, topic: id, text: "?" })).toMatchObject({ status: 400 });
  expect(await act("channelPost", { group, text: "news" })).toMatchObject({ text: "news" });
  await act("joinRequest", { group, person: 9, query: true });
  expect(await act("joinRequests", { group })).toMatchObject({
    requests: [{ user: { id: 9 }, state: "open" }],
  });
  await act("group", { id: -4_001, title: "Small" });
  expect(await act("migrate", { group: -4_001, to: -1_002_000_000_001 })).toMatchObject({
    id: -1_002_000_000_001,
  });
});

test("it sends files with bytes of its own, albums, and reads what there is", async () => {
  const { sandbox, act } = await aControlledGroup();
  const base64 = Buffer.from("the bytes").toString("base64");
  const sent = await act("document", { person: 7, base64, fileName: "a.txt", mediaType: "text/plain" });
  const fileId = fieldsOf(fieldsOf(sent)["file"])["id"];
  expect(await act("file", { fileId })).toMatchObject({ base64, fileName: "a.txt", mediaType: "text/plain" });
  const media = await fetch(`${sandbox.url}/media/${String(fileId)}`);
  expect(await media.text()).toBe("the bytes");
  const { messages } = {
    messages: undefined,
    ...(await act("album", { person: 7, pictures: 4, caption: "x" })),
  };
  expect(messages).toHaveLength(4);
  expect(await act("file", { fileId: "none" })).toMatchObject({ status: 400 });
});

test("it plays a business account, a raid and a mixed load, and asks how the webhook stands", async () => {
  const { sandbox, act } = await aControlledGroup();
  const connection = fieldsOf(await act("business", { person: 7 }))["id"];
  await act("businessReceive", { connection, client: 9, text: "hello?" });
  await callApi(sandbox, "sendMessage", { chat_id: 9, text: "hello!", business_connection_id: connection });
  expect(await act("businessChat", { connection, client: 9 })).toMatchObject({
    messages: [{ text: "hello?" }, { text: "hello!" }],
  });
  expect(await act("raid", { perS: 100, seconds: 1 })).toMatchObject({ load: 0 });
  expect(await act("load", { updates: 10, persons: 2, kinds: { direct: 1, album: 1 } })).toMatchObject({
    load: 1,
  });
  expect(await act("loadReport", { load: 1, missing: true })).toMatchObject({ delivered: 0, missing: [] });
  await callApi(sandbox, "setWebhook", { url: "http://127.0.0.1:9/hook" });
  expect(await act("webhook")).toMatchObject({ url: "http://127.0.0.1:9/hook" });
  expect(await act("overAllowance")).toMatchObject({ refused: 0 });
});
