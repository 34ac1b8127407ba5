import { setTimeout as pass } from "node:timers/promises";
import { round } from "./result.ts";
import { setStage } from "./stage.ts";

const minuteMs = 60_000;

/** What a fleet costs that nobody writes to. */
export interface IdleCost {
  /** Of the whole process, after a collection. */
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** In a minute. */
  readonly cpuMs: number;
}

export interface IdleTimes {
  readonly settleMs: number;
  readonly idleMs: number;
}

export const idleTimes = (quick: boolean): IdleTimes =>
  quick ? { settleMs: 5_000, idleMs: 15_000 } : { settleMs: 15_000, idleMs: minuteMs };

export interface IdleFleet {
  /** On Telegram. */
  readonly accounts: number;
  /** @default 0 */
  readonly discordAccounts?: number;
  /** Servers of each of these. @default 1 */
  readonly guilds?: number;
}

/** The published allowance and the usual polls of 30 s: what an operator has. */
export async function measureIdle(
  { accounts, discordAccounts = 0, guilds = 1 }: IdleFleet,
  { settleMs, idleMs }: IdleTimes,
): Promise<IdleCost> {
  const stage = await setStage({ bots: accounts, discordBots: discordAccounts, guilds });
  const fleet = await stage.start("fleet.ts", {
    settings: { accounts, discordAccounts, allowance: "published" },
    execArgv: ["--expose-gc"],
  });
  try {
    await stage.sandbox.ask("discordConnected", { bots: discordAccounts });
    await pass(settleMs);
    const before = await fleet.usage();
    await pass(idleMs);
    const after = await fleet.usage();
    const memory = await fleet.ask<NodeJS.MemoryUsage>("memory");
    return {
      rssBytes: memory.rss,
      heapBytes: memory.heapUsed + memory.external,
      cpuMs: ((after.cpuMicros - before.cpuMicros) / 1_000) * (minuteMs / idleMs),
    };
  } finally {
    await fleet.stop();
    await stage.end();
  }
}

export const mb = (bytes: number): number => round(bytes / 1e6, 1);
