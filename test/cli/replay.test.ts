import { describe, expect, it, onTestFinished } from "vitest";
import { createTwitterAdapter } from "../../adapters/twitter/index.ts";
import { leastIdAt } from "../../adapters/twitter/native.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { linesOf, type ReplayParts, replayUpdates } from "../../src/replay.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorageHome, takeDue } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anAccount,
  aRawEvent,
  aRawMessage,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";
import { twitterFieldsFor, twitterKeys } from "../support/twitter-account.ts";

/** `{"id": 1, "text": "hi"}` is a message, `{"id": 1}` is of no concern, and anything else is not understood. */
const replay: ReplayParts["replay"] = async (updates) => {
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

const read = async (storage: Storage, text: string, { chunk = 65_536, as = replay } = {}) => {
  const told: string[] = [];
  const done = await replayUpdates({
    accountId: builtAccountId,
    replay: as,
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
    await read(storage, '\uFEFF{"id":1,"text":"é漢😀"}\n{"id":2,"text":"two"}\n', { chunk: size });
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

describe("X's deliveries that are replayed", () => {
  const person = "42";
  const idAt = (ms: number) => leastIdAt(builtAt + ms);

  const delivered = (text: string, { id, from }: { id: string; from: string }) =>
    JSON.stringify({
      data: {
        event_uuid: id,
        event_type: from === person ? "dm.received" : "dm.sent",
        payload: {
          direct_message_events: [
            {
              type: "message_create",
              id,
              message_create: {
                sender_id: from,
                target: { recipient_id: from === person ? twitterKeys.userId : person },
                message_data: { text },
              },
            },
          ],
        },
      },
    });

  const anXReplay = (): ReplayParts["replay"] => {
    const adapter = createTwitterAdapter({
      account: anAccount({ platform: "twitter", handle: "@HTXSupport" }),
      fields: twitterFieldsFor({ port: 1, authority: "" }),
      clock: aFakeClock(),
    });
    onTestFinished(() => adapter.close());
    if (!adapter.replay) throw new Error("X's adapter replays nothing.");
    return adapter.replay.bind(adapter);
  };

  it("tell of what people and humans of the account wrote, and not of the fleet's own answers", async () => {
    const storage = aStorageHome().open({ as: "operator" });
    const effects = [saying("the answer"), saying("whose receipt was lost")];
    await aCommittedTurn(storage, aMessageEvent("hello?"), { effects });
    const [first] = (await takeDue(storage)).taken;
    if (!first) throw new Error("Nothing was to be sent.");
    await storage.outbox.settle([{ stored: first, to: "sent", receipt: { messageIds: [idAt(1)] } }], builtAt);
    await takeDue(storage);
    const us = twitterKeys.userId;
    const lines = [
      delivered("the answer", { id: idAt(1), from: us }),
      delivered("whose receipt was lost", { id: idAt(2), from: us }),
      delivered("are you there?", { id: idAt(3), from: person }),
      delivered("I am Jo, a human", { id: idAt(4), from: us }),
    ];
    const { done } = await read(storage, lines.join("\n"), { as: anXReplay() });
    expect(done).toMatchObject({ stored: 2, bad: 0 });
    expect((await textsIn(storage)).slice(-2)).toEqual(["are you there?", "I am Jo, a human"]);
  });
});
