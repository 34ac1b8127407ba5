import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TicketAttachment } from "../../src/domain/attachment.ts";
import type { EffectDraft } from "../../src/domain/effect.ts";
import { type AttachmentId, attachmentId, ticketId } from "../../src/domain/ids.ts";
import { keeperDestination } from "../../src/storage/destination.ts";
import type { Storage, StoredEffect } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorageHome,
  aTurnCommit,
  type StorageHome,
  takeDue,
  takeIn,
} from "../support/a-storage.ts";
import { keeping } from "../support/attachments.ts";
import {
  aMessageEvent,
  aTicketDraft,
  aTicketEntry,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

const photo = attachmentId("mark-1.0");
const bytes = Buffer.from("the picture itself");
const facts = { fileName: "card.jpg", mediaType: "image/jpeg", size: bytes.length };
const as = (id: AttachmentId): TicketAttachment => ({ id, ...facts });
const of = (storage: Storage) => storage.attachments.of(builtConversationId);
const filesIn = (home: StorageHome): readonly string[] => {
  const folder = join(home.folder, "attachments");
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** One photo whose download was decided and begun. */
const aDownload = async (storage: Storage, id = photo, n = 0): Promise<StoredEffect> => {
  const [stored] = await aCommittedTurn(storage, aMessageEvent("look", n), {
    effects: [keeping(id, { messageId: String(100 + n) })],
    reserved: [true],
  });
  if (!stored) throw new Error("nothing was stored");
  return stored;
};

const settleKept = (storage: Storage, stored: StoredEffect, now = builtAt) =>
  storage.outbox.settle([{ stored, to: "sent", receipt: { messageIds: [], kept: facts } }], now);

const aKept = async (storage: Storage, id = photo, n = 0): Promise<void> => {
  const stored = await aDownload(storage, id, n);
  await storage.attachments.write(id, { ...facts, bytes });
  await settleKept(storage, stored);
};

const handing = (kind: "open" | "append", ids: readonly AttachmentId[]): EffectDraft => {
  const desk = { lane: "desk", priority: "receipt", ticketId: ticketId("T-1") } as const;
  const attachments = ids.map(as);
  return kind === "open"
    ? { ...desk, kind: "ticket.open", draft: aTicketDraft({ attachments }) }
    : { ...desk, kind: "ticket.append", category: "funds", entry: aTicketEntry({ attachments }) };
};

describe("an attachment", () => {
  it("is known from the commit that decided to keep it, as the platform claims it to be", async () => {
    const storage = aStorageHome().open();
    await aDownload(storage);
    expect(await of(storage)).toEqual([
      {
        id: photo,
        messageId: "100",
        at: builtAt,
        state: "keeping",
        fileName: "IMG_1.jpg",
        mediaType: "image/jpeg",
        size: 5,
      },
    ]);
    expect(await storage.attachments.bytes(photo)).toBeUndefined();
  });

  it("is not known when the turn was not committed", async () => {
    const storage = aStorageHome().open();
    const rows = await takeIn(storage, aMessageEvent("look"));
    const commit = await aTurnCommit(storage, rows, { effects: [keeping(photo)], supersedes: [99] });
    expect(await storage.turns.commit(commit)).toBeUndefined();
    expect(await of(storage)).toEqual([]);
  });

  it("is kept as what it was found to be, and the conversation is told", async () => {
    const storage = aStorageHome().open();
    const stored = await aDownload(storage);
    await storage.attachments.write(photo, { ...facts, bytes });
    const [told] = await settleKept(storage, stored);
    expect(told?.event).toMatchObject({
      kind: "effect.settled",
      effectKind: "attachment.keep",
      attachmentId: photo,
      outcome: { state: "sent", receipt: { kept: facts } },
    });
    expect(await of(storage)).toMatchObject([{ state: "kept", ...facts }]);
    expect(Buffer.from((await storage.attachments.bytes(photo)) ?? [])).toEqual(bytes);
  });

  it("that was refused says why, and has no bytes", async () => {
    const storage = aStorageHome().open();
    const stored = await aDownload(storage);
    const receipt = { messageIds: [], kept: { refusal: "type_refused" } } as const;
    await storage.outbox.settle([{ stored, to: "sent", receipt }], builtAt);
    expect(await of(storage)).toMatchObject([{ state: "refused", refusal: "type_refused" }]);
  });

  it("whose download died or came too late is not available, and the conversation is told", async () => {
    const storage = aStorageHome().open();
    const dead = await aDownload(storage);
    const reason = "gone";
    await storage.outbox.settle([{ stored: dead, to: "dead", failure: "transient", reason }], builtAt);
    await aCommittedTurn(storage, aMessageEvent("and", 1), {
      effects: [keeping(attachmentId("late"), { expiresAt: builtAt + 60_000 })],
    });
    const due = await takeDue(storage, { destination: keeperDestination, now: builtAt + 60_000 });
    expect(due.taken).toEqual([]);
    expect(due.settled).toMatchObject([{ event: { attachmentId: "late", outcome: { failure: "expired" } } }]);
    expect(await of(storage)).toMatchObject([
      { state: "refused", refusal: "not_available" },
      { state: "refused", refusal: "not_available" },
    ]);
  });

  it("is in the record of the next turn, whatever happened since the last one", async () => {
    const storage = aStorageHome().open();
    const record = async () =>
      (await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 9) })).attachments;
    const stored = await aDownload(storage);
    expect(await record()).toMatchObject([{ state: "keeping" }]);
    await storage.attachments.write(photo, { ...facts, bytes });
    await settleKept(storage, stored);
    expect(await record()).toMatchObject([{ state: "kept" }]);
    await aCommittedTurn(storage, aMessageEvent("ticket", 2), { effects: [handing("append", [photo])] });
    expect(await record()).toMatchObject([{ state: "kept", ticketId: "T-1" }]);
  });

  it("has its own lane: what is being sent does not hold it back, nor it what is to be sent", async () => {
    const storage = aStorageHome().open();
    await aDownload(storage);
    await aCommittedTurn(storage, aMessageEvent("two", 1), { effects: [keeping(attachmentId("b"))] });
    expect((await takeDue(storage, { destination: keeperDestination })).taken).toEqual([]);
    await aCommittedTurn(storage, aMessageEvent("three", 2), { effects: [handing("append", [])] });
    expect((await takeDue(storage, { destination: "desk" })).taken).toHaveLength(1);
  });
});

