import type { Clock } from "../domain/clock.ts";
import type { Receipt } from "../domain/delivery.ts";
import { DeliveryError } from "../domain/delivery.ts";
import { type Effect, priorities } from "../domain/effect.ts";
import { type AccountId, accountId } from "../domain/ids.ts";
import type { Settlement, Storage, StoredEffect } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import type { Limiter, Permit } from "./limiter.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import { afterFailure, type RetryPolicy } from "./retry.ts";

/** Longest time until the outbox is asked again, in ms; wake-ups come first as a rule. */
const slowPollMs = 30_000;
/** While the other side fails, a few try whether it is back; the rest waits for them. */
const triesWhileFailing = 2;
const leastPriority = Math.max(...Object.values(priorities));

export interface DispatcherOptions {
  /** An account's id, or `desk`. */
  readonly destination: string;
  readonly deliver: (stored: StoredEffect, signal: AbortSignal) => Promise<Receipt>;
  readonly repeatUncertain: "once" | "deduplicated" | "ask";
  /** Least time between two messages to one conversation, in ms. */
  readonly spacingMs: (stored: Pick<StoredEffect, "conversationKind">) => number;
  readonly limiter: Limiter;
  readonly policy: RetryPolicy;
  readonly storage: Storage;
  readonly ready: ReadyQueue;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** The least urgent priority that may be sent now; -1 when nothing may. */
  readonly open: () => number;
}

