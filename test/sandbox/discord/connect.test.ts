import { Events, type Message } from "discord.js";
import { expect, test } from "vitest";
import { aClient, aDiscord } from "./support.ts";

const nextMessage = (client: Awaited<ReturnType<typeof aClient>>, fits: (message: Message) => boolean) =>
  new Promise<Message>((resolve) =>
    client.on(Events.MessageCreate, (message) => void (fits(message) && resolve(message))),
  );

test("discord.js connects, hears a person in a direct chat and answers", async () => {
  const sandbox = await aDiscord();
  const client = await aClient(sandbox);
  const ada = sandbox.discord.person({ name: "ada" });
  const heard = nextMessage(client, ({ author }) => author.username === "ada");
  ada.say("my withdrawal failed");
  const message = await heard;
  expect(message.content).toBe("my withdrawal failed");
  expect(message.inGuild()).toBe(false);
  await message.reply({ content: "we are looking", nonce: "n1", enforceNonce: true });
  const [reply] = await ada.dm().waitForReplies(1);
  expect(reply).toMatchObject({ text: "we are looking", replyTo: message.id });
});

test("discord.js knows the servers that its bot is in, and writes to their channels", async () => {
  const sandbox = await aDiscord();
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const channel = guild.addChannel({ name: "help", topic: "ask here" });
  const client = await aClient(sandbox);
  expect(client.guilds.cache.get(guild.id)?.name).toBe("Exchange");
  const found = client.channels.cache.get(channel.id);
  if (!found?.isSendable()) throw new Error("The channel is not there.");
  await found.send("hello");
  expect(channel.replies.map(({ text }) => text)).toEqual(["hello"]);
});
