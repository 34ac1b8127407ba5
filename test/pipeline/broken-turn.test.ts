import { describe, expect, it } from "vitest";
import { ticketId } from "../../src/domain/ids.ts";
import { createBrokenTurn } from "../../src/pipeline/broken-turn.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { anEvent, aTicket, aTurn } from "../support/builders.ts";
import { deps, ofKind, textOf } from "./fixture.ts";

describe("a turn that broke the stages", () => {
  const broken = createBrokenTurn(deps);

  it("is answered without them, and a person gets it", () => {
    const pipeline = createPipeline({
      ...deps,
      phrasebook: {
        say: () => {
          throw new Error("broken");
        },
      },
    });
    expect(() => pipeline.run(aTurn())).toThrow("broken");
    const result = pipeline.broken(aTurn());
    expect(textOf(result)).toContain("something went wrong");
    expect(ofKind(result, "ticket.open")).toMatchObject([
      { ticketId: "ticket-new", draft: { transcript: [] } },
    ]);
    expect(result.tickets).toEqual([{ open: "ticket-new", category: "technical" }]);
    expect(result.patch).toMatchObject({ owner: "queued", state: { openTicket: { id: "ticket-new" } } });
  });

  it("says it in the person's language", () => {
    const turn = aTurn();
    const chinese = { ...turn, conversation: { ...turn.conversation, locale: "zh-Hans" as const } };
    expect(textOf(broken(chinese))).toContain("抱歉");
  });

  it("is noted in a ticket that is open, and tells the desk no words of the person", () => {
    const result = broken(aTurn({ tickets: [aTicket()] }));
    expect(ofKind(result, "ticket.open")).toEqual([]);
    expect(ofKind(result, "ticket.append")).toMatchObject([
      { ticketId: "ticket-1", entry: { kind: "note" } },
    ]);
    expect(JSON.stringify(result)).not.toContain("my deposit has not arrived");
  });

  it("opens no ticket when none is left", () => {
    const result = broken(aTurn({ caps: { repliesLeft: 1, ticketsLeft: 0 } }));
    expect(result.tickets).toEqual([]);
    expect(textOf(result)).toContain("try again");
  });

  it("tells the desk of a reply that was lost in it", () => {
    const event = anEvent({
      kind: "ticket.replied",
      ticketId: ticketId("ticket-1"),
      sequence: 1,
      reply: { text: "hello" },
    });
    const result = broken(aTurn({ events: [event], tickets: [aTicket()] }));
    expect(ofKind(result, "message.send")).toEqual([]);
    expect(ofKind(result, "ticket.append")[0]?.entry.delivery).toMatchObject({
      eventId: event.id,
      state: "failed",
    });
  });

  it("of a timer bothers nobody", () => {
    const event = anEvent({ kind: "timer.fired", key: "x", generation: 1, data: "" });
    expect(broken(aTurn({ events: [event] })).effects).toEqual([]);
  });
});
