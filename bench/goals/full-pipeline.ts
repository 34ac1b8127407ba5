import { profiled } from "../support/profile.ts";
import type { GoalResult } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { realisticTexts as texts } from "../support/texts.ts";
import { compareWithEcho, measureThroughput } from "../support/throughput.ts";

/** Goal 2: what thinking costs. The whole product, with realistic texts, against a bare telegraf echo, in turn. */
export async function fullPipeline({ repetitions, quick, profile }: RunOptions): Promise<GoalResult> {
  const load = { updates: quick ? 3_000 : 10_000, persons: 1_000, warmUp: 3_000, texts };
  if (profile) {
    const what = { name: "goal 2", per: load.warmUp + load.updates, unit: "a message" };
    await profiled(what, (execArgv) => measureThroughput({ ...load, side: "fleet.ts", execArgv }));
  }
  return compareWithEcho({
    goal: 2,
    name: "the full pipeline against a bare telegraf polling echo",
    repetitions,
    side: "fleet.ts",
    load,
    targets: { throughput: 0.5, cpu: 2.5 },
  });
}
