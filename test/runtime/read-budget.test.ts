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

type Purpose = "receiving" | "settling";

const takeUntilRefused = async (budget: ReadBudget, purpose: Purpose) => {
  let taken = 0;
  while ((await budget.take(purpose)) === 0) taken += 1;
  return taken;
};

it("keeps two for settling sends, which receiving never takes", async () => {
  const budget = aBudget(aStore(), aFakeClock().now);
  expect(await takeUntilRefused(budget, "receiving")).toBe(13);
  expect(await takeUntilRefused(budget, "settling")).toBe(2);
});

it("keeps a third for receiving, however long a send stays in doubt, and across a restart", async () => {
  const [kept, clock] = [aStore(), aFakeClock()];
  expect(await takeUntilRefused(aBudget(kept, clock.now), "settling")).toBe(10);
  const budget = aBudget(kept, clock.now);
  expect(await budget.take("settling")).toBeGreaterThan(0);
  expect(await takeUntilRefused(budget, "receiving")).toBe(5);
  clock.advance(await budget.take("receiving"));
  expect([await budget.take("receiving"), await budget.take("settling")]).toEqual([0, 0]);
});

it("counts none that receiving gave back, and gives none of settling's back", async () => {
  const [kept, clock] = [aStore(), aFakeClock()];
  const budget = aBudget(kept, clock.now);
  expect([await budget.take("receiving"), await takeUntilRefused(budget, "settling")]).toEqual([0, 10]);
  await budget.giveBack();
  await budget.giveBack();
  const restarted = aBudget(kept, clock.now);
  expect(await restarted.take("settling")).toBeGreaterThan(0);
  expect(await takeUntilRefused(restarted, "receiving")).toBe(5);
});

it("gives the last one to one of two that ask at once", async () => {
  const budget = aBudget(aStore(), aFakeClock().now, 1);
  const waits = await Promise.all([budget.take(), budget.take()]);
  expect(waits.filter((ms) => ms === 0)).toHaveLength(1);
});

it("never gives out more in any window, however often it is started anew", async () => {
  const purpose = fc.constantFrom<Purpose>("receiving", "settling");
  const steps = fc.array(fc.record({ ms: fc.nat(120_000), restarts: fc.boolean(), purpose }), {
    minLength: 20,
    maxLength: 120,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (rounds) => {
      const clock = aFakeClock();
      const kept = aStore();
      let budget = aBudget(kept, clock.now);
      const reads: number[] = [];
      for (const { ms, restarts, purpose } of rounds) {
        clock.advance(ms);
        if (restarts) budget = aBudget(kept, clock.now);
        if ((await budget.take(purpose)) === 0) reads.push(clock.now());
      }
      const most = Math.max(
        ...reads.map((from) => reads.filter((at) => at >= from && at < from + windowMs).length),
      );
      expect(most).toBeLessThanOrEqual(15);
    }),
  );
});
