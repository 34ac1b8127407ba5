import { installBenchPackages } from "../support/install.ts";
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
const target = 0.15;

/** Goal 3: the whole product against an echo on Vercel's Chat SDK, both by webhook, in turn. */
export async function chatSdk({ repetitions, quick }: RunOptions): Promise<GoalResult> {
  installBenchPackages();
  const load = { updates: quick ? 1_000 : 5_000, persons, warmUp: quick ? 1_000 : 3_000, texts };
  const pairs: Pair[] = [];
  for (let n = 1; n <= repetitions; n++) {
    const bare = await measureThroughput({ ...load, side: "chat-sdk-echo.js" });
    const fleet = await measureThroughput({ ...load, side: "fleet.ts", settings: { receive: "webhook" } });
    pairs.push({ bare, fleet });
    progress(`goal 3, ${n} of ${repetitions}: ${tellPair({ bare, fleet })}`);
  }
  const cpu = ratioOf(pairs, "cpuMicros");
  const named = (field: Parameters<typeof mediansOf>[1], digits: number) => {
    const { bare, fleet } = mediansOf(pairs, field, digits);
    return { chatSdk: bare, fleet };
  };
  const reason = sandboxIsLimit(pairs);
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
      throughput: round(ratioOf(pairs, "perSecond")),
      sandbox: { shareOfCore: named("sandboxShare", 2), ...(reason && { remark: reason }) },
      baseline: { name: "echo on chat 4.41.0 with @chat-adapter/telegram, memory state, webhook" },
    },
  };
}
