import type { Account } from "../domain/account.ts";
import type { Adapter, ConnectionStatus } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import type { TicketDesk } from "../domain/desk.ts";
import type { Effect } from "../domain/effect.ts";
import type { Facts } from "../domain/turn.ts";
import { deskDestination, destinationOf } from "../storage/destination.ts";
import type { Storage, StoredEffect } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { buildDispatchers } from "./dispatchers.ts";
import { HeldTexts } from "./held-texts.ts";
import type { Ids } from "./ids.ts";
import { Ingest } from "./ingest.ts";
import { Janitor, type Retention } from "./janitor.ts";
import type { CapBook, Companion, Gather, LateAfter, Pipeline, Redactor } from "./ports.ts";
import { ReadyQueue } from "./ready-queue.ts";
import { restoreAllowances, restoreReceived } from "./restore-allowances.ts";
import { onUncertain, type RetryPolicy } from "./retry.ts";
import { StatusBoard } from "./status.ts";
import { Timers } from "./timers.ts";
import { TurnBuilder } from "./turn-builder.ts";
import { TurnRunner } from "./turn-runner.ts";
import { turnsAtOnce, Worker } from "./worker.ts";

/** How long each part of a graceful stop may take, in ms; together less than the 10 s that a container is given. */
const adapterStopMs = 2_500;
const workerStopMs = 3_000;
const dispatcherStopMs = 3_000;

const companionStopMs = 500;

const startedAtOnce = 16;
/** An account that takes longer to begin, in ms, holds up no other. */
const startTurnMs = 500;

const defaultNewcomerMs = 24 * 3_600_000;

export interface ServiceParts {
  readonly accounts: readonly { readonly account: Account; readonly adapter: Adapter }[];
  readonly desk: TicketDesk;
  readonly storage: Storage;
  readonly pipeline: Pipeline;
  readonly redact: Redactor;
  readonly caps: CapBook;
  readonly gather?: Gather;
  /** @default none */
  readonly companions?: readonly Companion[];
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Age from which an event counts as late, in ms. */
  readonly late: LateAfter;
  readonly retention: Retention;
  readonly retry: RetryPolicy;
  /** Who came to a group less than this ago is a newcomer there, in ms. @default 24 h */
  readonly newcomerMs?: number;
}

