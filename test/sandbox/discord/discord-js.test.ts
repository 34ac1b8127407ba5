import {
  ApplicationCommandOptionType,
  AttachmentBuilder,
  AutoModerationActionType,
  AutoModerationRuleEventType,
  AutoModerationRuleTriggerType,
  ChannelType,
  Events,
  GatewayIntentBits,
  InteractionType,
  PermissionFlagsBits,
  type TextChannel,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { expect, test } from "vitest";
import { aClient, aDiscord } from "./support.ts";

const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildModeration,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.AutoModerationExecution,
  GatewayIntentBits.DirectMessages,
];

/** What discord.js sees of a server with one channel and one person. */
const aServer = async () => {
  const sandbox = await aDiscord({}, { granted: ["GuildMembers", "MessageContent"] });
  const world = sandbox.discord.guild({ name: "Exchange" });
  const place = world.addChannel({ name: "help" });
  const ada = sandbox.discord.person({ name: "ada" });
  ada.join(world);
  const client = await aClient(sandbox, { intents });
  const guild = await client.guilds.fetch(world.id);
  const channel = await client.channels.fetch(place.id);
  if (channel?.type !== ChannelType.GuildText) throw new Error("The channel is no text channel.");
  return { sandbox, world, place, ada, client, guild, channel };
};

const once = <T>(subscribe: (tell: (value: T) => void) => unknown): Promise<T> =>
  new Promise<T>((resolve) => void subscribe(resolve));

