import fc from "fast-check";
import { expect, it } from "vitest";
import { ReadBudget } from "../../src/runtime/read-budget.ts";
import type { KeyValueStore } from "../../src/storage/port.ts";
import { builtAccountId } from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const windowMs = 900_000;

const aStore = (): KeyValueStore => {
  const values = new Map<string, string>();
  return {
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => values.delete(key),
    clear: async () => values.clear(),
  };
};

const aBudget = (kept: KeyValueStore, now: () => number, calls = 15) =>
  new ReadBudget({ reads: { calls, windowMs }, kept, accountId: builtAccountId, now });

it("gives out so many reads a window, and says how long the next one has to wait", async () => {
  const clock = aFakeClock();
  const budget = aBudget(aStore(), clock.now, 2);
  expect([await budget.take("settling"), await budget.take("settling")]).toEqual([0, 0]);
  clock.advance(1_000);
  const waitMs = await budget.take("settling");
  expect(waitMs).toBeGreaterThanOrEqual(windowMs - 1_000);
  clock.advance(waitMs);
  expect(await budget.take("settling")).toBe(0);
});

it("keeps two for settling sends, which receiving never takes", async () => {
  const budget = aBudget(aStore(), aFakeClock().now);
  const takeUntilRefused = async (purpose: "receiving" | "settling") => {
    let taken = 0;
    while ((await budget.take(purpose)) === 0) taken += 1;
    return taken;
  };
  expect(await takeUntilRefused("receiving")).toBe(13);
  expect(await takeUntilRefused("settling")).toBe(2);
});

it("gives the last one to one of two that ask at once", async () => {
  const budget = aBudget(aStore(), aFakeClock().now, 1);
  const waits = await Promise.all([budget.take(), budget.take()]);
  expect(waits.filter((ms) => ms === 0)).toHaveLength(1);
});

it("never gives out more in any window, however often it is started anew", async () => {
  const steps = fc.array(fc.record({ ms: fc.nat(120_000), restarts: fc.boolean() }), {
    minLength: 20,
    maxLength: 120,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (rounds) => {
      const clock = aFakeClock();
      const kept = aStore();
      let budget = aBudget(kept, clock.now);
      const reads: number[] = [];
      for (const { ms, restarts } of rounds) {
        clock.advance(ms);
        if (restarts) budget = aBudget(kept, clock.now);
        if ((await budget.take()) === 0) reads.push(clock.now());
      }
      const most = Math.max(
        ...reads.map((from) => reads.filter((at) => at >= from && at < from + windowMs).length),
      );
      expect(most).toBeLessThanOrEqual(15);
    }),
  );
});
