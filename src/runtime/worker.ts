import type { Clock } from "../domain/clock.ts";
import type { Effect } from "../domain/effect.ts";
import { AppError } from "../domain/errors.ts";
import type { InboundEvent } from "../domain/event.ts";
import { type ConversationId, chatOf, type EffectId, effectId, eventId } from "../domain/ids.ts";
import type { Turn, TurnResult } from "../domain/turn.ts";
import type { ConversationRecord, Storage, StoredEvent, TurnCommit } from "../storage/port.ts";
import { AlreadyHandled } from "../storage/turns.ts";
import type { Telemetry } from "../telemetry/events.ts";
import { Albums, albumOf, albumParts } from "./albums.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { Permit } from "./limiter.ts";
import type { CapBook, Pipeline } from "./ports.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import { tellRights } from "./tell-rights.ts";
import type { TurnBuilder } from "./turn-builder.ts";
import { splitIntoTurns } from "./turn-events.ts";

/** Turns under way at once; each may come to need a permit. */
export const turnsAtOnce = 128;
const eventsReadAtOnce = 200;
const attemptsPerTurn = 2;
/** How often a turn is built again because an answer it wanted to replace had just been sent. */
const rebuildsAtMost = 3;
const lookAgainMs = 60;
const storageRetryMs = 2_000;

export interface WorkerParts {
  readonly storage: Storage;
  readonly pipeline: Pipeline;
  readonly builder: TurnBuilder;
  readonly caps: CapBook;
  readonly dispatcherOf: (effect: Effect) => Dispatcher | undefined;
  readonly ready: ReadyQueue;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** False while what is decided could not be begun anyway; {@link Worker.wake} says when to look again. */
  readonly mayLease: () => boolean;
  /** Timers may have been set. */
  readonly onTimers: () => void;
}

