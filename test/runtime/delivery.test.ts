import { rmSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { EffectDraft } from "../../src/domain/effect.ts";
import { AppError } from "../../src/domain/errors.ts";
import { conversationId } from "../../src/domain/ids.ts";
import { defaultRetry } from "../../src/runtime/retry.ts";
import {
  aFleetInFakeTime,
  aService,
  aStartedService,
  ScriptedPipeline,
  type ServiceFixture,
  startInFakeTime,
  wordsOf,
} from "../support/a-service.ts";
import { aTurnCommit, type StorageHome, takeIn } from "../support/a-storage.ts";
import { deleting, saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anEvent,
  aTicket,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { useFakeTime } from "../support/fake-clock.ts";
import { arrives, arrivesUnheard, breaks, fails, hangs, waits } from "../support/scripted-deliveries.ts";

const hourMs = 3_600_000;

const inChat = (name: string, n: number) =>
  anEvent({ conversationId: conversationId(builtAccountId, name), platformEventId: `${name}-${n}` });

const outcomesTold = ({ pipeline }: ServiceFixture) =>
  pipeline.turns.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === "effect.settled" ? [event.outcome] : [])),
  );

describe("an effect that is worthless when its turn ends", () => {
  it("is not sent, and its conversation hears that it expired", async () => {
    const pipeline = new ScriptedPipeline((turn) => {
      const late = { expiresAt: turn.now };
      return "message" in turn.events[0] ? { effects: [saying("too late", late)] } : {};
    });
    const fleet = await aFleetInFakeTime({ pipeline });
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.said).toEqual([]);
    expect(outcomesTold(fleet)).toMatchObject([{ state: "dead", failure: "expired" }]);
  });
});

describe("a send whose response is lost", () => {
  it("pain 2: is repeated once, and counted", async () => {
    const fleet = await aFleetInFakeTime();
    fleet.adapter.deliveries.order(arrivesUnheard);
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.said).toEqual(["re: hi", "re: hi"]);
    expect(fleet.counted("send.repeated")).toBe(1);
    expect(fleet.counted("effect.uncertain")).toBe(1);
  });

  it("pain 2: is repeated no more when the second response is lost, too", async () => {
    const fleet = await aFleetInFakeTime();
    fleet.adapter.deliveries.otherwise = arrivesUnheard;
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.said).toEqual(["re: hi", "re: hi"]);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([{ failure: "uncertain" }]);
    expect(outcomesTold(fleet)).toMatchObject([{ state: "dead", failure: "uncertain" }]);
  });

  it("pain 2: is repeated once over all restarts, though each process dies while it sends", async () => {
    const time = useFakeTime();
    let attempts = 0;
    let repeats = 0;
    let home: StorageHome | undefined;
    for (let start = 0; start < 4; start++) {
      const fleet = await startInFakeTime(time, home ? { home } : {});
      fleet.adapter.deliveries.otherwise = hangs;
      if (start === 0) await time.until(fleet.adapter.tell(aMessageEvent("hi")));
      await time.pass(100);
      attempts += fleet.adapter.deliveries.attempts.length;
      repeats += fleet.counted("send.repeated");
      fleet.kill();
      home = fleet.home;
    }
    expect([attempts, repeats]).toEqual([2, 1]);
  });

  it("pain 2: goes again as often as needed where it is a deletion, and is not counted as a repetition", async () => {
    const fleet = await aFleetInFakeTime({
      pipeline: new ScriptedPipeline(({ events }) =>
        events[0].kind === "message.created" ? { effects: [deleting("100")] } : {},
      ),
    });
    fleet.adapter.deliveries.order(arrivesUnheard, arrivesUnheard, arrivesUnheard);
    await fleet.adapter.tell(aMessageEvent("my seed phrase"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.said).toHaveLength(4);
    expect(fleet.counted("send.repeated")).toBe(0);
    expect(await fleet.storage.operator.dead(10)).toEqual([]);
  });

  it("pain 2: goes again as often as needed where the platform tells repetitions apart", async () => {
    const fleet = await aFleetInFakeTime({ adapter: new FakeAdapter({ repeatUncertain: "deduplicated" }) });
    fleet.adapter.deliveries.order(arrivesUnheard, arrivesUnheard);
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.deliveries.attempts).toHaveLength(3);
  });

  it("is taken for one when the adapter has a bug", async () => {
    const fleet = await aFleetInFakeTime();
    fleet.adapter.deliveries.otherwise = breaks;
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.time.pass(1_000);
    expect(fleet.adapter.deliveries.attempts).toHaveLength(2);
    expect(await fleet.storage.operator.dead(10)).toMatchObject([{ failure: "uncertain" }]);
    const told = fleet.lines.filter((line) => line["event"] === "effect.uncertain");
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).toContain("undefined is not a function");
  });
});

