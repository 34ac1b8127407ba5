import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import {
  type AccountId,
  accountId,
  conversationId,
  eventId,
  type PersonId,
  personId,
} from "../../src/domain/ids.ts";
import type { Message } from "../../src/domain/message.ts";
import type { Person } from "../../src/domain/person.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessage,
  aMessageEvent,
  anEvent,
  aPerson,
  aTicket,
  builtAccountId,
  builtAt,
} from "../support/builders.ts";

const group = conversationId(builtAccountId, "-100");
const topic = conversationId(builtAccountId, "-100/7");
const dayMs = 86_400_000;
let told = 0;

const member = (
  kind: "member.joined" | "member.left" | "member.changed",
  at: number,
  person: Person = aPerson(),
): InboundEvent =>
  anEvent({
    kind,
    person,
    platformEventId: `member-${told++}`,
    conversationId: group,
    conversationKind: "group",
    occurredAt: builtAt + at,
  });

const ofMia = (storage: Storage, chat = group) => storage.members.of(chat, aPerson().id);

describe("who is in a chat", () => {
  it("is known from when they joined, in each of its topics, until they left", async () => {
    const storage = aStorage();
    expect(await ofMia(storage)).toBeUndefined();
    await takeIn(storage, member("member.joined", 10));
    expect(await ofMia(storage, topic)).toEqual({ role: "member", joinedAt: builtAt + 10 });
    await takeIn(storage, member("member.changed", 20, aPerson({ role: "moderator" })));
    expect(await ofMia(storage)).toEqual({ role: "moderator", joinedAt: builtAt + 10 });
    await takeIn(storage, member("member.left", 30));
    expect(await ofMia(storage)).toEqual({ role: "member", joinedAt: builtAt + 10, leftAt: builtAt + 30 });
    await takeIn(storage, member("member.joined", 40));
    expect(await ofMia(storage)).toEqual({ role: "member", joinedAt: builtAt + 40 });
    expect(await ofMia(storage, conversationId(builtAccountId, "-1"))).toBeUndefined();
  });

  it("is not changed by what happened before and was told later", async () => {
    const storage = aStorage();
    await takeIn(storage, member("member.left", 30));
    await takeIn(storage, member("member.joined", 10));
    expect(await ofMia(storage)).toEqual({ role: "member", leftAt: builtAt + 30 });
  });

  it("is kept for everybody of a raid, whether they come or go", async () => {
    const storage = aStorage();
    const people = Array.from({ length: 500 }, (_, n) => aPerson({ id: personId("telegram", `r${n}`) }));
    await takeIn(storage, ...people.map((person, n) => member("member.joined", n, person)));
    const commits = storage.commits();
    await takeIn(storage, ...people.map((person, n) => member("member.left", 1_000 + n, person)));
    expect(storage.commits()).toBe(commits + 1);
    expect(await storage.members.of(group, personId("telegram", "r499"))).toMatchObject({
      joinedAt: builtAt + 499,
      leftAt: builtAt + 1_499,
    });
  });
});

describe("who has left a chat", () => {
  it("is forgotten with the ids, and who is there stays", async () => {
    const storage = aStorage();
    const others = Array.from({ length: 700 }, (_, n) => aPerson({ id: personId("telegram", `r${n}`) }));
    await takeIn(
      storage,
      member("member.joined", 0),
      ...others.map((one, n) => member("member.left", n, one)),
    );
    const later = builtAt + dayMs;
    const limits = { textBefore: later, rowBefore: builtAt + 650, now: later };
    for (let round = 0; round < 3; round++) await storage.maintenance.purge(limits);
    const left = await Promise.all(others.map(({ id }) => storage.members.of(group, id)));
    expect(left.filter((one) => one !== undefined)).toHaveLength(50);
    expect(await ofMia(storage)).toEqual({ role: "member", joinedAt: builtAt });
  });
});

describe("an invitation", () => {
  const asked = anEvent({ conversationId: group, conversationKind: "group", platformEventId: "asked" });

  it("gives the question back to the person who asked it, and to nobody else", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, asked, { invite: asked.id });
    expect(await storage.invitations.find("mark-1", aPerson().id)).toMatchObject({
      conversationId: group,
      text: "my deposit has not arrived",
    });
    expect(await storage.invitations.find("mark-1", personId("telegram", "43"))).toBeUndefined();
    expect(await storage.invitations.find("mark-2", aPerson().id)).toBeUndefined();
  });

  it("is found again by who was invited alone, the newest first, and one about a secret before it", async () => {
    const storage = aStorage();
    const invite = async (n: number, override: Partial<Message>) => {
      const event = anEvent({
        conversationId: group,
        conversationKind: "group",
        platformEventId: `asked-${n}`,
        message: aMessage(override),
      });
      await aCommittedTurn(storage, event, { invite: event.id, now: builtAt + n, newMark: `mark-${n}` });
    };
    const latest = (asked: { person?: PersonId; account?: AccountId; after?: number } = {}) =>
      storage.invitations.latest({
        person: aPerson().id,
        account: builtAccountId,
        after: builtAt - 1,
        ...asked,
      });
    await invite(1, {
      text: "my words: ⟦…⟧",
      secrets: [{ kind: "seed_phrase", level: "hard", start: 0, end: 2 }],
    });
    await invite(2, { text: "and my deposit?" });
    expect(await latest()).toMatchObject({ token: "mark-1", text: "my words: ⟦…⟧" });
    expect(await latest({ after: builtAt + 1 })).toMatchObject({ token: "mark-2", text: "and my deposit?" });
    expect(await latest({ after: builtAt + 2 })).toBeUndefined();
    expect(await latest({ person: personId("telegram", "43") })).toBeUndefined();
    expect(await latest({ account: accountId("another") })).toBeUndefined();
  });

  it("expires with the texts", async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, asked, { invite: asked.id });
    const later = builtAt + dayMs;
    const { rows } = await storage.maintenance.purge({ textBefore: later, rowBefore: 0, now: later });
    expect(rows).toBe(1);
    expect(await storage.invitations.find("mark-1", aPerson().id)).toBeUndefined();
  });
});

describe("an agent's reply", () => {
  const reply = eventId(builtAccountId, "desk:reply-1");
  const relaying = saying("line", { relayOf: { ticketId: aTicket().id, eventId: reply } });

  it("is known by all the messages that it became, in order", async () => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [relaying],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    expect(await storage.relays.messageIds(reply)).toEqual([]);
    const receipt = { messageIds: ["900", "901", "902"] };
    await storage.outbox.settle([{ stored, to: "sent", receipt }], builtAt);
    expect(await storage.relays.messageIds(reply)).toEqual(["900", "901", "902"]);
    expect(await storage.relays.messageIds(eventId(builtAccountId, "desk:reply-2"))).toEqual([]);
  });

  it("is forgotten with the row of its message", async () => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("hi"), {
      effects: [relaying, saying("more")],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    await storage.outbox.settle([{ stored, to: "sent", receipt: { messageIds: ["900"] } }], builtAt);
    expect(await storage.relays.messageIds(reply)).toEqual(["900"]);
    const later = builtAt + dayMs;
    await storage.maintenance.purge({ textBefore: later, rowBefore: later, now: later });
    expect(await storage.relays.messageIds(reply)).toEqual([]);
  });
});
