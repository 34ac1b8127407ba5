import { onTestFinished, vi } from "vitest";
import type { Clock } from "../../src/domain/clock.ts";
import { builtAt } from "./builders.ts";

export interface FakeClock extends Clock {
  /** Moves time on; timers of the machine do not notice. */
  advance(ms: number): void;
}

/** A clock that stands still until it is moved. */
export const aFakeClock = (startAt = builtAt): FakeClock => {
  let at = startAt;
  return {
    now: () => at,
    advance: (ms) => {
      at += ms;
    },
  };
};

export interface FakeTime extends Clock {
  /**
   * Lets time pass in small steps, with all that its timers set going.
   * @param stepMs the largest step: what commits between two timers has to wait for its end. @default 10, or 1,000 for more than 20 s
   */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Lets time pass until the promise is settled, `atMostMs` at the longest. Resolves to how long it took. */
  until(promise: Promise<unknown>, atMostMs?: number): Promise<number>;
}

/** Rounds of the event loop in which a chain of commits and deliveries comes to rest. */
const rounds = 12;
const breathe = async () => {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve));
};

/**
 * Timers and `Date` under the test's control until it ends. `setImmediate` stays real, because the storage commits
 * by it and no time passes there.
 */
export const useFakeTime = (startAt = builtAt): FakeTime => {
  const toFake = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] as const;
  vi.useFakeTimers({ now: startAt, toFake: [...toFake] });
  onTestFinished(() => void vi.useRealTimers());
  const now = () => Date.now();
  const step = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await breathe();
  };
  return {
    now,
    async pass(ms, stepMs = ms <= 20_000 ? 10 : 1_000) {
      const end = now() + ms;
      await breathe();
      while (now() < end) await step(Math.min(stepMs, end - now()));
    },
    async until(promise, atMostMs = 60_000) {
      const startedAt = now();
      let settled = false;
      const watched = promise.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      await breathe();
      while (!settled) {
        if (now() - startedAt >= atMostMs) throw new Error(`It did not settle within ${atMostMs} ms.`);
        await step(10);
      }
      await watched;
      return now() - startedAt;
    },
  };
};
