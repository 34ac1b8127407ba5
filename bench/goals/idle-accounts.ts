import { type IdleCost, idleTimes, mb, measureIdle } from "../support/idle-fleet.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

const many = 400;
const targets = { bytes: 150_000, cpuMs: 10, manyBytes: 200_000_000 };

/** Goal 9: what an account costs that nobody writes to. One account and 400 of them, in turn: the difference is theirs. */
export async function idleAccounts({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  const times = idleTimes(quick);
  const pairs: { one: IdleCost; all: IdleCost }[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const one = await measureIdle({ accounts: 1 }, times);
    const all = await measureIdle({ accounts: many }, times);
    pairs.push({ one, all });
    progress(
      `goal 9, ${n} of ${repetitions}: 1 account ${mb(one.rssBytes)} MB, ${many} ${mb(all.rssBytes)} MB, ${one.cpuMs.toFixed(0)} and ${all.cpuMs.toFixed(0)} ms of CPU a minute`,
    );
  }
  const each = (field: keyof IdleCost) =>
    median(pairs.map(({ one, all }) => (all[field] - one[field]) / (many - 1)));
  const bytes = each("rssBytes");
  const cpuMs = each("cpuMs");
  const manyBytes = median(pairs.map(({ all }) => all.rssBytes));
  return {
    goal: 9,
    name: "an idle Telegram account in the fleet",
    value: round(bytes / 1_000, 1),
    unit: "KB of resident memory an account",
    target: targets.bytes / 1_000,
    ok: bytes <= targets.bytes && cpuMs <= targets.cpuMs && manyBytes < targets.manyBytes,
    detail: {
      cpu: {
        value: round(cpuMs, 2),
        unit: "ms of CPU an account and minute",
        target: targets.cpuMs,
        ok: cpuMs <= targets.cpuMs,
      },
      inOneProcess: {
        accounts: many,
        value: mb(manyBytes),
        unit: "MB of resident memory",
        target: targets.manyBytes / 1e6,
        ok: manyBytes < targets.manyBytes,
      },
      heapKb: round(each("heapBytes") / 1_000, 1),
      method: `(${many} accounts - 1 account) / ${many - 1}, resident memory after a collection`,
      repetitions,
      idleSeconds: times.idleMs / 1_000,
      receive: "polling",
      baseline: {
        name: "the fleet with one account",
        mb: mb(median(pairs.map(({ one }) => one.rssBytes))),
        cpuMsAMinute: round(median(pairs.map(({ one }) => one.cpuMs)), 1),
      },
    },
  };
}