describe("a platform that says: too many messages", () => {
  it.each([
    ["seconds", 7_000],
    ["hours", 5 * hourMs],
  ])(
    "pain 5: is left alone for as long as it says, in %s; then all goes out in order",
    async (_, retryAfterMs) => {
      const time = useFakeTime();
      const allowance = { sends: 30, windowMs: 1_000, perConversationMs: 0, perGroupMs: 0 };
      const fleet = aService({ clock: time, adapter: new FakeAdapter({ allowance }) });
      await time.until(fleet.service.start());
      await time.pass(50);
      fleet.adapter.deliveries.order(fails("rate_limited", { retryAfterMs }));
      const saidAt = time.now();
      for (let n = 0; n < 3; n++) await time.until(fleet.adapter.tell(aMessageEvent(`line ${n}`, n)));
      await time.until(fleet.adapter.tell(inChat("another", 0)));
      await time.pass(retryAfterMs - 1_000);
      expect(fleet.adapter.deliveries.attempts).toHaveLength(1);
      expect(fleet.counted("rate.limited")).toBe(1);
      await time.pass(3_000);
      expect(time.now() - saidAt).toBeGreaterThan(retryAfterMs);
      expect(fleet.adapter.said.filter((text) => text.includes("line"))).toEqual([
        "re: line 0",
        "re: line 1",
        "re: line 2",
      ]);
      expect(fleet.adapter.said).toHaveLength(4);
      expect(await fleet.storage.operator.dead(10)).toEqual([]);
    },
  );

  it("pain 5: is left alone after a restart, too, as long as the message that it refused waits", async () => {
    const time = useFakeTime();
    const first = aService({ clock: time });
    await time.until(first.service.start());
    first.adapter.deliveries.order(fails("rate_limited", { retryAfterMs: hourMs }));
    await time.until(first.adapter.tell(aMessageEvent("one")));
    await time.pass(100);
    first.kill();
    const again = aService({ clock: time, home: first.home });
    await time.until(again.service.start());
    await time.pass(hourMs - 60_000);
    expect(again.adapter.deliveries.attempts).toEqual([]);
    await time.pass(70_000);
    expect(again.adapter.said).toEqual(["re: one"]);
  });
});

