import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import SQLite from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import { migrations } from "../../src/storage/migrations.ts";
import { aCommittedTurn, aStorageHome, type StorageHome, takeDue, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, builtAt, builtConversationId } from "../support/builders.ts";

const errorOf = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("It did not throw.");
};

const childFile = fileURLToPath(new URL("./storage-child.ts", import.meta.url));

/** Another process that opens the storage; resolves to it and the line that it says. */
const openInAnotherProcess = async (home: StorageHome) => {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [childFile, home.file, home.keyFile],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  return { child, said: String(line).trim() };
};

describe("opening a storage", () => {
  it("runs every migration once", () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    home.open({ now: () => builtAt + 1_000 }).close({ clean: true });
    const file = new SQLite(home.file);
    const applied = file.prepare("select name, at from migrations").all();
    file.close();
    expect(applied).toEqual(migrations.map(({ name }) => ({ name, at: builtAt })));
  });

  it("refuses a file that a newer version wrote, and leaves it as it is", () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    const file = new SQLite(home.file);
    file.prepare("insert into migrations values ('0999-from-the-future', 1)").run();
    file.close();
    const error = errorOf(() => home.open());
    expect(error.code).toBe("STORAGE_NEWER");
    expect(error.message).toContain("0999-from-the-future");
  });

  it("makes a folder of its own where the path names none", () => {
    const home = aStorageHome();
    home.open({ path: home.folder });
    expect(existsSync(home.file)).toBe(true);
  });

  it.each([
    ["a file that is no database", "This is a letter, not a database.".repeat(500)],
    ["a file that begins like one and is cut off", "SQLite format 3\0".padEnd(5_000, "x")],
  ])("says STORAGE_DAMAGED for %s, and leaves it as it is", (_, content) => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    writeFileSync(home.file, content);
    const error = errorOf(() => home.open());
    expect(error.code).toBe("STORAGE_DAMAGED");
    expect(error.message).toContain("restore a backup");
    expect(home.bytes().includes(content)).toBe(true);
  });
});

describe("the lock", () => {
  it("pain 6: lets one fleet have a storage at a time, and says what to do", () => {
    const home = aStorageHome();
    home.open();
    const error = errorOf(() => home.open());
    expect(error.code).toBe("STORAGE_LOCKED");
    expect(error.message).toContain(home.file);
    expect(error.message).toContain("storage.path");
  });

  it("is freed by a stop, clean or not", () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    home.open().close({ clean: false });
    home.open();
  });

  it("is freed when the storage could not be opened after all", () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    const hidden = `${home.keyFile}.hidden`;
    renameSync(home.keyFile, hidden);
    expect(errorOf(() => home.open()).code).toBe("KEY_FILE_MISSING");
    renameSync(hidden, home.keyFile);
    home.open();
  });

  it("lets an operator's command in beside a running fleet", async () => {
    const home = aStorageHome();
    const fleet = home.open();
    const [stored] = await takeIn(fleet, aMessageEvent("hello"));
    const command = home.open({ as: "operator" });
    expect(await command.inbox.pending(builtConversationId, 10)).toEqual([stored]);
    expect((await command.operator.backlog()).inboxPending).toBe(1);
  });

  it("pain 6: holds between processes, and kill -9 frees it", async () => {
    const home = aStorageHome();
    const { child, said } = await openInAnotherProcess(home);
    expect(said).toBe("open");
    expect(errorOf(() => home.open()).code).toBe("STORAGE_LOCKED");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(home.open().maintenance.cleanStart).toBe(false);
  });

  it("pain 6: keeps another process out", async () => {
    const home = aStorageHome();
    home.open();
    const { said } = await openInAnotherProcess(home);
    expect(said).toMatch(/^STORAGE_LOCKED Another process uses/);
  });
});

