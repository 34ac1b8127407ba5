import { type GoalResult, median, progress, round } from "../support/result.ts";
import { runLoad } from "../support/sandbox-load.ts";
import { setStage } from "../support/stage.ts";

const repetitions = 5;
const updates = 10_000;
const persons = 1_000;
const warmUp = 2_000;
const timeoutMs = 120_000;
/** Of a core: above it the sandbox, not the bot, decides how fast messages go round. */
const sandboxShareLimit = 0.9;
const targets = { throughput: 0.8, cpu: 1.3 };

interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly sandboxCpuMicros: number;
  readonly sandboxShare: number;
}

async function measure(side: "bare-echo.ts" | "fleet-echo.ts"): Promise<Measured> {
  const stage = await setStage();
  const bot = await stage.start(side);
  try {
    await runLoad(stage.sandboxUrl, { updates: warmUp, persons, timeoutMs });
    const before = await bot.usage();
    const sandboxBefore = await stage.sandboxUsage();
    const startedAt = performance.now();
    const report = await runLoad(stage.sandboxUrl, { updates, persons, timeoutMs });
    const elapsedMs = performance.now() - startedAt;
    const sandboxAfter = await stage.sandboxUsage();
    const after = await bot.usage();
    const sandboxMicros = sandboxAfter.cpuMicros - sandboxBefore.cpuMicros;
    if (report.duplicates > 0 || report.outOfOrder > 0) {
      throw new Error(`${side}: ${report.duplicates} duplicates, ${report.outOfOrder} out of order`);
    }
    return {
      perSecond: updates / ((report.lastReplyAt - report.firstDeliveredAt) / 1_000),
      cpuMicros: (after.cpuMicros - before.cpuMicros) / updates,
      sandboxCpuMicros: sandboxMicros / updates,
      sandboxShare: sandboxMicros / 1_000 / elapsedMs,
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

/** Goal 1: what durability costs. The fleet with a trivial handler against a bare telegraf echo, in turn. */
export async function durablePath(): Promise<GoalResult> {
  const pairs: { bare: Measured; fleet: Measured }[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await measure("bare-echo.ts");
    const fleet = await measure("fleet-echo.ts");
    pairs.push({ bare, fleet });
    progress(
      `goal 1, ${n} of ${repetitions}: bare ${bare.perSecond.toFixed(0)} msg/s ${bare.cpuMicros.toFixed(0)} µs, fleet ${fleet.perSecond.toFixed(0)} msg/s ${fleet.cpuMicros.toFixed(0)} µs`,
    );
  }
  const throughput = median(pairs.map(({ bare, fleet }) => fleet.perSecond / bare.perSecond));
  const cpu = median(pairs.map(({ bare, fleet }) => fleet.cpuMicros / bare.cpuMicros));
  const medians = (field: keyof Measured, digits: number) => ({
    bare: round(median(pairs.map(({ bare }) => bare[field])), digits),
    fleet: round(median(pairs.map(({ fleet }) => fleet[field])), digits),
  });
  const sandboxShare = medians("sandboxShare", 2);
  const isSandboxLimit = Math.max(sandboxShare.bare, sandboxShare.fleet) > sandboxShareLimit;
  return {
    goal: 1,
    name: "durable path with a trivial handler against a bare telegraf polling echo",
    value: round(throughput),
    unit: "x throughput",
    target: targets.throughput,
    ok: throughput >= targets.throughput && cpu <= targets.cpu && !isSandboxLimit,
    detail: {
      ...(isSandboxLimit && {
        reason: `the sandbox took more than ${sandboxShareLimit} of a core: it was the limit, so the throughput is not the bots'`,
      }),
      cpu: { value: round(cpu), unit: "x CPU a message", target: targets.cpu, ok: cpu <= targets.cpu },
      messages: updates,
      repetitions,
      allowance: "unlimited",
      perSecond: medians("perSecond", 0),
      cpuMicros: medians("cpuMicros", 0),
      sandbox: { cpuMicros: medians("sandboxCpuMicros", 0), shareOfCore: sandboxShare },
    },
  };
}
