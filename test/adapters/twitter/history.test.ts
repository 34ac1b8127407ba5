import { describe, expect, it } from "vitest";
import { nothingRecent, readCursor, writeCursor } from "../../../adapters/twitter/cursor.ts";
import { createHistory } from "../../../adapters/twitter/history.ts";
import { leastIdAt, type NativePage } from "../../../adapters/twitter/native.ts";
import { createOwnSends } from "../../../adapters/twitter/own-sends.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { builtAccountId, builtAt } from "../../support/builders.ts";

const us = "1500000000000000042";
const her = "1600000000000000001";
const { signal } = new AbortController();

interface Listed {
  readonly id: string;
}

/** As X lists it: the newest first, behind an id. */
const pageOf = (all: readonly Listed[], behind = "0") => {
  const data = all
    .filter(({ id }) => BigInt(id) > BigInt(behind))
    .toSorted((one, other) => (BigInt(one.id) > BigInt(other.id) ? -1 : 1));
  return { ...(data.length > 0 && { data }), meta: { result_count: data.length } };
};

/** X, and an account that looks at it since `builtAt`; things happen so many seconds later, and are listed when told. */
const anX = (mentions?: (token: string | undefined) => NativePage) => {
  const warned: object[] = [];
  const messages: Listed[] = [];
  const posts: Listed[] = [];
  const sink = new RecordingSink();
  sink.storedCursor = writeCursor({
    userId: us,
    first: leastIdAt(builtAt),
    after: leastIdAt(builtAt),
    mentioned: leastIdAt(builtAt),
    recent: nothingRecent,
  });
  const idAt = (seconds: number) => leastIdAt(builtAt + seconds * 1_000);
  const list = {
    messages: (seconds: number, text: string, sender_id = her) =>
      void messages.push({
        id: idAt(seconds),
        ...{ event_type: "MessageCreate", text, sender_id, dm_conversation_id: `${us}-${her}` },
      }),
    posts: (seconds: number, text: string, author_id = her) =>
      void posts.push({
        id: idAt(seconds),
        ...{ text, author_id, conversation_id: idAt(seconds) },
        ...{ entities: { mentions: [{ id: us, start: 0 }] } },
      }),
  };
  const start = () => {
    const cursor = readCursor(sink.storedCursor);
    if (cursor === undefined) throw new Error("there is no cursor");
    const history = createHistory(
      {
        transport: { messages: async () => pageOf(messages) },
        posts: {
          mentions: async ({ sinceId, token }) => mentions?.(token) ?? pageOf(posts, sinceId),
        },
        sink,
        ownSends: createOwnSends(),
        clock: { now: () => builtAt + 600_000 },
        log: { warn: (fields) => void warned.push(fields) },
        context: () => ({ accountId: builtAccountId, userId: us, receivedAt: builtAt + 600_000 }),
        offer: async (intake) => {
          await sink.accept(intake);
          return true;
        },
        reached: () => {},
        waits: () => {},
      },
      cursor,
    );
    return async () => {
      await history.readMessages(signal);
      await history.readMentions(signal);
    };
  };
  return { list, start, sink, warned };
};

describe.each(["messages", "posts"] as const)("what X lists late of %s", (kind) => {
  it("is read, though something newer was read before", async () => {
    const { list, start, sink } = anX();
    const read = start();
    list[kind](50, "@HTXSupport newer");
    await read();
    list[kind](49, "@HTXSupport older");
    await read();
    expect(sink.texts).toEqual(["@HTXSupport newer", "@HTXSupport older"]);
  });

  it("is read after a restart, too", async () => {
    const { list, start, sink } = anX();
    list[kind](50, "@HTXSupport newer");
    await start()();
    list[kind](49, "@HTXSupport older");
    await start()();
    expect(sink.texts).toEqual(["@HTXSupport newer", "@HTXSupport older"]);
  });

  it("is left alone where it is of the time before the very first start", async () => {
    const { list, start, sink } = anX();
    list[kind](1, "@HTXSupport after it");
    list[kind](-1, "@HTXSupport before it");
    await start()();
    expect(sink.texts).toEqual(["@HTXSupport after it"]);
  });

  it("makes nothing be taken in twice while the fleet runs", async () => {
    const { list, start, sink } = anX();
    const read = start();
    list[kind](50, "@HTXSupport hello?");
    list[kind](51, "@HTXSupport who said this?", "nobody");
    await read();
    await read();
    expect(sink.texts).toEqual(["@HTXSupport hello?"]);
    expect(sink.intakes.flatMap(({ unparsed }) => unparsed)).toHaveLength(1);
  });
});

describe("posts that name the account without an end", () => {
  const idAt = (seconds: number) => leastIdAt(builtAt + seconds * 1_000);
  /** As many as there are, one a page. */
  const pagesOf = (count: number) => {
    const asked: (string | undefined)[] = [];
    const mentions = (token: string | undefined): NativePage => {
      asked.push(token);
      const number = Number(token ?? "1");
      const post = { id: idAt(500 - number), text: `@HTXSupport ${number}`, author_id: her };
      return {
        data: [{ ...post, conversation_id: post.id, entities: { mentions: [{ id: us, start: 0 }] } }],
        meta: number < count ? { next_token: String(number + 1) } : {},
      };
    };
    return { asked, mentions };
  };

  it("are read on in the next round, so that messages do not wait for them, and are taken in whole", async () => {
    const { asked, mentions } = pagesOf(25);
    const { start, sink } = anX(mentions);
    const read = start();
    await read();
    expect([asked.length, sink.texts.length]).toEqual([10, 0]);
    await read();
    await read();
    expect([asked.length, sink.texts.length, sink.texts[0]]).toEqual([25, 25, "@HTXSupport 25"]);
  });

  it("end where X goes round in circles, and are warned of once", async () => {
    const { start, sink, warned } = anX(() => ({ meta: { next_token: "same" } }));
    const read = start();
    for (let round = 0; round < 5; round += 1) await read();
    expect([warned, sink.texts]).toEqual([[{ list: "mentions" }], []]);
  });
});
