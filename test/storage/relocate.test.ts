import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import { type ConversationId, conversationId } from "../../src/domain/ids.ts";
import type { Storage } from "../../src/storage/port.ts";
import {
  aCommittedTurn,
  aStorage,
  aStorageHome,
  aTurnCommit,
  settleSent,
  takeDue,
  takeIn,
  textsOf,
} from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessage, anEvent, aPerson, builtAccountId, builtAt } from "../support/builders.ts";

const from = conversationId(builtAccountId, "-100");
const topic = conversationId(builtAccountId, "-100/7");
const to = conversationId(builtAccountId, "-100777");
const newTopic = conversationId(builtAccountId, "-100777/7");
/** Ids that begin alike and are other chats. */
const neighbours = ["-1001", "-1000", "-100x", "-10"].map((id) => conversationId(builtAccountId, id));

let told = 0;
const said = (text: string, id: ConversationId = from): InboundEvent => {
  const n = told++;
  return anEvent({
    platformEventId: `m-${n}`,
    conversationId: id,
    conversationKind: "group",
    occurredAt: builtAt + n,
    message: aMessage({ id: `${n}`, text }),
  });
};
const migrated = (id: ConversationId = from, target = to): InboundEvent =>
  anEvent({
    kind: "conversation.migrated",
    platformEventId: `moved-${told++}`,
    conversationId: id,
    conversationKind: "group",
    to: target,
  });

const linesOf = async (storage: Storage, id: ConversationId) =>
  (await storage.turns.load(id, { event: said("?", id) })).history.map(({ text }) => text).toSorted();

/** How a chat's move may be told: by its update, by an operator's or a delivery's call, or in both ways, twice. */
const ways: [string, (storage: Storage) => Promise<unknown>][] = [
  ["an update on the old chat", (storage) => takeIn(storage, migrated())],
  ["a failed delivery", (storage) => storage.conversations.migrate({ from, to })],
  [
    "a topic's delivery, then both updates",
    async (storage) => {
      await storage.conversations.migrate({ from: topic, to: newTopic });
      await takeIn(storage, migrated(), migrated());
    },
  ],
  [
    "the update on the new chat, then on the old one, then a failed delivery",
    async (storage) => {
      await takeIn(storage, migrated(to, to), migrated());
      await storage.conversations.migrate({ from, to });
    },
  ],
];