describe("a delivery that fails", () => {
  it("is tried again after a passing failure, in its place", async () => {
    const time = useFakeTime();
    const fleet = await startInFakeTime(time);
    fleet.adapter.deliveries.order(fails("transient"), fails("transient"));
    await time.until(fleet.adapter.tell(aMessageEvent("one")));
    await time.until(fleet.adapter.tell(aMessageEvent("two", 1)));
    await time.pass(1_000);
    expect(fleet.adapter.said).toEqual(["re: one", "re: two"]);
    expect(fleet.counted("effect.retried")).toBe(2);
  });

  it("pain 11: that relays an agent's reply comes back to the conversation as an outcome that names it", async () => {
    const relayOf = { ticketId: aTicket().id, eventId: aMessageEvent("reply").id };
    const fleet = await aStartedService({
      pipeline: new ScriptedPipeline(({ events }) =>
        events[0].kind === "message.created"
          ? { effects: [saying("from the agent", { priority: "human", relayOf, report: true })] }
          : {},
      ),
    });
    fleet.adapter.deliveries.order(fails("unreachable"));
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.service.drain();
    const told = fleet.pipeline.turns.flatMap(({ events }) =>
      events.filter((e) => e.kind === "effect.settled"),
    );
    expect(told).toMatchObject([
      {
        ticketId: relayOf.ticketId,
        relayOf: relayOf.eventId,
        outcome: { state: "dead", failure: "unreachable" },
      },
    ]);
    await fleet.adapter.tell(aMessageEvent("again", 1));
    await fleet.service.drain();
    expect(outcomesTold(fleet)).toMatchObject([{ state: "dead" }, { state: "sent" }]);
  });

  it("releases its lane when it is given up: the next one goes out", async () => {
    const fleet = await aStartedService();
    fleet.adapter.deliveries.order(fails("rejected"));
    await fleet.adapter.tell(aMessageEvent("one"));
    await fleet.service.drain();
    await fleet.adapter.tell(aMessageEvent("two", 1));
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["re: two"]);
    expect(fleet.counted("letter.dead")).toBe(1);
  });

  it.each<[string, "full" | undefined, Error]>([
    ["the disk was full at that moment", "full", new AppError("STORAGE_FULL", "full")],
    ["one commit failed for a reason of its own", undefined, new Error("database is locked")],
  ])("is settled by what the platform said, though %s", async (_, fault, error) => {
    const time = useFakeTime();
    const fleet = aService({ clock: time, retry: { baseMs: 1_000 } });
    await time.until(fleet.service.start());
    const { scene, finish } = waits();
    fleet.adapter.deliveries.order(scene);
    await time.until(fleet.adapter.tell(aMessageEvent("hi")));
    await time.pass(20);
    const { outbox } = fleet.storage;
    const { settle } = outbox;
    let refusals = 2;
    vi.spyOn(fleet.storage, "fault").mockReturnValue(fault);
    vi.spyOn(outbox, "settle").mockImplementation((...given) => {
      refusals -= 1;
      return refusals < 0 ? settle(...given) : Promise.reject(error);
    });
    finish();
    await time.until(fleet.adapter.tell(aMessageEvent("more", 1)));
    await time.pass(5_000);
    expect(fleet.adapter.said).toEqual(["re: hi", "re: more"]);
    expect(fleet.counted("effect.uncertain")).toBe(0);
  });
});

describe("what the platform refuses to send until an operator mends it", () => {
  const statusOf = ({ service }: ServiceFixture) => service.status.all().get(builtAccountId);

  it("shows in the account's state, though it receives, until something is sent", async () => {
    const adapter = new FakeAdapter();
    const fleet = await aFleetInFakeTime({ adapter, retry: { unauthorizedMs: 10_000 } });
    adapter.deliveries.order(fails("unauthorized"), fails("unauthorized"));
    await fleet.time.until(adapter.tell(inChat("ann", 1)));
    for (const waitMs of [1_000, 10_000]) {
      await fleet.time.pass(waitMs);
      adapter.report({ state: "connected" });
      const reason = "nothing can be sent: the other side said: unauthorized";
      expect(statusOf(fleet)).toEqual({ state: "connected", reason, paused: false });
    }
    await fleet.time.pass(10_000);
    expect(adapter.said).toHaveLength(1);
    expect(statusOf(fleet)).toEqual({ state: "connected", paused: false });
  });
});

