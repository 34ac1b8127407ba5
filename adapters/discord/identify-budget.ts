import type { Clock } from "../../src/domain/clock.ts";
import { pause } from "../shared/pause.ts";

/** Discord takes one IDENTIFY of a lane in 5 s. https://discord.com/developers/docs/events/gateway#sharding-max-concurrency */
const leastMs = 5000;
const hourMs = 3_600_000;
/** Of all shards together; a gateway that ends every session at once must not use up the 1,000 of a day. */
const perHour = 30;

/**
 * Lets sessions begin, at most 720 of a day's 1,000. It counts in memory: what an earlier process began is not known, and
 * one that is started anew all the time may use up the day's.
 */
export interface IdentifyBudget {
  /** Shards of different lanes may begin at once; Discord tells how many lanes there are. */
  wait(signal: AbortSignal, lane?: number): Promise<void>;
}

export const createIdentifyBudget = (clock: Clock): IdentifyBudget => {
  let recent: { readonly at: number; readonly lane: number }[] = [];
  let turn: Promise<void> = Promise.resolve();

  const waitMs = (now: number, ofLane: number): number => {
    recent = recent.filter(({ at }) => now - at < hourMs);
    const last = recent.findLast(({ lane }) => lane === ofLane);
    const soon = last === undefined ? 0 : last.at + leastMs - now;
    const first = recent.at(-perHour);
    return Math.max(soon, first === undefined ? 0 : first.at + hourMs - now);
  };

  const take = async (signal: AbortSignal, lane: number) => {
    await pause(waitMs(clock.now(), lane), signal);
    signal.throwIfAborted();
    recent.push({ at: clock.now(), lane });
  };

  return {
    wait: (signal, lane = 0) => {
      const mine = turn.then(() => take(signal, lane));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
};