describe("giving attachments to the desk", () => {
  it.each(["open", "append"] as const)("is noted in the commit that decides it: %s", async (kind) => {
    const storage = aStorageHome().open();
    await aKept(storage);
    await aCommittedTurn(storage, aMessageEvent("ticket", 1), { effects: [handing(kind, [photo])] });
    expect(await of(storage)).toMatchObject([{ ticketId: "T-1" }]);
  });

  it("that came to nothing is taken back, so that another ticket may have them", async () => {
    const storage = aStorageHome().open();
    await aKept(storage);
    const [stored] = await aCommittedTurn(storage, aMessageEvent("ticket", 1), {
      effects: [handing("open", [photo])],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await storage.outbox.settle([{ stored, to: "dead", failure: "rejected", reason: "no" }], builtAt);
    expect((await of(storage))[0]).not.toHaveProperty("ticketId");
    const { attachments } = await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 9) });
    expect(attachments[0]).not.toHaveProperty("ticketId");
  });

  it("leaves those alone that another ticket has", async () => {
    const storage = aStorageHome().open();
    await aKept(storage);
    await aCommittedTurn(storage, aMessageEvent("one", 1), { effects: [handing("open", [photo])] });
    const again = { ...handing("append", [photo]), ticketId: ticketId("T-2") } as EffectDraft;
    await aCommittedTurn(storage, aMessageEvent("two", 2), { effects: [again] });
    expect(await of(storage)).toMatchObject([{ ticketId: "T-1" }]);
  });
});

