import SQLite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { readKeyFile } from "../../src/storage/key-file.ts";
import { Sealer } from "../../src/storage/seal.ts";
import {
  aCommittedTurn,
  aStorageHome,
  aTurnCommit,
  type StorageHome,
  settleSent,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const dayMs = 86_400_000;
const later = builtAt + 40 * dayMs;
const purged = { textBefore: later, rowBefore: 0, now: later };

/** Everything that the envelopes on disk hold, opened with the key. */
const opened = (home: StorageHome): string => {
  const sealer = new Sealer(readKeyFile(home.keyFile, false));
  const file = new SQLite(home.file, { readonly: true });
  try {
    return file
      .prepare<[], { seq: number; body: Buffer }>("select seq, body from envelopes")
      .all()
      .map(({ seq, body }) => sealer.open(body, `envelope ${seq}`))
      .join("\n");
  } finally {
    file.close();
  }
};

describe("an envelope", () => {
  it("holds what one commit wrote, and each row finds its own", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const events = Array.from({ length: 20 }, (_, n) => aMessageEvent(`message ${n}`, n));
    await Promise.all(events.map((event) => takeIn(storage, event)));
    const file = new SQLite(home.file, { readonly: true });
    expect(file.prepare("select count(*) from envelopes").pluck().get()).toBe(1);
    file.close();
    for (const reader of [storage, home.open({ as: "operator" })]) {
      const pending = await reader.inbox.pending(builtConversationId, 100);
      expect(pending.map(({ event }) => event)).toEqual(events);
    }
  });

  it("is followed by another one when more is written at once than it can hold", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const events = Array.from({ length: 4_100 }, (_, n) => aMessageEvent(`${n}`, n));
    await storage.inbox.append({ accountId: builtAccountId, events, unparsed: [], now: builtAt });
    storage.close({ clean: true });
    const pending = await home.open().inbox.pending(builtConversationId, 5_000);
    expect(pending.map(({ event }) => event)).toEqual(events);
  });

  it("holds nothing of a job that failed among others", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const stored = await takeIn(storage, aMessageEvent("handled"));
    const commit = await aTurnCommit(storage, stored, { effects: [saying("once")] });
    const again = await aTurnCommit(storage, stored, { effects: [saying("never said")] });
    await Promise.allSettled([storage.turns.commit(commit), storage.turns.commit(again)]);
    expect(opened(home)).toContain("once");
    expect(opened(home)).not.toContain("never said");
  });

  it("holds nothing of an event that is told again: it could not be overwritten there", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const event = aMessageEvent("half of a secret");
    await takeIn(storage, event);
    const batch = { accountId: builtAccountId, unparsed: [], now: builtAt };
    await storage.inbox.append({
      ...batch,
      events: [aMessageEvent("new", 5), event, aMessageEvent("newer", 6)],
    });
    const overwrite = [{ source: event.id, text: "[withheld]", kind: "seed_phrase" }] as const;
    await aCommittedTurn(storage, aMessageEvent("the other half", 1), { overwrite });
    expect(opened(home)).not.toContain("half of a secret");
    const pending = await storage.inbox.pending(builtConversationId, 10);
    expect(pending.map((row) => "message" in row.event && row.event.message.text)).toEqual([
      "[withheld]",
      "new",
      "newer",
    ]);
  });

  it("is overwritten before it is written, too: a turn's own effects hold nothing of what it takes back", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const event = aMessageEvent("half of a secret");
    await takeIn(storage, event);
    const overwrite = [{ source: event.id, text: "[withheld]", kind: "seed_phrase" }] as const;
    await aCommittedTurn(storage, aMessageEvent("the other half", 1), {
      overwrite,
      effects: [saying("You wrote: half of a secret")],
    });
    expect(opened(home)).not.toContain("half of a secret");
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["You wrote: [withheld]"]);
  });

  it("that has expired is never taken for a newer one, though all were deleted meanwhile", async () => {
    const home = aStorageHome();
    let storage = home.open();
    const [sent] = await aCommittedTurn(storage, aMessageEvent("long ago"), {
      effects: [saying("hello")],
      reserved: [true],
    });
    if (sent) await settleSent(storage, sent);
    await storage.maintenance.purge(purged);
    expect(opened(home)).toBe("");
    storage.close({ clean: true });
    storage = home.open();
    await aCommittedTurn(storage, aMessageEvent("today", 1), {
      now: builtAt + 5_000,
      effects: [saying("hello again")],
    });
    storage.maintenance.forgetCached();
    const { history } = await storage.turns.load(builtConversationId, { event: aMessageEvent("", 2) });
    expect(history.map(({ text }) => text)).toEqual(["today", "hello again"]);
    expect(await storage.turns.recent({ after: 0, limit: 10 })).toHaveLength(1);
  });

  it("stays as long as something in it waits", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aCommittedTurn(storage, aMessageEvent("done"), {});
    await takeIn(storage, aMessageEvent("waiting", 1));
    await storage.maintenance.purge(purged);
    expect(opened(home)).not.toContain("done");
    expect(await storage.inbox.pending(builtConversationId, 10)).toHaveLength(1);
  });
});
