import type { GoalResult } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { compareWithEcho } from "../support/throughput.ts";

/** Goal 1: what durability costs. The fleet with a trivial handler against a bare telegraf echo, in turn. */
export const durablePath = ({ repetitions, quick }: RunOptions): Promise<GoalResult> =>
  compareWithEcho({
    goal: 1,
    name: "durable path with a trivial handler against a bare telegraf polling echo",
    repetitions,
    side: "fleet-echo.ts",
    load: { updates: quick ? 3_000 : 10_000, persons: 1_000, warmUp: 2_000 },
    targets: { throughput: 0.8, cpu: 1.3 },
  });