describe("on disk", () => {
  it("neither the bytes nor the name nor the type can be read, and the key opens each file for its own id only", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aKept(storage);
    const other = attachmentId("other");
    await aKept(storage, other, 1);
    const all = home.bytes();
    for (const words of [bytes, "card.jpg", "IMG_1.jpg", "image/jpeg"])
      expect(all.includes(words)).toBe(false);
    const path = (id: string) => join(home.folder, "attachments", `${id}.sealed`);
    writeFileSync(path(photo), readFileSync(path(other)));
    expect(await storage.attachments.bytes(photo)).toBeUndefined();
    expect(await storage.attachments.bytes(other)).toBeDefined();
  });

  it("a file that was cut or lost is not given out, and breaks nothing", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aKept(storage);
    truncateSync(join(home.folder, "attachments", `${photo}.sealed`), 20);
    expect(await storage.attachments.bytes(photo)).toBeUndefined();
    expect(await storage.attachments.bytes(attachmentId("never"))).toBeUndefined();
  });

  it.each(["../../escape", "a/b", ".", "..", "ü 😀", "x".repeat(80)])(
    "an id leads nowhere but into the folder: %s",
    async (id) => {
      const home = aStorageHome();
      const storage = home.open();
      await aKept(storage, attachmentId(id));
      expect(filesIn(home)).toHaveLength(1);
      expect(Buffer.from((await storage.attachments.bytes(attachmentId(id))) ?? [])).toEqual(bytes);
      storage.close({ clean: true });
      expect(await home.open().attachments.bytes(attachmentId(id))).toBeDefined();
    },
  );

  it("a storage with another name has another folder, so that neither sweeps the other's files", async () => {
    const home = aStorageHome();
    await aKept(home.open());
    home.open({ path: join(home.folder, "second.db") });
    expect(filesIn(home)).toHaveLength(1);
  });
});

describe("pain 32: after a kill", () => {
  it("between the file and the settling, the file is taken as it is: neither lost nor fetched twice", async () => {
    const home = aStorageHome();
    const dying = home.open();
    await aDownload(dying);
    await dying.attachments.write(photo, { ...facts, bytes });
    dying.close({ clean: false });

    const storage = home.open();
    const told = await storage.outbox.recover(() => {
      throw new Error("there is nothing to decide");
    }, builtAt + 3_600_000);
    expect(told).toMatchObject([{ event: { attachmentId: photo, outcome: { state: "sent" } } }]);
    expect(await of(storage)).toMatchObject([{ state: "kept", ...facts }]);
    expect(Buffer.from((await storage.attachments.bytes(photo)) ?? [])).toEqual(bytes);
    expect((await takeDue(storage, { destination: keeperDestination })).taken).toEqual([]);
  });

  it("in the middle of the file, it is fetched again", async () => {
    const home = aStorageHome();
    const dying = home.open();
    await aDownload(dying);
    await dying.attachments.write(photo, { ...facts, bytes });
    const whole = join(home.folder, "attachments", `${photo}.sealed`);
    truncateSync(whole, 30);
    dying.close({ clean: false });

    const storage = home.open();
    await storage.outbox.recover(() => "repeat", builtAt);
    expect((await takeDue(storage, { destination: keeperDestination })).taken).toHaveLength(1);
  });

  it("the start removes half-written files and those that no row wants, and no others", async () => {
    const home = aStorageHome();
    const dying = home.open();
    await aKept(dying);
    for (const name of ["half.sealed.new", "orphan.sealed", "%zz.sealed"])
      writeFileSync(join(home.folder, "attachments", name), "x");
    dying.close({ clean: false });
    home.open({ as: "operator" }).close({ clean: true });
    expect(filesIn(home)).toHaveLength(4);
    home.open();
    expect(filesIn(home)).toEqual([`${photo}.sealed`]);
  });
});

describe("attachments expire", () => {
  it("with the texts: row, file and what is held in memory", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await aKept(storage);
    await aKept(storage, attachmentId("young"), 1);
    const purged = await storage.maintenance.purge({
      textBefore: builtAt + 1,
      rowBefore: 0,
      now: builtAt + 1,
    });
    expect(purged.texts).toBeGreaterThan(0);
    expect(await of(storage)).toMatchObject([{ id: "young" }]);
    expect(filesIn(home)).toEqual(["young.sealed"]);
    const { attachments } = await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 9) });
    expect(attachments).toMatchObject([{ id: "young" }]);
  });
});
