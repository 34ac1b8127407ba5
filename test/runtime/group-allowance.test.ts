import { describe, expect, it } from "vitest";
import type { Allowance } from "../../src/domain/adapter.ts";
import { type ConversationId, conversationId } from "../../src/domain/ids.ts";
import { aFleetInFakeTime, type FleetInFakeTime, startInFakeTime } from "../support/a-service.ts";
import { aMessage, anEvent, builtAccountId } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { fails, type Scene } from "../support/scripted-deliveries.ts";

const allowance: Allowance = {
  sends: 30,
  windowMs: 1_000,
  perConversationMs: 1_000,
  perGroupMs: 1_000,
  perGroup: { sends: 20, windowMs: 60_000 },
};
const group = conversationId(builtAccountId, "-100");
const other = conversationId(builtAccountId, "-200");
const direct = conversationId(builtAccountId, "42");

let told = 0;
const said = (id: ConversationId, text = "hi") =>
  anEvent({
    conversationId: id,
    conversationKind: id === direct ? "direct" : "group",
    platformEventId: `g-${told++}`,
    message: aMessage({ id: `${told}`, text }),
  });

/** Notes when each message reached which chat, and takes up to 60 ms each way. */
const platformOf = (time: { now(): number }) => {
  const arrivals: { chat: string; at: number }[] = [];
  let turn = 0;
  const scene =
    (chat: () => string): Scene =>
    async ({ carryOut }) => {
      turn += 1;
      await new Promise((resolve) => setTimeout(resolve, (turn * 37) % 61));
      arrivals.push({ chat: chat(), at: time.now() });
      const receipt = carryOut();
      await new Promise((resolve) => setTimeout(resolve, (turn * 23) % 61));
      return receipt;
    };
  return { arrivals, scene };
};

const fleetWith = async (options: { jitter: boolean }) => {
  const time = useFakeTime();
  const adapter = new FakeAdapter({ allowance });
  const { arrivals, scene } = platformOf(time);
  const { deliveries } = adapter;
  const chatOfLast = () => {
    const last = deliveries.attempts.at(-1);
    return last ? last.effect.conversationId : "";
  };
  deliveries.otherwise = (attempt) => {
    const chat = chatOfLast();
    if (options.jitter) return scene(() => chat)(attempt);
    arrivals.push({ chat, at: time.now() });
    return Promise.resolve(attempt.carryOut());
  };
  const fleet = await startInFakeTime(time, { adapter });
  return { fleet, arrivals };
};

const inChat = (arrivals: readonly { chat: string; at: number }[], id: ConversationId) =>
  arrivals.flatMap(({ chat, at }) => (chat === id ? [at] : []));

const mostInAWindow = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));

const ask = async (fleet: FleetInFakeTime, id: ConversationId, count: number) => {
  for (let n = 0; n < count; n++) await fleet.time.until(fleet.adapter.tell(said(id)));
};

describe("a group's allowance", () => {
  it.each([
    ["without a delay", false],
    ["with up to 60 ms each way", true],
  ])("pain 5: is nearly used up and never overdrawn, %s", async (_, jitter) => {
    const { fleet, arrivals } = await fleetWith({ jitter });
    await ask(fleet, group, 80);
    const before = arrivals.length;
    expect(before).toBeLessThan(80);
    await fleet.time.pass(190_000);
    const times = inChat(arrivals, group);
    expect(mostInAWindow(times)).toBe(20);
    const first = times[0] ?? 0;
    expect(times.filter((at) => at < first + 180_500).length).toBeGreaterThanOrEqual(0.95 * 60);
  });

  it("pain 5: holds up no other group and no direct chat", async () => {
    const { fleet, arrivals } = await fleetWith({ jitter: false });
    await ask(fleet, group, 30);
    await fleet.time.pass(30_000);
    expect(inChat(arrivals, group)).toHaveLength(20);
    await ask(fleet, other, 1);
    await ask(fleet, direct, 1);
    await fleet.time.pass(100);
    expect(inChat(arrivals, other)).toHaveLength(1);
    expect(inChat(arrivals, direct)).toHaveLength(1);
    expect(inChat(arrivals, group)).toHaveLength(20);
  });

  it("pain 5: is not spent anew by a restart", async () => {
    const { fleet, arrivals } = await fleetWith({ jitter: false });
    await ask(fleet, group, 25);
    await fleet.time.pass(25_000);
    expect(inChat(arrivals, group)).toHaveLength(20);
    fleet.kill();
    const again = await startInFakeTime(fleet.time, {
      home: fleet.home,
      adapter: new FakeAdapter({ allowance }),
    });
    await again.time.pass(10_000);
    expect(again.adapter.said).toEqual([]);
    await again.time.pass(40_000);
    expect(again.adapter.said).toHaveLength(5);
  });

  it("pain 5: a group that says wait is left alone, and no other chat with it", async () => {
    const fleet = await aFleetInFakeTime({ adapter: new FakeAdapter({ allowance }) });
    fleet.adapter.deliveries.order(fails("rate_limited", { retryAfterMs: 20_000 }));
    await ask(fleet, group, 1);
    await ask(fleet, conversationId(builtAccountId, "-100/7"), 1);
    await ask(fleet, other, 1);
    await ask(fleet, direct, 1);
    await fleet.time.pass(15_000);
    expect(fleet.adapter.deliveries.attempts.map(({ effect }) => effect.conversationId)).toEqual([
      group,
      other,
      direct,
    ]);
    await fleet.time.pass(10_000);
    expect(fleet.adapter.said).toHaveLength(4);
  });

  it("pain 5: a second group that says so, too, speaks for the whole account", async () => {
    const fleet = await aFleetInFakeTime({ adapter: new FakeAdapter({ allowance }) });
    const refusal = fails("rate_limited", { retryAfterMs: 20_000 });
    fleet.adapter.deliveries.order(refusal, refusal);
    await ask(fleet, group, 1);
    await ask(fleet, other, 1);
    await ask(fleet, direct, 1);
    await fleet.time.pass(15_000);
    expect(fleet.adapter.said).toEqual([]);
    await fleet.time.pass(10_000);
    expect(fleet.adapter.said).toHaveLength(3);
  });
});

describe("what waited for one chat", () => {
  it("keeps its distances when it goes out after a pause", async () => {
    const { fleet, arrivals } = await fleetWith({ jitter: false });
    const { operator } = fleet.storage;
    await operator.setPaused(builtAccountId, true, fleet.time.now());
    fleet.service.status.setOperator({ paused: new Set([builtAccountId]), held: false });
    for (let n = 0; n < 5; n++) {
      await fleet.time.until(fleet.adapter.tell(said(group, `line ${n}`)));
      await fleet.time.pass(2_000);
    }
    await fleet.time.pass(60_000);
    expect(arrivals).toEqual([]);
    fleet.service.status.setOperator({ paused: new Set(), held: false });
    await fleet.time.pass(40_000);
    const times = inChat(arrivals, group);
    expect(times).toHaveLength(5);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(950);
    expect(Math.max(...gaps)).toBeLessThan(1_200);
  });
});