describe("a platform that is away, as lost responses tell", () => {
  it("pain 24: costs no answer but those that were under way twice: all others wait on disk", async () => {
    const fleet = await aFleetInFakeTime({ retry: defaultRetry });
    const { time, adapter } = fleet;
    adapter.deliveries.otherwise = fails("uncertain");
    for (let n = 0; n < 40; n++) await time.until(adapter.tell(inChat(`chat ${n}`, 0)));
    await time.pass(12_000);
    expect(adapter.deliveries.attempts.length).toBeLessThanOrEqual(10);
    expect(await fleet.storage.operator.dead(100)).toEqual([]);
    adapter.deliveries.otherwise = arrives;
    await time.pass(30_000);
    expect(adapter.said).toHaveLength(40);
  });

  it("is told at once what protects", async () => {
    const { time, adapter } = await aFleetInFakeTime({
      retry: defaultRetry,
      pipeline: new ScriptedPipeline(({ events }) => ({
        effects: events[0].platformEventId.startsWith("secret") ? [deleting("100")] : [saying("answer")],
      })),
    });
    adapter.deliveries.order(fails("uncertain"));
    await time.until(adapter.tell(inChat("chat", 0)));
    await time.until(adapter.tell(inChat("secret", 0)));
    await time.pass(50);
    expect(adapter.said).toEqual(["message.delete"]);
  });
});

describe("one chat that always fails", () => {
  it("is not tried more often because others succeed", async () => {
    const { time, adapter } = await aFleetInFakeTime({ retry: defaultRetry });
    const tries: number[] = [];
    adapter.deliveries.otherwise = async (attempt) => {
      if (!adapter.deliveries.attempts.at(-1)?.effect.conversationId?.endsWith("sick"))
        return arrives(attempt);
      tries.push(time.now());
      return fails("transient")(attempt);
    };
    await time.until(adapter.tell(inChat("sick", 0)));
    for (let n = 0; n < 60; n++) {
      await time.pass(500);
      await time.until(adapter.tell(inChat(`chat ${n}`, 0)));
    }
    expect(adapter.said).toHaveLength(60);
    expect(tries.length).toBeLessThanOrEqual(7);
  });
});

