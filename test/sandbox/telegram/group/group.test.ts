import { expect, test } from "vitest";
import type { AdminRight } from "../../../../sandbox/telegram/group/rights.ts";
import { fieldsOf } from "../../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi, kindsOf, updatesOf } from "../../support.ts";

const groupId = -1_001_234_567_890;
const everything = ["message", "edited_message", "chat_member", "my_chat_member", "chat_join_request"];

const aGroup = async (options: { asAdmin?: readonly AdminRight[]; id?: number; forum?: boolean } = {}) => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock, telegram: { limits: "off" } });
  const { telegram } = sandbox;
  const ada = telegram.person({ id: 7, firstName: "Ada" });
  const bo = telegram.person({ id: 8, firstName: "Bo", username: "bo_real" });
  const bot = telegram.bot();
  const members = [ada, bot];
  const { id = groupId, forum = false } = options;
  const group = telegram.group({ id, title: "Traders", members, forum });
  if (options.asAdmin) group.promote(bot, { rights: options.asAdmin });
  await updatesOf(sandbox, { allowed_updates: everything });
  await confirmAll(sandbox);
  return { sandbox, telegram, clock, ada, bo, bot, group, chat: { chat_id: id } };
};

const confirmAll = async (sandbox: Parameters<typeof updatesOf>[0]) => {
  const last = (await updatesOf(sandbox)).at(-1)?.["update_id"];
  if (typeof last === "number") await updatesOf(sandbox, { offset: last + 1 });
};

const textsOf = async (sandbox: Parameters<typeof updatesOf>[0]) =>
  (await updatesOf(sandbox)).map((update) => fieldsOf(update["message"])["text"]);

test("with privacy mode a bot sees commands, its name, replies to it and service messages, and nothing else", async () => {
  const { sandbox, ada, bo, group } = await aGroup();
  const { body } = await callApi(sandbox, "sendMessage", { chat_id: groupId, text: "I am here" });
  const own = fieldsOf(body["result"])["message_id"];
  group.join(bo);
  for (const text of [
    "hello all",
    "@HelpBot how long?",
    "@OtherBot how long?",
    "/help",
    "/help@HelpBot",
    "/help@OtherBot",
    "ask @helpbot about it",
  ])
    ada.say(text, { chat: groupId });
  ada.say("thanks", { chat: groupId, replyTo: Number(own) });
  expect(await textsOf(sandbox)).toEqual([
    undefined,
    "@HelpBot how long?",
    "/help",
    "/help@HelpBot",
    "ask @helpbot about it",
    "thanks",
  ]);
});

test("an admin bot, and one without privacy mode, see everything", async () => {
  const { sandbox, telegram, ada, group } = await aGroup({ asAdmin: [] });
  const open = telegram.addBot({
    token: "43:secret",
    username: "OpenBot",
    canReadAllGroupMessages: true,
  });
  group.add(open);
  await confirmAll(sandbox);
  ada.say("hello all", { chat: groupId });
  expect(await textsOf(sandbox)).toEqual(["hello all"]);
  const seen = await updatesOf(sandbox, {}, "43:secret");
  expect(kindsOf(seen)).toEqual(["my_chat_member", "message", "message"]);
  expect(await callApi(sandbox, "getMe", {}, "43:secret")).toMatchObject({
    body: { result: { can_read_all_group_messages: true } },
  });
});

test("who comes and goes is told by service messages, to admins by chat_member too", async () => {
  const { sandbox, group, bo, ada } = await aGroup({ asAdmin: [] });
  group.join(bo);
  group.promote(bo, { title: "Helper" });
  group.demote(bo);
  group.kick(bo, { by: ada });
  const updates = await updatesOf(sandbox);
  expect(updates).toMatchObject([
    { chat_member: { old_chat_member: { status: "left" }, new_chat_member: { status: "member" } } },
    { message: { new_chat_members: [{ id: 8 }] } },
    { chat_member: { new_chat_member: { status: "administrator", custom_title: "Helper" } } },
    { chat_member: { old_chat_member: { status: "administrator" }, new_chat_member: { status: "member" } } },
    { chat_member: { from: { id: 7 }, new_chat_member: { status: "kicked", until_date: 0 } } },
    { message: { from: { id: 7 }, left_chat_member: { id: 8 } } },
  ]);
});

