import { describe, expect, it } from "vitest";
import type { EffectDraft } from "../../src/domain/effect.ts";
import { conversationId } from "../../src/domain/ids.ts";
import type { Storage } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  aTurnCommit,
  commitTurn,
  settleSent,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { deleting, saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anEvent,
  aTicket,
  aTicketEntry,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

const appending: EffectDraft = {
  kind: "ticket.append",
  lane: "desk",
  priority: "receipt",
  ticketId: aTicket().id,
  category: "funds",
  entry: aTicketEntry(),
};

const answered = async (storage: Storage, count: number, draft = saying) => {
  for (let n = 0; n < count; n++) {
    await aCommittedTurn(storage, aMessageEvent("hi", n), { effects: [draft(`answer ${n}`)] });
  }
};

describe("a lane", () => {
  it("sends what waits behind its head, in order, though nothing more is said", async () => {
    const storage = aStorage();
    await answered(storage, 3);
    const sent: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { taken } = await takeDue(storage);
      sent.push(...textsOf(taken));
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["answer 0", "answer 1", "answer 2"]);
  });

  it("has one effect in flight at a time", async () => {
    const storage = aStorage();
    await answered(storage, 2);
    const { taken } = await takeDue(storage);
    expect(textsOf(taken)).toEqual(["answer 0"]);
    expect((await takeDue(storage)).taken).toEqual([]);
    expect(await storage.outbox.nextDueAt({ destination: builtAccountId, maxPriority: 6 })).toBeUndefined();
  });

  it("lets the first effect of a turn be born sending where a permit is held, and the second wait", async () => {
    const storage = aStorage();
    const [first, second] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("one"), saying("two")],
      reserved: [true, true],
    });
    expect([first?.state, first?.attempts]).toEqual(["sending", 1]);
    expect([second?.state, second?.attempts]).toEqual(["pending", 0]);
    if (first) await settleSent(storage, first);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["two"]);
  });

  it("does not let an effect with a permit overtake one that waits", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), { effects: [saying("first")] });
    const [later] = await aCommittedTurn(storage, aMessageEvent("hi", 1), {
      effects: [saying("second")],
      reserved: [true],
    });
    expect(later?.state).toBe("pending");
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["first"]);
  });

  it("waits for nothing in another lane of its conversation, nor for another conversation", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("answer"), deleting("100"), appending],
    });
    const other = anEvent({ conversationId: conversationId(builtAccountId, "43"), platformEventId: "7900" });
    await aCommittedTurn(storage, other, { effects: [saying("elsewhere")] });
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["message.delete", "answer", "elsewhere"]);
    expect(textsOf((await takeDue(storage, { destination: "desk" })).taken)).toEqual(["ticket.append"]);
  });

  it("gives the most urgent heads first, and none that is less urgent than asked for", async () => {
    const storage = aStorage();
    const priorities = ["satisfaction", "answer", "human", "protect"] as const;
    for (const [n, priority] of priorities.entries()) {
      const event = anEvent({
        conversationId: conversationId(builtAccountId, `chat-${n}`),
        platformEventId: `u-${n}`,
      });
      await aCommittedTurn(storage, event, { effects: [saying(priority, { priority })] });
    }
    expect(textsOf((await takeDue(storage, { maxPriority: 0 })).taken)).toEqual(["protect"]);
    expect(textsOf((await takeDue(storage, { limit: 2 })).taken)).toEqual(["human", "answer"]);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["satisfaction"]);
  });

  it("keeps the place of an effect that is tried again, and waits for its time", async () => {
    const storage = aStorage();
    await answered(storage, 2);
    const { taken } = await takeDue(storage);
    const [stored] = taken;
    if (!stored) throw new Error("nothing was taken");
    const at = builtAt + 5_000;
    await storage.outbox.settle(
      [{ stored, to: "retry", at, failure: "transient", reason: "502", uncertain: 0 }],
      builtAt,
    );
    expect(await storage.outbox.nextDueAt({ destination: builtAccountId, maxPriority: 6 })).toBe(at);
    expect((await takeDue(storage, { now: at - 1 })).taken).toEqual([]);
    const again = await takeDue(storage, { now: at });
    expect(textsOf(again.taken)).toEqual(["answer 0"]);
    expect(again.taken[0]?.attempts).toBe(2);
  });

  it("is released by an effect that died, and the conversation is told", async () => {
    const storage = aStorage();
    await answered(storage, 2);
    const [stored] = (await takeDue(storage)).taken;
    if (!stored) throw new Error("nothing was taken");
    const told = await storage.outbox.settle(
      [{ stored, to: "dead", failure: "rejected", reason: "400" }],
      builtAt,
    );
    expect(told.map(({ event }) => event)).toMatchObject([
      {
        kind: "effect.settled",
        conversationId: builtConversationId,
        effectId: stored.effect.id,
        outcome: { state: "dead", failure: "rejected", reason: "400" },
      },
    ]);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual(told);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["answer 1"]);
  });

  it("tells of a success only where that was asked for", async () => {
    const storage = aStorage();
    const [quiet, loud] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [saying("answer"), { ...deleting("100"), report: true }],
      reserved: [true, true],
    });
    if (!quiet || !loud) throw new Error("two effects were to be stored");
    expect(await settleSent(storage, quiet)).toEqual([]);
    expect((await settleSent(storage, loud)).map(({ event }) => event)).toMatchObject([
      { kind: "effect.settled", outcome: { state: "sent" } },
    ]);
  });

  it("drops what is worthless by now and says so", async () => {
    const storage = aStorage();
    await answered(storage, 2, (text) => saying(text, { expiresAt: builtAt + 1_000 }));
    const { taken, settled } = await takeDue(storage, { now: builtAt + 1_000 });
    expect(taken).toEqual([]);
    expect(settled.map(({ event }) => event)).toMatchObject([
      { kind: "effect.settled", outcome: { state: "dead", failure: "expired" } },
    ]);
  });

  it("drops answers of an older epoch, and sends protection and human replies all the same", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [
        saying("human reply", { priority: "human" }),
        saying("answer"),
        saying("receipt", { priority: "receipt" }),
        deleting("100"),
      ],
    });
    const takeOver = aMessageEvent("an agent, please", 1);
    await aCommittedTurn(storage, takeOver, { patch: { owner: "human", ownerEpoch: 1 } });
    const sent: string[] = [];
    const told: string[] = [];
    for (let round = 0; round < 4; round++) {
      const { taken, settled } = await takeDue(storage);
      sent.push(...textsOf(taken));
      for (const { event } of settled) {
        if (event.kind === "effect.settled" && event.outcome.state === "dead")
          told.push(event.outcome.failure);
      }
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["message.delete", "human reply"]);
    expect(told).toEqual(["superseded", "superseded"]);
  });

  it("sends an answer that was decided after the take-over", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("hi"), { patch: { ownerEpoch: 3 } });
    await aCommittedTurn(storage, aMessageEvent("hi", 1), { effects: [saying("answer")] });
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["answer"]);
  });

  it("is rebuilt at the next start", async () => {
    const home = aStorageHome();
    const before = home.open();
    await answered(before, 3);
    await takeDue(before);
    before.close({ clean: false });
    const storage = home.open();
    await storage.outbox.recover(() => "repeat", builtAt);
    const sent: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { taken } = await takeDue(storage);
      sent.push(...textsOf(taken));
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["answer 0", "answer 1", "answer 2"]);
  });
});

