import { describe, expect, it } from "vitest";
import { Tide } from "../../src/runtime/tide.ts";

/** Events come at a steady rate; how often there was time when it was asked every 10 ms. */
const turnsIn = (seconds: number, perS: number): number => {
  const tide = new Tide();
  let turns = 0;
  for (let now = 1_000; now < 1_000 + seconds * 1_000; now += 10) {
    tide.note(perS / 100, now);
    if (tide.leavesTime(now)) turns += 1;
  }
  return turns;
};

describe("intake", () => {
  it("leaves time for everything while it is calm", () => {
    expect(turnsIn(10, 0)).toBe(1_000);
    expect(turnsIn(10, 900)).toBe(1_000);
  });

  it("leaves a little time even in a flood", () => {
    const turns = turnsIn(10, 5_000);
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(turns).toBeLessThan(50);
  });

  it("leaves time again soon after a flood", () => {
    const tide = new Tide();
    for (let now = 0; now < 1_000; now += 20) tide.note(100, now);
    expect([tide.leavesTime(1_000), tide.leavesTime(1_010)]).toEqual([true, false]);
    expect([tide.leavesTime(1_300), tide.leavesTime(1_310)]).toEqual([true, true]);
  });
});
