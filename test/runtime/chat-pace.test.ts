import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Allowance } from "../../src/domain/adapter.ts";
import { type ConversationId, conversationId } from "../../src/domain/ids.ts";
import { ChatPace, type Claim, type Paced } from "../../src/runtime/chat-pace.ts";
import { aSendMessage, builtAccountId } from "../support/builders.ts";

const allowance: Allowance = {
  sends: 30,
  windowMs: 1_000,
  perConversationMs: 1_000,
  perGroupMs: 1_000,
  perGroup: { sends: 20, windowMs: 60_000 },
};
const chat = (name: string) => conversationId(builtAccountId, name);
const group = chat("-100");

const inGroup = (id: ConversationId = group): Paced => ({
  conversationKind: "group",
  effect: aSendMessage({ conversationId: id }),
});
const inDirect = (id: ConversationId = chat("42")): Paced => ({
  conversationKind: "direct",
  effect: aSendMessage({ conversationId: id }),
});

const claim = (pace: ChatPace, paced: Paced, now: number): Claim => {
  const given = pace.claim(paced, now);
  if ("freeAt" in given) throw new Error(`it has to wait until ${given.freeAt}`);
  return given;
};

const send = (pace: ChatPace, paced: Paced, now: number, { roundTripMs = 0, messages = 1 } = {}) =>
  claim(pace, paced, now).done(now + roundTripMs, messages);

describe("the pace of a chat", () => {
  it("keeps the least time between two messages, and no other chat waits", () => {
    const pace = new ChatPace(allowance);
    send(pace, inDirect(), 5_000);
    expect(pace.claim(inDirect(), 5_500)).toEqual({ freeAt: 6_000 });
    expect(pace.freeAt(inDirect(chat("43")), 5_500)).toBe(0);
    send(pace, inDirect(), 6_000);
  });

  it("is the same for all topics of a group", () => {
    const pace = new ChatPace(allowance);
    send(pace, inGroup(chat("-100/7")), 5_000);
    expect(pace.claim(inGroup(chat("-100/8")), 5_000)).toEqual({ freeAt: 6_000 });
  });

  it("does not fall behind because one message began a little late", () => {
    const pace = new ChatPace(allowance);
    send(pace, inDirect(), 5_000);
    send(pace, inDirect(), 6_030);
    expect(pace.freeAt(inDirect(), 6_031)).toBe(7_000);
    send(pace, inDirect(), 9_000);
    expect(pace.freeAt(inDirect(), 9_001)).toBe(10_000);
  });

  it("takes a time back that was not used", () => {
    const pace = new ChatPace(allowance);
    claim(pace, inGroup(), 5_000).unused();
    expect(pace.freeAt(inGroup(), 5_000)).toBeLessThanOrEqual(5_000);
  });

  it("lets deletions pass at any time", () => {
    const pace = new ChatPace(allowance);
    send(pace, inGroup(), 5_000);
    pace.freeze(group, { now: 5_000, untilAt: 90_000 });
    const { id, accountId, ownerEpoch, lane } = aSendMessage();
    const effect = {
      ...{ id, accountId, ownerEpoch, lane },
      kind: "message.delete" as const,
      priority: "protect" as const,
      conversationId: group,
      messageId: "5",
    };
    expect(pace.freeAt({ conversationKind: "group", effect }, 5_001)).toBe(0);
  });

  it("gives a group no more than its sends a window, counted from the response", () => {
    const pace = new ChatPace(allowance);
    for (let n = 0; n < 20; n++) send(pace, inGroup(), n * 1_000, { roundTripMs: 300 });
    expect(pace.claim(inGroup(), 20_000)).toEqual({ freeAt: 60_300 });
    send(pace, inGroup(), 60_300);
    expect(pace.claim(inGroup(), 61_000)).toEqual({ freeAt: 61_300 });
    expect(pace.freeAt(inGroup(chat("-200")), 20_000)).toBe(0);
  });

  it("counts each part of a long text", () => {
    const pace = new ChatPace(allowance);
    send(pace, inGroup(), 0, { roundTripMs: 18_000, messages: 19 });
    expect(pace.freeAt(inGroup(), 18_000)).toBe(19_000);
    send(pace, inGroup(), 19_000);
    expect(pace.freeAt(inGroup(), 20_000)).toBe(78_000);
  });

  it("waits for responses when all slots are under way", () => {
    const pace = new ChatPace({ ...allowance, perGroupMs: 0 });
    const claims = Array.from({ length: 20 }, () => claim(pace, inGroup(), 5_000));
    expect(pace.freeAt(inGroup(), 5_000)).toBeGreaterThan(5_000);
    claims[0]?.unused();
    expect(pace.freeAt(inGroup(), 5_000)).toBeLessThanOrEqual(5_000);
  });

  it("begins with what was used before the start", () => {
    const pace = new ChatPace(allowance);
    const sends = Array.from({ length: 20 }, (_, n) => ({
      conversationId: chat(`-100/${n}`),
      at: 50_000 - n * 1_000,
    }));
    pace.occupy([...sends, { conversationId: group, at: 1 }], 70_000);
    expect(pace.freeAt(inGroup(), 70_000)).toBe(91_000);
  });

  it("tells whether another chat was told to wait, too", () => {
    const pace = new ChatPace(allowance);
    expect(pace.freeze(group, { now: 0, untilAt: 10_000 })).toBe(false);
    expect(pace.freeze(chat("-100/9"), { now: 1_000, untilAt: 9_000 })).toBe(false);
    expect(pace.freeAt(inGroup(), 1_000)).toBe(10_000);
    expect(pace.freeze(chat("-200"), { now: 5_000, untilAt: 10_000 })).toBe(true);
    expect(pace.freeze(chat("-300"), { now: 20_000, untilAt: 30_000 })).toBe(false);
  });

  it("remembers only chats that were written to of late", () => {
    const pace = new ChatPace(allowance);
    for (let n = 0; n < 10_000; n++) send(pace, inDirect(chat(`${n}`)), n * 100);
    expect(pace.remembered).toBeLessThan(50);
    for (let n = 0; n < 5_000; n++) send(pace, inGroup(chat(`-${n}`)), 1_000_000 + n * 100);
    expect(pace.remembered).toBeLessThan(700);
  });

  it("never lets a window see too many, and uses nearly all, whatever the round trips are", () => {
    const trip = fc.record({ there: fc.integer({ min: 0, max: 60 }), back: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(trip, { minLength: 200, maxLength: 200 }), (trips) => {
        const pace = new ChatPace(allowance);
        const arrivals: number[] = [];
        let now = 0;
        for (const { there, back } of trips) {
          now = Math.max(now, pace.freeAt(inGroup(), now));
          const given = claim(pace, inGroup(), now);
          arrivals.push(now + there);
          given.done(now + there + back, 1);
        }
        for (const [n, at] of arrivals.entries()) {
          const before = arrivals[n - 20];
          if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(60_000);
        }
        expect(now).toBeLessThan((10 * 60_000) / 0.95);
      }),
      { numRuns: 30 },
    );
  });
});
