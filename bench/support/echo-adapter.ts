import type { Account } from "../../src/domain/account.ts";
import type { Adapter } from "../../src/domain/adapter.ts";
import { systemClock as clock } from "../../src/runtime/clock.ts";
import { discordTokenOf, type SideSettings } from "./side-settings.ts";

/** The adapter of an echo's only account. Loads that platform alone, as the fleet does. */
export const echoAdapter = async (settings: SideSettings, account: Account): Promise<Adapter> => {
  const { platform = "telegram", apiRoot, discordApiRoot, token, allowance } = settings;
  switch (platform) {
    case "telegram": {
      const { createTelegramAdapter } = await import("../../adapters/telegram/index.ts");
      const { telegramLimits } = await import("../../adapters/telegram/limits.ts");
      const published = { perSecond: telegramLimits.sendsPerSecond, perChatMs: telegramLimits.perChatMs };
      const allowed = allowance === "published" ? published : "unlimited";
      const fields = { token, apiRoot, allowance: allowed, pollTimeoutSeconds: 10 } as const;
      return createTelegramAdapter({ account, fields, clock });
    }
    case "discord": {
      const { createDiscordAdapter } = await import("../../adapters/discord/index.ts");
      const fields = { apiRoot: discordApiRoot, token: discordTokenOf(0), intents: [], refillHours: 24 };
      return createDiscordAdapter({ account, fields: { ...fields, allowance: "unlimited" }, clock });
    }
    default:
      return platform satisfies never;
  }
};
