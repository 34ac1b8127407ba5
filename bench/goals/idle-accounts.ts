import { setTimeout as pass } from "node:timers/promises";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { setStage } from "../support/stage.ts";

const many = 400;
const minuteMs = 60_000;
const targets = { bytes: 150_000, cpuMs: 10, manyBytes: 200_000_000 };

interface Measured {
  /** Of the whole process, after a collection. */
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** In a minute. */
  readonly cpuMs: number;
}

async function measure(
  accounts: number,
  { settleMs, idleMs }: { settleMs: number; idleMs: number },
): Promise<Measured> {
  const stage = await setStage({ bots: accounts });
  // The published allowance and the usual polls of 30 s: what an operator has.
  const fleet = await stage.start("fleet.ts", {
    settings: { accounts, allowance: "published" },
    execArgv: ["--expose-gc"],
  });
  try {
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

/** Goal 9: what an account costs that nobody writes to. One account and 400 of them, in turn: the difference is theirs. */
export async function idleAccounts({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  const times = quick ? { settleMs: 5_000, idleMs: 15_000 } : { settleMs: 15_000, idleMs: minuteMs };
  const pairs: { one: Measured; all: Measured }[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const one = await measure(1, times);
    const all = await measure(many, times);
    pairs.push({ one, all });
    progress(
      `goal 9, ${n} of ${repetitions}: 1 account ${mb(one.rssBytes)} MB, ${many} ${mb(all.rssBytes)} MB, ${one.cpuMs.toFixed(0)} and ${all.cpuMs.toFixed(0)} ms of CPU a minute`,
    );
  }
  const each = (field: keyof Measured) =>
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

const mb = (bytes: number): number => round(bytes / 1e6, 1);
