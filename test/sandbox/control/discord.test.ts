import { Events } from "discord.js";
import { expect, test } from "vitest";
import { type Fields, fieldsOf, isList, stringOf } from "../../../sandbox/wire/values.ts";
import { aClient, aDiscord } from "../discord/support.ts";

const aControlled = async () => {
  const sandbox = await aDiscord();
  const act = async (action: string, fields: object = {}): Promise<Fields> => {
    const response = await fetch(`${sandbox.url}/control/discord/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
    return { status: response.status, ...fieldsOf(await response.json()) };
  };
  await act("guild", { name: "Exchange" });
  const { id: channel } = await act("channel", { guild: "Exchange", name: "help" });
  await act("join", { guild: "Exchange", person: "ada" });
  return { sandbox, act, channel: stringOf(channel) ?? "" };
};

test("another process has a person write, change and delete, with files", async () => {
  const { act, channel } = await aControlled();
  const files = [{ fileName: "a.txt", base64: "aGk=" }];
  const said = await act("say", { person: "ada", text: "hello", channel, files });
  expect(said).toMatchObject({ status: 200, text: "hello", files: [{ fileName: "a.txt", size: 2 }] });
  await act("edit", { person: "ada", messageId: said["id"], text: "hello!" });
  await act("react", { person: "ada", messageId: said["id"], emoji: "👍" });
  await act("remove", { person: "ada", messageId: said["id"] });
  const { messages } = await act("messages", { channel });
  expect(messages).toMatchObject([{ text: "hello!", earlierTexts: ["hello"], reactions: [{ emoji: "👍" }] }]);
  expect(isList(messages) && fieldsOf(messages[0])["deletedAt"]).toBeDefined();
  expect(await act("say", { person: "nobody", text: "?", channel })).toMatchObject({ status: 400 });
  expect(await act("guilds")).toMatchObject({ guilds: [{ name: "Exchange", channels: [{ name: "help" }] }] });
});

test("another process calls a command, fills in its form, and presses a button", async () => {
  const { sandbox, act, channel } = await aControlled();
  const client = await aClient(sandbox);
  await client.application.commands.set([{ name: "ticket", description: "Open a ticket" }]);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        custom_id: "t",
        title: "Ticket",
        components: [{ type: 18, label: "What", component: { type: 4, custom_id: "what", style: 1 } }],
      });
    if (interaction.isModalSubmit())
      await interaction.reply({
        content: interaction.fields.getTextInputValue("what"),
        components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "ok", label: "OK" }] }],
      });
    if (interaction.isButton()) await interaction.deferUpdate();
  });
  const called = await act("call", { person: "ada", name: "ticket", channel });
  const opened = await act("waitForAnswer", called);
  expect(opened).toMatchObject({ acknowledged: "modal", modal: { title: "Ticket" } });
  await act("submit", { person: "ada", interaction: opened["interaction"], values: { what: "funds" } });
  expect(await act("waitForReplies", { channel, replies: 1 })).toMatchObject({
    messages: [{ text: "funds" }],
  });
  const pressed = await act("press", { person: "ada", button: "OK", channel });
  expect(await act("waitForAnswer", pressed)).toMatchObject({ acknowledged: "deferredUpdate" });
});

test("another process orders faults, of requests and of the gateway", async () => {
  const { sandbox, act } = await aControlled();
  await aClient(sandbox);
  expect(await act("gateway")).toMatchObject({ connected: 1, identify: 1 });
  await act("drop");
  await sandbox.discord.gateway.waitForCount("resume", 1);
  expect(await act("gateway")).toMatchObject({ connected: 1, identify: 1, resume: 1 });
  const fault = await act("fault", { kind: "refused", code: 50007, scope: "user", method: "create_message" });
  expect(sandbox.discord.faults.open).toMatchObject([{ order: { kind: "refused", code: 50007 } }]);
  await act("cancelFault", fault);
  expect(sandbox.discord.faults.open).toEqual([]);
});
