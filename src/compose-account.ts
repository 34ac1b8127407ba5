import { adapters } from "../adapters/index.ts";
import { directLinkOf, moderatorsOf, type TelegramFields } from "../adapters/telegram/config.ts";
import type { Account } from "./domain/account.ts";
import type { Adapter } from "./domain/adapter.ts";
import type { Clock } from "./domain/clock.ts";
import { accountId } from "./domain/ids.ts";
import type { Locale } from "./domain/locale.ts";
import type { Logger } from "./telemetry/logger.ts";

/** An account as the configuration has it. */
export interface AccountConfig extends TelegramFields {
  readonly id: string;
  readonly platform: "telegram";
  readonly handle: string;
  readonly locale?: Locale | undefined;
  readonly roles: Account["roles"];
}

export interface ConnectedAccount {
  readonly account: Account;
  readonly adapter: Adapter;
}

/** The account with its adapter, which does nothing before it is started. */
export async function loadAccount(
  config: AccountConfig,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<ConnectedAccount> {
  const { platform, handle, locale, roles, ...fields } = config;
  const id = accountId(config.id);
  const moderators = moderatorsOf(id, fields);
  const account: Account = {
    id,
    platform,
    handle,
    roles,
    ...(locale && { locale }),
    directLink: directLinkOf(handle),
    ...(moderators && { moderators }),
  };
  const { createTelegramAdapter } = await adapters[platform].load();
  return { account, adapter: createTelegramAdapter({ account, fields, clock, log: logger }) };
}
