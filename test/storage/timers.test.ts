import { describe, expect, it } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import type { TimerCommand } from "../../src/domain/turn.ts";
import type { Storage, StoredEvent } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, aStorageHome } from "../support/a-storage.ts";
import { aMessageEvent, anEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const minute = 60_000;
let messages = 0;

const run = (storage: Storage, ...timers: readonly TimerCommand[]) =>
  aCommittedTurn(storage, aMessageEvent("hi", messages++), { timers });

const set = (key: string, afterMs: number, override: { expireAt?: number; data?: string } = {}) => ({
  set: key,
  fireAt: builtAt + afterMs,
  expireAt: builtAt + afterMs + 10 * minute,
  data: `data of ${key}`,
  ...override,
});

const keysOf = (fired: readonly StoredEvent[]) =>
  fired.map(({ event }) => (event.kind === "timer.fired" ? event.key : event.kind));

describe("a timer", () => {
  it("becomes an event of its conversation when it is due, once", async () => {
    const storage = aStorage();
    await run(storage, set("remind", minute));
    expect(await storage.timers.nextFireAt()).toBe(builtAt + minute);
    expect(await storage.timers.fireDue(builtAt + minute - 1)).toEqual([]);
    const fired = await storage.timers.fireDue(builtAt + minute + 5);
    expect(fired.map(({ event }) => event)).toMatchObject([
      {
        kind: "timer.fired",
        conversationId: builtConversationId,
        conversationKind: "direct",
        key: "remind",
        data: "data of remind",
        occurredAt: builtAt + minute,
      },
    ]);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual(fired);
    expect(await storage.timers.fireDue(builtAt + 2 * minute)).toEqual([]);
    expect(await storage.timers.nextFireAt()).toBeUndefined();
  });

  it("may be set in another conversation, which has not begun yet", async () => {
    const storage = aStorage();
    const id = conversationId(builtAccountId, "post:1/2");
    const asked = { ...aMessageEvent("hi", messages++), conversationKind: "group" } as const;
    const timers = [{ ...set("case", 0), in: { id, kind: "thread" } }] as const;
    await aCommittedTurn(storage, asked, { timers });
    const [fired, ...others] = await storage.timers.fireDue(builtAt);
    expect(others).toEqual([]);
    expect(fired?.event).toMatchObject({
      conversationId: id,
      conversationKind: "thread",
      accountId: builtAccountId,
      data: "data of case",
    });
  });

  it("outlives a restart", async () => {
    const home = aStorageHome();
    const before = home.open();
    await run(before, set("remind", minute));
    before.close({ clean: false });
    expect(keysOf(await home.open().timers.fireDue(builtAt + minute))).toEqual(["remind"]);
  });

  it("is replaced when its key is set again, by one of a higher generation", async () => {
    const storage = aStorage();
    await run(storage, set("remind", minute));
    await run(storage, set("remind", 3 * minute, { data: "newer" }));
    expect(await storage.timers.fireDue(builtAt + 2 * minute)).toEqual([]);
    const [fired] = await storage.timers.fireDue(builtAt + 3 * minute);
    expect(fired?.event).toMatchObject({ data: "newer", generation: builtAt + 1 });
  });

  it("may be set again by the very turn that it started", async () => {
    const storage = aStorage();
    for (let round = 0; round < 3; round++) {
      const now = builtAt + round * minute;
      const fireAt = now + minute;
      await aCommittedTurn(storage, aMessageEvent("hi", messages++), {
        now,
        timers: [{ set: "remind", fireAt, expireAt: fireAt, data: "" }],
      });
      expect(keysOf(await storage.timers.fireDue(fireAt))).toEqual(["remind"]);
    }
  });

  it("is cancelled by its key, and only in its own conversation", async () => {
    const storage = aStorage();
    await run(storage, set("remind", minute), set("close", 2 * minute));
    const elsewhere = conversationId(builtAccountId, "43");
    await aCommittedTurn(storage, anEvent({ conversationId: elsewhere, platformEventId: "x" }), {
      timers: [set("remind", minute)],
    });
    await run(storage, { cancel: "remind" }, { cancel: "never set" });
    const fired = await storage.timers.fireDue(builtAt + 5 * minute);
    expect(keysOf(fired)).toEqual(["remind", "close"]);
    expect(fired[0]?.event.conversationId).toBe(elsewhere);
  });

  it("is dropped when it comes too late to be of use", async () => {
    const storage = aStorage();
    await run(storage, set("remind", minute, { expireAt: builtAt + 2 * minute }));
    expect(await storage.timers.fireDue(builtAt + 2 * minute + 1)).toEqual([]);
    expect(await storage.timers.nextFireAt()).toBeUndefined();
    await run(storage, set("remind", minute, { expireAt: builtAt + 2 * minute }));
    expect(keysOf(await storage.timers.fireDue(builtAt + 2 * minute))).toEqual(["remind"]);
  });

  it("fires in the order in which it was due", async () => {
    const storage = aStorage();
    await run(storage, set("c", 3), set("a", 1), set("b", 2));
    expect(keysOf(await storage.timers.fireDue(builtAt + 10))).toEqual(["a", "b", "c"]);
  });

  it("is not lost among many: what does not fit into one round fires in the next", async () => {
    const storage = aStorage();
    await run(storage, ...Array.from({ length: 450 }, (_, n) => set(`timer ${n}`, n)));
    const fired = new Set<string>();
    for (let round = 0; round < 3; round++) {
      for (const key of keysOf(await storage.timers.fireDue(builtAt + minute))) fired.add(key);
    }
    expect(fired.size).toBe(450);
  });
});
