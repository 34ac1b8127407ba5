import type { Account } from "../../src/domain/account.ts";
import type { Check } from "../../src/domain/adapter.ts";
import { cleanName } from "../shared/clean-name.ts";
import { isObject, listOf, textOf, wholeOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { ApiFailure } from "./api-failure.ts";
import { commands, fingerprintOf } from "./commands.ts";
import { grantingFlags, type PrivilegedIntent, privilegedIntents } from "./intents.ts";
import type { NativeChannel, NativeGuild, NativeUser } from "./native.ts";
import { snowflakeOf } from "./native.ts";
import { missingIn } from "./permissions.ts";

const timeoutMs = 10_000;
/** More than these are not looked at one by one. */
const mostGuilds = 20;

export interface ProbePort {
  readonly api: Api;
  readonly account: Account;
  readonly intents: readonly PrivilegedIntent[];
}

interface NativeApplication {
  readonly id?: unknown;
  readonly flags?: unknown;
}

const checkHandle = (user: NativeUser, { handle }: Account): Check[] => {
  const username = textOf(user.username) ?? "";
  const same = username.toLowerCase() === handle.replace(/^@/, "").toLowerCase();
  return [
    { name: "token", ok: true, detail: `Discord knows the bot as ${username}.` },
    {
      name: "handle",
      ok: same,
      detail: same ? username : `The configuration says ${handle}, the token is of ${username}.`,
      ...(same ? {} : { remedy: "Correct the account's `handle`, or take the token of the right bot." }),
    },
  ];
};

const portalNames: Readonly<Record<PrivilegedIntent, string>> = {
  messageContent: "Message Content Intent",
  members: "Server Members Intent",
};

/** What is granted and not used is no fault; what is used and not granted keeps the bot from connecting. */
const checkIntents = ({ flags }: NativeApplication, configured: readonly PrivilegedIntent[]): Check[] =>
  privilegedIntents.map((intent) => {
    const name = `intent ${intent}`;
    const granted = ((wholeOf(flags) ?? 0) & grantingFlags[intent]) !== 0;
    const wanted = configured.includes(intent);
    if (wanted === granted)
      return { name, ok: true, detail: granted ? "Granted and used." : "Neither granted nor used." };
    if (granted)
      return {
        name,
        ok: true,
        detail: "Granted, and not used: add it to the account's `intents` to use it.",
      };
    const remedy = `Developer Portal, your application, Bot: switch on "${portalNames[intent]}", or take it out of the account's \`intents\`.`;
    return { name, ok: false, detail: "Configured, and not granted: the bot cannot connect.", remedy };
  });

const checkCommands = (list: unknown): Check => {
  const registered = listOf(list).flatMap((value) => (isObject(value) ? [value] : []));
  const inStep = fingerprintOf(registered) === fingerprintOf(commands);
  return {
    name: "commands",
    ok: inStep,
    detail: inStep
      ? `${commands.length} commands are registered.`
      : "The registered commands are not those of this version.",
    ...(inStep
      ? {}
      : {
          remedy:
            "Start the fleet: it registers its commands. If this stays, check that no other program uses the token.",
        }),
  };
};

const ask = async (
  api: Api,
  { path, signal }: { path: `/${string}`; signal: AbortSignal },
): Promise<unknown> => api.call({ method: "GET", path, signal, timeoutMs });

const askObject = async (api: Api, call: { path: `/${string}`; signal: AbortSignal }): Promise<object> => {
  const answer = await ask(api, call);
  return isObject(answer) ? answer : {};
};

/** Whoever owns a server names it and its channels. */
const nameOf = (name: unknown): string => cleanName(textOf(name) ?? "");

const checkGuild = async (
  api: Api,
  { guildId, botId, signal }: { guildId: string; botId: string; signal: AbortSignal },
): Promise<Check> => {
  const guild: NativeGuild = await askObject(api, { path: `/guilds/${guildId}`, signal });
  const channels = listOf(await ask(api, { path: `/guilds/${guildId}/channels`, signal }));
  const member = await askObject(api, { path: `/guilds/${guildId}/members/${botId}`, signal });
  const missing = channels.flatMap((value) => {
    const channel: NativeChannel = isObject(value) ? value : {};
    const lacks = missingIn({ guild, channel, member, botId });
    return lacks.length === 0 ? [] : [`${nameOf(channel.name) || "?"}: ${lacks.join(", ")}`];
  });
  const name = `permissions on ${nameOf(guild.name) || guildId}`;
  if (missing.length === 0)
    return { name, ok: true, detail: "The bot may do what it needs in every channel that it sees." };
  const remedy = "Server Settings, Roles: give the bot's role these permissions, or set them on the channel.";
  return { name, ok: false, detail: missing.join("; ").slice(0, 1000), remedy };
};

const tokenRemedy =
  "Copy the token again from the Developer Portal (your application, Bot, Reset Token); check `apiRoot` and the network.";
const laterRemedy =
  "The token is right: ask again in a minute. If this stays, check the network, and that the bot is still on its servers.";

/** What one question tells, or why it has no answer: the others are asked all the same. */
const orWhy = async (
  api: Api,
  { name, remedy = laterRemedy, checks }: { name: string; remedy?: string; checks: () => Promise<Check[]> },
): Promise<Check[]> => {
  try {
    return await checks();
  } catch (error) {
    const detail = error instanceof Error ? api.scrub(error.message) : "unknown failure";
    const isToken = error instanceof ApiFailure && error.status === 401;
    return [{ name, ok: false, detail, remedy: isToken ? tokenRemedy : remedy }];
  }
};

const checkGuilds = async (
  api: Api,
  { botId, signal }: { botId: string; signal: AbortSignal },
): Promise<Check[]> => {
  const guilds = listOf(await ask(api, { path: "/users/@me/guilds", signal }));
  const ids = guilds.flatMap((guild) =>
    isObject(guild) && "id" in guild ? (snowflakeOf(guild.id) ?? []) : [],
  );
  const checks: Check[] = [];
  for (const guildId of ids.slice(0, mostGuilds)) {
    const name = `permissions on ${guildId}`;
    const ofGuild = async () => [await checkGuild(api, { guildId, botId, signal })];
    checks.push(...(await orWhy(api, { name, checks: ofGuild })));
  }
  return ids.length <= mostGuilds
    ? checks
    : [
        ...checks,
        { name: "servers", ok: true, detail: `${ids.length - mostGuilds} more servers were not looked at.` },
      ];
};

/** What an operator must know before going live. Never throws. */
export const probe = async ({ api, account, intents }: ProbePort, signal: AbortSignal): Promise<Check[]> => {
  let user: NativeUser = {};
  const ofToken = async () => {
    user = await askObject(api, { path: "/users/@me", signal });
    return checkHandle(user, account);
  };
  const first = await orWhy(api, { name: "token", remedy: tokenRemedy, checks: ofToken });
  const botId = snowflakeOf(user.id);
  if (botId === undefined) return first;
  let applicationId = botId;
  const ofIntents = async () => {
    const application: NativeApplication = await askObject(api, { path: "/applications/@me", signal });
    applicationId = snowflakeOf(application.id) ?? botId;
    return checkIntents(application, intents);
  };
  const ofCommands = async () => [
    checkCommands(await ask(api, { path: `/applications/${applicationId}/commands`, signal })),
  ];
  return [
    ...first,
    ...(await orWhy(api, { name: "intents", checks: ofIntents })),
    ...(await orWhy(api, { name: "commands", checks: ofCommands })),
    ...(await orWhy(api, { name: "servers", checks: () => checkGuilds(api, { botId, signal }) })),
  ];
};
