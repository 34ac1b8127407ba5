import type { ConnectionStatus } from "../domain/adapter.ts";
import type { Decision } from "../domain/decision.ts";
import type { DeliveryFailure } from "../domain/delivery.ts";
import type { EffectKind } from "../domain/effect.ts";
import type { EventKind } from "../domain/event.ts";
import type { AccountId, ConversationId, EffectId, TicketId } from "../domain/ids.ts";
import type { SecretFinding } from "../domain/message.ts";
import type { TicketCategory } from "../domain/ticket.ts";
import { type AllowanceTelemetry, allowanceEvents } from "./allowance-events.ts";
import { createFamilies } from "./families.ts";
import type { Logger } from "./logger.ts";
import type { Registry } from "./metrics.ts";

export type StorageState = "ok" | "full" | "damaged";
export type AccountState = ConnectionStatus["state"] | "paused";

/**
 * One function a business event: it counts, and logs where a line helps. None takes a person's words.
 * What happens once a message is logged at `debug` only.
 */
export interface Telemetry extends AllowanceTelemetry {
  messageReceived(accountId: AccountId, kind: EventKind): void;
  updateUnparsed(accountId: AccountId, kind: string): void;
  duplicateEvent(accountId: AccountId): void;
  intakeStopped(reason: string, error?: unknown): void;
  intakeResumed(): void;
  /** `length` in UTF-16 units; 0 beside the text. `fingerprint` tells that it is the same secret again. */
  secretFound(
    kind: SecretFinding["kind"],
    level: SecretFinding["level"],
    about?: { readonly length: number; readonly fingerprint?: string | undefined },
  ): void;
  textWithheld(reason: string, error?: unknown): void;
  turnDone(turn: {
    readonly accountId: AccountId;
    readonly decision: Decision["kind"];
    readonly ms: number;
  }): void;
  turnFailed(turn: FailedTurn): void;
  turnDead(turn: FailedTurn): void;
  /** `membership`: the account was removed from the group. */
  rightsLost(loss: {
    readonly accountId: AccountId;
    readonly conversationId: ConversationId;
    readonly rights: readonly string[];
  }): void;
  effectSettled(effect: {
    readonly accountId: AccountId;
    readonly kind: EffectKind;
    readonly state: "sent" | "dead" | "superseded" | "expired";
    /** The call itself; absent when none was made. */
    readonly ms?: number;
  }): void;
  effectRetried(effect: {
    readonly accountId: AccountId;
    readonly kind: EffectKind;
    readonly failure: DeliveryFailure;
    readonly effectId?: EffectId;
    readonly error?: unknown;
  }): void;
  effectUncertain(effect: {
    readonly accountId: AccountId;
    readonly kind: EffectKind;
    readonly effectId: EffectId;
    readonly error?: unknown;
  }): void;
  sendRepeated(accountId: AccountId): void;
  deadLetter(letter: {
    readonly effectId: EffectId;
    readonly kind: EffectKind;
    readonly reason: string;
  }): void;
  webhookRejected(reason: string): void;
  webhookAccepted(type: string): void;
  /** A webhook met a bug of ours. */
  webhookFailed(error: unknown): void;
  /** A request of another route met a bug of ours; `route` is its pattern. */
  requestFailed(route: string, error: unknown): void;
  ticketOpened(ticketId: TicketId, category: TicketCategory): void;
  ticketDelayed(ticketId: TicketId): void;
  /** The operator's feed of incidents has changed; `skipped`: items that could not be read. */
  feedRead(feed: { readonly notices: number; readonly skipped: number }): void;
  /** `inRow`: failures since it last answered. The reason names nothing of its content. */
  feedFailed(reason: string, inRow: number): void;
  feedAnswersAgain(): void;
  /** Many people have one problem: how many asked within ten minutes, and how many do as a rule. */
  incidentBegan(incident: {
    readonly slug: string;
    readonly coin?: string | undefined;
    readonly people: number;
    readonly usual: number;
  }): void;
  /** `ms`: how long it was so. */
  incidentEnded(incident: { readonly slug: string; readonly ms: number }): void;
  incidentRuns(slug: string, runs: boolean): void;
  /** Somebody said whether the answer of this article helped. */
  answerRated(slug: string, verdict: "yes" | "no"): void;
  accountStatus(accountId: AccountId, state: AccountState, reason?: string): void;
  outboxHeld(reason: string): void;
  outboxReleased(): void;
  capReached(kind: "replies" | "tickets"): void;
  replied(accountId: AccountId, ms: number): void;
  committed(ms: number): void;
  inboxPending(events: number): void;
  outboxPending(accountId: AccountId, effects: number): void;
  storageState(state: StorageState, error?: unknown): void;
  /** Runs before the gauges are read: the place to call `inboxPending` and `outboxPending`. */
  onScrape(sample: () => void): void;
}

