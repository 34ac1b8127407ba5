import { Client, type ClientOptions, Events, GatewayIntentBits, Options, Partials } from "discord.js";
import { onTestFinished } from "vitest";
import type { BotOptions } from "../../../sandbox/discord/world/application.ts";
import type { Permission } from "../../../sandbox/discord/world/permissions.ts";
import type { Sandbox, SandboxOptions } from "../../../sandbox/start-sandbox.ts";
import { type Fields, fieldsOf } from "../../../sandbox/wire/values.ts";
import { type CheckedSandbox, startCheckedSandbox } from "../../support/checked-sandbox.ts";
import { aClock } from "../support.ts";

export const token = "discord-token";

const plainIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** A sandbox with one bot, without limits unless asked for, closed when the test ends; what does not fit the API fails it. */
export const aDiscord = async (
  options: SandboxOptions = {},
  bot: Partial<BotOptions> = {},
): Promise<CheckedSandbox> => {
  const discord = { limits: "off" as const, ...options.discord };
  const sandbox = await startCheckedSandbox({ ...options, discord });
  onTestFinished(() => sandbox.close());
  sandbox.discord.addBot({ token, username: "HelpBot", ...bot });
  return sandbox;
};

/** A server with one channel and one member, in which the bot has these rights alone. */
export const aGuild = async (permissions?: readonly Permission[]) => {
  const clock = aClock();
  const sandbox = await aDiscord({ clock });
  const bots = permissions && [{ username: "HelpBot", permissions }];
  const guild = sandbox.discord.guild({ name: "Exchange", ...(bots && { bots }) });
  const channel = guild.addChannel({ name: "help" });
  const ada = sandbox.discord.person({ name: "ada" });
  ada.join(guild);
  return { sandbox, clock, guild, channel, ada };
};

/** The real discord.js, connected and ready. */
export const aClient = async (
  { discord }: Sandbox,
  options: Partial<ClientOptions> & { readonly token?: string } = {},
): Promise<Client<true>> => {
  const { token: as = token, ...rest } = options;
  const client = new Client({
    intents: plainIntents,
    partials: [Partials.Channel],
    makeCache: Options.cacheEverything(),
    rest: { api: discord.apiRoot, retries: 0, globalRequestsPerSecond: 1_000 },
    ...rest,
  });
  client.on(Events.Error, () => undefined);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  onTestFinished(() => client.destroy());
  await client.login(as);
  return ready;
};

export interface RestAnswer {
  readonly status: number;
  readonly body: Fields;
  readonly headers: Headers;
}

/** One request as plain JSON. */
export const callRest = async (
  { discord }: Sandbox,
  method: string,
  path: string,
  { body, as = `Bot ${token}` }: { readonly body?: unknown; readonly as?: string } = {},
): Promise<RestAnswer> => {
  const response = await fetch(`${discord.apiRoot}/v10${path}`, {
    method,
    headers: { authorization: as, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text.startsWith("{")
    ? JSON.parse(text)
    : text === ""
      ? {}
      : { list: JSON.parse(text) };
  return { status: response.status, body: fieldsOf(answer), headers: response.headers };
};
