import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountId, accountId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import {
  aFleetInFakeTime,
  type FleetInFakeTime,
  ScriptedPipeline,
  startInFakeTime,
  wordsOf,
} from "../support/a-service.ts";
import { deleting, type Outcome, saying } from "../support/a-turn-result.ts";
import { anAccount } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { aScarceAllowance, mostInAnyWindow, windowMs, writtenBy } from "../support/scarce.ts";
import { fails } from "../support/scripted-deliveries.ts";

const answerWithinMs = 6 * 3_600_000;
const coarseMs = 10_000;

/** Answers everybody; "urgent …" is answered as a human would, and "help …" as who asked for a person. */
const decide = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  if (words === "") return {};
  if (words === "stop") return { patch: { ownerEpoch: turn.conversation.ownerEpoch + 1 } };
  const urgent = words.startsWith("urgent");
  const priority = urgent ? "human" : words.startsWith("help") ? "receipt" : "answer";
  const expiresAt = (turn.events[0]?.occurredAt ?? turn.now) + (turn.queue?.answerWithinMs ?? 0);
  const supersedable = { supersedable: true };
  return {
    effects: [
      saying(`re: ${words}`, {
        priority,
        ...(urgent ? {} : { expiresAt, ...(priority === "answer" && supersedable) }),
      }),
    ],
  };
};

const aScarceFleet = (scarce: Parameters<typeof aScarceAllowance>[0] = {}) =>
  aFleetInFakeTime({
    adapter: new FakeAdapter({ allowance: aScarceAllowance(scarce) }),
    pipeline: new ScriptedPipeline(decide),
  });

const write = async ({ adapter, time }: FleetInFakeTime, ...messages: (readonly [string, string?])[]) => {
  for (const [name, text] of messages) {
    await time.until(adapter.tell(writtenBy(name, { at: time.now(), ...(text && { text }) })));
    await time.pass(20);
  }
};

const people = (count: number, prefix = "p"): (readonly [string])[] =>
  Array.from({ length: count }, (_, n) => [`${prefix}${n}`] as const);

