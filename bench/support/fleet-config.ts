import { type SideSettings, tokenOf, usernameOf } from "./side-settings.ts";

/** A configuration as an operator writes it (JSON is YAML), against a sandbox. */
export const fleetConfigText = (settings: SideSettings): string => {
  const {
    apiRoot,
    deskUrl,
    deskSecret,
    accounts = 1,
    allowance = "unlimited",
    receive,
    webhookSecret,
  } = settings;
  return JSON.stringify({
    accounts: Array.from({ length: accounts }, (_, n) => ({
      id: `bench-${n}`,
      platform: "telegram",
      handle: `@${usernameOf(n)}`,
      token: tokenOf(n),
      apiRoot,
      ...(allowance === "unlimited" && { allowance }),
      ...(receive === "webhook" && {
        receive,
        // Not of this machine, so the sandbox posts to the fleet wherever it listens.
        webhook: { url: `https://bench.example/webhooks/telegram/bench-${n}`, secret: webhookSecret },
      }),
    })),
    http: { port: 0 },
    desk: { url: deskUrl, secret: deskSecret },
    storage: { path: "data", keyFile: "bench.key" },
    // A person of a load writes more than a real one.
    caps: { repliesPerHour: 10_000, ticketsPerDay: 1_000 },
    telemetry: { logLevel: "warn" },
  });
};
