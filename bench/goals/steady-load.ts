import { fsyncTimesMs } from "../support/fsync-speed.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { type SideFile, setStage } from "../support/stage.ts";
import type { Talk, TalkReport } from "../support/talk.ts";
import { realisticTexts as texts } from "../support/texts.ts";

const ratePerS = 200;
const persons = 1_000;
const targets = { cpu: 2, fsyncs: 8 };

interface Measured {
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly fsyncMs: number;
  readonly perSecond: number;
  readonly unanswered: number;
}

async function measure(side: SideFile, seconds: { warmUp: number; measured: number }): Promise<Measured> {
  const stage = await setStage();
  const bot = await stage.start(side);
  const talk = (forSeconds: number, firstPersonId: number) =>
    stage.sandbox.ask<TalkReport>("talk", {
      messages: forSeconds * ratePerS,
      ratePerS,
      persons,
      texts,
      firstPersonId,
      patienceMs: 10_000,
    } satisfies Talk);
  try {
    await talk(seconds.warmUp, 1_000_000);
    const fsyncsBefore = await fsyncTimesMs(stage.folder);
    const before = await bot.usage();
    const report = await talk(seconds.measured, 2_000_000);
    const after = await bot.usage();
    const fsyncs = [...fsyncsBefore, ...(await fsyncTimesMs(stage.folder))];
    return {
      cpuMicros: (after.cpuMicros - before.cpuMicros) / (seconds.measured * ratePerS),
      p50Ms: median(report.latenciesMs),
      fsyncMs: median(fsyncs),
      perSecond: report.perSecond,
      unanswered: report.unanswered,
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

const tell = ({ cpuMicros, p50Ms, fsyncMs }: Measured) =>
  `${cpuMicros.toFixed(0)} µs, p50 ${p50Ms.toFixed(1)} ms (fsync ${fsyncMs.toFixed(2)} ms)`;

/** Goal 4: an ordinary day. The whole product, and its durable path alone, against a bare telegraf echo, in turn. */
export async function steadyLoad({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  const seconds = quick ? { warmUp: 5, measured: 5 } : { warmUp: 10, measured: 15 };
  const runs: Record<"bare" | "fleet" | "echo", Measured>[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await measure("bare-echo.ts", seconds);
    const fleet = await measure("fleet.ts", seconds);
    const echo = await measure("fleet-echo.ts", seconds);
    runs.push({ bare, fleet, echo });
    progress(
      `goal 4, ${n} of ${repetitions}: bare ${tell(bare)}; fleet ${tell(fleet)}; its durable path ${tell(echo)}`,
    );
  }
  const compared = (side: "fleet" | "echo") => {
    const cpu = median(runs.map((run) => run[side].cpuMicros / run.bare.cpuMicros));
    const fsyncs = median(
      runs.map(
        ({ bare, ...run }) => (run[side].p50Ms - bare.p50Ms) / median([bare.fsyncMs, run[side].fsyncMs]),
      ),
    );
    return { cpu, fsyncs };
  };
  const fleet = compared("fleet");
  const echo = compared("echo");
  const medians = (field: keyof Measured, digits: number) => {
    const of = (side: "bare" | "fleet" | "echo") =>
      round(median(runs.map((run) => run[side][field])), digits);
    return { bare: of("bare"), fleet: of("fleet"), durablePath: of("echo") };
  };
  const offered = Math.min(
    ...runs.flatMap(({ bare, fleet, echo }) => [bare, fleet, echo]).map(({ perSecond }) => perSecond),
  );
  const isOffered = offered >= ratePerS * 0.98;
  return {
    goal: 4,
    name: "the full pipeline at 200 messages/s against a bare telegraf polling echo",
    value: round(fleet.cpu),
    unit: "x CPU a message",
    target: targets.cpu,
    ok: fleet.cpu <= targets.cpu && fleet.fsyncs <= targets.fsyncs && isOffered,
    detail: {
      ...(!isOffered && { reason: `only ${round(offered, 0)} messages a second were offered` }),
      p50: {
        value: round(fleet.fsyncs, 2),
        unit: "fsyncs above the bare bot's p50",
        target: targets.fsyncs,
        ok: fleet.fsyncs <= targets.fsyncs,
      },
      durablePath: { cpu: round(echo.cpu), p50Fsyncs: round(echo.fsyncs, 2) },
      repetitions,
      secondsEach: seconds.measured,
      allowance: "unlimited",
      cpuMicros: medians("cpuMicros", 0),
      p50Ms: medians("p50Ms", 2),
      fsyncMs: medians("fsyncMs", 3),
      unanswered: medians("unanswered", 0),
      fsync: "median fdatasync of 4 KB put behind a file in the same folder, before and after each side",
    },
  };
}
