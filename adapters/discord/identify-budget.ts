import type { Clock } from "../../src/domain/clock.ts";
import { pause } from "../shared/pause.ts";

/** Discord takes one IDENTIFY in 5 s. */
const leastMs = 5000;
const hourMs = 3_600_000;
/** Of all shards together; a gateway that ends every session at once must not use up the 1,000 of a day. */
const perHour = 30;

/**
 * Lets sessions begin, at most 720 of a day's 1,000. It counts in memory: what an earlier process began is not known, and
 * one that is started anew all the time may use up the day's.
 */
export interface IdentifyBudget {
  wait(signal: AbortSignal): Promise<void>;
}

export const createIdentifyBudget = (clock: Clock): IdentifyBudget => {
  let recent: number[] = [];
  let turn: Promise<void> = Promise.resolve();

  const waitMs = (now: number): number => {
    recent = recent.filter((at) => now - at < hourMs);
    const last = recent.at(-1);
    const soon = last === undefined ? 0 : last + leastMs - now;
    const first = recent.at(-perHour);
    return Math.max(soon, first === undefined ? 0 : first + hourMs - now);
  };

  const take = async (signal: AbortSignal) => {
    await pause(waitMs(clock.now()), signal);
    signal.throwIfAborted();
    recent.push(clock.now());
  };

  return {
    wait: (signal) => {
      const mine = turn.then(() => take(signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
};
