import { expect, test } from "vitest";
import { fieldsOf, numberOf } from "../../../../sandbox/wire/values.ts";
import { aSandbox, callApi, updatesOf } from "../../support.ts";

const chat_id = -1_001_234_567_890;

const aForum = async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  const bot = sandbox.telegram.bot();
  const group = sandbox.telegram.group({ id: chat_id, title: "Forum", forum: true, members: [ada, bot] });
  group.promote(bot, { rights: ["can_manage_topics", "can_delete_messages"] });
  const send = (message_thread_id?: number) =>
    callApi(sandbox, "sendMessage", { chat_id, text: "hi", message_thread_id });
  return { sandbox, ada, bot, group, send };
};

test("messages in a topic say so, and call what is no reply a reply to the topic's first message", async () => {
  const { sandbox, ada, group } = await aForum();
  const topic = group.topic("Withdrawals");
  ada.say("in the topic", { chat: chat_id, topic: topic.id });
  ada.say("in General", { chat: chat_id });
  const [, , inTopic, inGeneral] = await updatesOf(sandbox);
  expect(inTopic).toMatchObject({
    message: {
      message_thread_id: topic.id,
      is_topic_message: true,
      reply_to_message: { message_id: topic.id, forum_topic_created: { name: "Withdrawals" } },
    },
  });
  expect(fieldsOf(inGeneral?.["message"])).not.toHaveProperty("message_thread_id");
});

test.each(["message thread not found", "TOPIC_DELETED"] as const)(
  "a deleted topic refuses with %s, and its messages are gone",
  async (words) => {
    const { sandbox, group, send } = await aForum();
    const { id, remove } = group.topic("Old");
    expect(await send(id)).toMatchObject({ status: 200 });
    remove(words);
    expect(await send(id)).toMatchObject({ status: 400, body: { description: `Bad Request: ${words}` } });
    expect(await send()).toMatchObject({ status: 200 });
    expect(sandbox.telegram.chat(chat_id).replies).toHaveLength(1);
  },
);

test("a topic that never was is not found", async () => {
  const { send } = await aForum();
  expect(await send(99)).toMatchObject({ body: { description: "Bad Request: message thread not found" } });
});

test("a closed topic takes messages from who may manage topics only", async () => {
  const { ada, bot, group, send } = await aForum();
  const topic = group.topic("Old");
  topic.close();
  expect(() => ada.say("?", { chat: chat_id, topic: topic.id })).toThrow("closed");
  expect(await send(topic.id)).toMatchObject({ status: 200 });
  group.promote(bot, { rights: [] });
  expect(await send(topic.id)).toMatchObject({ body: { description: "Bad Request: TOPIC_CLOSED" } });
  topic.reopen();
  expect(await send(topic.id)).toMatchObject({ status: 200 });
});

test("a bot makes and deletes a topic with its rights", async () => {
  const { sandbox, bot, group, send } = await aForum();
  const made = await callApi(sandbox, "createForumTopic", { chat_id, name: "New" });
  const message_thread_id = numberOf(fieldsOf(made.body["result"])["message_thread_id"]);
  expect(await send(message_thread_id)).toMatchObject({ status: 200 });
  const remove = () => callApi(sandbox, "deleteForumTopic", { chat_id, message_thread_id });
  expect(await remove()).toMatchObject({ status: 200 });
  expect(await remove()).toMatchObject({ body: { description: "Bad Request: TOPIC_ID_INVALID" } });
  group.promote(bot, { rights: [] });
  expect(await callApi(sandbox, "createForumTopic", { chat_id, name: "New" })).toMatchObject({ status: 400 });
});

test("a private chat may have topics", async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  const ada = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  const topic = ada.topic("My trouble");
  ada.say("it failed", { topic: topic.id });
  const [, message] = await updatesOf(sandbox);
  expect(message).toMatchObject({ message: { message_thread_id: topic.id, is_topic_message: true } });
  const send = () => callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi", message_thread_id: topic.id });
  expect(await send()).toMatchObject({ body: { result: { message_thread_id: topic.id } } });
  topic.remove();
  expect(await send()).toMatchObject({ body: { description: "Bad Request: message thread not found" } });
});
