import { describe, expect, it } from "vitest";
import { conversationId, turnId } from "../../src/domain/ids.ts";
import { Spacing } from "../../src/runtime/spacing.ts";
import { builtAccountId, builtConversationId } from "../support/builders.ts";

const spacingMs = 1_000;
const elsewhere = conversationId(builtAccountId, "43");

const booker =
  (spacing: Spacing) =>
  (turn: string, now: number, want: { firm?: boolean; earliestAt?: number } = {}) =>
    spacing.book(builtConversationId, {
      turn: turnId(turn),
      firm: false,
      earliestAt: 0,
      now,
      spacingMs,
      ...want,
    });

describe("the distance between two messages to one conversation", () => {
  it("is kept from one to the next, and no other conversation waits", () => {
    const spacing = new Spacing();
    const book = booker(spacing);
    expect([book("a", 5_000), book("b", 5_100), book("c", 5_200)]).toEqual([5_000, 6_000, 7_000]);
    const other = { turn: turnId("d"), firm: true, now: 5_300, spacingMs, earliestAt: 0 };
    expect(spacing.book(elsewhere, other)).toBe(5_300);
  });

  it("begins where a message is wanted later", () => {
    const book = booker(new Spacing());
    expect([book("a", 5_000, { earliestAt: 9_000 }), book("b", 5_000)]).toEqual([9_000, 10_000]);
  });

  it("is over after a while", () => {
    const book = booker(new Spacing());
    expect([book("a", 5_000), book("b", 6_000), book("c", 60_000)]).toEqual([5_000, 6_000, 60_000]);
  });

  it("is counted from what was there before, where answers are replaced", () => {
    const spacing = new Spacing();
    const book = booker(spacing);
    expect([book("a", 5_000), book("b", 5_100), book("b", 5_100)]).toEqual([5_000, 6_000, 7_000]);
    spacing.release(builtConversationId, [turnId("b")]);
    expect([book("c", 5_200), book("c", 5_200)]).toEqual([6_000, 7_000]);
  });

  it.each<[string, string[], boolean]>([
    ["what was replaced is not the last", ["a"], false],
    ["the turn says something besides that stays", ["b"], true],
    ["nothing was booked for them", ["z"], false],
  ])("stays as it is where %s", (_, turns, firm) => {
    const spacing = new Spacing();
    const book = booker(spacing);
    book("a", 5_000);
    book("b", 5_100, { firm });
    book("b", 5_100);
    spacing.release(builtConversationId, turns.map(turnId));
    expect(book("c", 5_200)).toBe(8_000);
  });

  it("is as before when the answers had been sent after all", () => {
    const spacing = new Spacing();
    const book = booker(spacing);
    book("a", 5_000);
    book("b", 5_100);
    const takeBack = spacing.release(builtConversationId, [turnId("b")]);
    book("c", 6_000);
    takeBack();
    expect(book("c", 6_000)).toBe(7_000);
  });
});
