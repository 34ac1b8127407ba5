import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start-sandbox.ts";
import { type DiscordWatch, expectNoDiscordFaults, watchDiscord } from "./discord-spec-watch.ts";
import { expectNoFaults, type SpecWatch, watchTelegram } from "./telegram-spec-watch.ts";

export interface CheckedSandbox extends Sandbox {
  readonly watch: SpecWatch;
  readonly discordWatch: DiscordWatch;
}

/** A sandbox that refuses to close quietly when a request did not fit the published APIs of Telegram and Discord. */
export const startCheckedSandbox = async (options: SandboxOptions = {}): Promise<CheckedSandbox> => {
  const sandbox = await startSandbox(options);
  const watch = watchTelegram(sandbox.telegram);
  const discordWatch = watchDiscord(sandbox.discord);
  return {
    ...sandbox,
    watch,
    discordWatch,
    close: async () => {
      await sandbox.close();
      expectNoFaults(watch);
      expectNoDiscordFaults(discordWatch);
    },
  };
};