/** The running fleet: every loop, started and stopped in order. */
export class Service {
  readonly ingest: Ingest;
  readonly status: StatusBoard;
  readonly #parts: ServiceParts;
  readonly #ready = new ReadyQueue();
  readonly #held: HeldTexts;
  readonly #dispatchers: ReadonlyMap<string, Dispatcher>;
  readonly #worker: Worker;
  readonly #timers: Timers;
  readonly #janitor: Janitor;
  readonly #adaptersStop = new AbortController();
  #recovery: Promise<void> = Promise.resolve();
  #recovered = true;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    const { storage, telemetry, clock, ids, caps, companions = [] } = parts;
    const ready = this.#ready;
    this.#held = new HeldTexts(clock);
    const accounts = new Map(parts.accounts.map((one) => [one.account.id, one]));
    this.status = new StatusBoard([...accounts.keys()], telemetry);
    const held = this.#held;
    const onMessage = (id: string) => this.#dispatchers.get(id)?.limiter.noteReceived();
    this.ingest = new Ingest({ storage, redact: parts.redact, ready, telemetry, clock, held, onMessage });
    this.#dispatchers = buildDispatchers({ ...parts, ready, gate: this.status });
    this.#timers = new Timers({ storage, ready, clock });
    this.#janitor = new Janitor({
      storage,
      ready,
      clock,
      retention: parts.retention,
      onExternalWrite: () => this.#onExternalWrite(),
    });
    this.#worker = new Worker({
      storage,
      ready,
      turns: new TurnRunner({
        storage,
        caps,
        held,
        telemetry,
        clock,
        pipeline: parts.pipeline,
        builder: new TurnBuilder({
          accounts,
          storage,
          caps,
          held,
          newcomerMs: parts.newcomerMs ?? defaultNewcomerMs,
          gather: parts.gather,
          known: (now) => factsOf(companions, now),
          queueOf: async (id) => this.#dispatchers.get(id)?.queue(),
          late: parts.late,
          clock,
          ids,
        }),
        dispatcherOf: (effect) => this.#dispatcherOf(effect),
        onTurn: (turn, result) => {
          for (const companion of companions) companion.noteTurn?.(turn, result);
        },
        onTimers: () => this.#timers.wake(),
      }),
      mayLease: () => !this.#saturated(),
      mayLeaseQuiet: () => this.ingest.leavesTime(),
    });
    for (const { limiter } of this.#dispatchers.values()) limiter.onAvailable(() => this.#worker.wake());
  }

  /** Resolves when every account receives, or waits to. Whatever waited from before goes on. */
  async start(): Promise<void> {
    const { storage, clock } = this.#parts;
    await this.#readOperatorState();
    await Promise.all((this.#parts.companions ?? []).map((companion) => companion.start()));
    const now = clock.now();
    await restoreAllowances([...this.#dispatchers.values()], { storage, now });
    await storage.outbox.recover((stored) => this.#onUnknownOutcome(stored), now);
    const waiting = await storage.inbox.pendingConversations();
    for (const dispatcher of this.#dispatchers.values()) dispatcher.start();
    if (storage.maintenance.cleanStart) for (const id of waiting) this.#ready.addFromDisk(id);
    else {
      this.#recovered = false;
      this.#recovery = this.#worker.recover(waiting).then((done) => this.#noteRecovery(done));
    }
    this.ingest.open();
    this.#timers.start();
    this.#janitor.start();
    await this.#startAdapters();
  }

  /**
   * Stops within 10 s: takes nothing in, finishes what is under way, leaves the rest on disk for the next start.
   *
   * @param options.clean false when a bug ends the process: the next start then handles what waits one by one.
   */
  async stop(options: { clean: boolean } = { clean: true }): Promise<void> {
    this.#janitor.stop();
    this.#timers.stop();
    this.#adaptersStop.abort();
    const closing = this.#parts.accounts.map(({ adapter }) => adapter.close().catch(() => undefined));
    await within(adapterStopMs, Promise.all(closing));
    this.ingest.stop();
    this.#worker.stop();
    this.#held.clear();
    const finished = await within(workerStopMs, Promise.all([this.#worker.finished(), this.#recovery]));
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.stop(dispatcherStopMs)));
    const companions = this.#parts.companions ?? [];
    await within(companionStopMs, Promise.all(companions.map((companion) => companion.stop())));
    this.#parts.storage.close({ clean: finished && this.#recovered && options.clean });
  }

  /** Resolves when nothing is left to do now: no event pending, nothing due in the outbox. For tests and benches. */
  async drain(): Promise<void> {
    await this.#recovery;
    for (;;) {
      const quiet = this.#ready.idle && this.#worker.idle;
      if (
        quiet &&
        [...this.#dispatchers.values()].every((dispatcher) => dispatcher.idle) &&
        !(await this.#anyDue())
      ) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** False while deliveries to the desk fail for reasons that pass. */
  get deskAnswers(): boolean {
    return this.#dispatchers.get(deskDestination)?.failing !== true;
  }

  /** Fires timers that are due by the clock, without waiting for them. For tests under a fake clock. */
  fireTimers(): Promise<void> {
    return this.#timers.fireDue();
  }

  async #anyDue(): Promise<boolean> {
    const { storage, clock } = this.#parts;
    const now = clock.now();
    for (const dispatcher of this.#dispatchers.values()) {
      const maxPriority = dispatcher.openPriority;
      if (maxPriority < 0) continue;
      const dueAt = await storage.outbox.nextDueAt({ destination: dispatcher.destination, maxPriority });
      if (dueAt !== undefined && dueAt <= now) return true;
    }
    return !this.#ready.idle || !this.#worker.idle;
  }

  /** A few at a time: hundreds at once would leave the process several times as large as it need be. */
  async #startAdapters(): Promise<void> {
    const waiting = this.#parts.accounts.values();
    const starts: Promise<void>[] = [];
    const startInTurn = async () => {
      for (const { account, adapter } of waiting) {
        const begun = this.#startAdapter(account, adapter);
        starts.push(begun);
        await within(startTurnMs, begun);
      }
    };
    await Promise.all(Array.from({ length: startedAtOnce }, startInTurn));
    await Promise.all(starts);
  }

  async #startAdapter(account: Account, adapter: Adapter): Promise<void> {
    const report = (status: ConnectionStatus) => this.status.report(account.id, status);
    const { allowance } = adapter;
    const reads = allowance === "unlimited" ? undefined : allowance.reads;
    try {
      await adapter.start(this.ingest.sinkOf(account.id, { report, reads }), this.#adaptersStop.signal);
    } catch (error) {
      report({
        state: "failed",
        reason: error instanceof Error ? error.message : "the adapter did not start",
      });
    }
  }

  /** Sends of an account without an allowance come and go as fast as they can: more decisions would only queue up. */
  #saturated(): boolean {
    for (const { destination, limiter } of this.#dispatchers.values()) {
      if (destination !== deskDestination && limiter.isBusy(turnsAtOnce)) return true;
    }
    return false;
  }

  #noteRecovery(done: boolean): void {
    this.#recovered = done;
  }

  #dispatcherOf(effect: Effect): Dispatcher | undefined {
    return this.#dispatchers.get(destinationOf(effect));
  }

  #onUnknownOutcome(stored: StoredEffect): "repeat" | "repeat_uncertain" | "dead" {
    const { accountId: id, kind, id: effectId } = stored.effect;
    this.#parts.telemetry.effectUncertain({ accountId: id, kind, effectId });
    const adapter = this.#parts.accounts.find(({ account }) => account.id === id)?.adapter;
    return onUncertain(stored, adapter?.repeatUncertain ?? "once");
  }

  async #readOperatorState(): Promise<void> {
    const { operator } = this.#parts.storage;
    this.status.setOperator({ paused: await operator.pausedAccounts(), held: await operator.isHeld() });
  }

  /** The command line has written: read what it may have changed, and look for work that it put back. */
  async #onExternalWrite(): Promise<void> {
    const { storage, clock } = this.#parts;
    await this.#readOperatorState();
    for (const id of await storage.inbox.pendingConversations()) this.#ready.addFromDisk(id);
    await restoreReceived([...this.#dispatchers.values()], { storage, now: clock.now() });
    for (const dispatcher of this.#dispatchers.values()) dispatcher.wake();
    this.#timers.wake();
  }
}

const factsOf = (companions: readonly Companion[], now: number): Facts => {
  const facts: Facts = {};
  for (const companion of companions) Object.assign(facts, companion.known(now));
  return facts;
};

/** True when the promise resolved in time. */
async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return done;
}
