import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { eventId } from "../../src/domain/ids.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorageHome, commitTurn, takeDue, takeIn, textsOf } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, aTicket, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const minute = 60_000;
const reply = eventId(builtAccountId, "desk:reply-1");

/** A storage in which something was damaged between two runs. */
const damaged = async (statement: string, fill: (storage: Storage) => Promise<unknown>) => {
  const home = aStorageHome();
  const storage = home.open();
  await fill(storage);
  storage.close({ clean: true });
  const file = new SQLite(home.file);
  const { changes } = file.prepare(statement).run();
  file.close();
  expect(changes).toBeGreaterThan(0);
  return home.open();
};

const load = (storage: Storage) => storage.turns.load(builtConversationId, { event: aMessageEvent("?", 50) });

describe("what cannot be opened any more", () => {
  it("is left out of the past, and the rest of it stays", async () => {
    const storage = await damaged("update envelopes set body = zeroblob(60) where seq = 1", async (fresh) => {
      const [first] = await takeIn(fresh, aMessageEvent("lost"));
      if (first) await commitTurn(fresh, [first]);
      await aCommittedTurn(fresh, aMessageEvent("kept", 1));
    });
    expect((await load(storage)).history.map(({ text }) => text)).toEqual(["kept"]);
  });

  it("lets a conversation whose state it is go on without it", async () => {
    const storage = await damaged("update conversations set state_sealed = zeroblob(60)", (fresh) =>
      aCommittedTurn(fresh, aMessageEvent("hi"), { patch: { owner: "human", state: { introducedAt: 5 } } }),
    );
    const { conversation } = await load(storage);
    expect(conversation).toMatchObject({ owner: "human", state: {} });
    expect(await commitTurn(storage, await takeIn(storage, aMessageEvent("more", 1)))).toEqual([]);
  });

  it("lets every other timer fire", async () => {
    const timer = (key: string) => ({ set: key, fireAt: builtAt, expireAt: builtAt + minute, data: key });
    const storage = await damaged("update timers set body = zeroblob(60) where key = 'lost'", (fresh) =>
      aCommittedTurn(fresh, aMessageEvent("hi"), { timers: [timer("lost"), timer("kept")] }),
    );
    const fired = await storage.timers.fireDue(builtAt);
    expect(fired.map(({ event }) => event.kind === "timer.fired" && event.key)).toEqual(["kept"]);
    expect(await storage.timers.nextFireAt()).toBeUndefined();
  });

  it("is a dead letter where it is an event, and what came after it is handled", async () => {
    const storage = await damaged("update inbox set text_ref = 999999999 where seq < 4", async (fresh) => {
      for (let n = 0; n < 5; n++) await takeIn(fresh, aMessageEvent(`line ${n}`, n));
    });
    const [next] = await storage.inbox.pending(builtConversationId, 2);
    expect(next?.event).toMatchObject({ message: { text: "line 3" } });
    expect(await storage.operator.dead(10)).toHaveLength(3);
  });

  it("tells its conversation where it is an effect, and frees its lane", async () => {
    const storage = await damaged("update outbox set text_ref = 999999999 where seq = 1", async (fresh) => {
      await aCommittedTurn(fresh, aMessageEvent("hi"), { effects: [saying("lost"), saying("kept")] });
    });
    const { taken, settled } = await takeDue(storage);
    expect(taken).toEqual([]);
    expect(settled.map(({ event }) => event)).toMatchObject([
      {
        kind: "effect.settled",
        conversationId: builtConversationId,
        effectKind: "message.send",
        outcome: { state: "dead", failure: "expired" },
      },
    ]);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["kept"]);
  });

  it("tells its conversation where it was being sent when the process ended", async () => {
    const storage = await damaged("update outbox set text_ref = 999999999", (fresh) =>
      aCommittedTurn(fresh, aMessageEvent("hi"), { effects: [saying("lost")], reserved: [true] }),
    );
    const told = await storage.outbox.recover(() => "repeat", builtAt);
    expect(told.map(({ event }) => event.kind)).toEqual(["effect.settled"]);
  });
});

describe("what waited longer than texts are kept", () => {
  it("is given up while it can still be told of", async () => {
    const storage = aStorageHome().open();
    const [first] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("one", { relayOf: { ticketId: aTicket().id, eventId: reply } })],
    });
    const later = builtAt + minute;
    const { settled } = await storage.maintenance.purge({ textBefore: later, rowBefore: 0, now: later });
    expect(settled.map(({ event }) => event)).toMatchObject([
      { kind: "effect.settled", effectId: first?.effect.id, relayOf: reply, ticketId: aTicket().id },
    ]);
    expect((await takeDue(storage, { now: later })).taken).toEqual([]);
    expect(await storage.inbox.pending(builtConversationId, 10)).toHaveLength(1);
  });
});

describe("a person", () => {
  it("who could not be reached while they wrote is written anew when they write again", async () => {
    const storage = aStorageHome().open();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("answer")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    storage.maintenance.forgetCached();
    await Promise.all([
      takeIn(storage, aMessageEvent("more", 1)),
      storage.outbox.settle([{ stored, to: "dead", failure: "unreachable", reason: "blocked" }], builtAt),
    ]);
    await takeIn(storage, aMessageEvent("I am back", 2));
    storage.maintenance.forgetCached();
    const [settled] = (await storage.inbox.pending(builtConversationId, 10)).filter(
      ({ event }) => event.kind === "effect.settled",
    );
    if (!settled) throw new Error("the death was not told");
    const { person } = await storage.turns.load(builtConversationId, { event: settled.event });
    expect(person?.reachable).toBe(true);
  });
});
