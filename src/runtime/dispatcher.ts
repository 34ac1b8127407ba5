import type { ConversationKind } from "../domain/conversation.ts";
import { type Effect, priorities } from "../domain/effect.ts";
import { chatOf } from "../domain/ids.ts";
import type { Queue, Turn } from "../domain/turn.ts";
import type { Settlement, StoredEffect } from "../storage/port.ts";
import { Admission, withChatsSlot } from "./admission.ts";
import { affordable } from "./affordable.ts";
import type { ChatPace } from "./chat-pace.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";
import { asDeliveryError, failedDelivery, roundsOfAnOutage } from "./failed-delivery.ts";
import { type Limiter, noPermit, type Permit } from "./limiter.ts";
import { Outage } from "./outage.ts";
import { queueOf } from "./queue-of.ts";
import { settleOnDisk } from "./settle-on-disk.ts";
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
  readonly #outage: Outage;
  #stopped = true;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#outage = new Outage(options.policy);
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
    return this.#outage.lasts;
  }

  /** The least urgent priority that may be sent now; -1 when nothing may. */
  get openPriority(): number {
    return Math.min(this.#options.open(), leastPriority);
  }

  get limiter(): Limiter {
    return this.#options.limiter;
  }

  get isScarce(): boolean {
    return this.#options.answerWithinMs !== undefined;
  }

  queue(): Promise<Queue | undefined> {
    return queueOf(this.#options);
  }

  get pace(): ChatPace | undefined {
    return this.#options.pace;
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** When the conversation may be written to next; the time is taken. Undefined: at once. */
  book(effect: Effect, { id: turn, conversation }: Turn): number | undefined {
    const spacingMs = this.#options.pace?.spacingMs(conversation.kind) ?? 0;
    if (spacingMs === 0 || effect.kind !== "message.send") return undefined;
    const now = this.#options.clock.now();
    const want = { turn, firm: effect.supersedable !== true, now, spacingMs };
    const at = this.spacing.book(chatOf(effect.conversationId), {
      ...want,
      earliestAt: effect.notBeforeAt ?? 0,
    });
    return at > now ? at : undefined;
  }

  /** A permit for an effect to be born `sending` with. While the other side fails, only what protects gets one. */
  reserve(effect: Effect, conversationKind: ConversationKind): Permit | undefined {
    const priority = priorities[effect.priority];
    const { limiter, clock, pace, messagesOf } = this.#options;
    // Where sends are few, who writes last does not go before those who wait.
    const open = this.#outage.lasts ? priorities.protect : this.isScarce ? priorities.human : leastPriority;
    if (this.#stopped || priority > Math.min(open, this.openPriority)) return undefined;
    const now = clock.now();
    // It comes to its end without a call, and somebody may wait for that.
    if (this.#options.supports?.has(effect.kind) === false) return noPermit;
    if ((effect.notBeforeAt ?? 0) > now || (effect.expiresAt ?? now + 1) <= now) return undefined;
    const acquire = () => limiter.tryAcquire(priority, messagesOf?.(effect));
    return withChatsSlot({ pace, clock, acquire, paced: { effect, conversationKind } });
  }

  /** An effect that was stored as `sending`. */
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
    const { destination, storage, clock, ready, open, telemetry } = this.#options;
    const maxPriority = Math.min(open(), leastPriority);
    if (maxPriority < 0) return this.#schedule(slowPollMs);
    if (this.isScarce) ready.add(await storage.outbox.expireDue(destination, clock.now()));
    const dueAt = await storage.outbox.nextDueAt({ destination, maxPriority });
    if (dueAt === undefined) {
      this.#mayWait = maxPriority < leastPriority;
      this.#mayWaitBehind = this.#inFlight > 0 ? this.#begun : 0;
      return this.#schedule(slowPollMs);
    }
    const now = clock.now();
    if (dueAt > now) return this.#schedule(dueAt - now);
    const { nextTryAt } = this.#outage;
    if (now < nextTryAt) return this.#schedule(nextTryAt - now);
    const { upTo, againInMs } = await affordable(this.#options, { maxPriority, now });
    const admission = new Admission(this.#options);
    const limit = admission.hold(upTo, this.#wanted());
    if (limit <= 0) return this.#schedule(againInMs);
    try {
      const query = { destination, now, limit, maxPriority: upTo, longestWaitFirst: this.isScarce };
      const due = await storage.outbox.takeDue({ ...query, admit: admission.begin });
      ready.add(due.settled);
      for (const stored of due.taken) {
        if (stored.uncertain > 0) telemetry.sendRepeated(stored.effect.accountId);
        if (priorities[stored.effect.priority] <= priorities.human) this.limiter.noteUrgent();
        const permit = admission.permitFor(stored);
        if (permit) void this.#deliver(stored, permit);
      }
      this.#pumpAgain ||= due.taken.length + due.settled.length + due.held > 0;
    } finally {
      admission.giveBack();
    }
    this.#schedule(slowPollMs);
  }

  /** How many effects are to be taken next. */
  #wanted(): number {
    // The very first goes alone: if it is urgent, permits are kept back from what follows.
    const atOnce = this.#begun === 0 ? 1 : takenAtOnce;
    return this.#outage.lasts ? triesWhileFailing - this.#inFlight : atOnce;
  }

  async #deliver(stored: StoredEffect, permit: Permit): Promise<void> {
    this.#inFlight += 1;
    this.#begun += 1;
    const begun = this.#begun;
    const startedAt = this.#options.clock.now();
    try {
      const { settlement, calls } = await this.#attempt(stored);
      if (calls === 0) permit.unused();
      else permit.done(calls);
      await this.#settle(this.#spaced(settlement), startedAt);
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

  /** `calls`: how many messages the platform was asked for, as far as it is known. */
  async #attempt(stored: StoredEffect): Promise<{ settlement: Settlement; calls: number }> {
    try {
      const receipt = await this.#options.deliver(stored, this.#abort.signal);
      const calls = receipt.calls ?? Math.max(1, receipt.messageIds.length);
      if (calls > 0) this.#options.noteRefusal?.(undefined);
      return { settlement: { stored, to: "sent", receipt }, calls };
    } catch (thrown) {
      this.#mayWait = true;
      const error = asDeliveryError(thrown);
      const { options, outage } = { options: this.#options, outage: this.#outage };
      const settlement = await failedDelivery({ stored, error, options, outage });
      return { settlement, calls: settlement.calls };
    }
  }

  /** The next message of a chat keeps its distance, however long both have waited. */
  #spaced(settlement: Settlement): Settlement {
    const { pace, clock } = this.#options;
    if (!pace || settlement.to !== "sent" || settlement.stored.effect.lane !== "talk") return settlement;
    return { ...settlement, nextAt: pace.freeAt(settlement.stored, clock.now()) };
  }

  async #settle(settlement: Settlement, startedAt: number): Promise<void> {
    const { ready, telemetry, clock, storage, policy } = this.#options;
    const { effect, createdAt } = settlement.stored;
    const now = clock.now();
    const isStopped = () => this.#stopped;
    ready.add(await settleOnDisk({ settlement, storage, policy, now, isStopped }));
    if (settlement.to === "retry") return;
    const { accountId: account, kind } = effect;
    telemetry.effectSettled({ accountId: account, kind, state: settlement.to, ms: now - startedAt });
    if (settlement.to === "sent" && kind === "message.send") telemetry.replied(account, now - createdAt);
    if (this.#mayWait) this.wake();
  }

  /**
   * The other side is back after failures: what waits for its retry need not wait longer. One round of failures that
   * others did not share tells nothing, and nothing comes back sooner than its own first backoff.
   */
  #recovered(): void {
    const rounds = this.#outage.over();
    if (rounds === 0) return;
    this.wake();
    if (rounds < roundsOfAnOutage) return;
    const { storage, destination, clock, policy } = this.#options;
    void storage.outbox.hasten(destination, clock.now() + policy.baseMs).then(
      () => this.wake(),
      () => undefined,
    );
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const atMostMs = this.#outage.lasts ? this.#options.policy.baseMs : slowPollMs;
    this.#timer = setTimeout(() => this.wake(), Math.min(ms, atMostMs));
  }
}
