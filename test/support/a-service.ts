import Keyv from "keyv";
import { Registry } from "prom-client";
import { onTestFinished } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import type { Clock } from "../../src/domain/clock.ts";
import type { InboundEvent, RawEvent } from "../../src/domain/event.ts";
import { ticketId } from "../../src/domain/ids.ts";
import type { Turn, TurnResult } from "../../src/domain/turn.ts";
import { createCapBook } from "../../src/runtime/caps.ts";
import type { CapLimits, Gather, Pipeline, Redactor } from "../../src/runtime/ports.ts";
import { defaultRetry, type RetryPolicy } from "../../src/runtime/retry.ts";
import { Service } from "../../src/runtime/service.ts";
import type { Storage } from "../../src/storage/port.ts";
import { createTelemetry, type Telemetry } from "../../src/telemetry/events.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createScrubber } from "../../src/telemetry/scrub.ts";
import { aStorageHome, type StorageHome } from "./a-storage.ts";
import { aTurnResult, type Outcome, saying } from "./a-turn-result.ts";
import { anAccount } from "./builders.ts";
import { FakeAdapter, FakeDesk } from "./fake-adapter.ts";
import { aFakeClock, type FakeTime, useFakeTime } from "./fake-clock.ts";

/** What was said in a turn, one message after the other. */
export const wordsOf = (turn: Turn): string =>
  turn.events
    .flatMap((event) => ("message" in event && event.message.text !== "" ? [event.message.text] : []))
    .join(" + ");

/** Echoes what people say; what else happens it notes and does nothing about. */
export const echo = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  return words === "" ? {} : { effects: [saying(`re: ${words}`)] };
};

/** A pipeline that does what the test says, and remembers what it was asked. */
export class ScriptedPipeline implements Pipeline {
  readonly turns: Turn[] = [];
  readonly brokenTurns: Turn[] = [];
  decide: (turn: Turn) => Outcome;

  constructor(decide: (turn: Turn) => Outcome = echo) {
    this.decide = decide;
  }

  run(turn: Turn): TurnResult {
    this.turns.push(turn);
    return aTurnResult(turn, this.decide(turn));
  }

  broken(turn: Turn): TurnResult {
    this.brokenTurns.push(turn);
    return aTurnResult(turn, { effects: [saying("sorry", { priority: "receipt" })] });
  }
}

/** Vouches for everything: these tests hold no secrets. */
const trust: Redactor = (event: RawEvent): InboundEvent => {
  if (event.kind !== "message.created" && event.kind !== "message.edited") return event;
  return { ...event, message: { ...event.message, withheld: false, secrets: [], given: [] } };
};

/** Telemetry whose log lines the test can read. */
export const aRecordingTelemetry = () => {
  const lines: Record<string, unknown>[] = [];
  const registry = new Registry();
  const logger = createLogger({
    level: "debug",
    scrub: createScrubber([]),
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const counted = (event: string) => lines.filter((line) => line["event"] === event).length;
  return { telemetry: createTelemetry({ logger, registry }), lines, counted };
};

export interface ServiceOptions {
  /** The storage of an earlier service: this one is its restart. */
  readonly home?: StorageHome;
  readonly clock?: Clock;
  readonly pipeline?: ScriptedPipeline;
  readonly accounts?: readonly { readonly account: Account; readonly adapter: FakeAdapter }[];
  readonly adapter?: FakeAdapter;
  readonly desk?: FakeDesk;
  readonly gather?: Gather;
  readonly redact?: Redactor;
  readonly caps?: CapLimits;
  readonly retry?: Partial<RetryPolicy>;
  readonly pageLimit?: number;
}

export interface ServiceFixture {
  readonly service: Service;
  readonly storage: Storage;
  readonly home: StorageHome;
  readonly adapter: FakeAdapter;
  readonly desk: FakeDesk;
  readonly pipeline: ScriptedPipeline;
  readonly telemetry: Telemetry;
  readonly lines: readonly Record<string, unknown>[];
  /** How often something was told, by the name of its log line. */
  counted(event: string): number;
  /** Ends it as a kill would: nothing is finished and nothing is noted. */
  kill(): void;
}

const retryAtOnce: RetryPolicy = { ...defaultRetry, baseMs: 1, capMs: 5, unauthorizedMs: 5 };
let ticketsMinted = 0;

/** A service on a storage of its own, not started yet; killed when the test ends. */
export const aService = (options: ServiceOptions = {}): ServiceFixture => {
  const clock = options.clock ?? aFakeClock();
  const home = options.home ?? aStorageHome(clock.now);
  const storage = home.open(options.pageLimit === undefined ? {} : { pageLimit: options.pageLimit });
  const adapter = options.adapter ?? new FakeAdapter();
  const desk = options.desk ?? new FakeDesk();
  const pipeline = options.pipeline ?? new ScriptedPipeline();
  const { telemetry, lines, counted } = aRecordingTelemetry();
  const service = new Service({
    accounts: options.accounts ?? [{ account: anAccount(), adapter }],
    desk,
    storage,
    pipeline,
    redact: options.redact ?? trust,
    caps: createCapBook({
      limits: options.caps ?? { repliesPerHour: 1_000, ticketsPerDay: 10 },
      cooldowns: new Keyv<boolean>({ store: storage.keyv, namespace: "replies" }),
      onReached: () => telemetry.capReached("replies"),
    }),
    ...(options.gather && { gather: options.gather }),
    telemetry,
    clock,
    ids: { newTicketId: () => ticketId(`T-${ticketsMinted++}`), newMark: () => `mark-${ticketsMinted++}` },
    late: { directAfterMs: 120_000, groupAfterMs: 600_000 },
    retention: { textDays: 30, idDays: 90 },
    retry: { ...retryAtOnce, ...options.retry },
  });
  const kill = () => {
    storage.close({ clean: false });
    service.stop().catch(() => undefined);
  };
  onTestFinished(kill);
  return { service, storage, home, adapter, desk, pipeline, telemetry, lines, counted, kill };
};

export const aStartedService = async (options: ServiceOptions = {}): Promise<ServiceFixture> => {
  const fixture = aService(options);
  await fixture.service.start();
  return fixture;
};

export interface FleetInFakeTime extends ServiceFixture {
  readonly time: FakeTime;
}

/** A service that was started, with time under the test's control until the test ends. */
export const aFleetInFakeTime = async (options: ServiceOptions = {}): Promise<FleetInFakeTime> => {
  const time = useFakeTime();
  return startInFakeTime(time, options);
};

/** Another service at the same time: a restart, or a second fleet. */
export const startInFakeTime = async (
  time: FakeTime,
  options: ServiceOptions = {},
): Promise<FleetInFakeTime> => {
  const fleet = aService({ clock: time, ...options });
  await time.until(fleet.service.start());
  // The limiter's slots come with the first round of timers.
  await time.pass(30);
  return { ...fleet, time };
};