describe("the key file", () => {
  it("is made at the first start, for its owner alone", () => {
    const home = aStorageHome();
    home.open();
    expect(statSync(home.keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(home.folder).mode & 0o077).toBe(0);
  });

  it("is not made anew when the storage is sealed already", () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    renameSync(home.keyFile, `${home.keyFile}.elsewhere`);
    const error = errorOf(() => home.open());
    expect(error.code).toBe("KEY_FILE_MISSING");
    expect(error.message).toContain(home.keyFile);
    expect(existsSync(home.keyFile)).toBe(false);
  });

  const aKey = (byte: number) => `${Buffer.alloc(32, byte).toString("base64")}\n`;

  it.each([
    ["another key", aKey(7)],
    ["no key", "a password\n"],
    ["nothing", ""],
    ["half a key", `${Buffer.alloc(16, 7).toString("base64")}\n`],
  ])("is refused when it holds %s", (_, content) => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    writeFileSync(home.keyFile, content, { mode: 0o600 });
    const error = errorOf(() => home.open());
    expect(error.code).toBe("KEY_FILE_WRONG");
    expect(error.message).not.toContain(content.trim() || "\0");
  });

  it.each([0o640, 0o604, 0o666, 0o660])("is refused when others may touch it (%o)", (mode) => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    chmodSync(home.keyFile, mode);
    const error = errorOf(() => home.open());
    expect(error.code).toBe("KEY_FILE_UNSAFE");
    expect(error.message).toContain(`chmod 600 ${home.keyFile}`);
  });

  it.each([
    ["in the storage's folder", "flotilla.key"],
    ["deeper in the storage's folder", "keys/flotilla.key"],
    ["in a folder there whose name begins with dots", "..keys/flotilla.key"],
    ["in the place of the database", "flotilla.db"],
  ])("is refused %s", (_, name) => {
    const home = aStorageHome();
    const error = errorOf(() => home.open({ path: home.folder, keyFile: join(home.folder, name) }));
    expect(error.code).toBe("KEY_FILE_UNSAFE");
    expect(existsSync(home.folder)).toBe(false);
  });

  it("is refused beside the database where the path names the file", () => {
    const home = aStorageHome();
    const error = errorOf(() => home.open({ keyFile: home.file }));
    expect(error.code).toBe("KEY_FILE_UNSAFE");
  });
});

describe("a restored copy", () => {
  /** Copies the database at a stop, lets the fleet run on, and puts the copy back. */
  const restored = async () => {
    const home = aStorageHome();
    const before = home.open();
    await aCommittedTurn(before, aMessageEvent("hello"), { effects: [saying("hi")] });
    before.close({ clean: true });
    const copy = readFileSync(home.file);
    const meanwhile = home.open();
    await meanwhile.outbox.recover(() => "repeat", builtAt);
    for (const stored of (await takeDue(meanwhile)).taken) {
      await meanwhile.outbox.settle([{ stored, to: "sent", receipt: { messageIds: ["1"] } }], builtAt);
    }
    await meanwhile.maintenance.beat();
    meanwhile.close({ clean: true });
    writeFileSync(home.file, copy);
    return home;
  };

  it("starts with its outbox held until an operator releases it", async () => {
    const home = await restored();
    const storage = home.open();
    expect(await storage.operator.isHeld()).toBe(true);
    storage.close({ clean: true });
    const again = home.open();
    expect(await again.operator.isHeld()).toBe(true);
    await again.operator.release(builtAt);
    expect(await again.operator.isHeld()).toBe(false);
    again.close({ clean: true });
    expect(await home.open().operator.isHeld()).toBe(false);
  });

  it("lets an operator drop what waits", async () => {
    const home = await restored();
    const storage = home.open();
    await storage.outbox.recover(() => "repeat", builtAt);
    expect(await storage.operator.discardWaiting(builtAt)).toBe(1);
    await storage.operator.release(builtAt);
    expect((await takeDue(storage)).taken).toEqual([]);
  });

  it("is noticed on a machine that has the key and no mark", async () => {
    const home = aStorageHome();
    home.open().close({ clean: true });
    renameSync(`${home.keyFile}.mark`, `${home.keyFile}.gone`);
    expect(await home.open().operator.isHeld()).toBe(true);
  });

  it.each([true, false])("is not suspected after a stop (clean: %s)", async (clean) => {
    const home = aStorageHome();
    for (let run = 0; run < 3; run++) {
      const storage = home.open();
      expect(await storage.operator.isHeld()).toBe(false);
      await storage.maintenance.beat();
      storage.close({ clean });
    }
  });

  it("is not suspected after a crash between the two writes of the mark", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await storage.maintenance.beat();
    const mark = readFileSync(`${home.keyFile}.mark`);
    await storage.maintenance.beat();
    storage.close({ clean: false });
    writeFileSync(`${home.keyFile}.mark`, mark);
    expect(await home.open().operator.isHeld()).toBe(false);
  });
});

describe("whether the last stop was clean", () => {
  it("is known at the next start", () => {
    const home = aStorageHome();
    const cleanStarts: boolean[] = [];
    for (const clean of [true, false, true]) {
      const storage = home.open();
      cleanStarts.push(storage.maintenance.cleanStart);
      storage.close({ clean });
    }
    cleanStarts.push(home.open().maintenance.cleanStart);
    expect(cleanStarts).toEqual([true, true, false, true]);
  });

  it("is not touched by an operator's command", () => {
    const home = aStorageHome();
    home.open().close({ clean: false });
    home.open({ as: "operator" }).close({ clean: true });
    expect(home.open().maintenance.cleanStart).toBe(false);
  });
});
