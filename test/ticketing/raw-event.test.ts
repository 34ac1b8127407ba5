import { describe, expect, test } from "vitest";
import type { DeskEvent } from "../../src/domain/desk.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { ticketId } from "../../src/domain/ids.ts";
import { callFor } from "../../src/ticketing/desk-calls.ts";
import { acceptDeskEvents, deskEventIdOf, toRawEvent } from "../../src/ticketing/raw-event.ts";
import { anOpenTicket, aTicketEntry, builtAccountId, builtConversationId } from "../support/builders.ts";

const told: DeskEvent = {
  eventId: "881234567",
  sequence: 4,
  occurredAt: 5,
  ticketId: ticketId("ticket-1"),
  kind: "ticket.replied",
  reply: { text: "Hello", agentName: "Mia" },
};
const place = {
  accountId: builtAccountId,
  conversationId: builtConversationId,
  conversationKind: "direct",
} as const;

test("a desk's event becomes an event of the ticket's conversation", () => {
  expect(toRawEvent(told, place)).toEqual({
    id: "telegram-support:desk:881234567",
    platformEventId: "desk:881234567",
    ...place,
    occurredAt: 5,
    kind: "ticket.replied",
    ticketId: "ticket-1",
    sequence: 4,
    reply: { text: "Hello", agentName: "Mia" },
  });
});

test("a rewritten reply names the event that brought the first one", () => {
  expect(toRawEvent({ ...told, eventId: "2", edits: "881234567" }, place)).toMatchObject({
    id: "telegram-support:desk:2",
    kind: "ticket.replied",
    reply: { text: "Hello", edits: toRawEvent(told, place).id },
  });
});

test("an event id of the desk never meets one of the platform", () => {
  expect(toRawEvent(told, place).platformEventId).not.toBe(told.eventId);
});

test("a delivery report names the event as the desk named it", () => {
  const { draft: _, kind: __, ...fields } = anOpenTicket();
  for (const eventId of [toRawEvent(told, place).id, "881234567"]) {
    const entry = aTicketEntry({ kind: "delivery", delivery: { eventId, state: "delivered" } });
    const call = callFor({ ...fields, kind: "ticket.append", category: "funds", entry });
    expect(JSON.parse(String(call.body))).toMatchObject({
      delivery: { eventId: "881234567", state: "delivered" },
    });
  }
  expect(deskEventIdOf("telegram-support:desk:a:desk:b", builtAccountId)).toBe("a:desk:b");
});

describe("acceptance", () => {
  const accepting = (isNew: boolean) => {
    const accepted: RawEvent[] = [];
    const accept = acceptDeskEvents({
      findTicket: async (id) => (id === "ticket-1" ? place : undefined),
      accept: async (event) => {
        accepted.push(event);
        return isNew;
      },
    });
    return { accept, accepted };
  };

  test("stores an event once", async () => {
    expect(await accepting(true).accept(told)).toBe("stored");
    expect(await accepting(false).accept(told)).toBe("duplicate");
  });

  test("takes nothing for an unknown ticket", async () => {
    const { accept, accepted } = accepting(true);
    expect(await accept({ ...told, ticketId: ticketId("ticket-2") })).toBe("unknown_ticket");
    expect(accepted).toEqual([]);
  });
});
