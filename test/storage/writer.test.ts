import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { conversationId } from "../../src/domain/ids.ts";
import { Database } from "../../src/storage/database.ts";
import { LanesInFlight } from "../../src/storage/lanes-in-flight.ts";
import { AlreadyHandled } from "../../src/storage/turns.ts";
import { Writer } from "../../src/storage/writer.ts";
import {
  aStorage,
  aStorageHome,
  aTurnCommit,
  commitTurn,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const aWriter = () => {
  const database = new Database(":memory:");
  database.connection.exec("create table notes (n integer primary key)");
  const groups: number[] = [];
  const ends: string[] = [];
  const writer = new Writer({
    database,
    onCommit: (jobs) => groups.push(jobs),
    onFault: () => undefined,
    followers: [
      {
        beforeCommit: () => undefined,
        committed: () => ends.push("committed"),
        rolledBack: () => ends.push("rolled back"),
      },
    ],
  });
  const note = (n: number) => () => {
    database.connection.prepare("insert into notes values (?)").run(n);
    return n;
  };
  const notes = () => database.connection.prepare("select n from notes order by n").pluck().all();
  return { writer, groups, ends, note, notes };
};

describe("writes that are asked for together", () => {
  it("are one commit, and each is given its own result", async () => {
    const { writer, groups, note } = aWriter();
    const asked = Array.from({ length: 100 }, (_, n) => writer.write(note(n)));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(groups).toEqual([100]);
  });

  it("are done in the order in which they were asked for", async () => {
    const { writer } = aWriter();
    const done: number[] = [];
    await Promise.all([3, 1, 2].map((n) => writer.write(() => void done.push(n))));
    expect(done).toEqual([3, 1, 2]);
  });

  it("fail one by one: a faulty one does not take the others with it", async () => {
    const { writer, note, notes, groups, ends } = aWriter();
    const faulty = new Error("a bug");
    const results = await Promise.allSettled([
      writer.write(note(1)),
      writer.write(() => {
        note(2)();
        throw faulty;
      }),
      writer.write(note(3)),
    ]);
    expect(results).toEqual([
      { status: "fulfilled", value: 1 },
      { status: "rejected", reason: faulty },
      { status: "fulfilled", value: 3 },
    ]);
    expect(notes()).toEqual([1, 3]);
    expect(groups).toEqual([1, 1]);
    expect(ends).toEqual(["rolled back", "committed", "rolled back", "committed"]);
  });

  it("leave nothing of a faulty one behind", async () => {
    const { writer, note, notes } = aWriter();
    await expect(
      writer.write(() => {
        note(1)();
        throw new Error("a bug");
      }),
    ).rejects.toThrow("a bug");
    expect(notes()).toEqual([]);
  });

  it("wait for no more than the present round of the event loop", async () => {
    const { writer, groups, note } = aWriter();
    await writer.write(note(1));
    await Promise.all([writer.write(note(2)), writer.write(note(3))]);
    expect(groups).toEqual([1, 2]);
  });

  it("are committed at once by a flush", () => {
    const { writer, note, notes } = aWriter();
    void writer.write(note(1));
    expect(notes()).toEqual([]);
    writer.flush();
    expect(notes()).toEqual([1]);
  });
});

describe("the storage's writes", () => {
  it("count 100 events taken in together as one commit", async () => {
    const storage = aStorage();
    const before = storage.commits();
    const events = Array.from({ length: 100 }, (_, n) => aMessageEvent(`message ${n}`, n));
    const stored = await Promise.all(events.map(async (event) => (await takeIn(storage, event))[0]));
    expect(storage.commits() - before).toBe(1);
    expect(stored.map((row) => row?.event)).toEqual(events);
  });

  it("resolve only when another reader of the file finds what was written", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const reader = home.open({ as: "operator" });
    let resolved = false;
    const append = takeIn(storage, aMessageEvent("hello")).then(() => {
      resolved = true;
    });
    expect((await reader.operator.backlog()).inboxPending).toBe(0);
    expect(resolved).toBe(false);
    await append;
    expect((await reader.operator.backlog()).inboxPending).toBe(1);
  });

  it("are finished by a stop", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const append = takeIn(storage, aMessageEvent("hello"));
    storage.close({ clean: true });
    await append;
    expect(await home.open().inbox.pending(builtConversationId, 10)).toHaveLength(1);
  });

  it("keep what is in flight right when a group is rolled back and done again one by one", async () => {
    const storage = aStorage();
    const [stored] = await takeIn(storage, aMessageEvent("hello"));
    if (!stored) throw new Error("nothing was stored");
    const first = await aTurnCommit(storage, [stored], { effects: [saying("once")], reserved: [true] });
    const second = await aTurnCommit(storage, [stored], { effects: [saying("twice")], reserved: [true] });
    const elsewhere = conversationId(builtAccountId, "43");
    const [other] = await takeIn(storage, {
      ...aMessageEvent("hi", 5),
      conversationId: elsewhere,
    });
    if (!other) throw new Error("nothing was stored");
    const third = await aTurnCommit(storage, [other], { effects: [saying("elsewhere")], reserved: [true] });
    const [one, two, three] = await Promise.allSettled([
      storage.turns.commit(first),
      storage.turns.commit(second),
      storage.turns.commit(third),
    ]);
    expect(one.status).toBe("fulfilled");
    expect(two).toMatchObject({ status: "rejected", reason: expect.any(AlreadyHandled) });
    expect(three).toMatchObject({ status: "fulfilled", value: [{ state: "sending" }] });
    const [more] = await takeIn(storage, aMessageEvent("more", 1));
    const [behind] = await commitTurn(storage, more ? [more] : [], {
      effects: [saying("behind")],
      reserved: [true],
    });
    expect(behind?.state).toBe("pending");
    expect((await takeDue(storage)).taken).toEqual([]);
    const sent = one.status === "fulfilled" ? one.value?.[0] : undefined;
    if (!sent) throw new Error("the first turn was not committed");
    await storage.outbox.settle([{ stored: sent, to: "sent", receipt: { messageIds: [] } }], builtAt);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["behind"]);
  });
});

describe("the lanes in flight", () => {
  it("are as before when the transaction that changed them is rolled back", () => {
    const lanes = new LanesInFlight();
    lanes.begin(builtConversationId, "talk", false);
    lanes.committed();
    lanes.end(builtConversationId, "talk");
    lanes.begin(builtConversationId, "guard", true);
    lanes.rolledBack();
    expect(lanes.has(builtConversationId, "talk")).toBe(true);
    expect(lanes.has(builtConversationId, "guard")).toBe(false);
    expect(lanes.end(builtConversationId, "talk")).toBe(false);
  });
});

describe("writes while another process writes", () => {
  it("wait for it, and none fails", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const other = new SQLite(home.file);
    other.exec("begin immediate");
    const asked = [0, 1, 2].map((n) => takeIn(storage, aMessageEvent("hi", n)));
    setTimeout(() => {
      other.exec("commit");
      other.close();
    }, 400);
    const stored = await Promise.all(asked);
    expect(stored.flat().map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(storage.fault()).toBeUndefined();
  });
});
