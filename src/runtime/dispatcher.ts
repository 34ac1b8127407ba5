import { DeliveryError } from "../domain/delivery.ts";
import { type Effect, priorities } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import type { Settlement, StoredEffect, StoredEvent } from "../storage/port.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";
import type { Limiter, Permit } from "./limiter.ts";
import { afterFailure } from "./retry.ts";
import { Spacing } from "./spacing.ts";

/** Longest time until the outbox is asked again, in ms; wake-ups come first as a rule. */
const slowPollMs = 30_000;
/** While the other side fails, a few try whether it is back; the rest waits for them. */
const triesWhileFailing = 2;
/** Effects taken from the outbox in one go; while that commits, their permits are nobody else's. */
const takenAtOnce = 32;
/** Time for a delivery that was cut off to come to an end, in ms. */
const cutOffMs = 500;
const leastPriority = Math.max(...Object.values(priorities));

/**
 * Steps 8 to 10 for one destination: takes the heads of its lanes by priority, within the allowance, delivers, and
 * settles. Everything that waits, waits on disk.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #abort = new AbortController();
  readonly spacing = new Spacing();
  #timer: NodeJS.Timeout | undefined;
  #mayWait = true;
  #begun = 0;
  /** Nothing was due when this many deliveries had begun: the next of a lane may wait behind one of them. */
  #mayWaitBehind = 0;
  #pumping = false;
  #pumpAgain = false;
  #inFlight = 0;
  #failing = false;
  /** While the other side fails, what waits on disk is not tried before. */
  #nextTryAt = 0;
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
  book(effect: Effect, { id: turn, conversation }: Turn): number | undefined {
    const spacingMs = this.#options.spacingMs({ conversationKind: conversation.kind });
    if (spacingMs === 0 || effect.kind !== "message.send") return undefined;
    const now = this.#options.clock.now();
    const want = { turn, firm: effect.supersedable !== true, now, spacingMs };
    const at = this.spacing.book(conversation.id, { ...want, earliestAt: effect.notBeforeAt ?? 0 });
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

  /** Takes nothing new, waits for what is under way, and cuts it off after `graceMs`; what does not heed that is left. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    let over = false;
    const timers = [
      setTimeout(() => this.#abort.abort(), graceMs),
      setTimeout(() => {
        over = true;
      }, graceMs + cutOffMs),
    ];
    while (!this.idle && !over) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const timer of timers) clearTimeout(timer);
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
    const { destination, storage, clock, limiter, policy, ready, open, telemetry } = this.#options;
    const maxPriority = Math.min(open(), leastPriority);
    if (maxPriority < 0) return this.#schedule(slowPollMs);
    const dueAt = await storage.outbox.nextDueAt({ destination, maxPriority });
    if (dueAt === undefined) {
      this.#mayWait = maxPriority < leastPriority;
      this.#mayWaitBehind = this.#inFlight > 0 ? this.#begun : 0;
      return this.#schedule(slowPollMs);
    }
    const now = clock.now();
    if (dueAt > now) return this.#schedule(dueAt - now);
    if (this.#failing && now < this.#nextTryAt) return this.#schedule(this.#nextTryAt - now);
    const upTo = await this.#affordable(maxPriority, now);
    const permits = this.#acquire(upTo);
    const limit = permits.length;
    if (limit === 0) {
      return this.#schedule(Math.max(this.#failing ? policy.baseMs : 10, limiter.frozenUntil() - now));
    }
    try {
      const due = await storage.outbox.takeDue({ destination, now, limit, maxPriority: upTo });
      ready.add(due.settled);
      for (const stored of due.taken) {
        if (stored.uncertain > 0) telemetry.sendRepeated(stored.effect.accountId);
        const permit = permits.pop();
        if (permit) void this.#deliver(stored, permit);
      }
      this.#pumpAgain ||= due.taken.length + due.settled.length > 0;
    } finally {
      for (const permit of permits) permit.unused();
    }
    this.#schedule(slowPollMs);
  }

  /** The least urgent priority for which there are permits: with only the kept-back ones left, what is urgent and due; -1 for none. */
  async #affordable(maxPriority: number, now: number): Promise<number> {
    const { limiter, storage, destination } = this.#options;
    if (limiter.available(maxPriority) > 0) return maxPriority;
    const urgent = Math.min(maxPriority, priorities.human);
    if (limiter.available(urgent) === 0) return -1;
    const dueAt = await storage.outbox.nextDueAt({ destination, maxPriority: urgent });
    return dueAt !== undefined && dueAt <= now ? urgent : -1;
  }

  /** Permits for what is taken next. They are held before it is taken, as turns under way reserve theirs meanwhile. */
  #acquire(priority: number): Permit[] {
    if (priority < 0) return [];
    const wanted = this.#failing ? triesWhileFailing - this.#inFlight : takenAtOnce;
    const permits: Permit[] = [];
    while (permits.length < wanted) {
      const permit = this.#options.limiter.tryAcquire(priority);
      if (!permit) break;
      permits.push(permit);
    }
    return permits;
  }

  async #deliver(stored: StoredEffect, permit: Permit): Promise<void> {
    this.#inFlight += 1;
    this.#begun += 1;
    const begun = this.#begun;
    const startedAt = this.#options.clock.now();
    try {
      const settlement = await this.#attempt(stored);
      permit.done();
      await this.#settle(settlement, startedAt);
      if (settlement.to === "sent") this.#recovered();
      if (settlement.to !== "sent" || begun <= this.#mayWaitBehind) this.wake();
    } catch (error) {
      // It stays `sending` on disk: the next start takes it for uncertain.
      const { accountId: account, kind, id: effectId } = stored.effect;
      this.#options.telemetry.effectUncertain({ accountId: account, kind, effectId, error });
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #attempt(stored: StoredEffect): Promise<Settlement> {
    try {
      const receipt = await this.#options.deliver(stored, this.#abort.signal);
      return { stored, to: "sent", receipt };
    } catch (error) {
      return this.#failed(stored, asDeliveryError(error));
    }
  }

  #failed(stored: StoredEffect, error: DeliveryError): Settlement {
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
    this.#nextTryAt = now + policy.baseMs;
    const settlement = afterFailure({ stored, error, repeat, policy, now });
    if (settlement.to === "retry") {
      telemetry.effectRetried({ accountId: account, kind, failure: error.failure, effectId, error });
    } else {
      telemetry.deadLetter({ effectId, kind, reason: error.failure });
    }
    this.#mayWait = true;
    return settlement;
  }

  async #settle(settlement: Settlement, startedAt: number): Promise<void> {
    const { ready, telemetry, clock } = this.#options;
    const { effect, createdAt } = settlement.stored;
    const now = clock.now();
    ready.add(await this.#settleOnDisk(settlement, now));
    if (settlement.to === "retry") return;
    const { accountId: account, kind } = effect;
    telemetry.effectSettled({ accountId: account, kind, state: settlement.to, ms: now - startedAt });
    if (settlement.to === "sent" && kind === "message.send") telemetry.replied(account, now - createdAt);
    if (this.#mayWait) this.wake();
  }

  /** Waits while the disk is full: an outcome that is known must not be forgotten, nor its lane stand still. */
  async #settleOnDisk(settlement: Settlement, now: number): Promise<readonly StoredEvent[]> {
    const { storage, policy } = this.#options;
    for (;;) {
      try {
        return await storage.outbox.settle([settlement], now);
      } catch (error) {
        if (this.#stopped || storage.fault() !== "full") throw error;
        await new Promise((resolve) => setTimeout(resolve, policy.baseMs));
      }
    }
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

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(ms, slowPollMs));
  }
}

/** A bug in an adapter is treated like a lost response: it may or may not have sent. */
const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError("uncertain", "the adapter failed in an unexpected way", { cause: error });