describe("an answer that a newer message replaces", () => {
  const supersedable = (text: string) => saying(text, { supersedable: true });

  it("is not sent, and what waits behind it is", async () => {
    const storage = aStorage();
    const [old] = await aCommittedTurn(storage, aMessageEvent("my deposit"), {
      effects: [supersedable("old"), saying("behind")],
    });
    const replaced = await commitTurn(storage, await takeIn(storage, aMessageEvent("is missing", 1)), {
      effects: [supersedable("new")],
      supersedes: [old?.seq ?? 0],
    });
    expect(textsOf(replaced)).toEqual(["new"]);
    const sent: string[] = [];
    for (let round = 0; round < 3; round++) {
      const { taken } = await takeDue(storage);
      sent.push(...textsOf(taken));
      for (const stored of taken) await settleSent(storage, stored);
    }
    expect(sent).toEqual(["behind", "new"]);
  });

  it("is not offered to be replaced once it is being sent, though the conversation is still in memory", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, aMessageEvent("my deposit"), { effects: [supersedable("old")] });
    const next = { event: aMessageEvent("is missing", 1) };
    expect((await storage.turns.load(builtConversationId, next)).supersedable).toHaveLength(1);
    await takeDue(storage);
    expect((await storage.turns.load(builtConversationId, next)).supersedable).toEqual([]);
  });

  it("stays when it was sent meanwhile: then the whole turn is to be built again", async () => {
    const storage = aStorage();
    const [old] = await aCommittedTurn(storage, aMessageEvent("my deposit"), {
      effects: [supersedable("old")],
    });
    const stored = await takeIn(storage, aMessageEvent("is missing", 1));
    const commit = await aTurnCommit(storage, stored, {
      effects: [supersedable("new")],
      supersedes: [old?.seq ?? 0],
      patch: { owner: "queued" },
    });
    await takeDue(storage);
    expect(await storage.turns.commit(commit)).toBeUndefined();
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual(stored);
    const { conversation, supersedable: left } = await storage.turns.load(builtConversationId, {
      event: aMessageEvent("is missing", 1),
    });
    expect([conversation.owner, left]).toEqual(["bot", []]);
  });
});

describe("hastening a destination", () => {
  it("makes due what waits because the other side failed, and nothing else", async () => {
    const storage = aStorage();
    const chat = (name: string, n: number) =>
      anEvent({ conversationId: conversationId(builtAccountId, name), platformEventId: `h-${n}` });
    const [failed] = await aCommittedTurn(storage, chat("failed", 0), {
      effects: [saying("failed")],
      reserved: [true],
    });
    const [limited] = await aCommittedTurn(storage, chat("limited", 1), {
      effects: [saying("limited")],
      reserved: [true],
    });
    if (!failed || !limited) throw new Error("two effects were to be stored");
    const retry = { to: "retry", at: builtAt + 60_000, reason: "", uncertain: 0 } as const;
    await storage.outbox.settle(
      [
        { stored: failed, ...retry, failure: "transient" },
        { stored: limited, ...retry, failure: "rate_limited" },
      ],
      builtAt,
    );
    await aCommittedTurn(storage, chat("spaced", 2), {
      effects: [saying("spaced", { notBeforeAt: builtAt + 60_000 })],
    });
    await storage.outbox.hasten(builtAccountId, builtAt);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["failed"]);
  });
});
