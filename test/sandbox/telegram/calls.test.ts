import { expect, test } from "vitest";
import { fieldsOf } from "../../../sandbox/wire/values.ts";
import { aClock, aSandbox, callApi, token } from "../support.ts";

const ada = { id: 7, firstName: "Ada", languageCode: "en" };
const known = async () => {
  const sandbox = await aSandbox({ telegram: { limits: "off" } });
  sandbox.telegram.person(ada).say("hello");
  return sandbox;
};
const button = (patch: object) => ({ reply_markup: { inline_keyboard: [[{ text: "Yes", ...patch }]] } });
const bold = (offset: number, length: number) => ({ entities: [{ type: "bold", offset, length }] });

test.each([
  ["no text", { text: " \n " }, "Bad Request: message text is empty"],
  ["4,097 units", { text: "x".repeat(4_097) }, "Bad Request: message is too long"],
  ["2,049 emoji", { text: "😀".repeat(2_049) }, "Bad Request: message is too long"],
  ["65 bytes of data", button({ callback_data: "é".repeat(33) }), "Bad Request: BUTTON_DATA_INVALID"],
  ["empty data", button({ callback_data: "" }), "Bad Request: BUTTON_DATA_INVALID"],
  [
    "a button without an action",
    button({}),
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    "an entity behind the text",
    bold(3, 1),
    "Bad Request: entity begins after the end of the text at UTF-16 offset 3",
  ],
  [
    "an entity over the end",
    bold(0, 9),
    "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
  ],
  [
    "an entity in an emoji",
    { text: "😀😀", ...bold(1, 1) },
    "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 0",
  ],
  [
    "an unknown entity",
    { entities: [{ type: "sparkle", offset: 0, length: 1 }] },
    "Bad Request: can't parse MessageEntity: Unsupported type specified",
  ],
  ["a lone surrogate", { text: "\ud83d" }, "Bad Request: strings must be encoded in UTF-8"],
  [
    "a reply to nothing",
    { reply_parameters: { message_id: 999 } },
    "Bad Request: message to be replied not found",
  ],
  ["an unknown chat", { chat_id: 999 }, "Bad Request: chat not found"],
  ["no chat", { chat_id: undefined }, "Bad Request: chat_id is empty"],
])("sendMessage with %s is refused in Telegram's words", async (_, params, description) => {
  const sandbox = await known();
  const answer = await callApi(sandbox, "sendMessage", { chat_id: 7, text: "ok", ...params });
  expect(answer).toEqual({ status: 400, body: { ok: false, error_code: 400, description } });
  expect(sandbox.telegram.chat(7).replies).toEqual([]);
});

test.each([
  ["4,096 units", { text: "x".repeat(4_096) }],
  ["64 bytes of data", button({ callback_data: "é".repeat(32) })],
  ["an entity up to the end", { text: "a😀", ...bold(1, 2) }],
  ["a forgiven reply", { reply_parameters: { message_id: 999, allow_sending_without_reply: true } }],
  ["entities as a form's string", { entities: JSON.stringify(bold(0, 2).entities) }],
])("sendMessage with %s passes", async (_, params) => {
  const sandbox = await known();
  expect(await callApi(sandbox, "sendMessage", { chat_id: 7, text: "ok", ...params })).toMatchObject({
    status: 200,
  });
});

test("the sent message comes back trimmed, with its entities moved along", async () => {
  const sandbox = await known();
  const { body } = await callApi(sandbox, "sendMessage", { chat_id: "7", text: "  bold \n", ...bold(2, 4) });
  expect(body).toMatchObject({
    ok: true,
    result: {
      text: "bold",
      entities: [{ type: "bold", offset: 0, length: 4 }],
      chat: { id: 7, type: "private" },
    },
  });
});

test.each([
  ["an unknown method", "sendNothing", token, 404, "Not Found"],
  ["a wrong token", "getMe", "42:wrong", 401, "Unauthorized"],
  ["a malformed token", "getMe", "nonsense", 404, "Not Found"],
])("%s is refused", async (_, method, as, status, description) => {
  const sandbox = await aSandbox();
  const answer = await callApi(sandbox, method, {}, as);
  expect(answer).toEqual({ status, body: { ok: false, error_code: status, description } });
});

test.each([
  ["a query", (root: string) => fetch(`${root}/sendMessage?chat_id=7&text=hi`)],
  [
    "a form",
    (root: string) =>
      fetch(`${root}/SENDMESSAGE`, {
        method: "POST",
        body: new URLSearchParams({ chat_id: "7", text: "hi" }),
      }),
  ],
])("parameters may come as %s", async (_, send) => {
  const sandbox = await known();
  expect((await send(`${sandbox.telegram.apiRoot}/bot${token}`)).status).toBe(200);
  expect(sandbox.telegram.chat(7).replies).toMatchObject([{ text: "hi" }]);
});

