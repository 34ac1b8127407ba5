import {
  ActionRowBuilder,
  type APILabelComponent,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  type Interaction as DjsInteraction,
  Events,
  InteractionContextType,
  MessageFlags,
  StringSelectMenuBuilder,
} from "discord.js";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { aClient, aDiscord, callRest, token } from "./support.ts";

const when = (client: Client, handle: (interaction: DjsInteraction) => Promise<unknown>) =>
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));

const onSlash = (client: Client, handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>) =>
  when(client, async (interaction) => interaction.isChatInputCommand() && handle(interaction));

/** A server with a channel and somebody in it, and a bot that has a slash command and a message command. */
const aServer = async () => {
  const sandbox = await aDiscord();
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const channel = guild.addChannel({ name: "help" });
  const ada = sandbox.discord.person({ name: "ada", locale: "de" });
  guild.join(ada.user);
  const client = await aClient(sandbox);
  await client.application.commands.set([
    {
      name: "ticket",
      description: "Open a ticket",
      options: [{ name: "about", description: "What", type: 3 }],
    },
    { name: "Report scam", type: ApplicationCommandType.Message },
  ]);
  return { sandbox, guild, channel, ada, client };
};

test("a slash command is answered for its caller alone, and nobody else finds the message", async () => {
  const { sandbox, channel, ada, client } = await aServer();
  onSlash(client, (interaction) =>
    interaction.reply({
      content: `${interaction.options.getString("about")} in ${interaction.locale}`,
      flags: MessageFlags.Ephemeral,
    }),
  );
  const called = ada.call("ticket", { channel, options: { about: "funds" } });
  const reply = await called.waitForReply();
  expect(reply).toMatchObject({ text: "funds in de", onlyFor: ada.id });
  const { body } = await callRest(sandbox, "GET", `/channels/${channel.id}/messages`);
  expect(body["list"]).toEqual([]);
});

test("a deferred answer is filled in later, and more may follow", async () => {
  const { channel, ada, client } = await aServer();
  onSlash(client, async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply("first");
    await interaction.followUp({ content: "second", flags: MessageFlags.Ephemeral });
  });
  const called = ada.call("ticket", { channel });
  expect(await called.waitForAnswer()).toBe("deferredMessage");
  const replies = await called.waitForReplies(2);
  expect(replies.map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
    ["first", ada.id],
    ["second", ada.id],
  ]);
});

test("a message command brings the message's text without the intent to read it", async () => {
  const { channel, ada, client } = await aServer();
  const seen = new Promise<string>((resolve) =>
    when(client, async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      resolve(interaction.targetMessage.content);
      await interaction.reply("thank you");
    }),
  );
  const { id } = ada.say("send me your seed", { channel });
  ada.callOnMessage("Report scam", id, { channel });
  expect(await seen).toBe("send me your seed");
});

test("buttons and selects are used by what they show", async () => {
  const { channel, ada, client } = await aServer();
  const button = new ButtonBuilder().setCustomId("yes").setLabel("It helped").setStyle(ButtonStyle.Primary);
  const select = new StringSelectMenuBuilder().setCustomId("topic").setPlaceholder("Topic");
  select.addOptions({ label: "Funds", value: "f" }, { label: "Login", value: "l" });
  const rows = [
    new ActionRowBuilder<ButtonBuilder>().addComponents(button),
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select),
  ];
  onSlash(client, (interaction) => interaction.reply({ content: "choose", components: rows }));
  when(client, async (interaction) => {
    if (interaction.isButton()) await interaction.update({ content: "pressed", components: rows });
    if (interaction.isStringSelectMenu()) await interaction.reply(`chose ${interaction.values.join()}`);
  });
  await ada.call("ticket", { channel }).waitForReply();
  const pressed = ada.press("It helped", { channel });
  expect(await pressed.waitForReply()).toMatchObject({ text: "pressed", earlierTexts: ["choose"] });
  const chose = ada.choose("Topic", ["Login"], { channel });
  expect(await chose.waitForReply()).toMatchObject({ text: "chose l" });
  expect(() => ada.press("It harmed", { channel })).toThrow("sees no");
});

