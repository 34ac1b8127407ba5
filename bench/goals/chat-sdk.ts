import { installBenchPackages } from "../support/install.ts";
import { type GoalResult, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { realisticTexts as texts } from "../support/texts.ts";
import { type Comparison, compare, measureThroughput } from "../support/throughput.ts";

const persons = 1_000;
const target = 0.15;

/** Goal 3: the whole product against an echo on Vercel's Chat SDK, both by webhook, in turn. */
export async function chatSdk({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  installBenchPackages();
  const load = { updates: quick ? 1_000 : 5_000, persons, warmUp: quick ? 1_000 : 3_000, texts };
  const { ratio, medians, sandboxIsLimit } = await compare({
    goal: 3,
    repetitions,
    bare: () => measureThroughput({ ...load, side: "chat-sdk-echo.js" }),
    fleet: () => measureThroughput({ ...load, side: "fleet.ts", settings: { receive: "webhook" } }),
  });
  const cpu = ratio("cpuMicros");
  const named = (...[field, digits]: Parameters<Comparison["medians"]>) => {
    const { bare, fleet } = medians(field, digits);
    return { chatSdk: bare, fleet };
  };
  return {
    goal: 3,
    name: "the full pipeline against an echo bot on Vercel Chat SDK, both by webhook",
    value: round(cpu),
    unit: "x CPU a message",
    target,
    ok: cpu <= target,
    detail: {
      messages: load.updates,
      persons,
      texts: texts.length,
      repetitions,
      allowance: "unlimited",
      cpuMicros: named("cpuMicros", 0),
      perSecond: named("perSecond", 0),
      repliesPerMessage: named("repliesPerMessage", 3),
      throughput: round(ratio("perSecond")),
      // Where it is the limit, throughput says nothing; CPU a message still does.
      sandbox: { shareOfCore: named("sandboxShare", 2), ...(sandboxIsLimit && { remark: sandboxIsLimit }) },
      baseline: { name: "echo on chat 4.41.0 with @chat-adapter/telegram, memory state, webhook" },
    },
  };
}
