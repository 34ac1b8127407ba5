import Keyv from "keyv";
import { describe, expect, it } from "vitest";
import { accountId } from "../../src/domain/ids.ts";
import type { Storage, StoredEffect } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  commitTurn,
  settleSent,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anOpenTicket,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const dayMs = 86_400_000;

const die = async (storage: Storage, stored: StoredEffect | undefined, reason = "400") => {
  if (!stored) throw new Error("nothing was stored");
  await storage.outbox.settle([{ stored, to: "dead", failure: "rejected", reason }], builtAt);
};

const aDeadEffect = async (storage: Storage, n = 0) => {
  const [stored] = await aCommittedTurn(storage, aMessageEvent("hi", n), {
    effects: [saying(`answer ${n}`)],
    reserved: [true],
  });
  await die(storage, stored);
};

describe("dead letters", () => {
  it("pain 24: are listed with their reasons, the newest first", async () => {
    const storage = aStorage();
    await aDeadEffect(storage, 0);
    await aDeadEffect(storage, 1);
    const [broken] = await takeIn(storage, aMessageEvent("poison", 2));
    await commitTurn(storage, broken ? [broken] : [], { dead: true });
    const letters = await storage.operator.dead(10);
    expect(letters.map(({ kind, failure, reason }) => [kind, failure, reason])).toEqual([
      ["message.send", "rejected", "400"],
      ["message.send", "rejected", "400"],
      ["message.created", "broken_turn", "could not be handled in 1 attempts"],
    ]);
    expect(letters.every(({ conversationId }) => conversationId === builtConversationId)).toBe(true);
    expect(await storage.operator.dead(1)).toHaveLength(2);
  });

  it("pain 24: are tried again when an operator says so, each by its name", async () => {
    const storage = aStorage();
    await aDeadEffect(storage, 0);
    await aDeadEffect(storage, 1);
    const [newest] = await storage.operator.dead(10);
    expect(await storage.operator.retryDead([newest?.letter ?? ""], builtAt)).toBe(1);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["answer 1"]);
    expect(await storage.operator.retryDead(["effect:999", "event:999", "nonsense"], builtAt)).toBe(0);
  });

  it("are all tried again on request, in their order, though they had expired or a human took over", async () => {
    const storage = aStorage();
    for (const n of [0, 1]) {
      await aCommittedTurn(storage, aMessageEvent("hi", n), {
        effects: [saying(`answer ${n}`, { expiresAt: builtAt + 10 })],
      });
    }
    for (const _ of [0, 1]) await takeDue(storage, { now: builtAt + 10 });
    await aCommittedTurn(storage, aMessageEvent("agent", 2), { patch: { ownerEpoch: 2 } });
    expect(await storage.operator.retryDead("all", builtAt + 20)).toBe(2);
    const sent: string[] = [];
    for (let round = 0; round < 2; round++) {
      const { taken } = await takeDue(storage, { now: builtAt + 20 });
      sent.push(...textsOf(taken));
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["answer 0", "answer 1"]);
  });

  it("stay when they were meant for somebody who asked not to be written to, but for a warning", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [
        saying("answer", { expiresAt: builtAt + 10 }),
        saying("warning", { expiresAt: builtAt + 10, priority: "protect", lane: "guard" }),
      ],
    });
    await takeDue(storage, { now: builtAt + 10 });
    expect(await storage.operator.dead(10)).toHaveLength(2);
    await aCommittedTurn(storage, aMessageEvent("stop", 1), {
      patch: { ownerEpoch: 1, state: { optedOutAt: builtAt } },
    });
    expect(await storage.operator.retryDead("all", builtAt + 20)).toBe(1);
    expect(textsOf((await takeDue(storage, { now: builtAt + 20 })).taken)).toEqual(["warning"]);
    await aCommittedTurn(storage, aMessageEvent("hello", 2), { patch: { state: {} } });
    expect(await storage.operator.retryDead("all", builtAt + 20)).toBe(1);
  });

  it.each([
    ["used none of it", 0, 1],
    ["used it", 1, 2],
  ])("use their account's allowance again, where the earlier attempt %s", async (_, calls, inAll) => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("answer")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await storage.outbox.settle([{ stored, to: "dead", failure: "rejected", reason: "400", calls }], builtAt);
    await storage.operator.retryDead("all", builtAt);
    const [again] = (await takeDue(storage)).taken;
    if (again) await settleSent(storage, again);
    const used = await storage.outbox.usedSince(builtAccountId, { since: 0, now: builtAt });
    expect(used).toEqual(Array.from({ length: inAll }, () => ({ at: builtAt, calls: 1 })));
  });

  it.each([
    ["may have been sent is asked about first", "uncertain", 1],
    ["was refused is not", "rejected", 0],
  ] as const)("what %s", async (_, failure, uncertain) => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("answer")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await storage.outbox.settle([{ stored, to: "dead", failure, reason: "" }], builtAt);
    await storage.operator.retryDead("all", builtAt);
    expect((await takeDue(storage)).taken).toMatchObject([{ uncertain }]);
  });

  it("that are events become pending again", async () => {
    const storage = aStorage();
    const [broken] = await takeIn(storage, aMessageEvent("poison"));
    await storage.inbox.attempt([broken?.seq ?? 0]);
    await commitTurn(storage, broken ? [broken] : [], { dead: true });
    expect(await storage.inbox.pendingConversations()).toEqual([]);
    expect(await storage.operator.retryDead("all", builtAt)).toBe(1);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual([{ ...broken, attempts: 1 }]);
    expect(await storage.operator.dead(10)).toEqual([]);
  });

  it("whose words have expired stay dead", async () => {
    const storage = aStorage();
    const [broken] = await takeIn(storage, aMessageEvent("poison"));
    await commitTurn(storage, broken ? [broken] : [], { dead: true });
    const [undelivered] = await aCommittedTurn(storage, aMessageEvent("hi", 1), {
      effects: [saying("answer")],
      reserved: [true],
    });
    await die(storage, undelivered);
    await storage.maintenance.purge({ textBefore: builtAt + dayMs, rowBefore: 0, now: builtAt });
    expect(await storage.operator.retryDead("all", builtAt)).toBe(0);
    expect(await storage.operator.dead(10)).toHaveLength(2);
  });

  it("do not overtake what is being sent in their lane meanwhile", async () => {
    const home = aStorageHome();
    const fleet = home.open();
    await aDeadEffect(fleet);
    const [flying] = await aCommittedTurn(fleet, aMessageEvent("hi", 1), {
      effects: [saying("flying")],
      reserved: [true],
    });
    const command = home.open({ as: "operator" });
    expect(await command.operator.retryDead("all", builtAt)).toBe(1);
    expect((await takeDue(fleet)).taken).toEqual([]);
    if (flying) await settleSent(fleet, flying);
    expect(textsOf((await takeDue(fleet)).taken)).toEqual(["answer 0"]);
  });
});

