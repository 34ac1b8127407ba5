import type { EventSink } from "../../src/domain/adapter.ts";
import type { Clock } from "../../src/domain/clock.ts";
import { ApiFailure } from "./api-failure.ts";
import { twitterLimits } from "./limits.ts";

/** Whether X refused for its limit. */
export const isLimit = (error: unknown): error is ApiFailure =>
  error instanceof ApiFailure && error.status === 429;

export interface HoldPort {
  readonly clock: Clock;
  readonly sink: Pick<EventSink, "rateLimited">;
}

/** Leaves calls of one kind alone until X's limit of them is over. */
export const createHold = ({ clock, sink }: HoldPort) => {
  let until = 0;
  return {
    isOn: (): boolean => clock.now() < until,
    /** Takes note of a refusal for the limit; of others nothing. */
    note: (error: unknown): void => {
      if (!isLimit(error)) return;
      const waitMs = error.retryAfterMs ?? twitterLimits.quarterMs;
      until = clock.now() + waitMs;
      sink.rateLimited(waitMs);
    },
  };
};
