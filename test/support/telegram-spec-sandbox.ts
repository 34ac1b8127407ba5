import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start-sandbox.ts";
import { expectNoFaults, type SpecWatch, watchTelegram } from "./telegram-spec-watch.ts";

/** A sandbox that refuses to close quietly when a request did not fit the published Bot API. */
export const startCheckedSandbox = async (
  options: SandboxOptions = {},
): Promise<Sandbox & { readonly watch: SpecWatch }> => {
  const sandbox = await startSandbox(options);
  const watch = watchTelegram(sandbox.telegram);
  return {
    ...sandbox,
    watch,
    close: async () => {
      await sandbox.close();
      expectNoFaults(watch);
    },
  };
};
