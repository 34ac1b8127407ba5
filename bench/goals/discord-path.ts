import { profiled } from "../support/profile.ts";
import { type GoalResult, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { type SideFile, type StartOptions, setStage } from "../support/stage.ts";
import { realisticTexts as texts } from "../support/texts.ts";
import {
  type Comparison,
  compare,
  type LoadTimes,
  type Measured,
  measureLoad,
} from "../support/throughput.ts";

const talk = { persons: 500, inFlight: 100, patienceMs: 120_000 };
/** More than either side takes. */
const offeredPerSecond = 1_000;
const target = 2.5;

interface Run extends StartOptions {
  readonly side: SideFile;
  readonly warmUp: number;
  readonly updates: number;
  /** What people say, faster than it is answered; without it the side is an echo, and gets as much as it answers. */
  readonly texts?: readonly string[];
}

async function measure({ side, warmUp, updates, texts, execArgv = [] }: Run): Promise<Measured> {
  const stage = await setStage({ bots: 0, discordBots: 1 });
  const settings = { platform: "discord", accounts: 0, discordAccounts: 1 } as const;
  const bot = await stage.start(side, { settings, execArgv });
  const steady = texts && { texts, perSecond: offeredPerSecond };
  const load = async (messages: number) => {
    const report = await stage.sandbox.ask<LoadTimes>("discordTalk", { ...talk, messages, steady });
    if (side !== "discord-echo.ts") await bot.ask("drain");
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

const figures = ({ ratio, medians, sandboxIsLimit }: Comparison) => {
  const cpu = ratio("cpuMicros");
  const named = (...[field, digits]: Parameters<Comparison["medians"]>) => {
    const { bare, fleet } = medians(field, digits);
    return { discordJs: bare, fleet };
  };
  return {
    value: round(cpu),
    unit: "x CPU a message",
    target,
    ok: cpu <= target,
    cpuMicros: named("cpuMicros", 0),
    perSecond: named("perSecond", 0),
    repliesPerMessage: named("repliesPerMessage", 3),
    // Where it is the limit, throughput says nothing; CPU a message still does.
    sandbox: { shareOfCore: named("sandboxShare", 2), ...(sandboxIsLimit && { remark: sandboxIsLimit }) },
  };
};

/** Goal 13: what the fleet costs on Discord, with a trivial handler and with all its thinking, against an echo on discord.js. */
export async function discordPath({ repetitions, quick, profile }: RunOptions): Promise<GoalResult> {
  const load = { warmUp: quick ? 500 : 2_000, updates: quick ? 1_000 : 5_000 };
  const thinking = { ...(quick ? load : { warmUp: 3_000, updates: 4_000 }), texts };
  if (profile) {
    const what = { name: "goal 13", per: thinking.warmUp + thinking.updates, unit: "a message" };
    await profiled(what, (execArgv) => measure({ ...thinking, side: "fleet.ts", execArgv }));
  }
  const echo = figures(
    await compare({
      goal: 13,
      repetitions,
      bare: () => measure({ ...load, side: "discord-echo.ts" }),
      fleet: () => measure({ ...load, side: "fleet-echo.ts" }),
    }),
  );
  const full = figures(
    await compare({
      goal: 13,
      repetitions,
      bare: () => measure({ ...thinking, side: "discord-echo.ts" }),
      fleet: () => measure({ ...thinking, side: "fleet.ts" }),
    }),
  );
  const { value, unit, ok, ...detail } = echo;
  return {
    goal: 13,
    name: "durable path on Discord with a trivial handler against an echo on discord.js",
    value,
    unit,
    target,
    ok: ok && full.ok,
    detail: {
      ...detail,
      messages: load.updates,
      persons: talk.persons,
      inFlight: talk.inFlight,
      fullPipeline: { ...full, messages: thinking.updates, texts: texts.length, offeredPerSecond },
      repetitions,
      allowance: "unlimited",
    },
  };
}