/**
 * Steps 8 to 10 for one destination: takes the heads of its lanes by priority, within the allowance, delivers, and
 * settles. Everything that waits, waits on disk.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #abort = new AbortController();
  readonly #lastBooked = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #mayWait = true;
  #begun = 0;
  /** Nothing was due when this many deliveries had begun: the next of a lane may wait behind one of them. */
  #mayWaitBehind = 0;
  #pumping = false;
  #pumpAgain = false;
  #inFlight = 0;
  #failing = false;
  #stopped = true;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    options.limiter.onAvailable(() => {
      if (this.#mayWait) this.wake();
    });
  }

  get destination(): string {
    return this.#options.destination;
  }

  /** Nothing is under way. What waits on disk is not asked for. */
  get idle(): boolean {
    return this.#inFlight === 0 && !this.#pumping;
  }

  /** Deliveries fail for reasons that pass. */
  get failing(): boolean {
    return this.#failing;
  }

  /** The least urgent priority that may be sent now; -1 when nothing may. */
  get openPriority(): number {
    return Math.min(this.#options.open(), leastPriority);
  }

  get limiter(): Limiter {
    return this.#options.limiter;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** When the conversation may be written to next; the time is taken. Undefined: at once. */
  book(effect: Effect, conversationKind: StoredEffect["conversationKind"]): number | undefined {
    const spacingMs = this.#options.spacingMs({ conversationKind });
    if (spacingMs === 0 || effect.kind !== "message.send") return undefined;
    const now = this.#options.clock.now();
    const earliest = (this.#lastBooked.get(effect.conversationId) ?? 0) + spacingMs;
    const at = Math.max(now, earliest, effect.notBeforeAt ?? 0);
    this.#lastBooked.delete(effect.conversationId);
    this.#lastBooked.set(effect.conversationId, at);
    this.#forgetOld(now - spacingMs);
    return at > now ? at : undefined;
  }

  /** A permit for an effect that is about to be stored, so that it can be born `sending`. */
  reserve(effect: Effect): Permit | undefined {
    const priority = priorities[effect.priority];
    const { open, limiter, clock } = this.#options;
    if (this.#stopped || priority > open() || (effect.notBeforeAt ?? 0) > clock.now()) return undefined;
    return limiter.tryAcquire(priority);
  }

  /** An effect that was stored as `sending`, with its permit. */
  begin(stored: StoredEffect, permit: Permit): void {
    void this.#deliver(stored, permit);
  }

  /** Something may wait for this destination. */
  wake(): void {
    this.#mayWait = true;
    if (this.#stopped) return;
    if (this.#pumping) {
      this.#pumpAgain = true;
      return;
    }
    void this.#pump();
  }

  /** Takes nothing new, waits for what is under way, and cuts it off after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const deadline = setTimeout(() => this.#abort.abort(), graceMs);
    while (!this.idle) await new Promise((resolve) => setTimeout(resolve, 5));
    clearTimeout(deadline);
    this.#options.limiter.close();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      do {
        this.#pumpAgain = false;
        await this.#takeAndDeliver();
      } while (this.#pumpAgain && !this.#stopped);
    } catch {
      this.#schedule(this.#options.policy.baseMs);
    } finally {
      this.#pumping = false;
    }
  }

  async #takeAndDeliver(): Promise<void> {
    const { destination, storage, clock, limiter, ready, open, telemetry } = this.#options;
    const maxPriority = Math.min(open(), leastPriority);
    const available = limiter.available(maxPriority);
    const limit = this.#failing ? Math.min(triesWhileFailing, available) : available;
    if (maxPriority < 0) return this.#schedule(slowPollMs);
    const dueAt = await storage.outbox.nextDueAt({ destination, maxPriority });
    if (dueAt === undefined) {
      this.#mayWait = maxPriority < leastPriority;
      this.#mayWaitBehind = this.#inFlight > 0 ? this.#begun : 0;
      return this.#schedule(slowPollMs);
    }
    const now = clock.now();
    if (dueAt > now) return this.#schedule(dueAt - now);
    if (limit <= 0) return this.#schedule(Math.max(10, limiter.frozenUntil() - now));
    const { taken, settled } = await storage.outbox.takeDue({ destination, now, limit, maxPriority });
    ready.add(settled);
    for (const stored of taken) {
      const permit = limiter.tryAcquire(priorities.protect) ?? {
        done: () => undefined,
        unused: () => undefined,
      };
      if (stored.uncertain > 0) telemetry.sendRepeated(accountId(stored.effect.accountId));
      void this.#deliver(stored, permit);
    }
    this.#pumpAgain ||= taken.length > 0;
    this.#schedule(slowPollMs);
  }

  async #deliver(stored: StoredEffect, permit: Permit): Promise<void> {
    this.#inFlight += 1;
    this.#begun += 1;
    const begun = this.#begun;
    const { clock, deliver } = this.#options;
    const startedAt = clock.now();
    try {
      const receipt = await deliver(stored, this.#abort.signal);
      permit.done();
      await this.#settle({ stored, to: "sent", receipt }, startedAt);
      this.#recovered();
      if (begun <= this.#mayWaitBehind) this.wake();
    } catch (error) {
      permit.done();
      if (!(error instanceof DeliveryError)) this.#unexpected(stored, error);
      await this.#failed(stored, asDeliveryError(error), startedAt).catch(() => undefined);
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #failed(stored: StoredEffect, error: DeliveryError, startedAt: number): Promise<void> {
    const { clock, policy, repeatUncertain: repeat, telemetry, limiter } = this.#options;
    const { accountId: account, kind, id: effectId } = stored.effect;
    const now = clock.now();
    if (error.failure === "rate_limited") {
      const retryAfterMs = error.retryAfterMs ?? policy.capMs;
      limiter.freeze(now + retryAfterMs);
      telemetry.rateLimited(account, retryAfterMs);
      telemetry.limiterFrozen(account, now + retryAfterMs);
    }
    if (error.failure === "uncertain")
      telemetry.effectUncertain({ accountId: account, kind, effectId, error });
    this.#failing = error.failure === "transient";
    const settlement = afterFailure({ stored, error, repeat, policy, now });
    if (settlement.to === "retry") {
      telemetry.effectRetried({ accountId: account, kind, failure: error.failure, effectId, error });
    } else {
      telemetry.deadLetter({ effectId, kind, reason: error.failure });
    }
    this.#mayWait = true;
    await this.#settle(settlement, startedAt);
    this.wake();
  }

  async #settle(settlement: Settlement, startedAt: number): Promise<void> {
    const { storage, ready, telemetry, clock } = this.#options;
    const { effect, createdAt } = settlement.stored;
    const now = clock.now();
    const events = await storage.outbox.settle([settlement], now);
    ready.add(events);
    if (settlement.to === "retry") return;
    const { accountId: account, kind } = effect;
    telemetry.effectSettled({ accountId: account, kind, state: settlement.to, ms: now - startedAt });
    if (settlement.to === "sent" && kind === "message.send") telemetry.replied(account, now - createdAt);
    if (this.#mayWait) this.wake();
  }

  /** The other side is back after failures: what waits for its retry need not wait longer. */
  #recovered(): void {
    if (!this.#failing) return;
    this.#failing = false;
    const { storage, destination, clock } = this.#options;
    void storage.outbox.hasten(destination, clock.now()).then(
      () => this.wake(),
      () => undefined,
    );
  }

  #unexpected(stored: StoredEffect, error: unknown): void {
    const { accountId: account, kind, id: effectId } = stored.effect;
    this.#options.telemetry.effectUncertain({ accountId: account as AccountId, kind, effectId, error });
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(ms, slowPollMs));
  }

  #forgetOld(before: number): void {
    for (const [conversation, at] of this.#lastBooked) {
      if (at >= before) return;
      this.#lastBooked.delete(conversation);
    }
  }
}

/** A bug in an adapter is treated like a lost response: it may or may not have sent. */
const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError("uncertain", "the adapter failed in an unexpected way", { cause: error });
