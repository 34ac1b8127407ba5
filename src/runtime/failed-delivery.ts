import { DeliveryError } from "../domain/delivery.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { Settlement, StoredEffect } from "../storage/port.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";
import type { Outage } from "./outage.ts";
import { afterFailure } from "./retry.ts";

/** Rounds of tries that failed in a row, from which on it was an outage and not one chat's trouble. */
export const roundsOfAnOutage = 2;

interface Failed {
  readonly stored: StoredEffect;
  readonly error: DeliveryError;
  readonly options: DispatcherOptions;
  readonly outage: Outage;
}

/** What becomes of an effect whose delivery failed, and what the failure tells about everything else. */
export async function failedDelivery(failed: Failed): Promise<Settlement & { calls: number }> {
  const { stored, error, options, outage } = failed;
  const { clock, policy, repeatUncertain: repeat, telemetry } = options;
  const { accountId: account, kind, id: effectId } = stored.effect;
  const now = clock.now();
  const moved = error.movedTo && (await followMove(failed, error.movedTo));
  if (moved) return { ...moved, calls: error.calls };
  if (error.failure === "rate_limited") noteRateLimit(failed, now);
  if (error.failure === "uncertain") telemetry.effectUncertain({ accountId: account, kind, effectId, error });
  if (error.failure === "unauthorized") options.noteRefusal?.(error.message);
  outage.note(error, now);
  const inOutage = outage.rounds >= roundsOfAnOutage;
  // What the platform has no words for was not called for either.
  const calls = error.uncalled || error.failure === "unsupported" ? 0 : error.calls;
  const settlement = { ...afterFailure({ stored, error, repeat, policy, now, inOutage }), calls };
  if (settlement.to === "retry") {
    telemetry.effectRetried({ accountId: account, kind, failure: error.failure, effectId, error });
  } else {
    telemetry.deadLetter({ effectId, kind, reason: error.failure });
  }
  return settlement;
}

/**
 * A group that says wait is left alone; the account is too once a second one says so. Any other chat speaks for all,
 * unless the limit is known to be one that others are not under.
 */
function noteRateLimit({ stored, error, options }: Failed, now: number): void {
  const { limiter, policy, telemetry, pace } = options;
  const { accountId, conversationId } = stored.effect;
  const retryAfterMs = error.retryAfterMs ?? policy.capMs;
  const untilAt = now + retryAfterMs;
  if (!error.uncalled) telemetry.rateLimited(accountId, retryAfterMs);
  if (error.isolated) return;
  const othersWait = pace?.freeze(conversationId, { now, untilAt }) ?? true;
  if (stored.conversationKind === "group" && !othersWait) return;
  limiter.freeze(untilAt);
  telemetry.limiterFrozen(accountId, untilAt);
}

/** The chat goes on under another id: everything that waits for it follows, and this goes out again at once. */
async function followMove(
  { stored, error, options }: Failed,
  to: ConversationId,
): Promise<Settlement | undefined> {
  const { clock, policy, storage } = options;
  const { conversationId: from } = stored.effect;
  const { uncertain } = stored;
  const again = { stored, to: "retry", failure: "transient", reason: error.message, uncertain } as const;
  try {
    await storage.conversations.migrate({ from, to });
  } catch {
    return { ...again, at: clock.now() + policy.baseMs };
  }
  return storage.conversations.current(from) === from ? undefined : { ...again, at: clock.now() };
}

/** A bug in an adapter is treated like a lost response: it may or may not have sent. */
export const asDeliveryError = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError("uncertain", "the adapter failed in an unexpected way", { cause: error });