describe("the backlog", () => {
  it("counts what waits, by destination, and what is dead", async () => {
    const storage = aStorage();
    await aDeadEffect(storage, 0);
    await aCommittedTurn(storage, aMessageEvent("hi", 1), {
      effects: [saying("a"), saying("b"), anOpenTicket()],
    });
    await takeIn(storage, aMessageEvent("later", 2));
    expect(await storage.operator.backlog()).toEqual({
      // The death of the first answer is an event, too.
      inboxPending: 2,
      outboxPending: { [builtAccountId]: 2, desk: 1 },
      dead: 1,
    });
  });
});

describe("a paused account", () => {
  it("stays paused over a restart until it is resumed, and no other is", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await storage.operator.setPaused(builtAccountId, true, builtAt);
    await storage.operator.setPaused(accountId("telegram-second"), true, builtAt);
    await storage.operator.setPaused(accountId("telegram-second"), false, builtAt);
    storage.close({ clean: false });
    const again = home.open();
    expect([...(await again.operator.pausedAccounts())]).toEqual([builtAccountId]);
    await again.operator.setPaused(builtAccountId, false, builtAt);
    expect((await again.operator.pausedAccounts()).size).toBe(0);
  });
});

describe("what another process writes", () => {
  it("changes the external version; what this one writes does not", async () => {
    const home = aStorageHome();
    const fleet = home.open();
    const before = fleet.operator.externalVersion();
    await takeIn(fleet, aMessageEvent("hello"));
    expect(fleet.operator.externalVersion()).toBe(before);
    const command = home.open({ as: "operator" });
    await command.operator.setPaused(builtAccountId, true, builtAt);
    expect(fleet.operator.externalVersion()).not.toBe(before);
    expect([...(await fleet.operator.pausedAccounts())]).toEqual([builtAccountId]);
  });
});

