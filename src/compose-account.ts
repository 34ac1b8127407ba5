import { type DiscordFields, moderatorsOf as discordModeratorsOf } from "../adapters/discord/config.ts";
import type { InvalidRequests } from "../adapters/discord/invalid-requests.ts";
import { adapters } from "../adapters/index.ts";
import { directLinkOf, moderatorsOf, type TelegramFields } from "../adapters/telegram/config.ts";
import { policiesOf, type TwitterFields, directLinkOf as twitterLinkOf } from "../adapters/twitter/config.ts";
import type { Account, Policies } from "./domain/account.ts";
import type { Adapter } from "./domain/adapter.ts";
import type { Clock } from "./domain/clock.ts";
import { type AccountId, accountId, type ConversationId } from "./domain/ids.ts";
import type { Locale } from "./domain/locale.ts";
import type { Logger } from "./telemetry/logger.ts";

interface SharedConfig {
  readonly id: string;
  readonly handle: string;
  readonly locale?: Locale | undefined;
  readonly roles: Account["roles"];
}

/** An account as the configuration has it. */
export type AccountConfig = SharedConfig &
  (
    | ({ readonly platform: "telegram" } & TelegramFields)
    | ({ readonly platform: "discord" } & DiscordFields)
    | ({ readonly platform: "twitter" } & TwitterFields)
  );

/** What must never be seen of an account. */
export const secretsOf = (config: AccountConfig): readonly string[] => {
  switch (config.platform) {
    case "telegram":
      return config.webhook ? [config.token, config.webhook.secret] : [config.token];
    case "discord":
      return [config.token];
    case "twitter":
      return [config.consumerKey, config.consumerSecret, config.accessToken, config.accessSecret];
    default:
      return config satisfies never;
  }
};

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A stand-in on this machine, not a platform with people: texts that nobody has signed may be tried there. */
export const isSandboxed = (config: AccountConfig): boolean =>
  config.platform === "twitter"
    ? config.apiAddress !== undefined
    : loopbackHosts.has(new URL(config.apiRoot).hostname);

export interface ConnectedAccount {
  readonly account: Account;
  readonly adapter: Adapter;
}

/** What the platform adds to an account, and the adapter that serves it. */
interface OnPlatform {
  readonly directLink?: string | undefined;
  readonly moderators: ConversationId | undefined;
  readonly policies?: Policies;
  createAdapter(account: Account): Adapter;
}

interface Ports {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of all accounts on Discord, where there may be several. */
  readonly invalidRequests?: InvalidRequests;
}

const onPlatform = async (
  config: AccountConfig,
  { id, clock, logger: log, invalidRequests }: Ports & { id: AccountId },
): Promise<OnPlatform> => {
  switch (config.platform) {
    case "telegram": {
      const { createTelegramAdapter } = await adapters.telegram.load();
      return {
        directLink: directLinkOf(config.handle),
        moderators: moderatorsOf(id, config),
        createAdapter: (account) => createTelegramAdapter({ account, fields: config, clock, log }),
      };
    }
    case "discord": {
      const { createDiscordAdapter } = await adapters.discord.load();
      return {
        moderators: discordModeratorsOf(id, config),
        createAdapter: (account) =>
          createDiscordAdapter({ account, fields: config, clock, log, invalidRequests }),
      };
    }
    case "twitter": {
      const { createTwitterAdapter } = await adapters.twitter.load();
      return {
        directLink: twitterLinkOf(config),
        moderators: undefined,
        policies: policiesOf(config),
        createAdapter: (account) => createTwitterAdapter({ account, fields: config, clock, log }),
      };
    }
    default:
      return config satisfies never;
  }
};

/** The account with its adapter, which does nothing before it is started. */
export async function loadAccount(config: AccountConfig, ports: Ports): Promise<ConnectedAccount> {
  const { platform, handle, locale, roles } = config;
  const id = accountId(config.id);
  const { directLink, moderators, policies, createAdapter } = await onPlatform(config, { ...ports, id });
  const account: Account = {
    id,
    platform,
    handle,
    roles,
    ...(locale && { locale }),
    ...(directLink !== undefined && { directLink }),
    ...(moderators && { moderators }),
    ...(policies && { policies }),
  };
  return { account, adapter: createAdapter(account) };
}
