import type { DirectTalk } from "./direct-talk.ts";
import { profiled } from "./profile.ts";
import { type GoalResult, round } from "./result.ts";
import type { RunOptions } from "./run-options.ts";
import type { SideSettings } from "./side-settings.ts";
import { type SideFile, type StageOptions, type StartOptions, setStage } from "./stage.ts";
import { type Comparison, compare, type LoadTimes, type Measured, measureWarm } from "./throughput.ts";

const target = 2.5;

/** What durability costs in direct chats: the fleet with a trivial handler against an echo on the platform's library. */
export interface DirectPath {
  readonly goal: number;
  readonly name: string;
  readonly platform: NonNullable<SideSettings["platform"]>;
  readonly bareSide: SideFile;
  /** Under which its figures stand beside the fleet's. */
  readonly bareName: string;
  readonly stage: StageOptions;
  /** The sandbox's order that talks on the platform. */
  readonly talkOrder: "discordTalk" | "twitterTalk";
  readonly talk: Omit<DirectTalk, "messages">;
  readonly warmUp: number;
  readonly messages: number;
  readonly allowance: string;
  /** What else belongs to the load. */
  readonly also?: Readonly<Record<string, unknown>>;
}

interface Run extends StartOptions {
  readonly side: SideFile;
}

async function measure(path: DirectPath, { side, execArgv = [] }: Run): Promise<Measured> {
  const { platform, talk, talkOrder, warmUp, messages: updates } = path;
  const stage = await setStage({ bots: 0, ...path.stage });
  const bot = await stage.start(side, { settings: { platform }, execArgv });
  const load = async (messages: number) => {
    const report = await stage.sandbox.ask<LoadTimes>(talkOrder, { ...talk, messages });
    if (side === "fleet-echo.ts") await bot.ask("drain");
    return report;
  };
  return measureWarm({ stage, bot }, { warmUp, updates, load });
}

/** Both in turn; the median of the pairs. */
export async function compareDirectPath(
  path: DirectPath,
  { repetitions, profile }: Pick<RunOptions, "repetitions" | "profile">,
): Promise<GoalResult> {
  const { goal, name, bareSide, bareName, warmUp, messages, talk, allowance, also = {} } = path;
  if (profile) {
    const what = { name: `goal ${goal}`, per: warmUp + messages, unit: "a message" };
    await profiled(what, (execArgv) => measure(path, { side: "fleet-echo.ts", execArgv }));
  }
  const { ratio, medians, sandboxIsLimit } = await compare({
    goal,
    repetitions,
    bare: () => measure(path, { side: bareSide }),
    fleet: () => measure(path, { side: "fleet-echo.ts" }),
  });
  const cpu = ratio("cpuMicros");
  const named = (...[field, digits]: Parameters<Comparison["medians"]>) => {
    const { bare, fleet } = medians(field, digits);
    return { [bareName]: bare, fleet };
  };
  return {
    goal,
    name,
    value: round(cpu),
    unit: "x CPU a message",
    target,
    ok: cpu <= target,
    detail: {
      messages,
      persons: talk.persons,
      inFlight: talk.inFlight,
      ...also,
      repetitions,
      allowance,
      cpuMicros: named("cpuMicros", 0),
      perSecond: named("perSecond", 0),
      throughput: round(ratio("perSecond")),
      // Where it is the limit, throughput says nothing; CPU a message still does.
      sandbox: { shareOfCore: named("sandboxShare", 2), ...(sandboxIsLimit && { remark: sandboxIsLimit }) },
    },
  };
}
