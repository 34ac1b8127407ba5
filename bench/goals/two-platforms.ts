import { idleTimes, mb, measureIdle } from "../support/idle-fleet.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

const each = 50;
const manyGuilds = 1_000;
/** Of goal 9: what 400 accounts may take together, and an account's minute. */
const targets = { bytes: 200_000_000, cpuMs: 10 };

/** Goal 14: one idle process with Telegram and Discord, 100 accounts, beside one with the 50 on Telegram, in turn. */
export async function twoPlatforms({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  const times = idleTimes(quick);
  const rounds = [];
  for (let n = 1; n <= repetitions; n++) {
    const telegram = await measureIdle({ accounts: each }, times);
    const both = await measureIdle({ accounts: each, discordAccounts: each }, times);
    const memoryOnly = { settleMs: times.settleMs, idleMs: 1_000 };
    const few = await measureIdle({ accounts: 0, discordAccounts: 1 }, memoryOnly);
    const many = await measureIdle({ accounts: 0, discordAccounts: 1, guilds: manyGuilds + 1 }, memoryOnly);
    const guildBytes = (many.heapBytes - few.heapBytes) / manyGuilds;
    rounds.push({ telegram, both, guildBytes });
    progress(
      `goal 14, ${n} of ${repetitions}: ${each} on Telegram ${mb(telegram.rssBytes)} MB, ${each} more on Discord ${mb(both.rssBytes)} MB, ${telegram.cpuMs.toFixed(0)} and ${both.cpuMs.toFixed(0)} ms of CPU a minute, ${guildBytes.toFixed(0)} bytes an idle server`,
    );
  }
  const bytes = median(rounds.map(({ both }) => both.rssBytes));
  const cpuMs = median(rounds.map(({ both }) => both.cpuMs / (2 * each)));
  return {
    goal: 14,
    name: "an idle process with Telegram and Discord, 100 accounts",
    value: mb(bytes),
    unit: "MB of resident memory",
    target: targets.bytes / 1e6,
    ok: bytes <= targets.bytes && cpuMs <= targets.cpuMs,
    detail: {
      accounts: { telegram: each, discord: each },
      cpu: {
        value: round(cpuMs, 2),
        unit: "ms of CPU an account and minute",
        target: targets.cpuMs,
        ok: cpuMs <= targets.cpuMs,
      },
      cpuMsAMinute: round(median(rounds.map(({ both }) => both.cpuMs)), 0),
      discordAccount: {
        kb: round(
          median(rounds.map(({ both, telegram }) => both.rssBytes - telegram.rssBytes)) / each / 1_000,
          1,
        ),
        cpuMsAMinute: round(
          median(rounds.map(({ both, telegram }) => both.cpuMs - telegram.cpuMs)) / each,
          2,
        ),
        remark: "the code of the platform is in it",
      },
      idleGuildBytes: round(median(rounds.map(({ guildBytes }) => guildBytes)), 0),
      guild: `10 channels; (${manyGuilds + 1} servers - 1) / ${manyGuilds}, heap after a collection`,
      repetitions,
      idleSeconds: times.idleMs / 1_000,
      baseline: {
        name: `the fleet with ${each} accounts on Telegram`,
        mb: mb(median(rounds.map(({ telegram }) => telegram.rssBytes))),
        cpuMsAMinute: round(median(rounds.map(({ telegram }) => telegram.cpuMs)), 0),
      },
    },
  };
}