describe("the dispatcher", () => {
  const allowance = { sends: 10, windowMs: 60_000, perConversationMs: 0, perGroupMs: 0 };

  it("does not ask the disk all the time while its allowance is used up", async () => {
    const { time, adapter, storage } = await aFleetInFakeTime({ adapter: new FakeAdapter({ allowance }) });
    for (let n = 0; n < 14; n++) await time.until(adapter.tell(inChat(`chat ${n}`, 0)));
    await time.pass(100);
    const asked = vi.spyOn(storage.outbox, "nextDueAt");
    await time.pass(10_000);
    expect(adapter.said).toHaveLength(10);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(24);
  });

  it("sends what protects though answers have used up the allowance that is theirs", async () => {
    const time = useFakeTime();
    const fleet = aService({
      clock: time,
      adapter: new FakeAdapter({ allowance }),
      pipeline: new ScriptedPipeline(({ events }) => ({
        effects: events[0].platformEventId.startsWith("secret") ? [deleting("100")] : [saying("answer")],
      })),
    });
    await time.until(fleet.service.start());
    await time.pass(50);
    await time.until(fleet.adapter.tell(inChat("secret", 0)));
    for (let n = 0; n < 12; n++) await time.until(fleet.adapter.tell(inChat(`chat ${n}`, 0)));
    await time.pass(1_000);
    expect(fleet.adapter.said).toHaveLength(8);
    await time.until(fleet.adapter.tell(inChat("secret", 1)));
    await time.pass(1_000);
    expect(fleet.adapter.said.at(-1)).toBe("message.delete");
    expect(fleet.adapter.said).toHaveLength(9);
  });

  it("sends what protects first among what waits on disk, and keeps permits back for more of it", async () => {
    const time = useFakeTime();
    const before = aService({ clock: time });
    for (let n = 0; n < 12; n++) {
      const stored = await takeIn(before.storage, inChat(`chat ${n}`, 0));
      const effects: EffectDraft[] = n === 11 ? [deleting("100")] : [saying("answer")];
      await before.storage.turns.commit(await aTurnCommit(before.storage, stored, { effects }));
    }
    before.kill();
    const fleet = aService({ clock: time, home: before.home, adapter: new FakeAdapter({ allowance }) });
    await time.until(fleet.service.start());
    await time.pass(1_000);
    expect(fleet.adapter.said[0]).toBe("message.delete");
    expect(fleet.adapter.said).toHaveLength(8);
  });

  it("takes what protects from the disk with the kept-back permits when the others are used up", async () => {
    const time = useFakeTime();
    const fleet = aService({
      clock: time,
      adapter: new FakeAdapter({ allowance }),
      pipeline: new ScriptedPipeline(({ events }) => ({
        effects: events[0].platformEventId.startsWith("secret")
          ? [deleting("100"), deleting("101")]
          : [saying("answer")],
      })),
    });
    await time.until(fleet.service.start());
    await time.pass(50);
    await time.until(fleet.adapter.tell(inChat("secret", 0)));
    await time.pass(1_000);
    for (let n = 0; n < 12; n++) await time.until(fleet.adapter.tell(inChat(`chat ${n}`, 0)));
    await time.pass(1_000);
    expect(fleet.adapter.said).toHaveLength(8);
    await time.until(fleet.adapter.tell(inChat("secret", 1)));
    await time.pass(2_000);
    expect(fleet.adapter.said.filter((said) => said === "message.delete")).toHaveLength(4);
    expect(fleet.adapter.said).toHaveLength(10);
  });

  it("never has more under way than the allowance, however turns and backlog mix", async () => {
    const time = useFakeTime();
    const adapter = new FakeAdapter({ allowance: { ...allowance, sends: 12, windowMs: 1_000 } });
    const fleet = aService({ clock: time, adapter });
    await time.until(fleet.service.start());
    await time.pass(50);
    const arrivals: number[] = [];
    adapter.deliveries.otherwise = async (attempt) => {
      arrivals.push(time.now());
      return arrives(attempt);
    };
    for (let n = 0; n < 60; n++) {
      await time.until(
        Promise.all([0, 1, 2].map((k) => fleet.adapter.tell(inChat(`chat ${k}-${n % 9}`, n)))),
      );
      await time.pass(n % 3 === 0 ? 50 : 10);
    }
    await time.pass(20_000);
    expect(arrivals.length).toBe(180);
    for (const [n, at] of arrivals.entries()) {
      const later = arrivals[n + 12];
      if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(1_000);
    }
  });

  it("keeps the platform's distance between two messages to one conversation", async () => {
    const time = useFakeTime();
    const perChat = { sends: 30, windowMs: 1_000, perConversationMs: 1_000, perGroupMs: 3_000 };
    const adapter = new FakeAdapter({ allowance: perChat });
    const fleet = aService({ clock: time, adapter });
    await time.until(fleet.service.start());
    await time.pass(50);
    const sentAt = new Map<string, number[]>();
    adapter.deliveries.otherwise = async (attempt) => {
      const id = adapter.deliveries.attempts.at(-1)?.effect.conversationId ?? "";
      sentAt.set(id, [...(sentAt.get(id) ?? []), time.now()]);
      return arrives(attempt);
    };
    const group = conversationId(builtAccountId, "-100");
    for (let n = 0; n < 3; n++) {
      await time.until(
        Promise.all([
          fleet.adapter.tell(aMessageEvent(`line ${n}`, n)),
          fleet.adapter.tell(
            anEvent({ conversationId: group, conversationKind: "group", platformEventId: `g-${n}` }),
          ),
        ]),
      );
      await time.pass(20);
    }
    await time.pass(10_000);
    const gaps = (id: string) =>
      (sentAt.get(id) ?? []).slice(1).map((at, n) => at - (sentAt.get(id)?.[n] ?? 0));
    expect(gaps(builtConversationId)).toHaveLength(2);
    expect(Math.min(...gaps(builtConversationId))).toBeGreaterThanOrEqual(1_000);
    expect(gaps(group)).toHaveLength(2);
    expect(Math.min(...gaps(group))).toBeGreaterThanOrEqual(3_000);
  });

  it("does not put an answer off by one more distance with each message that it is merged with", async () => {
    const perChat = { sends: 30, windowMs: 1_000, perConversationMs: 1_000, perGroupMs: 0 };
    const adapter = new FakeAdapter({ allowance: perChat });
    const pipeline = new ScriptedPipeline((turn) => ({
      effects: [saying(wordsOf(turn), { supersedable: true })],
    }));
    const { time } = await aFleetInFakeTime({ adapter, pipeline });
    const startedAt = time.now();
    const sentAt: number[] = [];
    adapter.deliveries.otherwise = async (attempt) => {
      sentAt.push(time.now() - startedAt);
      return arrives(attempt);
    };
    for (let n = 0; n < 6; n++) {
      await time.until(adapter.tell(aMessageEvent(`${n}`, n)));
      await time.pass(300);
    }
    await time.pass(5_000);
    expect(adapter.said).toEqual(["0", "1 + 2 + 3", "4 + 5"]);
    expect(sentAt.map((at) => Math.round(at / 100) * 100)).toEqual([0, 1_000, 2_000]);
  });

  it("goes on at once behind answers that are dropped because a human took over", async () => {
    const time = useFakeTime();
    const perChat = { sends: 30, windowMs: 1_000, perConversationMs: 1_000, perGroupMs: 0 };
    const adapter = new FakeAdapter({ allowance: perChat });
    const fleet = aService({
      clock: time,
      adapter,
      pipeline: new ScriptedPipeline((turn) => {
        const [event] = turn.events;
        if (event.kind === "ticket.replied") {
          return {
            patch: { ownerEpoch: 1, owner: "human" },
            effects: [saying("from the agent", { priority: "human" })],
          };
        }
        return event.kind === "message.created"
          ? { effects: [0, 1, 2, 3].map((n) => saying(`answer ${n}`)) }
          : {};
      }),
    });
    await time.until(fleet.service.start());
    await time.pass(50);
    await time.until(fleet.adapter.tell(aMessageEvent("hi")));
    await time.pass(100);
    const replied = anEvent({
      platformEventId: "r",
      kind: "ticket.replied",
      ticketId: aTicket().id,
      reply: { text: "from the agent" },
      sequence: 1,
    });
    await time.until(fleet.service.ingest.accept(replied));
    await time.pass(8_000);
    expect(fleet.adapter.said).toEqual(["answer 0", "from the agent"]);
  });
});