describe("an account with 15 sends in 15 minutes", () => {
  it("always keeps two of them for warnings and for what humans say", async () => {
    const fleet = await aScarceFleet();
    await write(fleet, ...people(20));
    expect(fleet.adapter.said).toHaveLength(13);
    await write(fleet, ["mia", "urgent one"], ["leo", "urgent two"]);
    expect(fleet.adapter.said.slice(13)).toEqual(["re: urgent one", "re: urgent two"]);
    await write(fleet, ["eva", "urgent three"]);
    expect(fleet.adapter.said).toHaveLength(15);
    await fleet.time.pass(windowMs, coarseMs);
    expect(fleet.adapter.said[15]).toBe("re: urgent three");
  });

  it("answers first who has waited longest, whatever kind of answer it is and whoever writes again", async () => {
    const fleet = await aScarceFleet();
    await write(fleet, ...people(13));
    await write(fleet, ["mia", "first"], ["leo", "help second"], ["eva", "third"], ["mia", "again"]);
    expect(fleet.adapter.said).toHaveLength(13);
    await fleet.time.pass(windowMs, coarseMs);
    expect(fleet.adapter.said.slice(13)).toEqual(["re: first + again", "re: help second", "re: third"]);
  });

  it("lets nobody who writes now go before those who wait, though a send is free", async () => {
    const fleet = await aScarceFleet();
    fleet.adapter.deliveries.order(fails("rate_limited", { retryAfterMs: 60_000 }));
    await write(fleet, ["mia", "first"]);
    await fleet.time.pass(30_000);
    await write(fleet, ["leo", "second"]);
    await fleet.time.pass(60_000);
    expect(fleet.adapter.said).toEqual(["re: first", "re: second"]);
  });

  it("says what a human says before the answer that waits for the same person, which keeps its place", async () => {
    const fleet = await aScarceFleet();
    await write(fleet, ...people(20), ["eva", "help me"]);
    await write(fleet, ["eva", "urgent"]);
    expect(fleet.adapter.said.slice(13)).toEqual(["re: urgent"]);
    await fleet.time.pass(windowMs, coarseMs);
    expect(fleet.adapter.said.slice(14)).toEqual([
      ...people(20)
        .slice(13)
        .map(([p]) => `re: from ${p}`),
      "re: help me",
    ]);
  });

  it("learns at once that there is no call for something, and spends no send on it", async () => {
    const fleet = await aFleetInFakeTime({
      adapter: new FakeAdapter({ allowance: aScarceAllowance(), deletes: false }),
      pipeline: new ScriptedPipeline((turn) =>
        wordsOf(turn) === "secret" ? { effects: [deleting("7")] } : decide(turn),
      ),
    });
    fleet.adapter.deliveries.order(...Array.from({ length: 3 }, () => fails("unsupported")));
    await write(fleet, ["mia", "secret"], ["leo", "secret"], ["eva", "secret"]);
    const settled = fleet.pipeline.turns.flatMap(({ events: [{ kind }] }) =>
      kind === "effect.settled" ? [kind] : [],
    );
    expect(settled).toHaveLength(3);
    await write(fleet, ...people(20));
    expect(fleet.adapter.said).toHaveLength(13);
  });

  it("says all that a newcomer asked in one message that still tells who speaks, and blames no absence", async () => {
    const pipeline = createPipeline(deps);
    const fleet = await aFleetInFakeTime({
      adapter: new FakeAdapter({ allowance: aScarceAllowance(), buttons: false }),
      pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
    });
    await write(fleet, ...people(13));
    await write(fleet, ["mia", "my deposit has not arrived"]);
    await fleet.time.pass(300_000, coarseMs);
    await write(fleet, ["mia", "how do I deposit"]);
    await fleet.time.pass(windowMs, coarseMs);
    const [reply, ...more] = fleet.adapter.said.slice(13);
    expect(more).toEqual([]);
    expect(reply).toMatch(/^I am the automated support assistant\./);
    expect(reply).not.toContain("out of reach");
    expect(fleet.pipeline.turns.at(-1)?.events).toHaveLength(2);
  });

  it("says nothing more that was decided before the conversation changed hands", async () => {
    const fleet = await aScarceFleet();
    await write(fleet, ...people(13), ["eva", "help me"], ["eva", "stop"]);
    await fleet.time.pass(windowMs, coarseMs);
    expect(fleet.adapter.said).toHaveLength(13);
  });

  it("gives up who waited too long, and tells their conversation, even while nothing may be sent", async () => {
    const fleet = await aScarceFleet({ dollarsPerDay: 0.001, answerWithinMs: 1_800_000 });
    await write(fleet, ["mia"]);
    await fleet.time.pass(1_740_000, coarseMs);
    const settled = () => fleet.pipeline.turns.filter(({ events }) => events[0].kind === "effect.settled");
    expect(settled()).toHaveLength(0);
    await fleet.time.pass(120_000);
    expect(settled().map(({ events }) => events[0])).toMatchObject([
      { outcome: { state: "dead", failure: "expired" }, effectKind: "message.send" },
    ]);
    expect(fleet.adapter.deliveries.attempts).toHaveLength(0);
  });

  it("does not remember what was never said as if it had been", async () => {
    const fleet = await aScarceFleet({ dollarsPerDay: 0.001, answerWithinMs: 1_800_000 });
    await write(fleet, ["mia"]);
    await fleet.time.pass(1_860_000, coarseMs);
    const last = fleet.pipeline.turns.at(-1);
    expect(last?.history.map(({ direction, text }) => [direction, text])).toEqual([["in", "from mia"]]);
  });

  it("tells each turn who waits and how long a reply takes", async () => {
    const fleet = await aScarceFleet();
    await write(fleet, ["mia"]);
    expect(fleet.pipeline.turns[0]?.queue).toEqual({ waiting: 0, delayMs: 0, answerWithinMs, sentAt: {} });
    await write(fleet, ...people(30));
    const { queue } = fleet.pipeline.turns.at(-1) ?? {};
    expect(queue?.waiting).toBe(17);
    // 17 others, 13 a window: in the second window from here.
    expect(queue?.delayMs).toBeGreaterThan(windowMs);
    expect(queue?.delayMs).toBeLessThanOrEqual(2 * windowMs);
  });
});

