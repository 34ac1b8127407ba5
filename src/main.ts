import { readFileSync } from "node:fs";
import closeWithGrace from "close-with-grace";
import { type Fleet, readConfig, startFleet } from "./compose.ts";
import { composeScrubber } from "./compose-scrubber.ts";
import { AppError } from "./domain/errors.ts";
import { systemClock } from "./runtime/clock.ts";
import { randomIds } from "./runtime/ids.ts";
import { createScrubber } from "./telemetry/scrub.ts";

const { env } = process;
const stopWithinMs = 10_000;
/** Knows secrets by their shape, and those of the configuration as soon as it is read. */
let scrub = createScrubber([]);

const crash = (error: unknown) => {
  console.error(scrub(error));
  process.exit(1);
};
const untilItRuns = ["uncaughtException", "unhandledRejection"] as const;
for (const event of untilItRuns) process.on(event, crash);

/** The whole program: one fleet, with the operator's configuration or against the sandbox. */
async function start(): Promise<Pick<Fleet, "stop">> {
  const path = env["FLOTILLA_CONFIG"];
  if (path !== undefined && path !== "") return startConfigured(path);
  if (env["NODE_ENV"] === "production") {
    throw new AppError(
      "CONFIG_MISSING",
      "FLOTILLA_CONFIG is not set, and with NODE_ENV=production the fleet does not start without a configuration. Set it to the path of one; config/fleet.example.yaml is one to begin with.",
    );
  }
  // Loaded only here: the image has no sandbox.
  const { startSandboxFleet } = await import("./sandbox-fleet.ts");
  const sandboxed = await startSandboxFleet({ port: Number(env["FLOTILLA_SANDBOX_PORT"] ?? 7070) });
  console.log(`\nFlotilla runs against its sandbox. Open:\n\n  ${sandboxed.pageUrl}\n`);
  console.log("Nothing leaves this machine, and nothing is kept. Stop it with Ctrl+C.");
  return sandboxed;
}

async function startConfigured(path: string): Promise<Fleet> {
  const read = readConfig({ path, readFile: (file) => readFileSync(file, "utf8"), env });
  scrub = composeScrubber(read);
  const host = env["FLOTILLA_HTTP_HOST"] ?? read.http.host;
  const fleet = await startFleet({
    config: { ...read, http: { ...read.http, host } },
    clock: systemClock,
    ids: randomIds,
  });
  console.log(`Flotilla runs. Readiness: ${fleet.url}/readyz`);
  return fleet;
}

try {
  const running = await start();
  for (const event of untilItRuns) process.off(event, crash);
  closeWithGrace({ delay: stopWithinMs, logger: false }, async ({ err }) => {
    if (err) console.error(scrub(err));
    await running.stop({ clean: err === undefined });
  });
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : scrub(error));
  process.exitCode = 1;
}
