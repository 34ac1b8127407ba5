import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import { storageFault } from "../../src/storage/faults.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aStorageHome, commitTurn, type StorageHome, takeIn } from "../support/a-storage.ts";
import { aMessageEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "it went well";
  } catch (error) {
    return error instanceof AppError ? error.code : `not an AppError: ${error}`;
  }
};

const longText = "x".repeat(20_000);

/** Takes messages in until the disk is full. Returns how many were stored. */
const fill = async (storage: Storage, from = 0): Promise<{ stored: number; code: string }> => {
  for (let n = from; ; n++) {
    const code = await codeOf(takeIn(storage, aMessageEvent(longText, n)));
    if (code !== "it went well") return { stored: n, code };
    if (n > 200) throw new Error("The disk did not become full.");
  }
};

describe("a full disk", () => {
  it("is told to whoever writes, and known", async () => {
    const home = aStorageHome();
    const storage = home.open({ pageLimit: 100 });
    const { stored, code } = await fill(storage);
    expect(stored).toBeGreaterThan(3);
    expect(code).toBe("STORAGE_FULL");
    expect(storage.fault()).toBe("full");
    expect(home.faults).toEqual(["full"]);
  });

  it("leaves nothing half written, and loses nothing of what was acknowledged", async () => {
    const home = aStorageHome();
    const storage = home.open({ pageLimit: 100 });
    const { stored } = await fill(storage);
    const batch = [aMessageEvent("short", 500), aMessageEvent(longText, 501), aMessageEvent(longText, 502)];
    expect(await codeOf(takeIn(storage, ...batch))).toBe("STORAGE_FULL");
    expect(await storage.inbox.pending(builtConversationId, 500)).toHaveLength(stored);
    storage.close({ clean: false });
    const pending = await home.open().inbox.pending(builtConversationId, 500);
    expect(pending).toHaveLength(stored);
  });

  it("fails everything of a commit that did not fit, each with the reason", async () => {
    const storage = aStorageHome().open({ pageLimit: 100 });
    const { stored } = await fill(storage);
    const codes = await Promise.all(
      [700, 701, 702].map((n) => codeOf(takeIn(storage, aMessageEvent(longText, n)))),
    );
    expect(codes).toEqual(["STORAGE_FULL", "STORAGE_FULL", "STORAGE_FULL"]);
    expect(await storage.inbox.pending(builtConversationId, 500)).toHaveLength(stored);
  });

  it("is not over by asking", async () => {
    const storage = aStorageHome().open({ pageLimit: 100 });
    await fill(storage);
    expect(await codeOf(storage.maintenance.check())).toBe("STORAGE_FULL");
    expect(storage.fault()).toBe("full");
  });

  it("is over as soon as there is room, without a restart", async () => {
    const storage = aStorageHome().open({ pageLimit: 200 });
    const handled = 20;
    for (let n = 0; n < handled; n++) {
      await commitTurn(storage, await takeIn(storage, aMessageEvent(longText, n)), {});
    }
    const { stored } = await fill(storage, handled);
    await storage.maintenance.purge({ textBefore: builtAt + 1_000_000, rowBefore: 0, now: builtAt });
    await storage.maintenance.check();
    expect(storage.fault()).toBeUndefined();
    await takeIn(storage, aMessageEvent("there is room", 900));
    expect(await storage.inbox.pending(builtConversationId, 500)).toHaveLength(stored - handled + 1);
  });

  it("does not keep a stop from closing", async () => {
    const home = aStorageHome();
    const storage = home.open({ pageLimit: 100 });
    await fill(storage);
    storage.close({ clean: true });
    expect(home.open().maintenance.cleanStart).toBe(false);
  });
});

describe("a damaged file", () => {
  const pageBytes = 4_096;

  /** A closed storage with many messages, parts of whose file are overwritten. */
  const damaged = async (overwrite: (file: Buffer) => void): Promise<StorageHome> => {
    const home = aStorageHome();
    const storage = home.open();
    const events = Array.from({ length: 300 }, (_, n) => aMessageEvent(`message ${n}`, n));
    await storage.inbox.append({ accountId: builtAccountId, events, unparsed: [], now: builtAt });
    storage.close({ clean: true });
    const file = readFileSync(home.file);
    overwrite(file);
    writeFileSync(home.file, file);
    return home;
  };

  /** Does what a fleet does first, until something is noticed. */
  const use = async (home: StorageHome): Promise<{ code: string; storage: Storage | undefined }> => {
    let storage: Storage | undefined;
    const code = await codeOf(
      (async () => {
        storage = home.open();
        await storage.outbox.recover(() => "repeat", builtAt);
        await storage.inbox.pendingConversations();
        await storage.inbox.pending(builtConversationId, 1_000);
        for (let n = 400; n < 420; n++) await takeIn(storage, aMessageEvent("after the damage", n));
      })(),
    );
    return { code, storage };
  };

  it.each<[string, (file: Buffer) => void]>([
    ["in its head", (file) => randomBytes(100).copy(file, 0)],
    ["from its second page on", (file) => randomBytes(file.length - pageBytes).copy(file, pageBytes)],
    [
      "in the middle",
      (file) => randomBytes(20 * pageBytes).copy(file, Math.floor(file.length / 2 / pageBytes) * pageBytes),
    ],
  ])("%s is said to be damaged, by an error that tells what to do", async (_, overwrite) => {
    const { code } = await use(await damaged(overwrite));
    expect(code).toBe("STORAGE_DAMAGED");
  });

  it("is a state that is known, whether a write or a read came upon it", async () => {
    const home = await damaged((file) =>
      randomBytes(20 * pageBytes).copy(file, Math.floor(file.length / 2 / pageBytes) * pageBytes),
    );
    const { storage } = await use(home);
    expect(storage?.fault()).toBe("damaged");
    expect(home.faults).toContain("damaged");
    storage?.close({ clean: true });
    const again = (await use(home)).storage;
    expect(again?.maintenance.cleanStart ?? false).toBe(false);
  });

  it("is not damaged because one piece of work was wrong", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const stored = await takeIn(storage, aMessageEvent("hello"));
    await commitTurn(storage, stored, {});
    await expect(commitTurn(storage, stored, {})).rejects.toThrow();
    expect(storage.fault()).toBeUndefined();
    expect(home.faults).toEqual([]);
  });
});

describe("an error of the database", () => {
  const withCode = (code: string) => Object.assign(new Error("it failed"), { code });

  it.each([
    ["SQLITE_FULL", "full"],
    ["ENOSPC", "full"],
    ["SQLITE_IOERR_WRITE", "full"],
    ["SQLITE_CORRUPT", "damaged"],
    ["SQLITE_CORRUPT_INDEX", "damaged"],
    ["SQLITE_NOTADB", "damaged"],
    ["SQLITE_IOERR_READ", "damaged"],
    ["SQLITE_READONLY", "damaged"],
    ["SQLITE_CONSTRAINT_UNIQUE", undefined],
    ["SQLITE_BUSY", undefined],
    ["ERR_OTHER", undefined],
  ])("%s is a storage that is %s", (code, kind) => {
    const error = withCode(code);
    const fault = storageFault(error);
    expect(fault?.kind).toBe(kind);
    if (fault) expect(fault.error.cause).toBe(error);
  });

  it.each([undefined, null, "SQLITE_FULL", 7])("%s is no storage fault", (thrown) => {
    expect(storageFault(thrown)).toBeUndefined();
  });
});
