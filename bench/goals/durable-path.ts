import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import {
  measureThroughput,
  mediansOf,
  type Pair,
  ratioOf,
  sandboxIsLimit,
  tellPair,
} from "../support/throughput.ts";

const load = { updates: 10_000, persons: 1_000, warmUp: 2_000 };
const targets = { throughput: 0.8, cpu: 1.3 };

/** Goal 1: what durability costs. The fleet with a trivial handler against a bare telegraf echo, in turn. */
export async function durablePath({ repetitions }: RunOptions): Promise<GoalResult> {
  const pairs: Pair[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await measureThroughput({ ...load, side: "bare-echo.ts" });
    const fleet = await measureThroughput({ ...load, side: "fleet-echo.ts" });
    pairs.push({ bare, fleet });
    progress(`goal 1, ${n} of ${repetitions}: ${tellPair({ bare, fleet })}`);
  }
  const throughput = ratioOf(pairs, "perSecond");
  const cpu = ratioOf(pairs, "cpuMicros");
  const reason = sandboxIsLimit(pairs);
  return {
    goal: 1,
    name: "durable path with a trivial handler against a bare telegraf polling echo",
    value: round(throughput),
    unit: "x throughput",
    target: targets.throughput,
    ok: throughput >= targets.throughput && cpu <= targets.cpu && reason === undefined,
    detail: {
      ...(reason && { reason }),
      cpu: { value: round(cpu), unit: "x CPU a message", target: targets.cpu, ok: cpu <= targets.cpu },
      messages: load.updates,
      repetitions,
      allowance: "unlimited",
      perSecond: mediansOf(pairs, "perSecond", 0),
      cpuMicros: mediansOf(pairs, "cpuMicros", 0),
      sandbox: {
        cpuMicros: mediansOf(pairs, "sandboxCpuMicros", 0),
        shareOfCore: mediansOf(pairs, "sandboxShare", 2),
      },
    },
  };
}
