import { expect, test } from "vitest";
import { aClock, aSandbox, callApi, kindsOf, updatesOf } from "../../support.ts";

const anAccount = async (options: { canReply?: boolean } = {}) => {
  const clock = aClock();
  const sandbox = await aSandbox({ clock, telegram: { limits: "off" } });
  const owner = sandbox.telegram.person({ id: 70, firstName: "Owner" });
  const client = sandbox.telegram.person({ id: 7, firstName: "Ada" });
  const business = owner.connectBusiness(options);
  const send = (text = "hi") =>
    callApi(sandbox, "sendMessage", { chat_id: 7, text, business_connection_id: business.id });
  return { sandbox, clock, owner, client, business, send };
};

test("clients and the owner write, edit and delete, and the bot is told of all of it", async () => {
  const { sandbox, client, business } = await anAccount();
  const { id } = business.receive(client, "it failed");
  business.say(client, "I will look myself");
  business.edit(client, id, "it failed twice");
  business.remove(client, [id]);
  business.disable();
  const updates = await updatesOf(sandbox);
  expect(kindsOf(updates)).toEqual([
    "business_connection",
    "business_message",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "business_connection",
  ]);
  expect(updates).toMatchObject([
    {
      business_connection: {
        id: business.id,
        is_enabled: true,
        user: { id: 70 },
        rights: { can_reply: true },
      },
    },
    { business_message: { business_connection_id: business.id, from: { id: 7 }, chat: { id: 7 } } },
    { business_message: { from: { id: 70 }, chat: { id: 7 } } },
    { edited_business_message: { text: "it failed twice", message_id: id } },
    { deleted_business_messages: { message_ids: [id], chat: { id: 7 } } },
    { business_connection: { is_enabled: false } },
  ]);
});

test("the bot answers for the owner, for a day after the client's last message", async () => {
  const { clock, client, business, send } = await anAccount();
  expect((await send()).body["description"]).toBe("Bad Request: BUSINESS_PEER_INVALID");
  business.receive(client, "hello?");
  expect(await send("hello!")).toMatchObject({
    body: {
      result: { from: { id: 70 }, sender_business_bot: { id: 42 }, business_connection_id: business.id },
    },
  });
  expect(business.chat(client).replies).toMatchObject([{ text: "hello!" }]);
  clock.move(24 * 3_600_000 + 1);
  expect((await send()).body["description"]).toBe("Bad Request: BUSINESS_PEER_INVALID");
});

test("without the right, the connection, or its being enabled nothing is sent", async () => {
  const { client, business, send, sandbox } = await anAccount();
  business.receive(client, "hello?");
  business.disable();
  expect((await send()).body["description"]).toBe("Bad Request: BUSINESS_CONNECTION_INVALID");
  const unknown = { chat_id: 7, text: "hi", business_connection_id: "nobody" };
  expect((await callApi(sandbox, "sendMessage", unknown)).body["description"]).toBe(
    "Bad Request: business connection not found",
  );
  const silent = await anAccount({ canReply: false });
  silent.business.receive(silent.client, "hello?");
  expect((await silent.send()).body["description"]).toBe("Bad Request: BUSINESS_CONNECTION_NOT_ALLOWED");
});

test("what the bot wrote there it edits and deletes there, and a button is pressed there", async () => {
  const { sandbox, client, business } = await anAccount();
  business.receive(client, "hello?");
  const where = { chat_id: 7, business_connection_id: business.id };
  const reply_markup = { inline_keyboard: [[{ text: "Yes", callback_data: "y" }]] };
  await callApi(sandbox, "sendMessage", { ...where, text: "one", reply_markup });
  const message_id = business.chat(client).replies[0]?.id;
  client.press("Yes", { business });
  expect((await updatesOf(sandbox)).at(-1)).toMatchObject({
    callback_query: { message: { business_connection_id: business.id } },
  });
  await callApi(sandbox, "editMessageText", { ...where, message_id, text: "two" });
  expect(business.chat(client).replies).toMatchObject([{ text: "two" }]);
  await callApi(sandbox, "deleteBusinessMessages", {
    business_connection_id: business.id,
    message_ids: [message_id],
  });
  expect(business.chat(client).replies).toEqual([]);
});
