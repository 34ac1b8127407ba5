/**
 * `npm run bench` measures the goals; `npm run bench -- --only 1,5` some of them. Standard output is one JSON line per
 * goal, standard error tells the progress. Ends with 1 when a goal is missed.
 */
import { parseArgs } from "node:util";
import { crashes } from "./goals/crashes.ts";
import { durablePath } from "./goals/durable-path.ts";
import { fsyncs } from "./goals/fsyncs.ts";
import type { GoalResult } from "./support/result.ts";

const goals: ReadonlyMap<number, () => Promise<GoalResult>> = new Map([
  [1, durablePath],
  [5, fsyncs],
  [8, crashes],
]);

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = values.only === undefined ? [...goals.keys()] : values.only.split(",").map(Number);
const unknown = chosen.filter((goal) => !goals.has(goal));
if (unknown.length > 0) {
  console.error(
    `There is no bench for goal ${unknown.join(", ")}. There are: ${[...goals.keys()].join(", ")}.`,
  );
  process.exit(2);
}
for (const goal of chosen) {
  const result = await goals.get(goal)?.();
  if (!result) continue;
  console.log(JSON.stringify(result));
  if (!result.ok) process.exitCode = 1;
}