/** Steps 4 to 7: leases a conversation, builds its turns, runs the pipeline, and commits each turn as a whole. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #albums: Albums;
  #busy = 0;
  #again: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#albums = new Albums((id) => parts.ready.addFromDisk(id));
    parts.ready.onReady(() => this.#fill());
  }

  get idle(): boolean {
    return this.#busy === 0;
  }

  /** There may be something to lease. */
  wake(): void {
    this.#fill();
  }

  /** Leases nothing new. What is under way goes on. */
  stop(): void {
    this.#stopped = true;
    this.#albums.stop();
  }

  /** Resolves when nothing is under way. */
  async finished(): Promise<void> {
    while (!this.idle) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /**
   * Works off what waited when the last process died: one event at a time, the attempt counted before it is made, so
   * that an event that ends the process is found out and given up. Other conversations go on meanwhile.
   * Resolves to whether all of it was done.
   */
  async recover(waiting: readonly ConversationId[]): Promise<boolean> {
    const { ready } = this.#parts;
    const leases = waiting.filter((id) => ready.leaseOne(id));
    for (const id of leases) {
      if (this.#stopped) return false;
      await this.#recoverOne(id).catch(() => ready.addFromDisk(id));
      ready.release(id, { reread: true });
    }
    return !this.#stopped;
  }

  async #recoverOne(id: ConversationId): Promise<void> {
    const { storage } = this.#parts;
    for (;;) {
      if (this.#hasMoved(id)) return;
      const waiting = await storage.inbox.pending(id, albumParts);
      const [next] = waiting;
      if (!next || this.#stopped) return;
      const album = next.attempts === 1 ? albumOf(next) : undefined;
      if (album !== undefined) {
        const [, ...parts] = waiting.filter((stored) => albumOf(stored) === album);
        const group = [next, ...parts] as const;
        await storage.inbox.attempt(group.map(({ seq }) => seq));
        await this.#handle(group);
        continue;
      }
      await storage.inbox.attempt([next.seq]);
      if (next.attempts > attemptsPerTurn) {
        await this.#giveUp(
          [next],
          next.attempts,
          new Error("the process ended while this was being handled"),
        );
      } else {
        await this.#handle([next]);
      }
    }
  }

  #fill(): void {
    const { ready, mayLease } = this.#parts;
    while (!this.#stopped && this.#busy < turnsAtOnce) {
      if (!mayLease()) {
        this.#lookAgain();
        return;
      }
      const lease = ready.lease();
      if (!lease) return;
      this.#busy += 1;
      void this.#work(lease.id, lease.events).finally(() => {
        this.#busy -= 1;
        ready.release(lease.id);
        this.#fill();
      });
    }
  }

  #lookAgain(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#fill(), lookAgainMs).unref();
  }

  async #work(id: ConversationId, handed: readonly StoredEvent[] | undefined): Promise<void> {
    const { storage, ready } = this.#parts;
    try {
      const inMemory = this.#albums.holds(id) ? undefined : handed;
      const events = inMemory ?? (await storage.inbox.pending(id, eventsReadAtOnce));
      for (const group of splitIntoTurns(this.#albums.ready(id, events))) {
        if (this.#hasMoved(id)) return;
        await this.#handle(group);
      }
      if (!inMemory && events.length === eventsReadAtOnce) ready.addFromDisk(id);
    } catch {
      // Only the storage can fail here, and the events are still in it. The lease is kept, so that none overtakes them.
      if (!this.#stopped) await new Promise((resolve) => setTimeout(resolve, storageRetryMs).unref());
      ready.addFromDisk(id);
    }
  }

  /** The chat goes on under another id: what waits for it is worked off there, in one place. */
  #hasMoved(id: ConversationId): boolean {
    const { storage, ready } = this.#parts;
    const current = storage.conversations.current(id);
    if (current !== id) ready.addFromDisk(current);
    return current !== id;
  }

  /** One turn, tried again once; a merged one that fails twice is split, a single one is given up. */
  async #handle(group: readonly [StoredEvent, ...StoredEvent[]]): Promise<void> {
    const { telemetry, storage } = this.#parts;
    const seqs = group.map(({ seq }) => seq);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#turn(group);
        return;
      } catch (error) {
        if (error instanceof AppError) throw error;
        if (error instanceof AlreadyHandled) return this.#handleRest(group);
        const { conversationId } = group[0].event;
        telemetry.turnFailed({ conversationId, attempt, error });
        if (attempt < attemptsPerTurn) await storage.inbox.attempt(seqs);
        else if (group.length > 1) {
          for (const single of group) await this.#handle([single]);
          return;
        } else {
          await this.#giveUp(group, attempt, error);
          return;
        }
      }
    }
  }

  /** Some of the events were handled already; what is left is done one by one. */
  async #handleRest(group: readonly [StoredEvent, ...StoredEvent[]]): Promise<void> {
    if (group.length > 1) for (const single of group) await this.#handle([single]);
  }

  async #turn(group: readonly [StoredEvent, ...StoredEvent[]]): Promise<void> {
    const { builder, pipeline, clock, telemetry } = this.#parts;
    const startedAt = clock.now();
    for (let rebuilds = 0; ; rebuilds++) {
      const { turn, record, supersedes } = await builder.build(group, { merge: rebuilds < rebuildsAtMost });
      const result = pipeline.run(turn);
      const seqs = group.map(({ seq }) => seq);
      if (!(await this.#commit({ turn, record, result, seqs, supersedes, dead: false }))) {
        if (this.#hasMoved(group[0].event.conversationId)) return;
        continue;
      }
      telemetry.turnDone({
        accountId: turn.account.id,
        decision: result.decision.kind,
        ms: clock.now() - startedAt,
      });
      tellRights(telemetry, turn, result);
      return;
    }
  }

  /** The events become dead letters, and the person hears of it in a way that does not need what failed. */
  async #giveUp(
    group: readonly [StoredEvent, ...StoredEvent[]],
    attempt: number,
    error: unknown,
  ): Promise<void> {
    const { builder, pipeline, telemetry } = this.#parts;
    telemetry.turnDead({ conversationId: group[0].event.conversationId, attempt, error });
    const { turn, record } = await builder.build(group, { merge: false });
    const seqs = group.map(({ seq }) => seq);
    const result = pipeline.broken(turn);
    const effects = result.effects.map((effect, n) => ({ ...effect, id: givenUpId(group[0].event, n) }));
    await this.#commit({ turn, record, result: { ...result, effects }, seqs, supersedes: [], dead: true });
  }

  async #commit(input: {
    turn: Turn;
    record: ConversationRecord;
    result: TurnResult;
    seqs: readonly number[];
    supersedes: readonly number[];
    dead: boolean;
  }): Promise<boolean> {
    const { storage, dispatcherOf, caps, clock, onTimers } = this.#parts;
    const { turn } = input;
    const takeTimesBack = this.#reuseTimes(input);
    const effects = input.result.effects.map((effect) => this.#spaced(effect, turn));
    const permits: (Permit | undefined)[] = effects.map((effect) =>
      dispatcherOf(effect)?.reserve(effect, turn.conversation.kind),
    );
    const reserved = permits.map((permit) => permit !== undefined);
    let stored: Awaited<ReturnType<Storage["turns"]["commit"]>>;
    try {
      stored = await storage.turns.commit({ ...input, result: { ...input.result, effects }, reserved });
    } catch (error) {
      for (const permit of permits) permit?.unused();
      takeTimesBack();
      throw error;
    }
    for (const [n, permit] of permits.entries()) {
      const one = stored?.[n];
      const dispatcher = one && dispatcherOf(one.effect);
      if (permit && one?.state === "sending" && dispatcher) dispatcher.begin(one, permit);
      else {
        permit?.unused();
        dispatcher?.wake();
      }
    }
    if (!stored) {
      takeTimesBack();
      return false;
    }
    if (effects.some(({ kind }) => kind === "message.send")) caps.replied(turn.person?.id, clock.now());
    if (input.result.timers.length > 0) onTimers();
    return true;
  }

  /** The times at which replaced answers were to be sent are free for what replaces them. */
  #reuseTimes(input: Pick<TurnCommit, "turn" | "record" | "result" | "supersedes">): () => void {
    const { turn, record, result, supersedes } = input;
    const sent = result.effects.find(({ kind }) => kind === "message.send");
    const spacing = sent && this.#parts.dispatcherOf(sent)?.spacing;
    if (!spacing || supersedes.length === 0) return () => undefined;
    return spacing.release(
      chatOf(turn.conversation.id),
      record.supersedable.filter(({ seq }) => supersedes.includes(seq)).map(({ turnId }) => turnId),
    );
  }

  #spaced(effect: Effect, turn: Turn): Effect {
    const notBeforeAt = this.#parts.dispatcherOf(effect)?.book(effect, turn);
    return notBeforeAt === undefined ? effect : { ...effect, notBeforeAt };
  }
}

/** An operator may have the event handled after all: the effects of both turns must not be taken for the same. */
const givenUpId = ({ accountId, platformEventId }: InboundEvent, n: number): EffectId =>
  effectId(eventId(accountId, `${platformEventId}/given-up`), n);
