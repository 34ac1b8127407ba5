import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start-sandbox.ts";
import { watchDiscord } from "./discord-spec-watch.ts";
import { expectNoRequestFaults, type RequestWatch } from "./request-watch.ts";
import { expectNoFaults, type SpecWatch, watchTelegram } from "./telegram-spec-watch.ts";
import { watchTwitter } from "./twitter-spec-watch.ts";

export interface CheckedSandbox extends Sandbox {
  readonly watch: SpecWatch;
  readonly discordWatch: RequestWatch;
  readonly twitterWatch: RequestWatch;
}

/** A sandbox that refuses to close quietly when a request did not fit the published APIs of Telegram, Discord and X. */
export const startCheckedSandbox = async (options: SandboxOptions = {}): Promise<CheckedSandbox> => {
  const sandbox = await startSandbox(options);
  const watch = watchTelegram(sandbox.telegram);
  const discordWatch = watchDiscord(sandbox.discord);
  const twitterWatch = watchTwitter(sandbox.twitter);
  return {
    ...sandbox,
    watch,
    discordWatch,
    twitterWatch,
    close: async () => {
      await sandbox.close();
      expectNoFaults(watch);
      expectNoRequestFaults(discordWatch);
      expectNoRequestFaults(twitterWatch);
    },
  };
};
