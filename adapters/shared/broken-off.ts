import { DeliveryError, type DeliveryFailure } from "../../src/domain/delivery.ts";
import type { EffectId } from "../../src/domain/ids.ts";

const maxBrokenOff = 500;
/** What fails so is not tried again. */
const isFinal: ReadonlySet<DeliveryFailure> = new Set(["rejected", "unreachable", "unsupported"]);

/** How far a message of several parts has come. */
export interface PartsSent {
  readonly parts: readonly unknown[];
  readonly sentParts: number;
  readonly sentIds: readonly string[];
  /** Sends that the platform was asked for in this attempt; absent where they need no counting. */
  readonly calls?: number;
}

/** Long messages that broke off; tried again, they go on where they stopped. */
export interface BrokenOff<P extends PartsSent> {
  get(id: EffectId): P | undefined;
  /** Takes note of a message that is sent as a whole. */
  done(id: EffectId): void;
  /** What the failure of a part means for the whole. */
  fail(id: EffectId, broken: { readonly progress: P; readonly cause: DeliveryError }): DeliveryError;
  readonly size: number;
}

/**
 * A part of the message is with the person: "try again" would no longer be true of the whole. What is final stays as it
 * is, and so does a limit: the rest goes on when it is over, and others have to know of it.
 */
const brokenOffError = (
  { parts, sentParts, sentIds, calls }: PartsSent,
  cause: DeliveryError,
): DeliveryError => {
  const sent = `${sentParts} of ${parts.length} parts are sent (messages ${sentIds.join(", ")})`;
  const failure = cause.failure === "transient" ? "uncertain" : cause.failure;
  const { movedTo, retryAfterMs, isolated, unknowable } = cause;
  const facts = { cause, movedTo, retryAfterMs, isolated, unknowable, calls, partlySent: true };
  return new DeliveryError(failure, `${sent}; then ${cause.message}`, facts);
};

export const createBrokenOff = <P extends PartsSent>(): BrokenOff<P> => {
  const held = new Map<EffectId, P>();
  return {
    get size() {
      return held.size;
    },
    get: (id) => held.get(id),
    done: (id) => {
      if (held.size > 0) held.delete(id);
    },
    fail: (id, { progress, cause }) => {
      if (progress.sentParts === 0) return cause;
      const error = brokenOffError(progress, cause);
      if (isFinal.has(error.failure) || error.unknowable) held.delete(id);
      else held.set(id, progress);
      const [oldest] = held.keys();
      if (held.size > maxBrokenOff && oldest !== undefined) held.delete(oldest);
      return error;
    },
  };
};