test("chat_member comes only to who asked for it, and what the bot itself is always", async () => {
  const { sandbox, group, bot, bo } = await aGroup({ asAdmin: [] });
  await updatesOf(sandbox, { allowed_updates: [] });
  group.join(bo);
  group.demote(bot);
  group.kick(bot);
  expect(await updatesOf(sandbox)).toMatchObject([
    { message: { new_chat_members: [{ id: 8 }] } },
    { my_chat_member: { new_chat_member: { status: "member", user: { id: 42 } } } },
    { my_chat_member: { new_chat_member: { status: "kicked" } } },
  ]);
  expect(await callApi(sandbox, "sendMessage", { chat_id: groupId, text: "hi" })).toMatchObject({
    status: 403,
    body: { description: "Forbidden: bot was kicked from the supergroup chat" },
  });
});

test("an anonymous admin writes as the group, a channel as itself, a linked channel by Telegram", async () => {
  const { sandbox, group, ada } = await aGroup({ asAdmin: [] });
  group.promote(ada, { anonymous: true, title: "Owner" });
  await confirmAll(sandbox);
  ada.say("by the admins", { chat: groupId });
  ada.say("by a channel", { chat: groupId, asChannel: { id: -1_002, title: "News" } });
  group.linkChannel({ id: -1_003, title: "Official" }).post("a post");
  expect(await updatesOf(sandbox)).toMatchObject([
    {
      message: {
        from: { username: "GroupAnonymousBot" },
        sender_chat: { id: groupId },
        author_signature: "Owner",
      },
    },
    { message: { from: { username: "Channel_Bot" }, sender_chat: { id: -1_002, type: "channel" } } },
    {
      message: {
        from: { id: 777_000 },
        is_automatic_forward: true,
        forward_origin: { type: "channel", chat: { id: -1_003 } },
      },
    },
  ]);
});

test.each([
  ["banChatMember", "kicked"],
  ["restrictChatMember", "restricted"],
  ["unbanChatMember", "left"],
])("%s works with the right, not without it, and never on admins", async (method, status) => {
  const { sandbox, group, bot, ada, chat } = await aGroup();
  const call = { ...chat, user_id: 7, permissions: { can_send_messages: false } };
  const refused = "Bad Request: not enough rights to restrict/unrestrict chat member";
  expect((await callApi(sandbox, method, call)).body["description"]).toBe(refused);
  group.promote(bot, { rights: ["can_restrict_members"] });
  group.promote(ada);
  expect((await callApi(sandbox, method, call)).body["description"]).toBe(
    "Bad Request: user is an administrator of the chat",
  );
  group.demote(ada);
  expect(await callApi(sandbox, method, call)).toMatchObject({ status: 200 });
  expect((await callApi(sandbox, "getChatMember", call)).body["result"]).toMatchObject({ status });
  expect(() => ada.say("still here?", { chat: groupId })).toThrow("may not write");
});

test("a ban and a restriction end by themselves", async () => {
  const { sandbox, clock, ada, chat } = await aGroup({ asAdmin: ["can_restrict_members"] });
  const until_date = Math.floor(clock.now() / 1_000) + 60;
  await callApi(sandbox, "restrictChatMember", { ...chat, user_id: 7, permissions: {}, until_date });
  expect(() => ada.say("?", { chat: groupId })).toThrow();
  clock.move(60_000);
  expect(ada.say("!", { chat: groupId }).text).toBe("!");
});

