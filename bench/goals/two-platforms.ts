import { type IdleCost, idleTimes, mb, measureIdle } from "../support/idle-fleet.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

const each = 50;
const manyGuilds = 2_000;
/** Of goal 9, in ms. */
const cpuTarget = 10;

const tell = ({ rssBytes, heapBytes, cpuMs }: IdleCost) =>
  `${mb(rssBytes)} MB resident, ${mb(heapBytes)} MB heap, ${cpuMs.toFixed(0)} ms of CPU a minute`;

/** Goal 14: one idle process with Telegram and Discord, 100 accounts, beside one with the 50 on Telegram, in turn. */
export async function twoPlatforms({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  const times = idleTimes(quick);
  const rounds: { telegram: IdleCost; both: IdleCost; guildBytes: number }[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const telegram = await measureIdle({ accounts: each }, times);
    const both = await measureIdle({ accounts: each, discordAccounts: each }, times);
    const memoryOnly = { settleMs: times.settleMs, idleMs: 1_000 };
    const few = await measureIdle({ accounts: 0, discordAccounts: 1 }, memoryOnly);
    const many = await measureIdle({ accounts: 0, discordAccounts: 1, guilds: manyGuilds + 1 }, memoryOnly);
    const guildBytes = (many.heapBytes - few.heapBytes) / manyGuilds;
    rounds.push({ telegram, both, guildBytes });
    progress(
      `goal 14, ${n} of ${repetitions}: ${each} on Telegram ${tell(telegram)}; with ${each} on Discord ${tell(both)}; ${guildBytes.toFixed(0)} bytes an idle server`,
    );
  }
  const medianOf = (figure: (round: (typeof rounds)[number]) => number) => median(rounds.map(figure));
  const cpuMs = medianOf(({ both }) => both.cpuMs / (2 * each));
  const added = (field: keyof IdleCost) =>
    medianOf(({ both, telegram }) => both[field] - telegram[field]) / each;
  return {
    goal: 14,
    name: "an idle process with Telegram and Discord, 100 accounts",
    value: round(cpuMs, 2),
    unit: "ms of CPU an account and minute",
    target: cpuTarget,
    ok: cpuMs <= cpuTarget,
    detail: {
      accounts: { telegram: each, discord: each },
      cpuMsAMinute: round(
        medianOf(({ both }) => both.cpuMs),
        0,
      ),
      residentMb: mb(medianOf(({ both }) => both.rssBytes)),
      heapMb: mb(medianOf(({ both }) => both.heapBytes)),
      discordAccount: {
        residentKb: round(added("rssBytes") / 1_000, 1),
        heapKb: round(added("heapBytes") / 1_000, 1),
        cpuMsAMinute: round(added("cpuMs"), 2),
        remark: "the code of the platform is in it",
      },
      idleServer: {
        bytes: round(
          medianOf(({ guildBytes }) => guildBytes),
          0,
        ),
        method: `10 channels; (${manyGuilds + 1} servers - 1) / ${manyGuilds}, heap after a collection`,
      },
      repetitions,
      idleSeconds: times.idleMs / 1_000,
      baseline: {
        name: `the fleet with ${each} accounts on Telegram`,
        residentMb: mb(medianOf(({ telegram }) => telegram.rssBytes)),
        heapMb: mb(medianOf(({ telegram }) => telegram.heapBytes)),
        cpuMsAMinute: round(
          medianOf(({ telegram }) => telegram.cpuMs),
          0,
        ),
      },
    },
  };
}
