import { profiled } from "../support/profile.ts";
import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { realisticTexts as texts } from "../support/texts.ts";
import {
  measureThroughput,
  mediansOf,
  type Pair,
  ratioOf,
  sandboxIsLimit,
  tellPair,
} from "../support/throughput.ts";

const persons = 1_000;
const targets = { throughput: 0.5, cpu: 2.5 };

/** Goal 2: what thinking costs. The whole product, with realistic texts, against a bare telegraf echo, in turn. */
export async function fullPipeline({ repetitions, quick, profile }: RunOptions): Promise<GoalResult> {
  const load = { updates: quick ? 3_000 : 10_000, persons, warmUp: 3_000, texts };
  const fleetSide = { ...load, side: "fleet.ts" } as const;
  if (profile)
    await profiled({ name: "goal 2", per: load.warmUp + load.updates, unit: "a message" }, (execArgv) =>
      measureThroughput({ ...fleetSide, execArgv }),
    );
  const pairs: Pair[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await measureThroughput({ ...load, side: "bare-echo.ts" });
    const fleet = await measureThroughput(fleetSide);
    pairs.push({ bare, fleet });
    progress(`goal 2, ${n} of ${repetitions}: ${tellPair({ bare, fleet })}`);
  }
  const throughput = ratioOf(pairs, "perSecond");
  const cpu = ratioOf(pairs, "cpuMicros");
  const reason = sandboxIsLimit(pairs);
  return {
    goal: 2,
    name: "the full pipeline against a bare telegraf polling echo",
    value: round(throughput),
    unit: "x throughput",
    target: targets.throughput,
    ok: throughput >= targets.throughput && cpu <= targets.cpu && reason === undefined,
    detail: {
      ...(reason && { reason }),
      cpu: { value: round(cpu), unit: "x CPU a message", target: targets.cpu, ok: cpu <= targets.cpu },
      messages: load.updates,
      persons,
      texts: texts.length,
      repetitions,
      allowance: "unlimited",
      perSecond: mediansOf(pairs, "perSecond", 0),
      cpuMicros: mediansOf(pairs, "cpuMicros", 0),
      // Warnings, second thoughts and texts that need no answer: the fleet need not say one thing a message.
      repliesPerMessage: mediansOf(pairs, "repliesPerMessage", 3),
      sandbox: {
        cpuMicros: mediansOf(pairs, "sandboxCpuMicros", 0),
        shareOfCore: mediansOf(pairs, "sandboxShare", 2),
      },
    },
  };
}