test("a body that is not JSON is refused", async () => {
  const sandbox = await aSandbox();
  const response = await fetch(`${sandbox.telegram.apiRoot}/bot${token}/getMe`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(400);
});

test("a person who blocked the bot cannot be reached until they take it back", async () => {
  const sandbox = await known();
  const person = sandbox.telegram.person(ada);
  person.block();
  expect(await callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi" })).toEqual({
    status: 403,
    body: { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" },
  });
  expect(() => person.say("hello?")).toThrow("blocked");
  person.unblock();
  expect(await callApi(sandbox, "sendMessage", { chat_id: 7, text: "hi" })).toMatchObject({ status: 200 });
  const { body } = await callApi(sandbox, "getUpdates");
  expect(body["result"]).toMatchObject([
    { message: {} },
    { my_chat_member: { old_chat_member: { status: "member" }, new_chat_member: { status: "kicked" } } },
    { my_chat_member: { old_chat_member: { status: "kicked" }, new_chat_member: { status: "member" } } },
  ]);
});

test("a message can be edited, and not into what it already says", async () => {
  const sandbox = await known();
  const sent = await callApi(sandbox, "sendMessage", {
    chat_id: 7,
    text: "one",
    ...button({ callback_data: "y" }),
  });
  const message_id = fieldsOf(sent.body["result"])["message_id"];
  const edit = { chat_id: 7, message_id, text: "two" };
  expect(await callApi(sandbox, "editMessageText", edit)).toMatchObject({ status: 200 });
  expect((await callApi(sandbox, "editMessageText", edit)).body["description"]).toMatch(
    /^Bad Request: message is not modified/,
  );
  expect(sandbox.telegram.chat(7).replies).toMatchObject([
    { text: "two", earlierTexts: ["one"], buttons: [] },
  ]);
  expect(await callApi(sandbox, "editMessageText", { ...edit, message_id: 1 })).toMatchObject({
    body: { description: "Bad Request: message can't be edited" },
  });
  expect(
    await callApi(sandbox, "editMessageReplyMarkup", { ...edit, ...button({ callback_data: "z" }) }),
  ).toMatchObject({
    body: { result: { reply_markup: { inline_keyboard: [[{ callback_data: "z" }]] } } },
  });
});

test("a bot deletes a person's message once, and only for 48 hours", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  const person = sandbox.telegram.person(ada);
  const [first, second] = [person.say("my password is x"), person.say("two")];
  const remove = { chat_id: 7, message_id: first.id };
  expect(await callApi(sandbox, "deleteMessage", remove)).toMatchObject({ body: { result: true } });
  expect(await callApi(sandbox, "deleteMessage", remove)).toMatchObject({
    body: { description: "Bad Request: message to delete not found" },
  });
  clock.move(49 * 3_600_000);
  expect(await callApi(sandbox, "deleteMessage", { chat_id: 7, message_id: second.id })).toMatchObject({
    body: { description: "Bad Request: message can't be deleted" },
  });
  expect(
    await callApi(sandbox, "deleteMessages", { chat_id: 7, message_ids: [first.id, second.id] }),
  ).toMatchObject({
    body: { result: true },
  });
});

test("a press is answered once, and not when it is too old", async () => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock });
  const person = sandbox.telegram.person(ada);
  person.say("hi");
  await callApi(sandbox, "sendMessage", { chat_id: 7, text: "Sure?", ...button({ callback_data: "y" }) });
  const { id, answer } = person.press("Yes");
  const { body } = await callApi(sandbox, "getUpdates", { offset: -1 });
  expect(body["result"]).toMatchObject([
    { callback_query: { id, data: "y", from: { id: 7 }, message: { text: "Sure?" } } },
  ]);
  const reply = { callback_query_id: id, text: "Thanks" };
  expect(await callApi(sandbox, "answerCallbackQuery", reply)).toMatchObject({ body: { result: true } });
  expect(await answer).toEqual({ text: "Thanks", showAlert: false });
  const late = person.press("Yes");
  clock.move(31_000);
  for (const callback_query_id of [id, late.id])
    expect((await callApi(sandbox, "answerCallbackQuery", { callback_query_id })).body["description"]).toBe(
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    );
});

test("typing shows until the next message", async () => {
  const sandbox = await known();
  const chat = sandbox.telegram.chat(7);
  await callApi(sandbox, "sendChatAction", { chat_id: 7, action: "typing" });
  expect(chat.typing(Date.now())).toBe(true);
  await callApi(sandbox, "sendMessage", { chat_id: 7, text: "done" });
  expect(chat.typing(Date.now())).toBe(false);
});

test("commands are kept, and getMe and getChat tell who is who", async () => {
  const sandbox = await known();
  const commands = [{ command: "help", description: "What I can do" }];
  await callApi(sandbox, "setMyCommands", { commands });
  expect((await callApi(sandbox, "getMyCommands")).body["result"]).toEqual(commands);
  expect((await callApi(sandbox, "getMe")).body["result"]).toMatchObject({
    id: 42,
    is_bot: true,
    username: "HelpBot",
  });
  expect((await callApi(sandbox, "getChat", { chat_id: 7 })).body["result"]).toMatchObject({
    id: 7,
    type: "private",
  });
});

test("what a person types carries the entities that Telegram would find", async () => {
  const sandbox = await aSandbox();
  const text = "/start see https://example.org/en/x or write to me@example.org, @HelpBot";
  const { entities } = sandbox.telegram.person(ada).say(text);
  expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
    ["bot_command", "/start"],
    ["url", "https://example.org/en/x"],
    ["email", "me@example.org"],
    ["mention", "@HelpBot"],
  ]);
});

test("pictures, voice and edits reach the bot", async () => {
  const sandbox = await aSandbox();
  const person = sandbox.telegram.person(ada);
  const { id } = person.say("one");
  person.sendPhoto({ caption: "see" });
  person.sendVoice();
  person.sendSticker();
  person.sendDocument();
  person.edit(id, "two");
  expect((await callApi(sandbox, "getUpdates")).body["result"]).toMatchObject([
    { message: { text: "one" } },
    { message: { caption: "see", photo: [{}, {}] } },
    { message: { voice: {} } },
    { message: { sticker: {} } },
    { message: { document: {} } },
    { edited_message: { text: "two", message_id: id } },
  ]);
});