describe("forgetting what is old", () => {
  it("takes the words of what is settled, then the rows, and no event that still waits", async () => {
    const storage = aStorage();
    const [done] = await aCommittedTurn(storage, aMessageEvent("done"), {
      effects: [saying("sent")],
      reserved: [true],
    });
    if (done) await settleSent(storage, done);
    await aCommittedTurn(storage, aMessageEvent("answered", 1), { effects: [saying("waiting")] });
    await takeIn(storage, aMessageEvent("waiting too", 2));
    const later = builtAt + dayMs;
    expect(await storage.maintenance.purge({ textBefore: later, rowBefore: 0, now: later })).toMatchObject({
      texts: 4,
      rows: 0,
    });
    storage.maintenance.forgetCached();
    const { history } = await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 9) });
    expect(history).toEqual([]);
    expect(
      await storage.maintenance.purge({ textBefore: later, rowBefore: later, now: later }),
    ).toMatchObject({
      texts: 0,
      rows: 6,
    });
    expect((await takeDue(storage)).taken).toEqual([]);
    const waiting = await storage.inbox.pending(builtConversationId, 10);
    expect(waiting.map(({ event }) => event.kind)).toEqual(["message.created", "effect.settled"]);
  });

  it("leaves what is younger", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("done"));
    const limits = { textBefore: builtAt, rowBefore: builtAt, now: builtAt };
    expect(await storage.maintenance.purge(limits)).toMatchObject({ texts: 0, rows: 0 });
  });
});

describe("state that may expire", () => {
  it("serves keyv, with its times of expiry, over a restart", async () => {
    const clock = aFakeClock();
    const home = aStorageHome(clock.now);
    const storage = home.open();
    const keyv = new Keyv<{ n: number }>({ store: storage.keyv, namespace: "test" });
    await keyv.set("short", { n: 1 }, 60_000);
    await keyv.set("long", { n: 2 });
    expect(await keyv.get("short")).toEqual({ n: 1 });
    storage.close({ clean: false });
    const again = home.open();
    const reopened = new Keyv<{ n: number }>({ store: again.keyv, namespace: "test" });
    expect([await reopened.get("short"), await reopened.get("long")]).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await reopened.delete("long")).toBe(true);
    expect(await reopened.delete("long")).toBe(false);
    expect(await reopened.get("long")).toBeUndefined();
  });

  it("is gone when its time is over, and its row with the next purge", async () => {
    const clock = aFakeClock();
    const storage = aStorageHome(clock.now).open();
    await storage.keyv.set("short", "a", 60_000);
    await storage.keyv.set("long", "b");
    clock.advance(59_999);
    expect(await storage.keyv.get("short")).toBe("a");
    clock.advance(2);
    expect([await storage.keyv.get("short"), await storage.keyv.get("long")]).toEqual([undefined, "b"]);
    const limits = { textBefore: 0, rowBefore: 0, now: clock.now() };
    expect(await storage.maintenance.purge(limits)).toMatchObject({ texts: 0, rows: 1 });
    await storage.keyv.clear();
    expect(await storage.keyv.get("long")).toBeUndefined();
  });
});

describe("the turns that were", () => {
  it("are shown with their effects and without anybody's words, the latest ones first asked for", async () => {
    const storage = aStorage();
    for (const n of [0, 1, 2]) {
      await aCommittedTurn(storage, aMessageEvent(`secret ${n}`, n), {
        decision: { kind: "ignore", reason: `reason ${n}` },
        effects: n === 1 ? [saying("hello", { priority: "human" })] : [],
      });
    }
    const latest = await storage.turns.recent({ after: 0, limit: 2 });
    expect(latest.map(({ trace }) => trace.decision.reason)).toEqual(["reason 1", "reason 2"]);
    expect(latest[0]).toMatchObject({
      conversationId: builtConversationId,
      effects: [{ kind: "message.send", lane: "talk", priority: "human", state: "pending" }],
    });
    expect(JSON.stringify(latest)).not.toMatch(/secret|hello/);
    const next = await storage.turns.recent({ after: latest[0]?.seq ?? 0, limit: 10 });
    expect(next.map(({ trace }) => trace.decision.reason)).toEqual(["reason 2"]);
    const elsewhere = await storage.turns.recent({
      after: 0,
      limit: 10,
      conversationId: builtConversationId,
    });
    expect(elsewhere).toHaveLength(3);
  });
});
