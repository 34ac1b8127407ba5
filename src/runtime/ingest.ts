import type { Allowance, ConnectionStatus, EventSink, Intake } from "../domain/adapter.ts";
import type { Clock } from "../domain/clock.ts";
import { AppError } from "../domain/errors.ts";
import type { InboundEvent, RawEvent } from "../domain/event.ts";
import type { AccountId } from "../domain/ids.ts";
import type { SecretFinding } from "../domain/message.ts";
import type { Storage, StoredEvent } from "../storage/port.ts";
import type { Telemetry } from "../telemetry/events.ts";
import { withFingerprints } from "./fingerprint.ts";
import type { HeldTexts } from "./held-texts.ts";
import type { Redactor } from "./ports.ts";
import { ReadBudget } from "./read-budget.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import { Tide } from "./tide.ts";

const secretsIn = (event: InboundEvent): readonly SecretFinding[] => {
  if ("message" in event) return event.message.secrets;
  if (event.kind === "form.submitted") return event.secrets ?? [];
  return event.kind === "command.called" ? event.secrets : [];
};

/**
 * Steps 2 and 3 of the way of a message: redact, store, acknowledge. Nothing that a person wrote is kept before the
 * guard has looked at it, and nobody is told that we have it before it is on disk.
 */
export class Ingest {
  readonly #storage: Storage;
  readonly #redact: Redactor;
  readonly #ready: ReadyQueue;
  readonly #telemetry: Telemetry;
  readonly #clock: Clock;
  readonly #held: HeldTexts;
  readonly #onMessage: (accountId: AccountId) => void;
  readonly #tide = new Tide();
  #open = false;
  #faulty = false;

  constructor(parts: {
    storage: Storage;
    redact: Redactor;
    ready: ReadyQueue;
    telemetry: Telemetry;
    clock: Clock;
    held: HeldTexts;
    /** Told of each message that was stored: some platforms charge for it. */
    onMessage: (accountId: AccountId) => void;
  }) {
    this.#storage = parts.storage;
    this.#redact = parts.redact;
    this.#ready = parts.ready;
    this.#telemetry = parts.telemetry;
    this.#clock = parts.clock;
    this.#held = parts.held;
    this.#onMessage = parts.onMessage;
  }

  /** Where the adapter of one account puts its events. */
  sinkOf(
    accountId: AccountId,
    of: { report: (status: ConnectionStatus) => void; reads?: Allowance["reads"] | undefined },
  ): EventSink {
    const { report, reads } = of;
    const kept = this.#storage.keyv;
    const budget = reads && new ReadBudget({ reads, kept, accountId, now: this.#clock.now });
    return {
      accept: async (intake) => {
        await this.#accept(accountId, intake);
        await this.#ready.room();
      },
      cursor: () => this.#storage.inbox.cursor(accountId),
      directChats: (since) => this.#storage.inbox.directChats(accountId, since),
      takeRead: async (purpose) => budget?.take(purpose) ?? 0,
      returnRead: async () => budget?.giveBack(),
      sentTo: (conversationId, since) => this.#storage.outbox.sentTo(conversationId, since),
      rateLimited: (retryAfterMs) => this.#telemetry.rateLimited(accountId, retryAfterMs),
      report,
    };
  }

  /** An event that did not come from an adapter, such as a ticket's reply. Resolves to false for a duplicate. */
  async accept(event: RawEvent): Promise<boolean> {
    const stored = await this.#accept(event.accountId, { events: [event], unparsed: [] });
    return stored.length > 0;
  }

  /** Whether taking in leaves time for what nobody waits for. */
  leavesTime(): boolean {
    return this.#tide.leavesTime(this.#clock.now());
  }

  /** Takes events in from now on: what waited from before has its place in front of them. */
  open(): void {
    this.#open = true;
  }

  /** Takes nothing in any more; what is under way is finished. */
  stop(): void {
    this.#open = false;
  }

  async #accept(accountId: AccountId, intake: Intake): Promise<readonly StoredEvent[]> {
    if (!this.#open) {
      throw new AppError(
        "INTAKE_STOPPED",
        "Flotilla is starting or stopping; the message is taken in when it runs.",
      );
    }
    const events = intake.events.map((event) => this.#redactOne(event));
    const { unparsed, cursor } = intake;
    const now = this.#clock.now();
    let rows: readonly (StoredEvent | undefined)[];
    try {
      rows = await this.#storage.inbox.append({
        accountId,
        events,
        unparsed,
        now,
        ...(cursor !== undefined && { cursor }),
      });
    } catch (error) {
      this.#noteFault(error);
      throw error;
    }
    this.#noteRecovery();
    for (const { kind } of unparsed) this.#telemetry.updateUnparsed(accountId, kind);
    const stored = rows.filter((row) => row !== undefined);
    this.#tide.note(stored.length, now);
    for (let repeated = rows.length - stored.length; repeated > 0; repeated--) {
      this.#telemetry.duplicateEvent(accountId);
    }
    for (const { event } of stored) if (event.kind === "message.created") this.#onMessage(accountId);
    this.#ready.add(stored);
    return stored;
  }

  #redactOne(event: RawEvent): InboundEvent {
    this.#telemetry.messageReceived(event.accountId, event.kind);
    const redacted = this.#redact(event, {
      expects: this.#storage.inbox.expects(event.conversationId),
      onSuspected: (suspected) => {
        if ("message" in event) this.#held.hold(event.message.author.id, { source: event.id, ...suspected });
      },
      onWithheld: (reason) => this.#telemetry.textWithheld(reason),
    });
    const printed = withFingerprints(redacted, { raw: event, print: this.#storage.fingerprintOf });
    for (const { kind, level, start, end, fingerprint } of secretsIn(printed)) {
      this.#telemetry.secretFound(kind, level, { length: end - start, fingerprint });
    }
    return printed;
  }

  #noteFault(error: unknown): void {
    if (this.#faulty || !(error instanceof AppError)) return;
    this.#faulty = true;
    this.#telemetry.intakeStopped(error.code, error);
  }

  #noteRecovery(): void {
    if (!this.#faulty) return;
    this.#faulty = false;
    this.#telemetry.intakeResumed();
  }
}
