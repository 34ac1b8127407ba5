import { describe, expect, it } from "vitest";
import { accountId, conversationId, turnId } from "../../src/domain/ids.ts";
import { AlreadyHandled } from "../../src/storage/turns.ts";
import { aCommittedTurn, aStorage, aStorageHome, commitTurn, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anEvent, builtAccountId, builtAt, builtConversationId } from "../support/builders.ts";

const batch = { accountId: builtAccountId, unparsed: [], now: builtAt };

describe("an event", () => {
  it("pain 1: told twice is stored once, within one batch, across batches and across a restart", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const event = aMessageEvent("hello");
    const [first, twin] = await storage.inbox.append({ ...batch, events: [event, event] });
    expect([first?.event, twin]).toEqual([event, undefined]);
    expect(await storage.inbox.append({ ...batch, events: [event] })).toEqual([undefined]);
    const together = await Promise.all(
      [1, 2, 3].map(() => storage.inbox.append({ ...batch, events: [aMessageEvent("more", 1)] })),
    );
    expect(together.flat().filter((row) => row !== undefined)).toHaveLength(1);
    storage.close({ clean: false });
    const again = home.open();
    expect(await again.inbox.append({ ...batch, events: [event] })).toEqual([undefined]);
    expect(await again.inbox.pending(builtConversationId, 10)).toHaveLength(2);
  });

  it("pain 1: is answered once, though two turns were built from it", async () => {
    const storage = aStorage();
    const stored = await takeIn(storage, aMessageEvent("hello"));
    await commitTurn(storage, stored, { effects: [saying("hi")] });
    await expect(commitTurn(storage, stored, { effects: [saying("hi again")] })).rejects.toThrow(
      AlreadyHandled,
    );
    expect((await storage.operator.backlog()).outboxPending).toEqual({ [builtAccountId]: 1 });
  });

  it("pain 1: stays known after its turn, so that a later repetition is not answered either", async () => {
    const storage = aStorage();
    const event = aMessageEvent("hello");
    await aCommittedTurn(storage, event);
    expect(await storage.inbox.append({ ...batch, events: [event] })).toEqual([undefined]);
    expect(await storage.inbox.pendingConversations()).toEqual([]);
  });

  it("is another one on another account", async () => {
    const storage = aStorage();
    const other = accountId("telegram-second");
    await takeIn(storage, aMessageEvent("hello"));
    const twin = anEvent({ accountId: other, conversationId: conversationId(other, "42") });
    expect(await takeIn(storage, twin)).toHaveLength(1);
  });

  it("pain 3: is marked done with all that its turn decided, or not at all", async () => {
    const storage = aStorage();
    const [first, second] = await takeIn(storage, aMessageEvent("one"), aMessageEvent("two", 1));
    if (!first || !second) throw new Error("two events were to be stored");
    await commitTurn(storage, [second], {});
    await expect(
      commitTurn(storage, [first, second], {
        effects: [saying("lost")],
        patch: { owner: "queued" },
        timers: [{ set: "t", fireAt: builtAt, expireAt: builtAt + 1, data: "" }],
      }),
    ).rejects.toThrow(AlreadyHandled);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual([first]);
    expect((await storage.operator.backlog()).outboxPending).toEqual({});
    expect(await storage.timers.nextFireAt()).toBeUndefined();
    expect((await storage.turns.recent({ after: 0, limit: 10 })).length).toBe(1);
  });
});

describe("what is pending", () => {
  it("is read in the order in which it came, as far as asked for", async () => {
    const storage = aStorage();
    const events = [3, 1, 2].map((n) => aMessageEvent(`message ${n}`, n));
    await takeIn(storage, ...events);
    const pending = await storage.inbox.pending(builtConversationId, 2);
    expect(pending.map(({ event }) => event)).toEqual(events.slice(0, 2));
  });

  it("names conversations by how long they have waited", async () => {
    const storage = aStorage();
    const chat = (name: string) => conversationId(builtAccountId, name);
    for (const [n, name] of ["late", "early", "late", "done"].entries()) {
      const event = anEvent({ conversationId: chat(name), platformEventId: `p-${n}` });
      if (name === "done") await aCommittedTurn(storage, event);
      else await takeIn(storage, event);
    }
    expect(await storage.inbox.pendingConversations()).toEqual([chat("late"), chat("early")]);
  });

  it("counts attempts before they are made; the first is counted at birth", async () => {
    const storage = aStorage();
    const [stored] = await takeIn(storage, aMessageEvent("hello"));
    expect(stored?.attempts).toBe(1);
    await storage.inbox.attempt([stored?.seq ?? 0]);
    expect((await storage.inbox.pending(builtConversationId, 1))[0]?.attempts).toBe(2);
  });
});

