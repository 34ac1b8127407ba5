import type { Account } from "../../src/domain/account.ts";
import type { Adapter } from "../../src/domain/adapter.ts";
import { systemClock as clock } from "../../src/runtime/clock.ts";
import { discordTokenOf, type SideSettings, twitterKeys, twitterPollMs } from "./side-settings.ts";

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
    case "twitter": {
      const { createTwitterAdapter } = await import("../../adapters/twitter/index.ts");
      const { twitterLimits } = await import("../../adapters/twitter/limits.ts");
      const { dollarsPerSend, dollarsPerMessage } = twitterLimits;
      // The most that an operator may set, so that all counting is done and nothing waits.
      const budget = {
        sendsPer15Min: 1_000_000,
        sendsPerDay: 100_000_000,
        readsPer15Min: 1_000_000,
        keptSends: 2,
        answerWithinMs: 21_600_000,
        dollarsPerSend,
        dollarsPerMessage,
      };
      const standIn = { apiAddress: settings.twitterAddress, apiAuthority: settings.twitterAuthority };
      const fields = { ...twitterKeys, ...standIn, receive: { pollMs: twitterPollMs }, budget };
      return createTwitterAdapter({ account, fields, clock });
    }
    default:
      return platform satisfies never;
  }
};
