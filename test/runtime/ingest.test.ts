import { describe, expect, it, vi } from "vitest";
import { AppError } from "../../src/domain/errors.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import type { ExpectedValue } from "../../src/domain/message.ts";
import { HeldTexts } from "../../src/runtime/held-texts.ts";
import { Ingest } from "../../src/runtime/ingest.ts";
import { ReadyQueue } from "../../src/runtime/ready-queue.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aRecordingTelemetry } from "../support/a-service.ts";
import { aCommittedTurn, aStorage } from "../support/a-storage.ts";
import {
  aMessage,
  aMessageEvent,
  anEvent,
  aRawEvent,
  aRawMessage,
  builtAccountId,
  builtConversationId,
} from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const anIngest = (storage: Storage = aStorage()) => {
  const ready = new ReadyQueue();
  const seen: { event: RawEvent; expects: readonly ExpectedValue[] }[] = [];
  const { telemetry, counted, lines } = aRecordingTelemetry();
  const held = new HeldTexts(aFakeClock());
  const ingest = new Ingest({
    storage,
    ready,
    telemetry,
    clock: aFakeClock(),
    held,
    onMessage: () => undefined,
    redact: (event, { expects, onSuspected, onWithheld }) => {
      seen.push({ event, expects });
      onSuspected?.({ text: "0xabc of mine", values: ["0xabc"] });
      onWithheld?.("overrun");
      const secrets = [{ kind: "password", level: "hard", start: 0, end: 3 }] as const;
      return anEvent({
        ...fieldsOf(event),
        message: aMessage({ text: "[redacted]", secrets, withheld: true }),
      });
    },
  });
  ingest.open();
  const sink = ingest.sinkOf(builtAccountId, { report: () => undefined });
  return { ingest, sink, ready, seen, held, counted, lines, storage };
};

const fieldsOf = ({
  id,
  accountId,
  conversationId,
  conversationKind,
  platformEventId,
  occurredAt,
}: RawEvent) => ({
  id,
  accountId,
  conversationId,
  conversationKind,
  platformEventId,
  occurredAt,
});

const secret = aRawEvent({ message: aRawMessage({ text: "my password is hunter2" }) });

describe("what an adapter hands over", () => {
  it("is redacted before it is stored, and on disk before the adapter is told so", async () => {
    const { sink, storage, ready, counted } = anIngest();
    await sink.accept({ events: [secret], unparsed: [], cursor: "7" });
    const [stored] = await storage.inbox.pending(builtConversationId, 10);
    expect(stored?.event).toMatchObject({ message: { text: "[redacted]" } });
    expect(await sink.cursor()).toBe("7");
    expect(ready.lease()?.events).toEqual([stored]);
    expect([counted("secret.found"), counted("text.withheld"), counted("message.received")]).toEqual([
      1, 1, 1,
    ]);
  });

  it("is redacted knowing what the conversation expects", async () => {
    const storage = aStorage();
    const expects = [{ kind: "uid", slot: "account" }] as const;
    await aCommittedTurn(storage, aMessageEvent("a form", 9), { patch: { expects } });
    const { sink, seen } = anIngest(storage);
    await sink.accept({ events: [secret], unparsed: [] });
    expect(seen).toEqual([{ event: secret, expects }]);
  });

  it("is held in memory as far as it is only suspected, for its author; a text that is withheld is counted by its reason", async () => {
    const { sink, held, lines } = anIngest();
    await sink.accept({ events: [secret], unparsed: [] });
    expect(held.of(aRawMessage().author.id)).toEqual([
      { source: secret.id, text: "0xabc of mine", values: ["0xabc"] },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ event: "text.withheld", reason: "overrun" }));
  });

  it("wakes nobody when it is known already, and is counted", async () => {
    const { ingest, sink, ready, counted } = anIngest();
    await sink.accept({ events: [secret], unparsed: [] });
    ready.lease();
    ready.release(builtConversationId);
    await sink.accept({ events: [secret], unparsed: [] });
    expect(await ingest.accept(secret)).toBe(false);
    expect([ready.idle, counted("event.duplicate")]).toEqual([true, 2]);
  });

  it("may hold updates that cannot be parsed: they are counted by their kind", async () => {
    const { sink, lines } = anIngest();
    await sink.accept({ events: [], unparsed: [{ platformEventId: "1", kind: "poll", shape: "{}" }] });
    expect(lines).toMatchObject([{ event: "update.unparsed", kind: "poll" }]);
  });
});

describe("intake", () => {
  it("is refused once it is stopped, and says that nothing is lost", async () => {
    const { ingest, sink, storage } = anIngest();
    ingest.stop();
    const refusal = sink.accept({ events: [secret], unparsed: [] });
    await expect(refusal).rejects.toMatchObject({ name: "AppError", code: "INTAKE_STOPPED" });
    await expect(ingest.accept(secret)).rejects.toThrow("taken in when it runs");
    expect(await storage.inbox.pendingConversations()).toEqual([]);
  });

  it("stops while nothing can be stored, says so once, and goes on when it can", async () => {
    const { sink, storage, ready, counted } = anIngest();
    const full = new AppError("STORAGE_FULL", "full");
    const append = vi.spyOn(storage.inbox, "append").mockRejectedValue(full);
    for (const _ of [1, 2, 3]) {
      await expect(sink.accept({ events: [secret], unparsed: [] })).rejects.toBe(full);
    }
    expect([ready.idle, counted("intake.stopped"), counted("intake.resumed")]).toEqual([true, 1, 0]);
    append.mockRestore();
    await sink.accept({ events: [secret], unparsed: [] });
    expect([ready.idle, counted("intake.resumed")]).toEqual([false, 1]);
  });

  it("counts the limits that an adapter meets where it reads, too", () => {
    const { sink, counted, lines } = anIngest();
    sink.rateLimited(900_000);
    expect(counted("rate.limited")).toBe(1);
    expect(lines.at(-1)).toMatchObject({ accountId: builtAccountId, retryAfterMs: 900_000 });
  });
});