describe("an account whose sends cost money", () => {
  it("stops answering while there is still money for what is urgent, and says so once", async () => {
    // 15 sends, of which 13 for answers; messages cost nothing here.
    const fleet = await aScarceFleet({ dollarsPerDay: 15 * 0.015, dollarsPerMessage: 0 });
    await write(fleet, ...people(13));
    await fleet.time.pass(windowMs, coarseMs);
    await write(fleet, ...people(5, "q"));
    expect(fleet.adapter.said).toHaveLength(13);
    await write(fleet, ["mia", "urgent one"], ["leo", "urgent two"], ["eva", "urgent three"]);
    await fleet.time.pass(windowMs, coarseMs);
    expect(fleet.adapter.said.slice(13)).toEqual(["re: urgent one", "re: urgent two"]);
    const told = fleet.lines.filter(({ event }) => event === "spending.reached");
    expect(told.map(({ level }) => level)).toEqual(["near", "answers_stopped", "all_stopped"]);
  });

  it("counts what it pays for messages that come in, after a restart too", async () => {
    const money = { dollarsPerDay: 1, dollarsPerMessage: 0.06 };
    const fleet = await aScarceFleet(money);
    await write(fleet, ...people(20));
    const before = fleet.adapter.said.length;
    // 0.015 for each answer and 0.06 for each message: 13/15 of a dollar is gone after the twelfth pair.
    expect(before).toBeLessThan(13);
    fleet.kill();
    await fleet.time.pass(windowMs * 2, coarseMs);
    const adapter = new FakeAdapter({ allowance: aScarceAllowance(money) });
    await startInFakeTime(fleet.time, { home: fleet.home, adapter, pipeline: new ScriptedPipeline(decide) });
    await fleet.time.pass(60_000);
    expect(adapter.said).toEqual([]);
  });
});

it("accounts of one app use up one window together", async () => {
  const time = useFakeTime();
  const more = [{ sends: 15, windowMs: 86_400_000, sharedAs: "our-app" }];
  const fakes = ["first", "second"].map((name) => {
    const adapter = new FakeAdapter({ allowance: aScarceAllowance({}, { more }) });
    return { account: anAccount({ id: accountId(name) }), adapter };
  });
  const fleet = await startInFakeTime(time, { accounts: fakes, pipeline: new ScriptedPipeline(decide) });
  const tell = async (id: AccountId, adapter: FakeAdapter, name: string) => {
    const event = writtenBy(name, { at: time.now() });
    const own = { ...event, accountId: id, conversationId: `${id}/${name}` as typeof event.conversationId };
    await fleet.time.until(adapter.tell(own));
    await time.pass(20);
  };
  for (let n = 0; n < 10; n++)
    for (const { account, adapter } of fakes) await tell(account.id, adapter, `${account.id}${n}`);
  const sent = fakes.map(({ adapter }) => adapter.said.length);
  expect(sent[0]).toBeGreaterThan(0);
  expect(sent[1]).toBeGreaterThan(0);
  expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(13);
});

it("an answer in front of an agent's reply that is tried again later takes no kept send after a restart", async () => {
  const fleet = await aScarceFleet();
  await write(fleet, ...people(20), ["eva", "help me"]);
  const later = { retryAfterMs: 600_000, isolated: true, uncalled: true };
  fleet.adapter.deliveries.order(fails("rate_limited", later));
  await write(fleet, ["eva", "urgent"]);
  fleet.kill();
  const adapter = new FakeAdapter({ allowance: aScarceAllowance() });
  await startInFakeTime(fleet.time, { home: fleet.home, adapter, pipeline: new ScriptedPipeline(decide) });
  await fleet.time.pass(60_000);
  expect(adapter.said).toEqual([]);
  await fleet.time.pass(600_000, coarseMs);
  expect(adapter.said).toEqual(["re: urgent"]);
  await fleet.time.pass(windowMs, coarseMs);
  expect(adapter.said.at(-1)).toBe("re: help me");
});

it("a restart at any time spends no window twice", async () => {
  const steps = fc.array(fc.record({ people: fc.nat(9), waitMs: fc.nat(400_000), restarts: fc.boolean() }), {
    minLength: 4,
    maxLength: 7,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (rounds) => {
      const time = useFakeTime();
      const arrivals: number[] = [];
      const start = async (from?: FleetInFakeTime) => {
        const adapter = new FakeAdapter({ allowance: aScarceAllowance() });
        adapter.deliveries.otherwise = async ({ carryOut }) => {
          arrivals.push(time.now());
          return carryOut();
        };
        const pipeline = new ScriptedPipeline(decide);
        return startInFakeTime(time, { adapter, pipeline, ...(from && { home: from.home }) });
      };
      let fleet = await start();
      let wrote = 0;
      for (const { people: count, waitMs, restarts } of rounds) {
        for (let n = 0; n < count; n++) {
          wrote += 1;
          const text = wrote % 5 === 0 ? `urgent ${wrote}` : `hi ${wrote}`;
          await time.until(fleet.adapter.tell(writtenBy(`w${wrote}`, { at: time.now(), text })));
        }
        await time.pass(waitMs, 3 * coarseMs);
        if (!restarts) continue;
        fleet.kill();
        fleet = await start(fleet);
      }
      expect(mostInAnyWindow(arrivals, windowMs)).toBeLessThanOrEqual(15);
      fleet.kill();
    }),
    { numRuns: 5 },
  );
}, 60_000);