describe("the questions of a turn", () => {
  it("are its messages, without its other events", async () => {
    const storage = aStorage();
    const message = aMessageEvent("hello");
    const timer = anEvent({ platformEventId: "t", kind: "timer.fired", key: "k", generation: 1, data: "" });
    const stored = await takeIn(storage, message, timer);
    await commitTurn(storage, stored, { effects: [saying("hi", { supersedable: true })] });
    const { supersedable } = await storage.turns.load(builtConversationId, { event: message });
    const [answer] = supersedable;
    const asked = await storage.inbox.ofTurn(builtConversationId, answer?.turnId ?? turnId("none"));
    expect(asked.map(({ event }) => event)).toEqual([message]);
  });

  it("stay with the answer, however often a newer message replaces it", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const messages = [0, 1, 2, 3].map((n) => aMessageEvent(`part ${n}`, n));
    for (const message of messages) {
      const { supersedable } = await storage.turns.load(builtConversationId, { event: message });
      await aCommittedTurn(storage, message, {
        effects: [saying("answer", { supersedable: true })],
        supersedes: supersedable.map(({ seq }) => seq),
      });
    }
    for (const reader of [storage, home.open({ as: "operator" })]) {
      const { supersedable } = await reader.turns.load(builtConversationId, { event: aMessageEvent("?", 9) });
      expect(supersedable).toHaveLength(1);
      const asked = await reader.inbox.ofTurn(builtConversationId, supersedable[0]?.turnId ?? turnId("none"));
      expect(asked.map(({ event }) => event)).toEqual(messages);
    }
  });
});

describe("an account's cursor", () => {
  it("is stored with the events that it stands behind", async () => {
    const home = aStorageHome();
    const storage = home.open();
    expect(await storage.inbox.cursor(builtAccountId)).toBeUndefined();
    await storage.inbox.append({ ...batch, events: [aMessageEvent("a")], cursor: "8" });
    await storage.inbox.append({ ...batch, events: [], cursor: "9" });
    await storage.inbox.append({ ...batch, events: [aMessageEvent("b", 1)] });
    storage.close({ clean: false });
    const again = home.open();
    expect(await again.inbox.cursor(builtAccountId)).toBe("9");
    expect(await again.inbox.cursor(accountId("telegram-second"))).toBeUndefined();
  });
});

describe("an update that could not be parsed", () => {
  it("is kept once, is nobody's turn, and blocks nothing", async () => {
    const storage = aStorage();
    const unparsed = [{ platformEventId: "7500", kind: "poll", shape: '{"poll":"object"}' }];
    await storage.inbox.append({ ...batch, events: [], unparsed, cursor: "1" });
    await storage.inbox.append({ ...batch, events: [aMessageEvent("hello")], unparsed });
    expect(await storage.inbox.pendingConversations()).toEqual([builtConversationId]);
    expect(await storage.inbox.append({ ...batch, events: [anEvent({ platformEventId: "7500" })] })).toEqual([
      undefined,
    ]);
  });
});

describe("what a conversation expects", () => {
  it("is known as soon as the turn that asked is on disk, and after a restart, until it is given", async () => {
    const home = aStorageHome();
    const storage = home.open();
    const expects = [{ kind: "uid", slot: "account" }] as const;
    expect(storage.inbox.expects(builtConversationId)).toEqual([]);
    await aCommittedTurn(storage, aMessageEvent("a form, please"), { patch: { expects } });
    expect(storage.inbox.expects(builtConversationId)).toEqual(expects);
    storage.close({ clean: false });
    const again = home.open();
    expect(again.inbox.expects(builtConversationId)).toEqual(expects);
    await aCommittedTurn(again, aMessageEvent("10012345", 1), { patch: { expects: [] } });
    expect(again.inbox.expects(builtConversationId)).toEqual([]);
  });
});

it("direct chats are told by when somebody wrote in them, the latest first, and no older ones", async () => {
  const storage = aStorage();
  const chat = (native: string) => conversationId(builtAccountId, native);
  const wrote = (native: string, n: number, at: number) => ({
    ...aMessageEvent("hello", n),
    conversationId: chat(native),
    occurredAt: at,
  });
  const inGroup = { ...wrote("-5", 4, builtAt), conversationKind: "group" as const };
  const events = [wrote("1", 1, builtAt), wrote("2", 2, builtAt - 5000), wrote("3", 3, builtAt + 1), inGroup];
  await storage.inbox.append({ ...batch, events });
  expect(await storage.inbox.directChats(builtAccountId, builtAt)).toEqual([chat("3"), chat("1")]);
  expect(await storage.inbox.directChats(accountId("telegram-second"), 0)).toEqual([]);
});