describe("a group that becomes a supergroup", () => {
  it.each(ways)("pain 7: keeps all that waits for it, told by %s", async (_, move) => {
    const storage = aStorage();
    const [sending] = await aCommittedTurn(storage, said("one"), {
      effects: [saying("is being sent"), saying("waits behind it")],
      reserved: [true, false],
    });
    await aCommittedTurn(storage, said("two", topic), { effects: [saying("waits in a topic")] });
    await takeIn(storage, said("not handled yet"));

    await move(storage);

    const pending = (await storage.inbox.pending(to, 10)).map(({ event }) => event);
    expect(pending[0]).toMatchObject({ conversationId: to, message: { text: "not handled yet" } });
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["waits in a topic"]);
    if (!sending) throw new Error("nothing was stored");
    await settleSent(storage, sending);
    const { taken } = await takeDue(storage);
    expect(taken.map(({ effect }) => effect.conversationId)).toEqual([to]);
    expect(textsOf(taken)).toEqual(["waits behind it"]);
  });

  it.each(ways)("pain 7: keeps its past, told by %s", async (_, move) => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, said("one"), {
      effects: [saying("answer")],
      reserved: [true],
    });
    if (stored) await settleSent(storage, stored);
    await move(storage);
    expect(await linesOf(storage, to)).toEqual(["answer", "one"]);
    expect(await linesOf(storage, from)).toEqual(["answer", "one"]);
  });

  it("pain 7: keeps its state, timers, members, tickets and invitations", async () => {
    const storage = aStorage();
    const asked = said("where is my deposit");
    await aCommittedTurn(storage, asked, {
      patch: { owner: "human", ownerEpoch: 3, state: { introducedAt: 5 }, expects: [] },
      timers: [{ set: "remind", fireAt: builtAt, expireAt: builtAt + 60_000, data: "later" }],
      invite: asked.id,
    });
    const person = aPerson();
    await takeIn(
      storage,
      anEvent({
        kind: "member.joined",
        platformEventId: "joined",
        conversationId: from,
        conversationKind: "group",
        person,
      }),
    );

    await storage.conversations.migrate({ from, to });

    const { conversation } = await storage.turns.load(to, { event: said("?", to) });
    expect(conversation).toMatchObject({ id: to, owner: "human", ownerEpoch: 3, state: { introducedAt: 5 } });
    const [fired] = await storage.timers.fireDue(builtAt);
    expect(fired?.event).toMatchObject({ conversationId: to, kind: "timer.fired", data: "later" });
    expect(await storage.members.of(to, person.id)).toEqual({ role: "member", joinedAt: builtAt });
    expect(await storage.invitations.find("mark-1", person.id)).toMatchObject({
      conversationId: to,
      text: "where is my deposit",
    });
  });

  it("pain 7: takes what was told under the new id before with it", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, said("old"), {
      patch: { owner: "human", state: { introducedAt: 5, misses: 1 } },
      effects: [saying("first")],
    });
    await aCommittedTurn(storage, said("new", to), {
      patch: { state: { misses: 0 } },
      effects: [saying("second")],
    });
    await storage.conversations.migrate({ from, to });
    const { conversation } = await storage.turns.load(to, { event: said("?", to) });
    expect(conversation).toMatchObject({ owner: "human", state: { introducedAt: 5, misses: 0 } });
    expect(await linesOf(storage, to)).toEqual(["first", "new", "old", "second"]);
    const [first] = (await takeDue(storage)).taken;
    expect(first && textsOf([first])).toEqual(["first"]);
    if (first) await settleSent(storage, first);
    expect(textsOf((await takeDue(storage)).taken)).toEqual(["second"]);
  });

  it("leads whatever still names the old id to the new one, after a restart too", async () => {
    const home = aStorageHome();
    const storage = home.open();
    await storage.conversations.migrate({ from, to });
    storage.close({ clean: true });
    const again = home.open();
    expect(again.conversations.current(topic)).toBe(newTopic);
    const [late] = await takeIn(again, said("late", topic));
    expect(late?.event.conversationId).toBe(newTopic);
    expect(await again.inbox.pending(newTopic, 10)).toHaveLength(1);
    const other = said("elsewhere", conversationId(builtAccountId, "5"));
    const alert = { ...saying("look"), conversationId: from };
    await aCommittedTurn(again, other, { effects: [alert] });
    expect((await takeDue(again)).taken.map(({ effect }) => effect.conversationId)).toEqual([to]);
  });

  it("knows where it began, through every move, after a restart too", async () => {
    const home = aStorageHome();
    const storage = home.open();
    expect(storage.conversations.origin(to)).toBeUndefined();
    const next = conversationId(builtAccountId, "-9");
    await storage.conversations.migrate({ from, to });
    await storage.conversations.migrate({ from: to, to: next });
    expect(storage.conversations.origin(next)).toBe(from);
    storage.close({ clean: true });
    const again = home.open();
    expect(again.conversations.origin(next)).toBe(from);
    expect(again.conversations.origin(from)).toBeUndefined();
  });

  it("is told once: again changes nothing, and back again is no way", async () => {
    const storage = aStorage();
    await takeIn(storage, said("one"));
    expect(await storage.conversations.migrate({ from, to })).toBe(true);
    expect(await storage.conversations.migrate({ from, to })).toBe(false);
    expect(await storage.conversations.migrate({ from: to, to: from })).toBe(false);
    expect(await storage.conversations.migrate({ from: to, to })).toBe(false);
    const elsewhere = "another-account/-5" as ConversationId;
    expect(await storage.conversations.migrate({ from: to, to: elsewhere })).toBe(false);
    expect(storage.conversations.current(from)).toBe(to);
  });

  it.each(neighbours)("leaves the chat %s alone", async (neighbour) => {
    const storage = aStorage();
    await aCommittedTurn(storage, said("hi", neighbour), { effects: [saying("answer")] });
    await takeIn(storage, said("more", neighbour));
    await storage.conversations.migrate({ from, to });
    expect(storage.conversations.current(neighbour)).toBe(neighbour);
    expect(await storage.inbox.pending(neighbour, 10)).toHaveLength(1);
    expect((await takeDue(storage)).taken.map(({ effect }) => effect.conversationId)).toEqual([neighbour]);
  });

  it("lets a turn that was built before be built again, where the chat is now", async () => {
    const storage = aStorage();
    const commit = await aTurnCommit(storage, await takeIn(storage, said("one")), {
      effects: [saying("answer")],
    });
    await storage.conversations.migrate({ from, to });
    expect(await storage.turns.commit(commit)).toBeUndefined();
    const waiting = await storage.inbox.pending(to, 10);
    expect(await storage.turns.commit(await aTurnCommit(storage, waiting))).toBeDefined();
  });

  it("is found by a fleet after a command beside it has told of it", async () => {
    const home = aStorageHome();
    const fleet = home.open();
    const [sending] = await aCommittedTurn(fleet, said("one"), {
      effects: [saying("a"), saying("b")],
      reserved: [true, false],
    });
    const command = home.open({ as: "operator" });
    await takeIn(command, migrated());
    fleet.maintenance.forgetCached();
    expect(fleet.conversations.current(from)).toBe(to);
    if (sending) await settleSent(fleet, sending);
    expect(textsOf((await takeDue(fleet)).taken)).toEqual(["b"]);
  });
});
