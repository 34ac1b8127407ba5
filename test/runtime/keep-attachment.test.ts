import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../src/domain/delivery.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { attachmentId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { aStartedService, ScriptedPipeline, type ServiceOptions, wordsOf } from "../support/a-service.ts";
import { type Outcome, saying } from "../support/a-turn-result.ts";
import { keeping } from "../support/attachments.ts";
import { aMessageEvent, aTicketDraft, builtConversationId } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { aFakeClock } from "../support/fake-clock.ts";
import { aPicture, aPixelBomb, aZip, canary } from "../support/files.ts";

/** Keeps what a message carries and says that it has it; at "ticket" it opens one with all that is kept. */
const keeps = (turn: Turn): Outcome => {
  const [event] = turn.events;
  if (event.kind !== "message.created") return {};
  const { attachments, id: messageId } = event.message;
  if (wordsOf(turn) === "ticket") {
    const ticketId = turn.newTicketId;
    const kept = turn.attachments.filter(({ state }) => state === "kept");
    const draft = aTicketDraft({ attachments: kept });
    return {
      tickets: [{ open: ticketId, category: "funds" }],
      effects: [{ kind: "ticket.open", lane: "desk", priority: "receipt", ticketId, draft }],
    };
  }
  const expiresAt = event.occurredAt + 60_000;
  return {
    effects: [
      ...attachments.map((ref, n) =>
        keeping(attachmentId(`${turn.newMark}.${n}`), { ref, messageId, expiresAt }),
      ),
      saying("thanks"),
    ],
  };
};

const ref = { kind: "photo", ref: "file-1" } as const;
const aPhoto = (n = 0, more: object = {}) => aMessageEvent("", n, { attachments: [{ ...ref, ...more }] });

const aKeeper = async (options: ServiceOptions = {}) => {
  const fixture = await aStartedService({ pipeline: new ScriptedPipeline(keeps), ...options });
  const { storage, service, adapter, pipeline } = fixture;
  const now = () => storage.attachments.of(builtConversationId);
  const tell = async (...events: readonly RawEvent[]) => {
    await adapter.tell(...events);
    await service.drain();
  };
  const told = () =>
    pipeline.turns.flatMap(({ events }) => events.filter(({ kind }) => kind === "effect.settled"));
  return { ...fixture, now, tell, told };
};

const gives = (bytes: Uint8Array) => async () => bytes;
const fails =
  (...how: ConstructorParameters<typeof DeliveryError>) =>
  async () => {
    throw new DeliveryError(...how);
  };

describe("pain 32: what a person sends", () => {
  it("is kept at receipt, so that the desk has it when the platform's link is long dead", async () => {
    const { adapter, desk, now, tell } = await aKeeper();
    adapter.onDownload = gives(await aPicture("jpeg"));
    await tell(aPhoto());
    expect(await now()).toMatchObject([{ state: "kept", fileName: "photo.jpg", mediaType: "image/jpeg" }]);
    adapter.onDownload = fails("rejected", "the link has expired");
    await tell(aMessageEvent("ticket", 1));

    const [file] = desk.files.values();
    expect(file).toMatchObject({ fileName: "photo.jpg", mediaType: "image/jpeg" });
    expect(Buffer.from(file?.bytes ?? []).includes(canary)).toBe(false);
    expect(desk.kept.map(({ kind }) => kind)).toEqual(["ticket.open", "ticket.append"]);
    expect(adapter.downloads).toHaveLength(1);
  });

  it("is told of in a turn of its own, kept or not", async () => {
    const { adapter, tell, told } = await aKeeper();
    adapter.onDownload = gives(aZip());
    await tell(aPhoto());
    const kept = { refusal: "type_refused" };
    expect(told()).toMatchObject([
      { attachmentId: expect.any(String), outcome: { state: "sent", receipt: { kept } } },
    ]);
  });

  it("is fetched again when the platform fails for a moment, and that tells nothing about sending", async () => {
    const clock = aFakeClock();
    const { adapter, now, tell, counted } = await aKeeper({ clock });
    let tries = 0;
    adapter.onDownload = async () => {
      tries += 1;
      if (tries === 1) throw new DeliveryError("transient", "a hiccup");
      if (tries === 2) throw new DeliveryError("rate_limited", "slow down", { retryAfterMs: 3_600_000 });
      if (tries === 3) throw new TypeError("a bug");
      return aPicture("png");
    };
    await tell(aPhoto());
    await tell(aPhoto(1));
    await eventually(async () => {
      clock.advance(1_000);
      return (await now()).every(({ state }) => state === "kept");
    });
    expect(adapter.said).toEqual(["thanks", "thanks"]);
    expect(counted("effect.retried")).toBe(3);
  });

  it("holds no answer back while it is fetched, and the lane goes on after it", async () => {
    const { adapter, service, now, tell } = await aKeeper();
    const gate = Promise.withResolvers<Uint8Array>();
    adapter.onDownload = () => gate.promise;
    await adapter.tell(aPhoto());
    await adapter.tell(aMessageEvent("and?", 1));
    while (adapter.said.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(await now()).toMatchObject([{ state: "keeping" }]);
    gate.resolve(await aPicture());
    await service.drain();
    expect(await now()).toMatchObject([{ state: "kept" }]);
    await tell(aPhoto(2));
    expect((await now()).map(({ state }) => state)).toEqual(["kept", "kept"]);
  });
});

describe("what is not kept says why", () => {
  const jpeg = () => aPicture("jpeg");
  it.each<readonly [string, { more?: object; download: () => Promise<Uint8Array> }, string]>([
    [
      "a claimed size over 20 MB is not even asked for",
      { more: { size: 20_971_521 }, download: jpeg },
      "too_large",
    ],
    [
      "a small claim, and far more bytes",
      { more: { size: 10 }, download: gives(Buffer.alloc(20_971_521)) },
      "too_large",
    ],
    ["a bomb", { download: gives(aPixelBomb()) }, "too_large"],
    ["nothing at all", { download: gives(new Uint8Array()) }, "damaged"],
    [
      "a picture by its claim, an archive by its bytes",
      { more: { mediaType: "image/jpeg" }, download: gives(aZip()) },
      "type_refused",
    ],
    [
      "a reference that the platform does not know",
      { download: fails("rejected", "no such file") },
      "not_available",
    ],
    ["what the platform never gives", { download: fails("unsupported", "no") }, "not_available"],
    [
      "what the platform calls too large",
      { download: fails("rejected", "too big", { refusal: "too_large" }) },
      "too_large",
    ],
  ])("%s", async (_name, { more, download }, refusal) => {
    const { adapter, now, tell } = await aKeeper();
    adapter.onDownload = download;
    await tell(aPhoto(0, more));
    expect(await now()).toMatchObject([{ state: "refused", refusal }]);
    expect(adapter.said).toEqual(["thanks"]);
  });

  it("what could not be fetched within its time", async () => {
    const clock = aFakeClock();
    const { adapter, now, tell } = await aKeeper({ clock });
    adapter.onDownload = fails("transient", "no answer");
    await tell(aPhoto());
    expect(await now()).toMatchObject([{ state: "keeping" }]);
    clock.advance(60_000);
    expect(await eventually(async () => (await now())[0]?.refusal)).toBe("not_available");
  });

  it("what would fill the disk", async () => {
    const { adapter, now, tell, storage } = await aKeeper();
    adapter.onDownload = gives(await aPicture());
    await tell(aPhoto());
    const [first] = await now();
    if (!first) throw new Error("nothing was kept");
    const full = { ...first, size: 300 * 1024 * 1024 };
    storage.attachments.of = async () => [full];
    await tell(aPhoto(1));
    expect(adapter.downloads).toHaveLength(1);
  });
});

describe("a text file", () => {
  const secret = "abandon ability able about above absent absorb abstract absurd abuse access accident";
  const redacting: ServiceOptions["redact"] = (event) => {
    if (event.kind !== "message.created") throw new Error("only messages are told here");
    const text = event.message.text.replaceAll(secret, "[seed phrase removed]");
    const withheld = text.includes("unreadable");
    const message = { ...event.message, text: withheld ? "" : text, withheld, secrets: [], given: [] };
    return { ...event, message };
  };
  const note = { kind: "document", fileName: "note.txt" } as const;

  it.each([0, 19_970, 39_990, 60_000])(
    "is kept without the secrets in it, wherever they stand: at %i",
    async (at) => {
      const { adapter, now, tell, storage, home } = await aKeeper({ redact: redacting });
      const before = "line\n".repeat(at / 5).padEnd(at, "x");
      adapter.onDownload = gives(Buffer.from(`${before}${secret}\n${"after\n".repeat(9_000)}`));
      await tell(aPhoto(0, note));
      const [kept] = await now();
      const text = Buffer.from(
        (await storage.attachments.bytes(kept?.id ?? attachmentId(""))) ?? [],
      ).toString();
      expect(text).toBe(`${before}[seed phrase removed]\n${"after\n".repeat(9_000)}`);
      expect(kept).toMatchObject({ fileName: "note.txt", mediaType: "text/plain", size: text.length });
      expect(home.bytes().includes(secret)).toBe(false);
    },
  );

  it("that the guard cannot vouch for is refused", async () => {
    const { adapter, now, tell } = await aKeeper({ redact: redacting });
    adapter.onDownload = gives(Buffer.from("something unreadable"));
    await tell(aPhoto(0, note));
    expect(await now()).toMatchObject([{ state: "refused", refusal: "type_refused" }]);
  });
});
