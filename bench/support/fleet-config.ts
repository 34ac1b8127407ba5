import { discordTokenOf, type SideSettings, tokenOf, usernameOf } from "./side-settings.ts";

/** A configuration as an operator writes it (JSON is YAML), against a sandbox. */
export const fleetConfigText = (settings: SideSettings): string => {
  const {
    apiRoot,
    discordApiRoot,
    deskUrl,
    deskSecret,
    accounts = 1,
    discordAccounts = 0,
    allowance = "unlimited",
    receive,
    webhookSecret,
  } = settings;
  const allowed = allowance === "unlimited" ? { allowance } : {};
  const onTelegram = Array.from({ length: accounts }, (_, n) => ({
    id: `bench-${n}`,
    platform: "telegram",
    handle: `@${usernameOf(n)}`,
    token: tokenOf(n),
    apiRoot,
    ...allowed,
    ...(receive === "webhook" && {
      receive,
      // Not of this machine, so the sandbox posts to the fleet wherever it listens.
      webhook: { url: `https://bench.example/webhooks/telegram/bench-${n}`, secret: webhookSecret },
    }),
  }));
  const onDiscord = Array.from({ length: discordAccounts }, (_, n) => ({
    id: `bench-discord-${n}`,
    platform: "discord",
    handle: `@${usernameOf(n)}`,
    token: discordTokenOf(n),
    apiRoot: discordApiRoot,
    ...allowed,
  }));
  return JSON.stringify({
    accounts: [...onTelegram, ...onDiscord],
    http: { port: 0 },
    desk: { url: deskUrl, secret: deskSecret },
    storage: { path: "data", keyFile: "bench.key" },
    // A person of a load writes more than a real one.
    caps: { repliesPerHour: 10_000, ticketsPerDay: 1_000 },
    telemetry: { logLevel: "warn" },
  });
};
