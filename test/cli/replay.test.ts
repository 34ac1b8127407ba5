import { describe, expect, it } from "vitest";
import type { RawEvent } from "../../src/domain/event.ts";
import { linesOf, type ReplayParts, replayUpdates } from "../../src/replay.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aStorageHome } from "../support/a-storage.ts";
import { aRawEvent, aRawMessage, builtAccountId, builtConversationId } from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

/** `{"id": 1, "text": "hi"}` is a message, `{"id": 1}` is of no concern, and anything else is not understood. */
const replay: ReplayParts["replay"] = (updates) => {
  const events: RawEvent[] = [];
  for (const update of updates) {
    if (typeof update !== "object" || update === null || !("id" in update))
      return { events, unparsed: [{ platformEventId: "?", kind: "poll", shape: "{}" }] };
    if (!("text" in update)) continue;
    events.push(
      aRawEvent({ platformEventId: String(update.id), message: aRawMessage({ text: String(update.text) }) }),
    );
  }
  return { events, unparsed: [] };
};

const withoutSecrets: ReplayParts["redact"] = (event) => {
  if (event.kind !== "message.created" && event.kind !== "message.edited") return event;
  const text = event.message.text.replace("hunter2", "[password]");
  return { ...event, message: { ...event.message, text, withheld: false, secrets: [], given: [] } };
};

async function* chunksOf(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (storage: Storage, text: string, chunk = 65_536) => {
  const told: string[] = [];
  const done = await replayUpdates({
    accountId: builtAccountId,
    replay,
    lines: linesOf(chunksOf(text, chunk)),
    storage,
    redact: withoutSecrets,
    clock: aFakeClock(),
    tell: (words) => void told.push(words),
  });
  return { done, told };
};

const textsIn = async (storage: Storage) =>
  (await storage.inbox.pending(builtConversationId, 1_000)).map(({ event }) =>
    "message" in event ? event.message.text : event.kind,
  );

describe("updates that are replayed", () => {
  it("are taken in through the guard, in their order", async () => {
    const storage = aStorageHome().open({ as: "operator" });
    const { done, told } = await read(storage, '{"id":1,"text":"it is hunter2"}\r\n\n{"id":2,"text":"你好"}');
    expect(await textsIn(storage)).toEqual(["it is [password]", "你好"]);
    expect(done).toEqual({ lines: 3, stored: 2, repeated: 0, bad: 0 });
    expect(told).toEqual([]);
  });

  it.each([1, 2, 3, 7])("are read whole, however the file is cut (%i bytes)", async (size) => {
    const storage = aStorageHome().open({ as: "operator" });
    await read(storage, '\uFEFF{"id":1,"text":"é漢😀"}\n{"id":2,"text":"two"}\n', size);
    expect(await textsIn(storage)).toEqual(["é漢😀", "two"]);
  });

  it("are skipped where they are known, so that a file can be replayed twice", async () => {
    const storage = aStorageHome().open({ as: "operator" });
    const file = Array.from({ length: 250 }, (_, n) => JSON.stringify({ id: n, text: `line ${n}` })).join(
      "\n",
    );
    expect((await read(storage, file)).done).toMatchObject({ stored: 250, repeated: 0 });
    expect((await read(storage, file)).done).toMatchObject({ stored: 0, repeated: 250 });
    expect(await textsIn(storage)).toHaveLength(250);
  });

  it("are named by their line where they are bad, without what they say, and hold nothing up", async () => {
    const storage = aStorageHome().open({ as: "operator" });
    const lines = [
      '{"id":1,"text":"good"}',
      "hunter2 is no JSON",
      '"hunter2"',
      "[1]",
      '{"poll":"hunter2"}',
      `{"id":9,"text":"${"x".repeat(2_000_000)}"}`,
      '{"id":5}',
      '{"id":2,"text":"good too"}',
    ];
    const { done, told } = await read(storage, lines.join("\n"));
    expect(done).toEqual({ lines: 8, stored: 2, repeated: 0, bad: 5 });
    expect(told.map((words) => /line (\d+)/.exec(words)?.[1])).toEqual(["2", "3", "4", "5", "6"]);
    expect(told.join("\n")).not.toContain("hunter2");
    expect(await textsIn(storage)).toEqual(["good", "good too"]);
  });

  it("say how far they have come, and let a running fleet notice", async () => {
    const home = aStorageHome();
    const fleet = home.open();
    const before = fleet.operator.externalVersion();
    const command = home.open({ as: "operator" });
    const { told } = await read(command, `${'{"id":1}\n'.repeat(5_000)}{"id":2,"text":"hi"}`);
    expect(told).toEqual(["5000 lines read, 0 events stored"]);
    expect(fleet.operator.externalVersion()).not.toBe(before);
    expect(await textsIn(fleet)).toEqual(["hi"]);
  });
});
