import { describe, expect, it } from "vitest";
import { conversationId, ticketId } from "../../src/domain/ids.ts";
import type { TicketCommand } from "../../src/domain/turn.ts";
import type { Storage } from "../../src/storage/port.ts";
import { aCommittedTurn, aStorage, aTurnCommit, commitTurn, takeIn } from "../support/a-storage.ts";
import { saying } from "../support/a-turn-result.ts";
import {
  aMessageEvent,
  anEvent,
  anOpenTicket,
  builtAccountId,
  builtAt,
  builtConversationId,
} from "../support/builders.ts";

const opening = (id: string, category: "funds" | "technical" = "funds"): TicketCommand => ({
  open: ticketId(id),
  category,
});
let messages = 0;
const run = (storage: Storage, ...tickets: readonly TicketCommand[]) =>
  aCommittedTurn(storage, aMessageEvent("hi", messages++), { tickets });
const known = async (storage: Storage) =>
  (await storage.turns.load(builtConversationId, { event: aMessageEvent("?", 999) })).tickets;

describe("a ticket", () => {
  it("pain 15: two turns race to open one of the same category, and the database keeps one open", async () => {
    const storage = aStorage();
    const [first, second] = await takeIn(storage, aMessageEvent("one"), aMessageEvent("two", 1));
    if (!first || !second) throw new Error("two events were to be stored");
    const commits = await Promise.all([
      aTurnCommit(storage, [first], { tickets: [opening("T-1")], effects: [saying("ticket T-1")] }),
      aTurnCommit(storage, [second], { tickets: [opening("T-2")], effects: [saying("ticket T-2")] }),
    ]);
    const results = await Promise.allSettled(commits.map((commit) => storage.turns.commit(commit)));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect((await known(storage)).map(({ id }) => id)).toEqual(["T-1"]);
    expect(await storage.inbox.pending(builtConversationId, 10)).toEqual([second]);
    expect((await storage.operator.backlog()).outboxPending).toEqual({ [builtAccountId]: 1 });
    expect(storage.fault()).toBeUndefined();
    await commitTurn(storage, [second], { effects: [saying("added to T-1")] });
  });

  it("may be open beside one of another category, or in another conversation", async () => {
    const storage = aStorage();
    await run(storage, opening("T-1"), opening("T-2", "technical"));
    const elsewhere = conversationId(builtAccountId, "43");
    await aCommittedTurn(storage, anEvent({ conversationId: elsewhere, platformEventId: "x" }), {
      tickets: [opening("T-3")],
    });
    expect((await known(storage)).map(({ id }) => id)).toEqual(["T-1", "T-2"]);
  });

  it("makes room for the next when it is solved", async () => {
    const storage = aStorage();
    await run(storage, opening("T-1"));
    await run(storage, { update: ticketId("T-1"), status: "solved", sequence: 3 });
    await run(storage, opening("T-2"));
    expect(await known(storage)).toMatchObject([
      { id: "T-1", status: "solved", lastSequence: 3, openedAt: builtAt },
      { id: "T-2", status: "open", lastSequence: 0 },
    ]);
    await expect(run(storage, { update: ticketId("T-1"), status: "open" })).rejects.toThrow();
  });

  it("is found by its id, with its conversation", async () => {
    const storage = aStorage();
    await run(storage, opening("T-1"));
    expect(await storage.tickets.find(ticketId("T-1"))).toMatchObject({
      conversationId: builtConversationId,
      accountId: builtAccountId,
      conversationKind: "direct",
      category: "funds",
    });
    expect(await storage.tickets.find(ticketId("T-9"))).toBeUndefined();
  });

  it("knows the desk's reference once the desk has told it, in memory as on disk", async () => {
    const storage = aStorage();
    const [stored] = await aCommittedTurn(storage, aMessageEvent("help"), {
      tickets: [opening("ticket-1")],
      effects: [anOpenTicket()],
      reserved: [true],
    });
    if (!stored) throw new Error("nothing was stored");
    const receipt = { messageIds: [], deskRef: "HTX-77" };
    await storage.outbox.settle([{ stored, to: "sent", receipt }], builtAt);
    expect((await storage.tickets.find(ticketId("ticket-1")))?.deskRef).toBe("HTX-77");
    expect((await known(storage)).map(({ deskRef }) => deskRef)).toEqual(["HTX-77"]);
  });
});
