import type { DiscordOptions, DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { Person } from "../../sandbox/discord/people/person.ts";
import type { Channel } from "../../sandbox/discord/world/channel.ts";
import type { Guild } from "../../sandbox/discord/world/guild.ts";
import { aWorld, type World } from "./a-fleet.ts";

export const discordBotId = "1100000000000000042";
export const discordToken = `${Buffer.from(discordBotId).toString("base64url")}.GhIjKl.a-token-that-must-never-be-seen-anywhere`;

export interface DiscordWorldOptions {
  /** Privileged intents that are configured, and granted. @default none */
  readonly intents?: readonly string[];
  readonly discord?: DiscordOptions;
  /** Of the account. */
  readonly account?: Readonly<Record<string, unknown>>;
}

/** A world whose fleet is one bot on Discord, in a server where Mia is; no fleet yet. */
export interface DiscordWorld extends World {
  readonly discord: DiscordSandbox;
  readonly mia: Person;
  readonly guild: Guild;
  readonly channel: Channel;
}

export const aDiscordWorld = async (options: DiscordWorldOptions = {}): Promise<DiscordWorld> => {
  const { intents = [], account = {} } = options;
  const world = await aWorld({ sandbox: { discord: { limits: "off", ...options.discord } } });
  const { discord } = world.sandbox;
  discord.addBot({
    token: discordToken,
    username: "HTXSupport",
    id: discordBotId,
    granted: intents.length > 0 ? ["MessageContent", "GuildMembers"] : [],
  });
  const support = {
    id: "discord-support",
    platform: "discord",
    handle: "@HTXSupport",
    token: discordToken,
    apiRoot: discord.apiRoot,
    allowance: "unlimited",
    intents,
    ...account,
  };
  world.configure({ sections: { accounts: [support] } });
  const mia = discord.person({ name: "mia_w", displayName: "Mia" });
  const guild = discord.guild({ name: "Traders" });
  guild.join(mia.user);
  const channel = guild.addChannel({ name: "general" });
  return { ...world, discord, mia, guild, channel };
};
