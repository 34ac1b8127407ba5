import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/domain/event.ts";
import { conversationId, eventId, personId } from "../../src/domain/ids.ts";
import { completeEvent } from "../../src/runtime/complete-event.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aFleetInFakeTime } from "../support/a-service.ts";
import { aCommittedTurn, aStorage } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aConversation,
  aMessage,
  aMessageEvent,
  anAccount,
  anEvent,
  aPerson,
  aTicket,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

const group = conversationId(builtAccountId, "-100");
const noSecrets: readonly never[] = [];
const ticketId = aTicket().id;

const start = (args: string, override: { person?: string; conversation?: string } = {}): InboundEvent => {
  const { person = "42", conversation = "42" } = override;
  return anEvent({
    kind: "command.called",
    platformEventId: `start-${args}-${person}-${conversation}`,
    conversationId: conversationId(builtAccountId, conversation),
    conversationKind: conversation.startsWith("-") ? "group" : "direct",
    person: aPerson({ id: personId("telegram", person) }),
    name: "start",
    args,
    messageId: "5",
    secrets: noSecrets,
  });
};

describe("an invitation from a group into the direct chat", () => {
  const asked = anEvent({
    platformEventId: "asked",
    conversationId: group,
    conversationKind: "group",
    message: aMessage({ text: "where is my deposit?" }),
  });

  it("brings the question along, for the one who asked and for nobody else", async () => {
    const fleet = await aFleetInFakeTime();
    fleet.pipeline.decide = ({ events: [event] }) =>
      event.kind === "message.created" ? { invite: event.id } : {};
    await fleet.time.until(fleet.adapter.tell(asked));
    await fleet.time.pass(50);
    const token = fleet.pipeline.turns[0]?.newMark ?? "";
    const tries = [
      start(token),
      start(token, { person: "43" }),
      start(token, { conversation: "-200" }),
      start("not-a-token"),
      start("' or 1=1 --"),
      start("x".repeat(5_000)),
    ];
    for (const one of tries) await fleet.time.until(fleet.adapter.tell(one));
    await fleet.time.pass(50);
    const calls = fleet.pipeline.turns.flatMap(({ events: [event] }) =>
      event.kind === "command.called" ? [event] : [],
    );
    expect(calls).toHaveLength(tries.length);
    expect(calls.filter(({ invitedWith }) => invitedWith !== undefined)).toMatchObject([
      { person: { id: aPerson().id }, invitedWith: { conversationId: group, text: "where is my deposit?" } },
    ]);
  });
});

describe("an invitation whose link carries no token", () => {
  const dayMs = 24 * 60 * 60_000;
  const author = aPerson();
  const account = anAccount({
    policies: { inPublic: "invites_once" },
    directLink: "https://x.com/messages/compose?recipient_id=1",
  });
  const posted = anEvent({
    platformEventId: "posted",
    conversationId: group,
    conversationKind: "group",
    message: aMessage({ text: "where is my deposit?" }),
  });
  const invited = async () => {
    const storage = aStorage();
    await aCommittedTurn(storage, posted, { invite: posted.id });
    return storage;
  };
  type At = Parameters<typeof completeEvent>[1]["at"];
  const completed = async (storage: Storage, at: Partial<At> = {}, event = aMessageEvent("hi", 9)) =>
    completeEvent(storage, {
      event,
      at: { account, conversation: aConversation(), now: builtAt + 1, ...at },
    });
  const followed = { token: "mark-1", at: builtAt };

  it("is followed by the first message that the person writes to us within a day", async () => {
    const storage = await invited();
    expect(await completed(storage)).toMatchObject({
      invitedWith: { token: "mark-1", conversationId: group, text: "where is my deposit?" },
    });
    expect(await completed(storage, { now: builtAt + dayMs - 1 })).toHaveProperty("invitedWith");
  });

  it.each([
    ["a day later", { now: builtAt + dayMs }],
    ["once followed", { conversation: aConversation({ state: { invited: followed } }) }],
    ["where the link carries one", { account: { ...account, directLink: "https://t.me/x?start={token}" } }],
    ["where more is said in public than the way to us", { account: anAccount() }],
  ] as const)("is not followed %s", async (_, at) => {
    expect(await completed(await invited(), at)).not.toHaveProperty("invitedWith");
  });

  it("is not followed by anybody else, nor in public, nor by a human of the account", async () => {
    const storage = await invited();
    const another = aMessageEvent("hi", 9, { author: { ...author, id: personId("telegram", "43") } });
    const staff = aMessageEvent("hi", 9, { author: { ...author, role: "staff" } });
    for (const event of [another, staff, { ...posted, id: another.id }])
      expect(await completed(storage, {}, event)).not.toHaveProperty("invitedWith");
  });
});

describe("an agent's edit of a reply", () => {
  const replied = (n: number, edits?: string): InboundEvent =>
    anEvent({
      kind: "ticket.replied",
      platformEventId: `desk:r-${n}`,
      conversationId: builtConversationId,
      ticketId,
      sequence: n,
      reply: { text: `text ${n}`, ...(edits !== undefined && { edits: eventId(builtAccountId, edits) }) },
    });

  it("comes with the ids of all the messages that the reply became", async () => {
    const fleet = await aFleetInFakeTime();
    fleet.adapter.deliveries.order(async ({ carryOut }) => ({ ...carryOut(), messageIds: ["70", "71"] }));
    fleet.pipeline.decide = ({ events: [event] }) =>
      event.kind === "ticket.replied" && event.reply.edits === undefined
        ? { effects: [saying("long", { relayOf: { ticketId, eventId: event.id } })] }
        : {};
    await fleet.time.until(fleet.service.ingest.accept(replied(1)));
    await fleet.time.pass(100);
    await fleet.time.until(fleet.service.ingest.accept(replied(2, "desk:r-1")));
    await fleet.time.until(fleet.service.ingest.accept(replied(3, "desk:r-unknown")));
    await fleet.time.pass(100);
    const sentAs = fleet.pipeline.turns.flatMap(({ events: [event] }) =>
      event.kind === "ticket.replied" ? [event.reply.sentAs] : [],
    );
    expect(sentAs).toEqual([undefined, ["70", "71"], []]);
  });
});
