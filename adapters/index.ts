/**
 * The platforms, one line each. `config` reads no SDK, so that every platform's options can be listed;
 * `load` brings the adapter with its SDK, for platforms that an account names.
 */
export const adapters = {
  discord: { config: () => import("./discord/config.ts"), load: () => import("./discord/index.ts") },
  telegram: { config: () => import("./telegram/config.ts"), load: () => import("./telegram/index.ts") },
  twitter: { config: () => import("./twitter/config.ts"), load: () => import("./twitter/index.ts") },
};