describe("an account that an operator paused", () => {
  it("sends only what protects, and everything in order once it is resumed", async () => {
    const fleet = aService({
      pipeline: new ScriptedPipeline((turn) => ({
        effects: [saying(`answer ${turn.events[0].platformEventId}`), deleting("100")],
      })),
    });
    await fleet.storage.operator.setPaused(builtAccountId, true, builtAt);
    await fleet.service.start();
    await fleet.adapter.tell(aMessageEvent("one"));
    await fleet.adapter.tell(aMessageEvent("two", 1));
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["message.delete", "message.delete"]);
    expect(fleet.service.status.all().get(builtAccountId)?.paused).toBe(true);
    const command = fleet.home.open({ as: "operator" });
    await command.operator.setPaused(builtAccountId, false, builtAt);
    await eventually(() => fleet.adapter.said.length === 4);
    expect(fleet.adapter.said.slice(2)).toEqual(["answer 7000", "answer 7001"]);
  });
});

describe("a fleet on a restored copy", () => {
  it("sends nothing, not even what protects, until an operator releases it", async () => {
    const fleet = aService({
      pipeline: new ScriptedPipeline(() => ({ effects: [saying("answer"), deleting("100")] })),
    });
    fleet.storage.close({ clean: true });
    rmSync(`${fleet.home.keyFile}.mark`);
    const restored = aService({ home: fleet.home, pipeline: fleet.pipeline });
    await restored.service.start();
    await restored.adapter.tell(aMessageEvent("hi"));
    await restored.service.drain();
    expect(restored.adapter.deliveries.attempts).toEqual([]);
    expect([restored.service.status.isHeld(), restored.counted("outbox.held")]).toEqual([true, 1]);
    await restored.home.open({ as: "operator" }).operator.release(builtAt);
    await eventually(() => restored.adapter.said.length === 2);
    expect(restored.counted("outbox.released")).toBe(1);
  });
});
