import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LimitSettings } from "../../sandbox/telegram/limits.ts";
import { fleetFlags } from "./fleet-flags.ts";
import { Side, type Usage } from "./side.ts";
import { type SideSettings, tokenOf } from "./side-settings.ts";

export type SideFile =
  | "bare-echo.ts"
  | "bare-twitter-echo.ts"
  | "chat-sdk-echo.js"
  | "discord-echo.ts"
  | "fleet-echo.ts"
  | "fleet.ts"
  | "null-poller.ts"
  | "reservoir-echo.ts";

/** What is set for the sandbox of a stage. */
export interface StageOptions {
  /** @default "off" */
  readonly limits?: "off" | "published" | LimitSettings;
  /** Every answer of Telegram is held back by 0 to this. @default 0 */
  readonly jitterMs?: number;
  /** Bots at Telegram. @default 1 */
  readonly bots?: number;
  /** Bots at Discord, each with servers of its own. @default 0 */
  readonly discordBots?: number;
  /** Servers of each of them, with ten channels each. @default 1 */
  readonly guilds?: number;
  /** An account at X. @default false */
  readonly twitter?: boolean;
}

export interface StartOptions {
  readonly settings?: Partial<SideSettings>;
  /** Of the node process. */
  readonly execArgv?: readonly string[];
}

/** A fresh sandbox and folder, and bots that can be started against them. */
export interface Stage {
  readonly sandbox: Side;
  readonly sandboxUrl: string;
  readonly folder: string;
  readonly settings: SideSettings;
  start(side: SideFile, options?: StartOptions): Promise<Side>;
  sandboxUsage(): Promise<Usage>;
  end(): Promise<void>;
}

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-bench-"));
  const sandbox = await Side.start("sandbox.ts", options);
  const { url = "", apiRoot = "", discordApiRoot = "", deskUrl = "", deskSecret = "" } = sandbox.facts;
  const { twitterAddress = "", twitterAuthority = "" } = sandbox.facts;
  const webhookSecret = "bench-webhook-secret-of-no-worth";
  const desk = { deskUrl, deskSecret };
  const platforms = { apiRoot, discordApiRoot, twitterAddress, twitterAuthority };
  const settings = { ...platforms, token: tokenOf(0), folder, ...desk, webhookSecret };
  return {
    sandbox,
    sandboxUrl: url,
    folder,
    settings,
    start: async (file, { settings: own, execArgv = [] } = {}) => {
      const flags = file.startsWith("fleet") ? fleetFlags : [];
      const side = await Side.start(file, { ...settings, ...own }, [...flags, ...execArgv]);
      const { url: fleetUrl } = side.facts;
      if (fleetUrl !== undefined) await sandbox.ask("setFleetUrl", { fleetUrl });
      return side;
    },
    sandboxUsage: () => sandbox.usage(),
    end: async () => {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