test("a whole ticket comes in one modal, with files, a radio group and a select", async () => {
  const { sandbox, channel, ada, client } = await aServer();
  const field = (label: string, component: APILabelComponent["component"]): APILabelComponent => ({
    type: ComponentType.Label,
    label,
    component,
  });
  const choices = [
    { label: "Soon", value: "soon" },
    { label: "Now", value: "now" },
  ];
  onSlash(client, (interaction) =>
    interaction.showModal({
      custom_id: "ticket",
      title: "Your ticket",
      components: [
        field("What happened", {
          type: ComponentType.TextInput,
          custom_id: "text",
          style: 2,
          max_length: 4000,
        }),
        field("How urgent", { type: ComponentType.RadioGroup, custom_id: "urgency", options: choices }),
        field("Network", {
          type: ComponentType.StringSelect,
          custom_id: "network",
          options: [{ label: "Tron", value: "trx" }],
          required: false,
          min_values: 0,
        }),
        field("Screenshots", {
          type: ComponentType.FileUpload,
          custom_id: "files",
          min_values: 0,
          max_values: 10,
          required: false,
        }),
      ],
    }),
  );
  when(client, async (interaction) => {
    if (!interaction.isModalSubmit()) return;
    const files = interaction.fields.getUploadedFiles("files", false);
    const bytes = await Promise.all(
      [...(files?.values() ?? [])].map(async ({ url }) => (await fetch(url)).arrayBuffer()),
    );
    const sizes = bytes.map(({ byteLength }) => byteLength).join();
    const urgency = interaction.fields.getRadioGroup("urgency");
    await interaction.reply(`${interaction.fields.getTextInputValue("text")} ${urgency} ${sizes}`);
  });
  const called = ada.call("ticket", { channel });
  await called.waitForModal();
  const submitted = ada.submit(called, {
    text: "my funds",
    urgency: "Now",
    network: ["Tron"],
    files: { files: [{ bytes: new Uint8Array(5) }, { fileName: "b.png", bytes: new Uint8Array(7) }] },
  });
  expect((await submitted.waitForReply()).text).toBe("my funds now 5,7");
  expect(() => ada.submit(called, { text: "x" })).toThrow("urgency takes 1 to 1");
  expect(sandbox.discord.counts["create_interaction_response 204"]).toBeGreaterThan(0);
});

test("a command is called in a direct chat too, unless it is for servers alone", async () => {
  const { ada, client } = await aServer();
  await client.application.commands.set([
    { name: "support", description: "Ask" },
    { name: "ticket", description: "Open", contexts: [InteractionContextType.Guild] },
  ]);
  onSlash(client, async (interaction) => {
    const content = interaction.inGuild() ? "server" : "direct";
    const sent = await interaction.reply({ content, withResponse: true });
    await interaction.followUp(sent.resource?.message?.id ?? "nothing");
  });
  const called = ada.call("support");
  const [reply, echo] = await called.waitForReplies(2);
  expect([reply?.text, echo?.text]).toEqual(["direct", reply?.id]);
  expect(() => ada.call("ticket")).toThrow("is not offered here");
});

const callback = (
  sandbox: Sandbox,
  of: { readonly facts: { readonly id: string; readonly token: string } },
) => {
  const { id, token: secret } = of.facts;
  return callRest(sandbox, "POST", `/interactions/${id}/${secret}/callback`, { body: { type: 5 }, as: "" });
};

test("an interaction is answered once, within three seconds", async () => {
  let at = Date.UTC(2026, 0, 5);
  const sandbox = await aDiscord({ clock: { now: () => at } });
  const ada = sandbox.discord.person({ name: "ada" });
  await callRest(sandbox, "POST", `/applications/${sandbox.discord.bot().id}/commands`, {
    body: { name: "support", description: "Ask", type: 1 },
  });
  const early = ada.call("support");
  expect(await callback(sandbox, early)).toMatchObject({ status: 204 });
  expect(await callback(sandbox, early)).toMatchObject({ status: 400, body: { code: 40060 } });
  const late = ada.call("support");
  at += 3_001;
  expect(await callback(sandbox, late)).toMatchObject({ status: 404, body: { code: 10062 } });
  const followUp = `/webhooks/${sandbox.discord.bot().id}/${early.facts.token}`;
  expect(await callRest(sandbox, "POST", followUp, { body: { content: "soon" } })).toMatchObject({
    status: 200,
  });
  at += 15 * 60_000;
  expect(await callRest(sandbox, "POST", followUp, { body: { content: "later" } })).toMatchObject({
    status: 401,
    body: { code: 50027 },
  });
  expect(token).not.toBe(early.facts.token);
});
