import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import { setImmediate as breath } from "node:timers/promises";
import Keyv from "keyv";
import { Registry } from "prom-client";
import { composeDecider } from "../../src/compose.ts";
import { seededRandom } from "../../src/knowledge/seeded-random.ts";
import { createCapBook } from "../../src/runtime/caps.ts";
import { randomIds } from "../../src/runtime/ids.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import { Service } from "../../src/runtime/service.ts";
import { openStorage } from "../../src/storage/open.ts";
import { createTelemetry } from "../../src/telemetry/events.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { bareConfig } from "../../src/try-text.ts";
import { anAccount } from "../../test/support/builders.ts";
import { FakeAdapter, FakeDesk } from "../../test/support/fake-adapter.ts";
import { aScarceAllowance, windowMs } from "../../test/support/scarce.ts";
import { type DayTable, messagesInDay, runScarceDay } from "../../test/support/scarce-day.ts";
import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { realisticTexts } from "../support/texts.ts";

const hourMs = 3_600_000;
const answerWithinMs = 6 * hourMs;
const dollarsPerDay = 48;
const startsAt = Date.UTC(2026, 0, 15);
/** Rounds of the event loop in which a chain of commits and deliveries comes to rest. */
const rounds = 12;

/** Timers and `Date` stand still until they are moved; `setImmediate`, by which the storage commits, does not. */
const standStill = () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: startsAt });
  const breathe = async () => {
    for (let round = 0; round < rounds; round++) await breath();
  };
  return {
    now: () => Date.now(),
    async pass(ms: number, stepMs = 1_000) {
      await breathe();
      for (const end = Date.now() + ms; Date.now() < end; await breathe()) {
        mock.timers.tick(Math.min(stepMs, end - Date.now()));
      }
    },
  };
};

async function simulate(people: number, writingMs: number): Promise<DayTable> {
  const home = mkdtempSync(join(tmpdir(), "flotilla-bench-"));
  const config = bareConfig();
  // The classifier trains in threads, which take their time from the machine.
  const decider = await composeDecider(config, { now: () => startsAt });
  const time = standStill();
  const storage = openStorage({
    path: join(home, "data", "flotilla.db"),
    keyFile: join(home, "flotilla.key"),
    now: time.now,
    newMark: randomIds.newMark,
    as: "fleet",
    onFault: () => undefined,
  });
  const logger = createLogger({ level: "fatal", scrub: createScrubber([]) });
  const telemetry = createTelemetry({ logger, registry: new Registry() });
  const allowance = aScarceAllowance({ answerWithinMs, dollarsPerDay });
  const adapter = new FakeAdapter({ buttons: false, deletes: false, messagesOf: messagesInDay, allowance });
  const desk = new FakeDesk();
  const service = new Service({
    accounts: [{ account: anAccount(), adapter }],
    desk,
    storage,
    telemetry,
    clock: time,
    pipeline: decider.pipeline,
    redact: decider.redact,
    caps: createCapBook({
      limits: config.caps,
      cooldowns: new Keyv<boolean>({ store: storage.keyv, namespace: "replies" }),
      onReached: () => undefined,
    }),
    ids: randomIds,
    late: { ...config.late, groupAfterMs: 600_000 },
    retention: { textDays: 30, idDays: 90 },
    retry: defaultRetry,
  });
  try {
    await service.start();
    const accept = service.ingest.accept.bind(service.ingest);
    return await runScarceDay(
      { time, adapter, desk, accept },
      {
        people,
        writingMs,
        answerWithinMs,
        text: (n) => realisticTexts[n % realisticTexts.length] ?? "hello",
        againEvery: 5,
        repliedEvery: 5,
        picturesEvery: 10,
        solvedEvery: 14,
        random: seededRandom(7),
      },
    );
  } finally {
    mock.timers.reset();
    await service.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Goal 15: a day on an account with 15 sends in 15 minutes, on which more people write than may be answered. */
export async function scarceDay({ quick }: RunOptions): Promise<GoalResult> {
  const [people, writingMs] = quick ? [200, 2 * hourMs] : [2_000, 24 * hourMs];
  progress(`goal 15: ${people} people write within ${writingMs / hourMs} simulated hours`);
  const table = await simulate(people, writingMs);
  const urgentSeconds = Math.max(table.warningP95Seconds, table.agentReplyP95Seconds);
  const target = windowMs / 1_000;
  const holds = {
    answersOf429: table.answersOf429 === 0,
    everybodyAnsweredOrMarked: table.neither === 0,
    byWaitingTime: table.outOfOrder === 0,
    nobodyAnsweredTooLate: table.longestWaitMinutes * 60_000 <= answerWithinMs,
    withinTheMoney: table.dollars <= dollarsPerDay,
    allAgentRepliesSent: table.agentRepliesSent === table.agentReplies,
  };
  return {
    goal: 15,
    name: "a day with 15 sends in 15 minutes: how long warnings and agents' replies take, p95",
    value: round(urgentSeconds),
    unit: "simulated seconds",
    target,
    ok: urgentSeconds <= target && Object.values(holds).every(Boolean),
    detail: { holds, table: { ...table, dollars: round(table.dollars, 2) }, dollarsPerDay },
  };
}
