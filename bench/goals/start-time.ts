import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fleetConfigText } from "../support/fleet-config.ts";
import { fleetFlags } from "../support/fleet-flags.ts";
import { profiled } from "../support/profile.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { setStage } from "../support/stage.ts";

const pairsAtLeast = 10;
const target = 10;
const program = fileURLToPath(new URL("../../bin/start.js", import.meta.url));

/** From the process's start to its end, in ms. */
async function bareStart(): Promise<number> {
  const startedAt = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - startedAt;
}

/** From the process's start until it says that it runs, in ms; then it is asked whether it is ready, and ended. */
async function fleetStart(configPath: string, execArgv: readonly string[] = []): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...fleetFlags, ...execArgv, program], {
    env: { ...process.env, FLOTILLA_CONFIG: configPath },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    const url = await readinessUrl(child);
    const tookMs = performance.now() - startedAt;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`it runs and is not ready: ${await response.text()}`);
    return tookMs;
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

async function readinessUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("the fleet has no output");
  const said: string[] = [];
  for await (const line of createInterface(stdout)) {
    const url = /Readiness: (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
    said.push(line);
  }
  throw new Error(`the fleet ended without being ready: ${said.join("\n")}`);
}

/** Goal 10: from `node` to ready, with one Telegram account and a storage that is there already, as after an update. */
export async function startTime({ quick, profile }: RunOptions): Promise<GoalResult> {
  const stage = await setStage();
  try {
    const configPath = join(stage.folder, "fleet.yaml");
    await writeFile(configPath, fleetConfigText(stage.settings));
    const firstMs = await fleetStart(configPath);
    if (profile) {
      await profiled({ name: "goal 10", per: 1, unit: "a start" }, (execArgv) =>
        fleetStart(configPath, execArgv),
      );
    }
    const pairs: { bareMs: number; fleetMs: number }[] = [];
    for (let n = 1; n <= (quick ? 4 : pairsAtLeast); n++) {
      const bareMs = await bareStart();
      const fleetMs = await fleetStart(configPath);
      pairs.push({ bareMs, fleetMs });
      progress(`goal 10, pair ${n}: bare ${bareMs.toFixed(0)} ms, fleet ${fleetMs.toFixed(0)} ms`);
    }
    const ratio = median(pairs.map(({ bareMs, fleetMs }) => fleetMs / bareMs));
    return {
      goal: 10,
      name: "start until ready, Telegram only, models cached",
      value: round(ratio, 2),
      unit: "x a bare node start",
      target,
      ok: ratio <= target,
      detail: {
        pairs: pairs.length,
        fleetMs: round(median(pairs.map(({ fleetMs }) => fleetMs)), 0),
        firstStartMs: round(firstMs, 0),
        method:
          "bin/start.js from spawn to its line that it runs (its /readyz is asked then), against node -e 0 from spawn to exit",
        baseline: { name: "node -e 0", ms: round(median(pairs.map(({ bareMs }) => bareMs)), 0) },
      },
    };
  } finally {
    await stage.end();
  }
}
