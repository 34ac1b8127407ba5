import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import type { Storage, StoredEffect } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  type StorageHome,
  settleSent,
  takeDue,
  textsOf,
} from "../support/a-storage.ts";
import { deleting, saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

/** A start after the process died while this was being sent. */
const afterDeath = async (home: StorageHome, effects = [saying("hello")]): Promise<Storage> => {
  const storage = home.open();
  await aCommittedTurn(storage, aMessageEvent("hi"), { effects, reserved: effects.map(() => true) });
  storage.close({ clean: false });
  return home.open();
};

describe("what is found sending at the start", () => {
  it("is asked about, each once, in the order in which it was decided", async () => {
    const storage = await afterDeath(aStorageHome(), [saying("hello"), deleting("100")]);
    const asked: StoredEffect[] = [];
    await storage.outbox.recover((stored) => {
      asked.push(stored);
      return "repeat";
    }, builtAt);
    expect(asked).toMatchObject([
      { effect: { kind: "message.send" }, attempts: 1, uncertain: 0, conversationKind: "direct" },
      { effect: { kind: "message.delete" }, attempts: 1, uncertain: 0 },
    ]);
    const { taken } = await takeDue(storage);
    expect(textsOf(taken)).toEqual(["message.delete", "hello"]);
  });

  it("pain 2: is counted as uncertain when it is repeated in doubt, and the count outlives the process", async () => {
    const home = aStorageHome();
    let storage = await afterDeath(home);
    const seen: number[] = [];
    for (let start = 0; start < 3; start++) {
      await storage.outbox.recover((stored) => {
        seen.push(stored.uncertain);
        return stored.uncertain === 0 ? "repeat_uncertain" : "dead";
      }, builtAt);
      await takeDue(storage);
      storage.close({ clean: false });
      storage = home.open();
    }
    expect(seen).toEqual([0, 1]);
    expect(await storage.operator.dead(10)).toMatchObject([
      { kind: "message.send", failure: "uncertain", conversationId: builtConversationId },
    ]);
  });

  it("pain 11: tells the conversation when it is given up, and releases the lane", async () => {
    const storage = await afterDeath(aStorageHome(), [saying("hello"), saying("behind")]);
    const told = await storage.outbox.recover(() => "dead", builtAt);
    expect(told.map(({ event }) => event)).toMatchObject([
      { kind: "effect.settled", outcome: { state: "dead", failure: "uncertain" } },
    ]);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual(told);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["behind"]);
  });

  it("does not bring back what was settled before the process died", async () => {
    const home = aStorageHome();
    const before = home.open();
    const [stored] = await aCommittedTurn(before, aMessageEvent("hi"), {
      effects: [saying("hello")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await settleSent(before, stored);
    before.close({ clean: false });
    const storage = home.open();
    await storage.outbox.recover(() => {
      throw new Error("nothing is uncertain");
    }, builtAt);
    expect((await takeDue(storage)).taken).toEqual([]);
  });
});

describe("the allowance used before", () => {
  it("is when sends to a destination began, whatever became of them", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const sends = [
      { at: builtAt, reserved: true },
      { at: builtAt + 100, reserved: true },
      { at: builtAt + 200, reserved: false },
    ];
    for (const [n, { at, reserved }] of sends.entries()) {
      const event = anEvent({
        conversationId: conversationId(builtAccountId, `${n}`),
        platformEventId: `u-${n}`,
      });
      const [stored] = await aCommittedTurn(storage, event, {
        now: at,
        effects: [saying(`answer ${n}`)],
        reserved: [reserved],
      });
      if (n === 0 && stored) await settleSent(storage, stored);
    }
    storage.close({ clean: false });
    const again = home.open();
    const usedSince = async (since: number, destination: string = builtAccountId) =>
      (await again.outbox.usedSince(destination, { since, now: builtAt + 200 })).map(({ at, calls }) => [
        at,
        calls,
      ]);
    expect((await usedSince(builtAt - 1)).sort()).toEqual([
      [builtAt, 1],
      [builtAt + 100, 1],
    ]);
    expect(await usedSince(builtAt)).toEqual([[builtAt + 100, 1]]);
    expect(await usedSince(0, "desk")).toEqual([]);
  });

  it("is told for each attempt with its own time, and forgotten when no window holds it", async () => {
    const storage = aStorage();
    const hourMs = 3_600_000;
    const [stored] = await aCommittedTurn(storage, anEvent(), {
      effects: [saying("answer")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    const failsAt = async (attempt: StoredEffect, at: number, calls: number) => {
      const retry = { to: "retry", failure: "transient", reason: "", uncertain: 0 } as const;
      await storage.outbox.settle([{ stored: attempt, ...retry, at, calls }], at);
    };
    await failsAt(stored, builtAt, 2);
    for (const [hours, calls] of [
      [1, 0],
      [20, 1],
      [26, 1],
    ] as const) {
      const now = builtAt + hours * hourMs;
      const [again] = (await takeDue(storage, { now })).taken;
      if (again) await failsAt(again, now, calls);
    }
    const now = builtAt + 27 * hourMs;
    const usedSince = (since: number) => storage.outbox.usedSince(builtAccountId, { since, now });
    expect(await usedSince(builtAt - 1)).toEqual([
      { at: builtAt + 26 * hourMs, calls: 1 },
      { at: builtAt + 20 * hourMs, calls: 1 },
    ]);
    expect(await usedSince(builtAt + 20 * hourMs)).toHaveLength(1);
  });
  it.each([
    ["went at once", { attempts: 1, uncalled: 0 }, 1],
    ["was tried three times, once without a call", { attempts: 3, uncalled: 1 }, 2],
    ["was tried, and again for an operator", { attempts: 1, uncalled: -1 }, 2],
    ["was never asked for", { attempts: 2, uncalled: 2 }, 0],
  ])("is kept from a version that counted otherwise: a send that %s", async (_, row, calls) => {
    const home = aStorageHome();
    const storage = home.open();
    await aCommittedTurn(storage, anEvent(), { effects: [saying("answer")], reserved: [true] });
    storage.close({ clean: true });
    const file = new SQLite(home.file);
    file.exec(`
      drop table earlier_calls;
      alter table outbox drop column calls;
      alter table outbox add column uncalled integer not null default 0;
      update outbox set attempts = ${row.attempts}, uncalled = ${row.uncalled};
      delete from migrations where name = '0007-calls';
    `);
    file.close();
    const used = await home.open().outbox.usedSince(builtAccountId, { since: 0, now: builtAt });
    expect(used).toEqual(calls === 0 ? [] : [{ at: builtAt, calls }]);
  });
});
