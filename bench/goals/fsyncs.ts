import { countCommits, countFsyncs } from "../support/count-fsyncs.ts";
import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { runLoad } from "../support/sandbox-load.ts";
import { setStage } from "../support/stage.ts";

const timeoutMs = 120_000;
const targets = { saturated: 0.1, idle: 3 };

/** Goal 5: how often a message waits for the disk, counted by the kernel; a bare bot, which keeps nothing, has none. */
export async function fsyncs({ quick }: RunOptions): Promise<GoalResult> {
  const saturated = { updates: quick ? 2_000 : 10_000, persons: 1_000 };
  const idleMessages = quick ? 20 : 60;
  const stage = await setStage();
  const bot = await stage.start("fleet-echo.ts");
  try {
    await runLoad(stage.sandboxUrl, { updates: 500, persons: 100, timeoutMs });
    const saturate = () => runLoad(stage.sandboxUrl, { ...saturated, timeoutMs });
    progress("goal 5: saturated, not traced");
    const untracedCommits = await countCommits(bot, saturate);
    progress("goal 5: saturated");
    const full = await countFsyncs(bot, saturate);
    progress("goal 5: idle, one message at a time");
    const idle = await countFsyncs(bot, async () => {
      for (let n = 0; n < idleMessages; n++) {
        await runLoad(stage.sandboxUrl, { updates: 1, persons: 1, timeoutMs });
      }
    });
    // What was not counted is NaN: null in JSON, and no goal reached.
    const perSaturated = (full.count ?? Number.NaN) / saturated.updates;
    const perIdle = (idle.count ?? Number.NaN) / idleMessages;
    return {
      goal: 5,
      name: "fsyncs a message",
      value: round(perSaturated),
      unit: "fsyncs a message, saturated",
      target: targets.saturated,
      ok: perSaturated <= targets.saturated && perIdle <= targets.idle,
      detail: {
        idle: {
          value: round(perIdle),
          unit: "fsyncs a message",
          target: targets.idle,
          ok: perIdle <= targets.idle,
        },
        method: full.method,
        baseline: "a bare telegraf echo keeps nothing: 0",
        // Tracing slows each fsync, so that more messages share one commit.
        commitsPerMessage: {
          saturatedUntraced: round(untracedCommits / saturated.updates),
          saturatedTraced: round(full.commits / saturated.updates),
          idle: round(idle.commits / idleMessages),
        },
        allowance: "unlimited",
      },
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}
