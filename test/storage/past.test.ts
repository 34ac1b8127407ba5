import { describe, expect, it } from "vitest";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage } from "../support/a-storage.ts";
import { aMessageEvent, builtAt } from "../support/builders.ts";

const hourMs = 3_600_000;

const asked = async (storage: Storage, texts: readonly string[]) => {
  for (const [n, text] of texts.entries())
    await aCommittedTurn(storage, aMessageEvent(text, n), { now: builtAt + n * hourMs });
};
const saidBefore = async (storage: Storage, query: { seq?: number; since?: number; limit?: number } = {}) =>
  (await storage.past.turnsBefore({ since: 0, limit: 100, ...query })).map((turn) => turn.said());

describe("turns of the past", () => {
  it("come the newest first, with what was said in them, a page at a time", async () => {
    const storage = aStorage();
    await asked(storage, ["one", "two", "three"]);

    const page = await storage.past.turnsBefore({ since: 0, limit: 2 });

    expect(page.map((turn) => turn.said())).toEqual([["three"], ["two"]]);
    expect(await saidBefore(storage, { seq: page.at(-1)?.seq ?? 0 })).toEqual([["one"]]);
  });

  it("go back as far as asked", async () => {
    const storage = aStorage();
    await asked(storage, ["one", "two", "three"]);

    expect(await saidBefore(storage, { since: builtAt + hourMs })).toEqual([["three"], ["two"]]);
  });

  it("say nothing of what the guard withheld", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("", 0, { withheld: true }));

    expect(await saidBefore(storage)).toEqual([[]]);
  });

  it("are gone with their texts", async () => {
    const storage = aStorage();
    await asked(storage, ["one"]);
    const now = Number.MAX_SAFE_INTEGER;
    await storage.maintenance.purge({ textBefore: now, rowBefore: 0, now });

    expect(await saidBefore(storage)).toEqual([]);
  });
});
