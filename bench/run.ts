/**
 * `npm run bench` measures the goals; `npm run bench -- --only 1,5` some of them. Standard output is one JSON line per
 * goal, standard error tells the progress. Ends with 1 when a goal is missed. `--quick` shortens what it can, for trying:
 * never a result. `--profile` tells where CPU time goes.
 */
import { parseArgs } from "node:util";
import { allowanceUse } from "./goals/allowance-use.ts";
import { chatSdk } from "./goals/chat-sdk.ts";
import { classifier } from "./goals/classifier.ts";
import { crashes } from "./goals/crashes.ts";
import { discordPath } from "./goals/discord-path.ts";
import { durablePath } from "./goals/durable-path.ts";
import { fsyncs } from "./goals/fsyncs.ts";
import { fullPipeline } from "./goals/full-pipeline.ts";
import { guard } from "./goals/guard.ts";
import { idleAccounts } from "./goals/idle-accounts.ts";
import { raid } from "./goals/raid.ts";
import { scarceDay } from "./goals/scarce-day.ts";
import { startTime } from "./goals/start-time.ts";
import { steadyLoad } from "./goals/steady-load.ts";
import { twitterPath } from "./goals/twitter-path.ts";
import { twoPlatforms } from "./goals/two-platforms.ts";
import type { GoalResult } from "./support/result.ts";
import type { RunOptions } from "./support/run-options.ts";

const goals: ReadonlyMap<number, (options: RunOptions) => Promise<GoalResult>> = new Map([
  [1, durablePath],
  [2, fullPipeline],
  [3, chatSdk],
  [4, steadyLoad],
  [5, fsyncs],
  [6, allowanceUse],
  [7, raid],
  [8, crashes],
  [9, idleAccounts],
  [10, startTime],
  [11, guard],
  [12, classifier],
  [13, discordPath],
  [14, twoPlatforms],
  [15, scarceDay],
  [16, twitterPath],
]);

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});
const { quick, profile } = values;
const chosen = values.only === undefined ? [...goals.keys()] : values.only.split(",").map(Number);
const unknown = chosen.filter((goal) => !goals.has(goal));
if (unknown.length > 0) {
  console.error(
    `There is no bench for goal ${unknown.join(", ")}. There are: ${[...goals.keys()].join(", ")}.`,
  );
  process.exit(2);
}
for (const goal of chosen) {
  const result = await goals.get(goal)?.({ quick, profile, repetitions: quick ? 2 : 5 });
  if (!result) continue;
  const shown = quick
    ? { ...result, ok: false, detail: { quick: "shortened: no result", ...result.detail } }
    : result;
  console.log(JSON.stringify(shown));
  if (!shown.ok) process.exitCode = 1;
}
