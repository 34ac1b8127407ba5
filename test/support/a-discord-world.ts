import type { DiscordOptions, DiscordSandbox } from "../../sandbox/discord/discord-sandbox.ts";
import type { Interaction } from "../../sandbox/discord/interactions/interaction.ts";
import type { Person } from "../../sandbox/discord/people/person.ts";
import type { Channel } from "../../sandbox/discord/world/channel.ts";
import type { Guild } from "../../sandbox/discord/world/guild.ts";
import type { DcMessage } from "../../sandbox/discord/world/types.ts";
import { aFleetIn, aWorld, type RunningFleet, type World } from "./a-fleet.ts";
import { eventually } from "./eventually.ts";

export const discordBotId = "1100000000000000042";
export const discordToken = `${Buffer.from(discordBotId).toString("base64url")}.GhIjKl.a-token-that-must-never-be-seen-anywhere`;

export interface DiscordWorldOptions {
  /** Privileged intents that are configured, and granted. @default none */
  readonly intents?: readonly string[];
  readonly discord?: DiscordOptions;
  /** Of the account. */
  readonly account?: Readonly<Record<string, unknown>>;
  /** Of the configuration, beside its accounts. */
  readonly sections?: Readonly<Record<string, unknown>>;
}

/** A world whose fleet is one bot on Discord, in a server where Mia is; no fleet yet. */
export interface DiscordWorld extends World {
  readonly discord: DiscordSandbox;
  readonly mia: Person;
  readonly guild: Guild;
  readonly channel: Channel;
}

export const aDiscordWorld = async (options: DiscordWorldOptions = {}): Promise<DiscordWorld> => {
  const { intents = [], account = {}, sections = {} } = options;
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
  world.configure({ sections: { ...sections, accounts: [support] } });
  const mia = discord.person({ name: "mia_w", displayName: "Mia" });
  const guild = discord.guild({ name: "Traders" });
  guild.join(mia.user);
  const channel = guild.addChannel({ name: "general" });
  return { ...world, discord, mia, guild, channel };
};

/** Discord with its fleet, as it is run by default and as an operator may run it. */
export const discordModes = [
  { mode: "without privileged intents", intents: [] },
  { mode: "with privileged intents", intents: ["messageContent", "members"] },
] as const;

export interface DiscordScene extends DiscordWorld {
  readonly fleet: RunningFleet;
  readonly desk: World["sandbox"]["desk"];
}

/** Until the fleet hears what happens on Discord, and its commands are there. */
export const aDiscordFleetIn = async (world: DiscordWorld): Promise<RunningFleet> => {
  const fleet = await aFleetIn(world);
  await world.discord.gateway.waitForConnected();
  await world.discord.waitForRequest(({ operation }) => operation === "bulk_set_application_commands");
  return fleet;
};

export const aDiscordScene = async (options: DiscordWorldOptions = {}): Promise<DiscordScene> => {
  const world = await aDiscordWorld(options);
  return { ...world, desk: world.sandbox.desk, fleet: await aDiscordFleetIn(world) };
};

/** Calls for the ticket's form as people do: again, when Discord says that nobody answered within its 3 s. */
export const openTicketForm = ({ mia }: Pick<DiscordWorld, "mia">, channel: Channel): Promise<Interaction> =>
  eventually(
    () => {
      const opened = mia.call("ticket", { channel });
      return opened.waitForModal(4_000).then(
        () => opened,
        () => undefined,
      );
    },
    { timeoutMs: 60_000, what: "the form" },
  );

export const said = (messages: readonly DcMessage[]): string =>
  messages.map(({ text }) => text).join("\n---\n");

/** Resolves when the bot has said it there. */
export const seen = (replies: () => readonly DcMessage[], pattern: RegExp): Promise<boolean> =>
  eventually(() => pattern.test(said(replies())), { timeoutMs: 40_000, what: `${pattern}` });