test("messages are edited, fetched from one on, pinned, reacted to and deleted", async () => {
  const { place, ada, channel } = await aServer();
  const first = ada.say("one", { channel: place });
  const sent = await channel.send({
    content: "two",
    files: [new AttachmentBuilder(Buffer.from("log"), { name: "a.txt" })],
  });
  expect(await (await fetch(sent.attachments.first()?.url ?? "")).text()).toBe("log");
  await sent.edit("three");
  await sent.pin();
  await sent.react("👍");
  const behind = await channel.messages.fetch({ after: first.id, limit: 100, cache: false });
  expect([...behind.values()].map(({ content, pinned }) => [content, pinned])).toEqual([["three", true]]);
  await sent.delete();
  await channel.bulkDelete([ada.say("a", { channel: place }).id, ada.say("b", { channel: place }).id]);
  expect(place.messages.filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(1);
});

test("changes, deletions and reactions of people are told", async () => {
  const { place, ada, client } = await aServer();
  const came = once<string>((tell) => client.on(Events.MessageCreate, ({ content }) => tell(content)));
  const { id } = ada.say("one", { channel: place });
  expect(await came).toBe("one");
  const changed = once<unknown>((tell) =>
    client.on(Events.MessageUpdate, (before, after) => tell([before.content, after.content])),
  );
  ada.edit(id, "two");
  expect(await changed).toEqual(["one", "two"]);
  const reacted = once<unknown>((tell) =>
    client.on(Events.MessageReactionAdd, ({ emoji }) => tell(emoji.name)),
  );
  ada.react(id, "👎");
  expect(await reacted).toBe("👎");
  const gone = once<string>((tell) => client.on(Events.MessageDelete, (message) => tell(message.id)));
  ada.remove(id);
  expect(await gone).toBe(id);
});

test("members are fetched, timed out, given roles, kicked and banned", async () => {
  const { world, ada, client, guild } = await aServer();
  const member = await guild.members.fetch(ada.id);
  await member.timeout(60_000, "scam");
  expect(world.isTimedOut(ada.id)).toBe(true);
  await member.timeout(null);
  expect(world.isTimedOut(ada.id)).toBe(false);
  expect((await guild.members.fetch()).size).toBe(3);
  const left = once<string>((tell) => client.on(Events.GuildMemberRemove, ({ user }) => tell(user.username)));
  await member.ban({ deleteMessageSeconds: 60, reason: "scam" });
  expect(await left).toBe("ada");
  expect(world.bans.get(ada.id)?.reason).toBe("scam");
  await guild.members.unban(ada.id);
  await expect(guild.members.fetch(ada.id)).rejects.toMatchObject({ code: 10007 });
});

const aThread = (channel: TextChannel) =>
  channel.threads.create({
    name: "for ada",
    type: ChannelType.PrivateThread,
    invitable: false,
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
  });

test("a private thread is made, somebody added, written to, and archived", async () => {
  const { sandbox, ada, client, channel } = await aServer();
  const thread = await aThread(channel);
  await thread.members.add(ada.id);
  await thread.send("only for you");
  const inside = sandbox.discord.channel(thread.id);
  const heard = once<string>((tell) =>
    client.on(Events.MessageCreate, ({ content }) => content === "hi" && tell(content)),
  );
  ada.say("hi", { channel: inside });
  expect(await heard).toBe("hi");
  expect((await channel.guild.channels.fetchActiveThreads()).threads.size).toBe(1);
  await thread.setArchived(true);
  expect(inside.facts.thread?.archived).toBe(true);
  ada.say("again", { channel: inside });
  expect(inside.facts.thread?.archived).toBe(false);
});

test("rights are known in a channel, and follow its overwrites", async () => {
  const { world, place, client, guild, channel } = await aServer();
  const me = await guild.members.fetchMe();
  expect(channel.permissionsFor(me).has(PermissionFlagsBits.ManageMessages)).toBe(true);
  const own = [...world.roles.values()].find(({ botId }) => botId !== undefined);
  const told = once<unknown>((tell) => client.on(Events.ChannelUpdate, tell));
  if (own) world.permit(place, { for: own, deny: ["ManageMessages"] });
  await told;
  expect(channel.permissionsFor(me).has(PermissionFlagsBits.ManageMessages)).toBe(false);
});

test("an AutoMod rule is made, and its execution told", async () => {
  const { place, ada, client, guild } = await aServer();
  const rule = await guild.autoModerationRules.create({
    name: "bait",
    eventType: AutoModerationRuleEventType.MessageSend,
    triggerType: AutoModerationRuleTriggerType.Keyword,
    triggerMetadata: { keywordFilter: ["airdrop"], regexPatterns: ["seed.?phrase"] },
    actions: [{ type: AutoModerationActionType.BlockMessage }],
    enabled: true,
  });
  const told = once<unknown>((tell) =>
    client.on(Events.AutoModerationActionExecution, ({ ruleId, content }) => tell([ruleId, content])),
  );
  expect(() => ada.say("free airdrop", { channel: place })).toThrow("AutoMod");
  expect(await told).toEqual([rule.id, "free airdrop"]);
  expect((await guild.autoModerationRules.fetch()).size).toBe(1);
  await rule.delete();
});

test("a direct chat is opened by the bot, and says why it cannot be written to", async () => {
  const { ada, client } = await aServer();
  const user = await client.users.fetch(ada.id);
  await user.send("hello");
  expect(ada.dm().replies.map(({ text }) => text)).toEqual(["hello"]);
  ada.closeDms();
  await expect(user.send("again")).rejects.toMatchObject({ code: 50007, status: 403 });
});

test("an option is completed while it is typed, and a file is attached to a command", async () => {
  const { place, ada, client } = await aServer();
  const options = [
    {
      name: "coin",
      description: "Which",
      type: ApplicationCommandOptionType.String as const,
      autocomplete: true,
    },
    { name: "shot", description: "Picture", type: ApplicationCommandOptionType.Attachment as const },
  ];
  await client.application.commands.set([{ name: "report", description: "Report", options }]);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([{ name: "Tron", value: "trx" }]);
    if (interaction.isChatInputCommand())
      await interaction.reply(interaction.options.getAttachment("shot", true).name);
  });
  const typed = ada.autocomplete("report", { option: "coin", text: "tr" }, { channel: place });
  expect(await typed.waitForAnswer()).toBe("autocomplete");
  expect(typed.choices).toEqual([{ name: "Tron", value: "trx" }]);
  const called = ada.call("report", { channel: place, options: { shot: { file: { fileName: "x.png" } } } });
  expect((await called.waitForReply()).text).toBe("x.png");
});

test("what no client would send reaches the bot all the same", async () => {
  const { place, ada, client } = await aServer();
  const told = once<string>((tell) =>
    client.on(
      Events.InteractionCreate,
      (interaction) => interaction.isModalSubmit() && tell(interaction.customId),
    ),
  );
  ada.forge(
    { custom_id: "someone else's", components: [] },
    { type: InteractionType.ModalSubmit, channel: place },
  );
  expect(await told).toBe("someone else's");
});
