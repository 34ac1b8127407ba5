/** The baseline of goal 13: an echo bot on discord.js, as its guide shows one. Nothing is durable. */
import { Client, Events, GatewayIntentBits, Partials } from "discord.js";
import { answerMeasurements } from "../support/measured-side.ts";
import { discordTokenOf, readSettings } from "../support/side-settings.ts";

const { discordApiRoot } = readSettings();
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
  // Without it a direct chat that is not known yet is not heard.
  partials: [Partials.Channel],
  // The allowance of both sides: none.
  rest: { api: discordApiRoot, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
});
client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot && message.channel.isSendable()) await message.channel.send(message.content);
});
const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
await client.login(discordTokenOf(0));
await ready;
answerMeasurements({ stop: () => client.destroy() });
