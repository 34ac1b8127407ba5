import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { stringify } from "yaml";
import type { Sandbox, SandboxOptions } from "../../sandbox/start-sandbox.ts";
import { type ComposeOptions, type Fleet, readConfig, startFleet } from "../../src/compose.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { Detector } from "../../src/guard/detector.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { startCheckedSandbox } from "./checked-sandbox.ts";
import { eventually } from "./eventually.ts";
import { type Talker, talkerFor } from "./talker.ts";

export const fleetToken = "100001:a-token-that-must-never-be-seen-anywhere-1";
const secondToken = "100002:a-token-that-must-never-be-seen-anywhere-2";
export const deskSecret = "a-desk-secret-that-must-never-be-seen";

/** A clock that goes with the machine's and can be set forward. */
export interface ShiftedClock extends Clock {
  shift(ms: number): void;
}

const aShiftedClock = (): ShiftedClock => {
  let shiftMs = 0;
  return {
    now: () => Date.now() + shiftMs,
    shift: (ms) => {
      shiftMs += ms;
    },
  };
};

/** What a configuration says beside the defaults of {@link aSandbox}. */
export interface Overrides {
  /** Of every account. */
  readonly account?: Readonly<Record<string, unknown>>;
  readonly sections?: Readonly<Record<string, unknown>>;
}

export interface WorldOptions extends Overrides {
  readonly sandbox?: SandboxOptions;
  /** A second account of the fleet, `@HTXSecondBot`. */
  readonly second?: boolean;
  /** The updates waiting at the very first start. */
  readonly before?: (sandbox: Sandbox) => void;
  /** What the guard looks for beside its own. Given the clock, it may use up the time. */
  readonly detectors?: (clock: ShiftedClock) => readonly Detector[];
}

/** A sandbox, a folder and a configuration file; no fleet yet. Everything goes when the test ends. */
export interface World {
  readonly sandbox: Sandbox;
  readonly clock: ShiftedClock;
  readonly folder: string;
  readonly configPath: string;
  readonly databaseFolder: string;
  readonly keyFile: string;
  /** Writes the configuration anew. */
  configure(overrides: Overrides): void;
  /** The bytes of the database, its write-ahead log included. */
  bytes(): Buffer;
  talker(options?: { id?: number; languageCode?: string; firstName?: string; bot?: string }): Talker;
}

const accountOf = (sandbox: Sandbox, given: { id: string; handle: string; token: string }) => ({
  ...given,
  platform: "telegram",
  apiRoot: sandbox.telegram.apiRoot,
  allowance: { perSecond: 1000, perChatMs: 0 },
});

export const aWorld = async (options: WorldOptions = {}): Promise<World> => {
  const clock = aShiftedClock();
  const sandbox = await startCheckedSandbox({
    clock,
    ...options.sandbox,
    telegram: { limits: "off", ...options.sandbox?.telegram },
    desk: { secret: deskSecret, retryDelaysMs: [10, 20], ...options.sandbox?.desk },
  });
  const folder = await mkdtemp(join(tmpdir(), "flotilla-scenario-"));
  onTestFinished(async () => {
    await rm(folder, { recursive: true, force: true });
    await sandbox.close();
  });
  sandbox.telegram.addBot({ token: fleetToken, username: "HTXSupportBot", name: "HTX Support" });
  const accounts = [
    accountOf(sandbox, { id: "telegram-support", handle: "@HTXSupportBot", token: fleetToken }),
  ];
  if (options.second) {
    sandbox.telegram.addBot({ token: secondToken, username: "HTXSecondBot" });
    accounts.push(accountOf(sandbox, { id: "telegram-second", handle: "@HTXSecondBot", token: secondToken }));
  }
  options.before?.(sandbox);
  const configPath = join(folder, "fleet.yaml");
  const configure = ({ account = {}, sections = {} }: Overrides) =>
    writeFileSync(
      configPath,
      stringify({
        accounts: accounts.map((fields) => ({ ...fields, ...account })),
        http: { port: 0, console: true },
        desk: { url: sandbox.desk.url, secret: deskSecret },
        storage: { path: "data", keyFile: "keys/flotilla.key" },
        ...sections,
      }),
    );
  configure(options);
  const databaseFolder = join(folder, "data");
  let people = 0;
  return {
    sandbox,
    clock,
    folder,
    configPath,
    databaseFolder,
    keyFile: join(folder, "keys/flotilla.key"),
    configure,
    bytes: () =>
      Buffer.concat(
        readdirSync(databaseFolder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
      ),
    talker: (who = {}) => {
      people += 1;
      return talkerFor(sandbox, { id: 1_000 + people, languageCode: "en", firstName: "Ada", ...who });
    },
  };
};

export interface RunningFleet extends Fleet {
  /** Every log line so far. */
  readonly log: () => string;
  /** Resolves when nothing waits at Telegram or in the fleet. */
  settled(): Promise<void>;
  /** Resolves when everything that came in was worked on; what goes out may wait. */
  handled(): Promise<void>;
  metrics(): Promise<string>;
  /** The console's turns as JSON. */
  turns(): Promise<string>;
  readyz(): Promise<{ readonly status: number; readonly body: string }>;
}

/** Starts the fleet of a world; stopped when the test ends, if it was not before. */
export const aFleetIn = async (
  world: World,
  parts: Pick<ComposeOptions, "openStorage" | "detectors"> = {},
): Promise<RunningFleet> => {
  const { sandbox, clock, configPath } = world;
  const lines: string[] = [];
  const config = readConfig({
    path: configPath,
    readFile: (path) => readFileSync(path, "utf8"),
    env: {},
  });
  const logger = createLogger({
    level: "trace",
    scrub: createScrubber([deskSecret, fleetToken, secondToken]),
    destination: { write: (line: string) => void lines.push(line) },
  });
  const fleet = await startFleet({ config, clock, ids: randomIds, logger, ...parts });
  sandbox.setFleetUrl(fleet.url);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= fleet.stop();
    return stopped;
  };
  onTestFinished(stop);
  const text = async (path: string) => (await fetch(fleet.url + path)).text();
  const nothingComesIn = () =>
    eventually(() => sandbox.telegram.bots.every(({ queue }) => queue.pending === 0));
  return {
    ...fleet,
    stop,
    log: () => lines.join(""),
    settled: async () => {
      await nothingComesIn();
      await fleet.service.drain();
    },
    handled: async () => {
      await nothingComesIn();
      await eventually(async () => (await fleet.storage.operator.backlog()).inboxPending === 0);
    },
    metrics: () => text("/metrics"),
    turns: () => text("/console/turns?after=0"),
    readyz: async () => {
      const response = await fetch(`${fleet.url}/readyz`);
      return { status: response.status, body: await response.text() };
    },
  };
};

export interface Scene extends World {
  readonly fleet: RunningFleet;
  readonly telegram: Sandbox["telegram"];
  readonly desk: Sandbox["desk"];
}

/** A world with its fleet running in it. */
export const aScene = async (options: WorldOptions = {}): Promise<Scene> => {
  const world = await aWorld(options);
  const { detectors } = options;
  const fleet = await aFleetIn(world, detectors && { detectors: detectors(world.clock) });
  return { ...world, fleet, telegram: world.sandbox.telegram, desk: world.sandbox.desk };
};
