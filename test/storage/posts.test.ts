import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import { caseOf, conversationId, eventId } from "../../src/domain/ids.ts";
import type { Message } from "../../src/domain/message.ts";
import type { Erasure } from "../../src/domain/turn.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, takeIn } from "../support/a-storage.ts";
import {
  aMessage,
  aMessageEvent,
  anEvent,
  aPerson,
  aTicket,
  builtAccountId,
  builtAt,
} from "../support/builders.ts";

const url = "https://x.com/i/web/status/1";

const posted = (message: Partial<Message> = {}): InboundEvent =>
  anEvent({
    kind: "message.created",
    platformEventId: "p1",
    conversationId: conversationId(builtAccountId, "post:1"),
    conversationKind: "group",
    message: aMessage({ text: "where is my deposit?", url, ...message }),
  });

it("a post is found with who asked what in it, and what the guard found in it", async () => {
  const storage = aStorage();
  const secrets = [{ kind: "password", level: "hard", start: 0, end: 5 }] as const;
  await aCommittedTurn(storage, posted({ secrets }));
  expect(await storage.posts.find(posted().id)).toEqual({
    source: posted().id,
    messageId: "100",
    author: aPerson(),
    at: builtAt,
    text: "where is my deposit?",
    secrets,
    url,
  });
});

it("nothing is found where nothing was posted", async () => {
  const storage = aStorage();
  const direct = aMessageEvent("hi", 1);
  await takeIn(storage, direct);
  expect(await storage.posts.find(direct.id)).toBeUndefined();
  expect(await storage.posts.find(eventId(builtAccountId, "p2"))).toBeUndefined();
});

describe("the case that became of a post, when its author has their data erased", () => {
  const id = caseOf(conversationId(builtAccountId, "post:1"), "100");
  const timer = { set: "erase_too", fireAt: builtAt, expireAt: builtAt + 1, data: "" };
  const begins = (at: number) =>
    anEvent({
      kind: "timer.fired",
      platformEventId: `timer/${at}`,
      conversationId: id,
      conversationKind: "thread",
      key: "case",
      generation: 1,
      data: "",
    });
  const open = (storage: Storage, at: number) =>
    aCommittedTurn(storage, begins(at), { now: at, tickets: [{ open: aTicket().id, category: "funds" }] });
  const erase = (storage: Storage, n: number, erasure: Omit<Erasure, "amongOthers">) =>
    aCommittedTurn(storage, aMessageEvent("erase", n), { erase: { ...erasure, amongOthers: timer } });
  const told = async (storage: Storage) =>
    (await storage.timers.fireDue(builtAt)).map(({ event }) => event.conversationId);

  it("is told once: with the wish, and not again with the rest", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, posted());
    await open(storage, builtAt);
    await erase(storage, 2, { waitingToo: false });
    expect(await told(storage)).toEqual([id]);
    await erase(storage, 3, { waitingToo: true, until: builtAt });
    expect(await told(storage)).toEqual([]);
  });

  it("is told with the rest where it was begun since, though the post was there before", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, posted());
    await erase(storage, 2, { waitingToo: false });
    expect(await told(storage)).toEqual([]);
    await open(storage, builtAt + 5);
    await erase(storage, 3, { waitingToo: true, until: builtAt });
    expect(await told(storage)).toEqual([id]);
  });
});

it("nothing is found of what its author has had erased since", async () => {
  const storage = aStorage();
  await aCommittedTurn(storage, posted());
  await aCommittedTurn(storage, aMessageEvent("delete my data", 2), {
    erase: {
      waitingToo: false,
      amongOthers: { set: "erase_too", fireAt: builtAt, expireAt: builtAt + 1, data: "" },
    },
  });
  expect(await storage.posts.find(posted().id)).toBeUndefined();
});
