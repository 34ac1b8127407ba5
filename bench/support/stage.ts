import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Side, type Usage } from "./side.ts";

const token = "123456:bench-token-of-no-worth";

/** A fresh sandbox and folder, and bots that can be started against them. */
export interface Stage {
  readonly sandboxUrl: string;
  readonly folder: string;
  start(side: "bare-echo.ts" | "fleet-echo.ts"): Promise<Side>;
  sandboxUsage(): Promise<Usage>;
  end(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-bench-"));
  const sandbox = await Side.start("sandbox.ts", [token]);
  const { url = "", apiRoot = "", deskUrl = "", deskSecret = "" } = sandbox.facts;
  return {
    sandboxUrl: url,
    folder,
    start: (side) => Side.start(side, [apiRoot, token, folder, deskUrl, deskSecret]),
    sandboxUsage: () => sandbox.usage(),
    end: async () => {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
