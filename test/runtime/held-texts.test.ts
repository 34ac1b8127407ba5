import { describe, expect, it } from "vitest";
import { eventId, personId } from "../../src/domain/ids.ts";
import { HeldTexts, heldMs } from "../../src/runtime/held-texts.ts";
import { builtAccountId } from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const mia = personId("telegram", "42");
const bo = personId("telegram", "43");
const source = (n: number) => eventId(builtAccountId, String(n));
const aHeld = (n: number, units = 10) => ({ source: source(n), text: "x".repeat(units), values: [] });

describe("texts that are held until their author has settled what they are", () => {
  it("are those of the person, oldest first", () => {
    const held = new HeldTexts(aFakeClock());
    held.hold(mia, aHeld(1));
    held.hold(bo, aHeld(2));
    held.hold(mia, aHeld(3));
    expect(held.of(mia)).toEqual([aHeld(1), aHeld(3)]);
    expect(held.of(undefined)).toEqual([]);
  });

  it("are forgotten when they are settled, after ten minutes, and all at once at the end", () => {
    const clock = aFakeClock();
    const held = new HeldTexts(clock);
    held.hold(mia, aHeld(1));
    held.hold(mia, aHeld(2));
    held.drop([source(1), source(9)]);
    expect(held.of(mia)).toEqual([aHeld(2)]);
    clock.advance(heldMs);
    expect(held.of(mia)).toEqual([]);
    held.hold(mia, aHeld(3));
    held.clear();
    expect(held.of(mia)).toEqual([]);
  });

  it("are one for each event, however often it comes", () => {
    const held = new HeldTexts(aFakeClock());
    for (const units of [10, 20, 30]) held.hold(mia, aHeld(1, units));
    expect(held.of(mia)).toEqual([aHeld(1, 30)]);
  });

  it("are bounded for a person and for all, in number and in length: the oldest go first", () => {
    const held = new HeldTexts(aFakeClock());
    for (let n = 0; n < 30; n += 1) held.hold(mia, aHeld(n));
    expect(held.of(mia).map(({ source: id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, n) => source(20 + n)),
    );
    for (let n = 0; n < 3_000; n += 1) held.hold(personId("telegram", `9${n}`), aHeld(1_000 + n));
    expect(held.of(mia)).toEqual([]);
    expect(held.of(personId("telegram", "92999"))).toHaveLength(1);
    held.hold(bo, aHeld(7, 3_999_999));
    expect(held.of(personId("telegram", "92999"))).toEqual([]);
    expect(held.of(bo)).toHaveLength(1);
  });
});