export interface FailedTurn {
  readonly conversationId: ConversationId;
  readonly attempt: number;
  readonly error: unknown;
}

const accountStates = ["connected", "waiting", "failed", "paused"] as const satisfies readonly AccountState[];
const storageStates = ["ok", "full", "damaged"] as const satisfies readonly StorageState[];

export const createTelemetry = ({
  logger,
  registry,
}: {
  readonly logger: Logger;
  readonly registry: Registry;
}): Telemetry => {
  const samples: (() => void)[] = [];
  const metrics = createFamilies(registry, () => {
    for (const sample of samples) {
      try {
        sample();
      } catch (error) {
        logger.error({ event: "sample.failed", err: error });
      }
    }
  });
  metrics.intakeRunning(1);
  metrics.outboxHeld(0);

  return {
    ...allowanceEvents({ metrics, logger }),
    messageReceived(accountId, kind) {
      metrics.messages(accountId, kind);
      logger.debug({ event: "message.received", accountId, kind });
    },
    updateUnparsed(accountId, kind) {
      metrics.unparsed(accountId, kind);
      logger.warn({ event: "update.unparsed", accountId, kind });
    },
    duplicateEvent(accountId) {
      metrics.duplicates(accountId);
      logger.debug({ event: "event.duplicate", accountId });
    },
    intakeStopped(reason, error) {
      metrics.intakeStops(reason);
      metrics.intakeRunning(0);
      logger.error({ event: "intake.stopped", reason, err: error });
    },
    intakeResumed() {
      metrics.intakeRunning(1);
      logger.info({ event: "intake.resumed" });
    },
    secretFound(kind, level, { length, fingerprint } = { length: 0 }) {
      metrics.secrets(kind, level);
      const line = { event: "secret.found", kind, level, length };
      // Worth a line in any log: somebody may be posting the same key again and again.
      if (fingerprint === undefined) logger.debug(line);
      else logger.info({ ...line, fingerprint });
    },
    textWithheld(reason, error) {
      metrics.withheld(reason);
      logger.warn({ event: "text.withheld", reason, err: error });
    },
    turnDone({ accountId, decision, ms }) {
      metrics.turns(accountId, decision);
      metrics.turnSeconds(ms);
      logger.debug({ event: "turn.done", accountId, decision, ms });
    },
    turnFailed({ conversationId, attempt, error }) {
      metrics.turnFailures();
      logger.error({ event: "turn.failed", conversationId, attempt, err: error });
    },
    turnDead({ conversationId, attempt, error }) {
      metrics.turnsDead();
      logger.error({ event: "turn.dead", conversationId, attempt, err: error });
    },
    rightsLost({ accountId, conversationId, rights }) {
      for (const right of rights) metrics.rightsLost(accountId, right);
      logger.warn({ event: "rights.lost", accountId, conversationId, rights });
    },
    effectSettled({ accountId, kind, state, ms }) {
      metrics.settled(accountId, kind, state);
      if (ms !== undefined) metrics.deliverySeconds(ms, kind);
      logger.debug({ event: "effect.settled", accountId, kind, state, ms });
    },
    effectRetried({ accountId, kind, failure, effectId, error }) {
      metrics.retries(accountId, kind, failure);
      logger.warn({ event: "effect.retried", accountId, kind, failure, effectId, err: error });
    },
    effectUncertain({ accountId, kind, effectId, error }) {
      metrics.uncertain(accountId, kind);
      logger.warn({ event: "effect.uncertain", accountId, kind, effectId, err: error });
    },
    sendRepeated(accountId) {
      metrics.repeats(accountId);
      logger.warn({ event: "send.repeated", accountId });
    },
    deadLetter({ effectId, kind, reason }) {
      metrics.deadLetters(kind, reason);
      logger.error({ event: "letter.dead", effectId, kind, reason });
    },
    webhookRejected(reason) {
      metrics.webhooksRejected(reason);
      logger.warn({ event: "webhook.rejected", reason });
    },
    webhookAccepted(type) {
      metrics.webhooksAccepted(type);
      logger.debug({ event: "webhook.accepted", type });
    },
    webhookFailed(error) {
      metrics.webhooksRejected("internal");
      logger.error({ event: "webhook.failed", err: error });
    },
    requestFailed(route, error) {
      metrics.requestFailures(route);
      logger.error({ event: "request.failed", route, err: error });
    },
    ticketOpened(ticketId, category) {
      metrics.ticketsOpened(category);
      logger.info({ event: "ticket.opened", ticketId, category });
    },
    ticketDelayed(ticketId) {
      metrics.ticketsDelayed();
      logger.warn({ event: "ticket.delayed", ticketId });
    },
    feedRead({ notices, skipped }) {
      metrics.notices(notices);
      const line = { event: "feed.read", notices, skipped };
      if (skipped > 0) logger.warn(line);
      else logger.info(line);
    },
    feedFailed(reason, inRow) {
      metrics.feedFailures();
      const line = { event: "feed.failed", reason, inRow };
      // One line for an outage, however long it lasts.
      if (inRow === 1) logger.warn(line);
      else logger.debug(line);
    },
    feedAnswersAgain: () => logger.info({ event: "feed.answers_again" }),
    incidentBegan({ slug, coin, people, usual }) {
      metrics.incidents(slug);
      metrics.incidentRunning(1, slug);
      logger.warn({ event: "incident.began", slug, coin, people, usual });
    },
    incidentEnded({ slug, ms }) {
      metrics.incidentRunning(0, slug);
      logger.info({ event: "incident.ended", slug, ms });
    },
    incidentRuns: (slug, runs) => metrics.incidentRunning(runs ? 1 : 0, slug),
    answerRated(slug, verdict) {
      metrics.ratings(slug, verdict);
      logger.debug({ event: "answer.rated", slug, verdict });
    },
    accountStatus(accountId, state, reason) {
      for (const each of accountStates) metrics.accountState(each === state ? 1 : 0, accountId, each);
      const line = { event: "account.status", accountId, state, reason };
      if (state === "failed") logger.error(line);
      else logger.info(line);
    },
    outboxHeld(reason) {
      metrics.outboxHolds(reason);
      metrics.outboxHeld(1);
      logger.warn({ event: "outbox.held", reason });
    },
    outboxReleased() {
      metrics.outboxHeld(0);
      logger.info({ event: "outbox.released" });
    },
    capReached(kind) {
      metrics.caps(kind);
      logger.debug({ event: "cap.reached", kind });
    },
    replied: (accountId, ms) => metrics.replySeconds(ms, accountId),
    committed: (ms) => metrics.commitSeconds(ms),
    inboxPending: (events) => metrics.inboxPending(events),
    outboxPending: (accountId, effects) => metrics.outboxPending(effects, accountId),
    storageState(state, error) {
      for (const each of storageStates) metrics.storageState(each === state ? 1 : 0, each);
      if (state === "ok") logger.info({ event: "storage.state", state });
      else logger.error({ event: "storage.state", state, err: error });
    },
    onScrape: (sample) => samples.push(sample),
  };
};
