import { profiled } from "../support/profile.ts";
import { type GoalResult, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { type SideFile, type StartOptions, setStage } from "../support/stage.ts";
import {
  type Comparison,
  compare,
  type LoadTimes,
  type Measured,
  measureLoad,
} from "../support/throughput.ts";

const talk = { persons: 500, inFlight: 100, patienceMs: 120_000 };
const target = 2.5;

interface Run extends StartOptions {
  readonly side: SideFile;
  readonly warmUp: number;
  readonly updates: number;
}

async function measure({ side, warmUp, updates, execArgv = [] }: Run): Promise<Measured> {
  const stage = await setStage({ bots: 0, discordBots: 1 });
  const bot = await stage.start(side, { settings: { platform: "discord" }, execArgv });
  const load = async (messages: number) => {
    const report = await stage.sandbox.ask<LoadTimes>("discordTalk", { ...talk, messages });
    if (side === "fleet-echo.ts") await bot.ask("drain");
    return report;
  };
  try {
    await load(warmUp);
    return await measureLoad({ stage, bot }, { updates, load: () => load(updates) });
  } finally {
    await bot.stop();
    await stage.end();
  }
}

/** Goal 13: what durability costs on Discord. The fleet with a trivial handler against an echo on discord.js, in turn. */
export async function discordPath({ repetitions, quick, profile }: RunOptions): Promise<GoalResult> {
  const load = { warmUp: quick ? 500 : 2_000, updates: quick ? 1_000 : 5_000 };
  if (profile) {
    const what = { name: "goal 13", per: load.warmUp + load.updates, unit: "a message" };
    await profiled(what, (execArgv) => measure({ ...load, side: "fleet-echo.ts", execArgv }));
  }
  const { ratio, medians, sandboxIsLimit } = await compare({
    goal: 13,
    repetitions,
    bare: () => measure({ ...load, side: "discord-echo.ts" }),
    fleet: () => measure({ ...load, side: "fleet-echo.ts" }),
  });
  const cpu = ratio("cpuMicros");
  const named = (...[field, digits]: Parameters<Comparison["medians"]>) => {
    const { bare, fleet } = medians(field, digits);
    return { discordJs: bare, fleet };
  };
  return {
    goal: 13,
    name: "durable path on Discord with a trivial handler against an echo on discord.js",
    value: round(cpu),
    unit: "x CPU a message",
    target,
    ok: cpu <= target,
    detail: {
      messages: load.updates,
      persons: talk.persons,
      inFlight: talk.inFlight,
      repetitions,
      allowance: "unlimited",
      cpuMicros: named("cpuMicros", 0),
      perSecond: named("perSecond", 0),
      throughput: round(ratio("perSecond")),
      // Where it is the limit, throughput says nothing; CPU a message still does.
      sandbox: { shareOfCore: named("sandboxShare", 2), ...(sandboxIsLimit && { remark: sandboxIsLimit }) },
    },
  };
}
