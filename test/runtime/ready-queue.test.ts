import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConversationId, conversationId } from "../../src/domain/ids.ts";
import { ReadyQueue } from "../../src/runtime/ready-queue.ts";
import type { StoredEvent } from "../../src/storage/port.ts";
import { aMessage, anEvent, builtAccountId } from "../support/builders.ts";

const chat = (name: string | number): ConversationId => conversationId(builtAccountId, `${name}`);

const stored = (seq: number, name: string | number): StoredEvent => ({
  seq,
  event: anEvent({ conversationId: chat(name), platformEventId: `${seq}` }),
  attempts: 1,
});

/** Said in a group to nobody of ours. */
const overheard = (seq: number, name: string | number): StoredEvent => ({
  seq,
  event: anEvent({
    conversationId: chat(name),
    conversationKind: "group",
    platformEventId: `${seq}`,
    message: aMessage({ mentionsUs: false }),
  }),
  attempts: 1,
});

const seqsOf = (lease: ReturnType<ReadyQueue["lease"]>) => lease?.events?.map(({ seq }) => seq);

describe("the queue of conversations", () => {
  it("serves first who came first, with all that came meanwhile", () => {
    const ready = new ReadyQueue();
    ready.add([stored(1, "a"), stored(2, "b"), stored(3, "a")]);
    const first = ready.lease();
    expect([first?.id, seqsOf(first)]).toEqual([chat("a"), [1, 3]]);
    expect(ready.lease()?.id).toBe(chat("b"));
    expect(ready.lease()).toBeUndefined();
  });

  it("gives a conversation to one worker at a time, and what came meanwhile to the next", () => {
    const ready = new ReadyQueue();
    let told = 0;
    ready.onReady(() => {
      told += 1;
    });
    ready.add([stored(1, "a")]);
    ready.lease();
    ready.add([stored(2, "a"), stored(3, "a")]);
    expect(ready.lease()).toBeUndefined();
    expect(ready.leaseOne(chat("a"))).toBe(false);
    ready.release(chat("a"));
    expect(told).toBe(3);
    expect(seqsOf(ready.lease())).toEqual([2, 3]);
  });

  it("is idle when nothing waits and nothing is leased", () => {
    const ready = new ReadyQueue();
    expect(ready.idle).toBe(true);
    ready.add([stored(1, "a")]);
    expect(ready.idle).toBe(false);
    ready.lease();
    expect(ready.idle).toBe(false);
    ready.release(chat("a"));
    expect(ready.idle).toBe(true);
  });

  it("has a conversation read from disk when that was said, and adds nothing to it by hand", () => {
    const ready = new ReadyQueue();
    ready.add([stored(1, "a")]);
    ready.addFromDisk(chat("a"));
    ready.add([stored(2, "a")]);
    expect(ready.lease()).toEqual({ id: chat("a"), events: undefined, quiet: false });
    expect(ready.lease()).toBeUndefined();
  });

  it("has a conversation read again when its lease ends so", () => {
    const ready = new ReadyQueue();
    expect(ready.leaseOne(chat("a"))).toBe(true);
    ready.add([stored(1, "a")]);
    ready.release(chat("a"), { reread: true });
    expect(ready.lease()).toEqual({ id: chat("a"), events: undefined, quiet: false });
  });

  it("serves what nobody waits for last, and only when there is time for it", () => {
    const ready = new ReadyQueue();
    ready.add([overheard(1, "g"), overheard(2, "h"), stored(3, "a")]);
    expect(seqsOf(ready.lease({ quiet: () => false }))).toEqual([3]);
    expect(ready.lease({ quiet: () => false })).toBeUndefined();
    expect(ready.quietWait).toBe(true);
    expect(seqsOf(ready.lease())).toEqual([1]);
    expect(seqsOf(ready.lease())).toEqual([2]);
    expect(ready.quietWait).toBe(false);
  });

  it("serves a group at once when somebody in it waits, with what was said before", () => {
    const ready = new ReadyQueue();
    ready.add([overheard(1, "g"), overheard(2, "h"), stored(3, "g"), overheard(4, "g")]);
    expect(seqsOf(ready.lease({ quiet: () => false }))).toEqual([1, 3, 4]);
    expect(ready.lease({ quiet: () => false })).toBeUndefined();
  });

  it("lets nobody wait for room because of what nobody waits for, and holds little of it in memory", async () => {
    const ready = new ReadyQueue();
    for (let n = 0; n < 3_000; n++) ready.add([overheard(n, "g")]);
    await ready.room();
    expect(ready.lease()).toEqual({ id: chat("g"), events: undefined, quiet: true });
    ready.addFromDisk(chat("g"), { quiet: true });
    ready.release(chat("g"));
    expect(ready.lease({ quiet: () => false })).toBeUndefined();
    ready.add([stored(3_000, "g")]);
    expect(ready.lease({ quiet: () => false })).toEqual({ id: chat("g"), events: undefined, quiet: false });
  });

  it("holds no more than its bound in memory; beyond it only the conversation is remembered", () => {
    const ready = new ReadyQueue();
    for (let n = 0; n < 5_000; n++) ready.add([stored(n, n % 10)]);
    ready.add([stored(5_000, "new"), stored(5_001, 3), stored(5_002, "newer")]);
    const leases = Array.from({ length: 12 }, () => ready.lease());
    expect(leases.map((lease) => lease?.events?.length)).toEqual([
      ...[500, 500, 500, undefined, 500, 500, 500, 500, 500, 500],
      undefined,
      1,
    ]);
  });

  it("makes whoever brings much wait until the workers keep up", async () => {
    const ready = new ReadyQueue();
    await ready.room();
    for (let n = 0; n < 2_000; n++) ready.add([stored(n, n % 2)]);
    let roomy = false;
    const room = ready.room().then(() => {
      roomy = true;
    });
    ready.lease();
    await Promise.resolve();
    expect(roomy).toBe(false);
    ready.lease();
    await room;
  });

  it("loses nothing, keeps each conversation's order, and never leases one twice at a time", () => {
    const act = fc.oneof(
      { weight: 3, arbitrary: fc.record({ add: fc.nat(4), heard: fc.boolean() }) },
      { weight: 2, arbitrary: fc.constant("lease" as const) },
      { weight: 2, arbitrary: fc.record({ release: fc.nat(4) }) },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const ready = new ReadyQueue();
        const leased = new Set<ConversationId>();
        const seen = new Map<ConversationId, number[]>();
        const added = new Map<ConversationId, number[]>();
        const note = (map: Map<ConversationId, number[]>, id: ConversationId, seq: number) =>
          map.set(id, [...(map.get(id) ?? []), seq]);
        const lease = () => {
          const next = ready.lease();
          if (!next) return false;
          expect(leased.has(next.id)).toBe(false);
          leased.add(next.id);
          for (const { seq } of next.events ?? []) note(seen, next.id, seq);
          return true;
        };
        const release = (id: ConversationId | undefined) => {
          if (id !== undefined && leased.delete(id)) ready.release(id);
        };
        for (const [seq, next] of acts.entries()) {
          if (next === "lease") lease();
          else if ("add" in next) {
            ready.add([(next.heard ? overheard : stored)(seq, next.add)]);
            note(added, chat(next.add), seq);
          } else release([...leased][next.release]);
        }
        for (const id of [...leased]) release(id);
        while (lease()) for (const id of [...leased]) release(id);
        expect([...seen].sort()).toEqual([...added].sort());
        expect(ready.idle).toBe(true);
      }),
    );
  });
});
