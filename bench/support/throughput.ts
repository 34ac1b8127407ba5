import { median, round } from "./result.ts";
import { runLoad, startLoad } from "./sandbox-load.ts";
import type { Side } from "./side.ts";
import { type SideFile, type StartOptions, setStage } from "./stage.ts";

const timeoutMs = 120_000;
/** Of a core: above it the sandbox, not the bot, decides how fast messages go round. */
const sandboxShareLimit = 0.9;

interface Measured {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly repliesPerMessage: number;
  readonly sandboxCpuMicros: number;
  readonly sandboxShare: number;
}

interface ThroughputRun extends StartOptions {
  readonly side: SideFile;
  readonly updates: number;
  readonly persons: number;
  readonly warmUp: number;
  /** Without them each text is a number, and the replies are checked one by one. */
  readonly texts?: readonly string[];
}

/** One side at saturation, on a stage of its own. */
export async function measureThroughput(run: ThroughputRun): Promise<Measured> {
  const { side, updates, warmUp } = run;
  const stage = await setStage();
  const bot = await stage.start(side, run);
  const load = (count: number) =>
    (run.texts ? loadAndDrain : loadAndCount)(stage.sandboxUrl, bot, { ...run, updates: count });
  try {
    await load(warmUp);
    const before = await bot.usage();
    const sandboxBefore = await stage.sandboxUsage();
    const startedAt = performance.now();
    const report = await load(updates);
    const elapsedMs = performance.now() - startedAt;
    const sandboxAfter = await stage.sandboxUsage();
    const after = await bot.usage();
    const sandboxMicros = sandboxAfter.cpuMicros - sandboxBefore.cpuMicros;
    return {
      perSecond: updates / ((report.lastReplyAt - report.firstDeliveredAt) / 1_000),
      cpuMicros: (after.cpuMicros - before.cpuMicros) / updates,
      repliesPerMessage: report.replies / updates,
      sandboxCpuMicros: sandboxMicros / updates,
      sandboxShare: sandboxMicros / 1_000 / elapsedMs,
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

/** An echo: a reply to each message. */
async function loadAndCount(url: string, _bot: Side, { side, updates, persons }: ThroughputRun) {
  const report = await runLoad(url, { updates, persons, timeoutMs });
  if (report.duplicates > 0 || report.outOfOrder > 0) {
    throw new Error(`${side}: ${report.duplicates} duplicates, ${report.outOfOrder} out of order`);
  }
  return report;
}

/** Whatever is said: over when all was fetched and nothing is left to do. */
async function loadAndDrain(url: string, bot: Side, { side, updates, persons, texts = [] }: ThroughputRun) {
  if (side !== "fleet.ts") return runLoad(url, { updates, persons, texts, numbered: false, timeoutMs });
  const load = await startLoad(url, { updates, persons, texts, numbered: false });
  await load.delivered(timeoutMs);
  await bot.ask("drain");
  return load.report();
}

export interface Pair {
  /** What the fleet is compared with. */
  readonly bare: Measured;
  readonly fleet: Measured;
}

export const ratioOf = (pairs: readonly Pair[], field: keyof Measured): number =>
  median(pairs.map(({ bare, fleet }) => fleet[field] / bare[field]));

export const mediansOf = (pairs: readonly Pair[], field: keyof Measured, digits: number) => ({
  bare: round(median(pairs.map(({ bare }) => bare[field])), digits),
  fleet: round(median(pairs.map(({ fleet }) => fleet[field])), digits),
});

export const tellPair = ({ bare, fleet }: Pair): string =>
  `bare ${bare.perSecond.toFixed(0)} msg/s ${bare.cpuMicros.toFixed(0)} µs, fleet ${fleet.perSecond.toFixed(0)} msg/s ${fleet.cpuMicros.toFixed(0)} µs`;

/** Why the figures are not the bots', if so. */
export const sandboxIsLimit = (pairs: readonly Pair[]): string | undefined => {
  const { bare, fleet } = mediansOf(pairs, "sandboxShare", 2);
  return Math.max(bare, fleet) > sandboxShareLimit
    ? `the sandbox took more than ${sandboxShareLimit} of a core: it was the limit, so the throughput is not the bots'`
    : undefined;
};