test("deleting others' messages takes the right", async () => {
  const { sandbox, group, bot, ada, chat } = await aGroup();
  const { id: message_id } = ada.say("my seed is …", { chat: groupId });
  expect((await callApi(sandbox, "deleteMessage", { ...chat, message_id })).body["description"]).toBe(
    "Bad Request: message can't be deleted",
  );
  group.promote(bot, { rights: ["can_delete_messages"] });
  expect(await callApi(sandbox, "deleteMessage", { ...chat, message_id })).toMatchObject({ status: 200 });
});

test("admins, members and their number can be asked for", async () => {
  const { sandbox, group, ada, chat } = await aGroup({ asAdmin: [] });
  group.promote(ada, { rights: ["can_delete_messages"] });
  expect((await callApi(sandbox, "getChatAdministrators", chat)).body["result"]).toMatchObject([
    { status: "creator" },
    { user: { id: 7 }, can_delete_messages: true, can_restrict_members: false },
    { user: { id: 42 } },
  ]);
  expect((await callApi(sandbox, "getChatMemberCount", chat)).body["result"]).toBe(3);
  expect((await callApi(sandbox, "getChat", chat)).body["result"]).toMatchObject({
    title: "Traders",
    type: "supergroup",
  });
});

test("someone who never wrote to the bot is not written to", async () => {
  const { sandbox } = await aGroup();
  expect(await callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi" })).toMatchObject({
    status: 403,
    body: { description: "Forbidden: bot can't initiate conversation with a user" },
  });
});

test.each([
  ["both", ["migrate_to_chat_id", "migrate_from_chat_id"]],
  ["old", ["migrate_to_chat_id"]],
  ["new", ["migrate_from_chat_id"]],
  ["none", []],
] as const)(
  "a group becomes a supergroup, told in %s, and its old id tells the new one",
  async (announce, said) => {
    const { sandbox, group, ada } = await aGroup({ id: -4_001 });
    const { id } = group.migrate({ announce });
    const told = (await updatesOf(sandbox)).flatMap((update) => Object.keys(fieldsOf(update["message"])));
    expect(told.filter((key) => key.startsWith("migrate"))).toEqual(said);
    expect(await callApi(sandbox, "sendMessage", { chat_id: -4_001, text: "hi" })).toEqual({
      status: 400,
      body: {
        ok: false,
        error_code: 400,
        description: "Bad Request: group chat was upgraded to a supergroup chat",
        parameters: { migrate_to_chat_id: id },
      },
    });
    expect(await callApi(sandbox, "sendMessage", { chat_id: id, text: "hi" })).toMatchObject({ status: 200 });
    expect(() => ada.say("where?", { chat: -4_001 })).toThrow("moved");
    ada.say("/here", { chat: id });
  },
);

test("edits in a group reach who saw the message, and the button that is pressed there its bot", async () => {
  const { sandbox, ada, chat } = await aGroup({ asAdmin: [] });
  const { id } = ada.say("one", { chat: groupId });
  ada.edit(id, "two", { chat: groupId });
  const reply_markup = { inline_keyboard: [[{ text: "Yes", callback_data: "y" }]] };
  await callApi(sandbox, "sendMessage", { ...chat, text: "Sure?", reply_markup });
  await updatesOf(sandbox, { allowed_updates: ["edited_message", "callback_query"] });
  ada.press("Yes", { chat: groupId });
  const updates = await updatesOf(sandbox);
  expect(kindsOf(updates)).toEqual(["message", "edited_message", "callback_query"]);
  expect(updates[1]).toMatchObject({ edited_message: { text: "two", message_id: id } });
  expect(updates[2]).toMatchObject({ callback_query: { message: { chat: { id: groupId } } } });
});

test("a reply in a supergroup without topics names its thread, and is no topic message", async () => {
  const { sandbox, ada } = await aGroup({ asAdmin: [] });
  const { id } = ada.say("one", { chat: groupId });
  ada.say("two", { chat: groupId, replyTo: id });
  const [, reply] = await updatesOf(sandbox);
  expect(reply).toMatchObject({ message: { message_thread_id: id, reply_to_message: { text: "one" } } });
  expect(fieldsOf(reply?.["message"])).not.toHaveProperty("is_topic_message");
});
