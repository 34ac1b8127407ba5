import { type GoalResult, median, progress, round } from "./result.ts";
import { runLoad, startLoad } from "./sandbox-load.ts";
import type { Side } from "./side.ts";
import { type SideFile, type Stage, type StartOptions, setStage } from "./stage.ts";

const timeoutMs = 120_000;
/** Of a core: above it the sandbox, not the bot, decides how fast messages go round. */
const sandboxShareLimit = 0.9;

export interface Measured {
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

/** When a load began and ended, in ms, and what came of it. */
export interface LoadTimes {
  readonly firstDeliveredAt: number;
  readonly lastReplyAt: number;
  readonly replies: number;
}

/** What a load costs a bot and the sandbox once both are warm. Ends both. */
export async function measureWarm(
  { stage, bot }: { stage: Stage; bot: Side },
  run: { warmUp: number; updates: number; load: (updates: number) => Promise<LoadTimes> },
): Promise<Measured> {
  const { warmUp, updates, load } = run;
  try {
    await load(warmUp);
    return await measureLoad({ stage, bot }, { updates, load: () => load(updates) });
  } finally {
    await bot.stop();
    await stage.end();
  }
}

async function measureLoad(
  { stage, bot }: { stage: Stage; bot: Side },
  { updates, load }: { updates: number; load: () => Promise<LoadTimes> },
): Promise<Measured> {
  const before = await bot.usage();
  const sandboxBefore = await stage.sandboxUsage();
  const startedAt = performance.now();
  const report = await load();
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
}

/** One side at saturation, on a stage of its own. */
export async function measureThroughput(run: ThroughputRun): Promise<Measured> {
  const { side, updates, warmUp } = run;
  const stage = await setStage();
  const bot = await stage.start(side, run);
  const load = (count: number) =>
    (run.texts ? loadAndDrain : loadAndCount)(stage.sandboxUrl, bot, { ...run, updates: count });
  return measureWarm({ stage, bot }, { warmUp, updates, load });
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

interface Pair {
  /** What the fleet is compared with. */
  readonly bare: Measured;
  readonly fleet: Measured;
}

export interface Comparison {
  /** The median of fleet to bare, pair by pair. */
  ratio(field: keyof Measured): number;
  medians(field: keyof Measured, digits: number): { readonly bare: number; readonly fleet: number };
  /** Why the figures are not the bots', if so. */
  readonly sandboxIsLimit: string | undefined;
}

/** Both sides in turn, again and again. */
export async function compare(what: {
  goal: number;
  repetitions: number;
  bare: () => Promise<Measured>;
  fleet: () => Promise<Measured>;
}): Promise<Comparison> {
  const { goal, repetitions } = what;
  const pairs: Pair[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await what.bare();
    const fleet = await what.fleet();
    pairs.push({ bare, fleet });
    progress(`goal ${goal}, ${n} of ${repetitions}: bare ${tell(bare)}, fleet ${tell(fleet)}`);
  }
  const medians: Comparison["medians"] = (field, digits) => ({
    bare: round(median(pairs.map(({ bare }) => bare[field])), digits),
    fleet: round(median(pairs.map(({ fleet }) => fleet[field])), digits),
  });
  const shares = medians("sandboxShare", 2);
  return {
    ratio: (field) => median(pairs.map(({ bare, fleet }) => fleet[field] / bare[field])),
    medians,
    sandboxIsLimit:
      Math.max(shares.bare, shares.fleet) > sandboxShareLimit
        ? `the sandbox took more than ${sandboxShareLimit} of a core: it was the limit, so the throughput is not the bots'`
        : undefined,
  };
}

const tell = ({ perSecond, cpuMicros }: Measured) =>
  `${perSecond.toFixed(0)} msg/s ${cpuMicros.toFixed(0)} µs`;

/** A goal of throughput and CPU, against a bare telegraf polling echo. */
export async function compareWithEcho(what: {
  goal: number;
  name: string;
  repetitions: number;
  side: SideFile;
  load: Omit<ThroughputRun, "side">;
  targets: { throughput: number; cpu: number };
}): Promise<GoalResult> {
  const { goal, name, repetitions, side, load, targets } = what;
  const { ratio, medians, sandboxIsLimit } = await compare({
    goal,
    repetitions,
    bare: () => measureThroughput({ ...load, side: "bare-echo.ts" }),
    fleet: () => measureThroughput({ ...load, side }),
  });
  const throughput = ratio("perSecond");
  const cpu = ratio("cpuMicros");
  const { updates, persons, texts } = load;
  return {
    goal,
    name,
    value: round(throughput),
    unit: "x throughput",
    target: targets.throughput,
    ok: throughput >= targets.throughput && cpu <= targets.cpu && sandboxIsLimit === undefined,
    detail: {
      ...(sandboxIsLimit && { reason: sandboxIsLimit }),
      cpu: { value: round(cpu), unit: "x CPU a message", target: targets.cpu, ok: cpu <= targets.cpu },
      messages: updates,
      persons,
      ...(texts && { texts: texts.length }),
      repetitions,
      allowance: "unlimited",
      perSecond: medians("perSecond", 0),
      cpuMicros: medians("cpuMicros", 0),
      // Warnings, second thoughts and texts that need no answer: the fleet need not say one thing a message.
      repliesPerMessage: medians("repliesPerMessage", 3),
      sandbox: {
        cpuMicros: medians("sandboxCpuMicros", 0),
        shareOfCore: medians("sandboxShare", 2),
      },
    },
  };
}
