import type { DeliveryError } from "../domain/delivery.ts";
import { priorities } from "../domain/effect.ts";
import type { Settlement, StoredEffect } from "../storage/port.ts";

/** How long a failing delivery is tried. */
export interface RetryPolicy {
  /** Waiting time after the first failure, in ms; doubled after each further one. */
  readonly baseMs: number;
  readonly capMs: number;
  /** Attempts after which a platform effect is given up, unless it is young yet. Desk effects are never given up for being late. */
  readonly maxAttempts: number;
  /** A lost token is the operator's to mend: effects wait for it this long between tries, in ms. */
  readonly unauthorizedMs: number;
}

export const defaultRetry: RetryPolicy = {
  baseMs: 1_000,
  capMs: 15_000,
  maxAttempts: 12,
  unauthorizedMs: 30_000,
};

/**
 * A younger effect is not given up, in ms: waits for an allowance or a token count as attempts, too, and must not use
 * up those that an outage needs.
 */
const leastAgeMs = 10 * 60_000;
/** While everything fails, the fault is not the effect's: it is given up when nobody waits for it any more, in ms. */
const leastAgeInOutageMs = 24 * 3_600_000;

/** Effects that come to the same whether they are carried out once or twice. */
const isIdempotent = ({ effect }: StoredEffect): boolean =>
  effect.kind !== "message.send" || effect.lane === "desk";

/** What is to be done with an effect whose outcome is unknown. */
export function onUncertain(
  stored: StoredEffect,
  repeat: "once" | "deduplicated" | "ask",
): "repeat" | "repeat_uncertain" | "dead" {
  if (isIdempotent(stored)) return "repeat";
  // Where the platform tells repetitions apart, or can be asked each time, no repetition doubles anything.
  if (repeat !== "once") return "repeat_uncertain";
  return stored.uncertain === 0 ? "repeat_uncertain" : "dead";
}

interface Failed {
  readonly stored: StoredEffect;
  readonly error: DeliveryError;
  readonly repeat: "once" | "deduplicated" | "ask";
  readonly policy: RetryPolicy;
  readonly now: number;
  /** Nothing has come through for several rounds of tries. */
  readonly inOutage: boolean;
}

/** What becomes of an effect whose delivery failed. */
export function afterFailure(input: Failed): Settlement {
  const { stored, error, policy, now } = input;
  const { failure } = error;
  const reason = error.message;
  const retry = (waitMs: number, uncertain = stored.uncertain): Settlement => ({
    stored,
    to: "retry",
    at: now + waitMs,
    failure,
    reason,
    uncertain,
  });
  const dead = (): Settlement => ({ stored, to: "dead", failure, reason });
  // Only the process knows how far it came: after a restart the conversation is asked, where it can be.
  const inDoubt = stored.uncertain + (error.partlySent && input.repeat !== "once" ? 1 : 0);
  switch (failure) {
    case "rate_limited":
      return retry(error.retryAfterMs ?? policy.capMs, inDoubt);
    case "unauthorized":
      return retry(policy.unauthorizedMs, inDoubt);
    case "transient":
      return givenUp(input) ? dead() : retry(backoffMs(stored.attempts, policy));
    case "uncertain": {
      if (error.unknowable) return dead();
      const verdict = onUncertain(stored, input.repeat);
      const isBounded = verdict === "repeat" || input.repeat === "ask";
      if (verdict === "dead" || (isBounded && givenUp(input))) return dead();
      if (verdict === "repeat") return retry(backoffMs(stored.attempts, policy));
      // The only repetition: an outage that is told by lost responses must not use it up at once.
      const isOnly = input.repeat === "once";
      return retry(isOnly ? policy.capMs : backoffMs(stored.attempts, policy), stored.uncertain + 1);
    }
    case "unreachable":
    case "rejected":
    case "unsupported":
      return dead();
    default:
      return failure satisfies never;
  }
}

const givenUp = ({ stored, policy, now, inOutage }: Failed): boolean =>
  stored.effect.lane !== "desk" &&
  stored.attempts >= policy.maxAttempts &&
  now - stored.createdAt >= (inOutage ? leastAgeInOutageMs : leastAgeMs) &&
  priorities[stored.effect.priority] > priorities.protect;

/** Doubles with each attempt, up to the cap. */
export const backoffMs = (attempts: number, policy: RetryPolicy): number =>
  Math.min(policy.capMs, policy.baseMs * 2 ** Math.max(0, attempts - 1));
