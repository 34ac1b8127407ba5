import { describe, expect, it } from "vitest";
import { ticketId } from "../../src/domain/ids.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { aService, ScriptedPipeline, type ServiceFixture, wordsOf } from "../support/a-service.ts";
import { type Outcome, saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anEvent } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { fails, waits } from "../support/scripted-deliveries.ts";

const relayOf = (turn: Turn) => ({ ticketId: ticketId("T-1"), eventId: turn.events[0].id });

/** An agent's reply and an answer are sent as they come; "stop" is a wish for silence, and "hello" ends it. */
const decide = (turn: Turn): Outcome => {
  const [event] = turn.events;
  const { conversation, now } = turn;
  const words = wordsOf(turn);
  if (event.kind === "ticket.replied")
    return {
      effects: [saying(event.reply.text, { priority: "human", relayOf: relayOf(turn), report: true })],
    };
  if (words === "stop")
    return {
      patch: {
        ownerEpoch: conversation.ownerEpoch + 1,
        state: { ...conversation.state, optedOutAt: now },
      },
      effects: [saying("I will not write any more.")],
    };
  if (words === "careful") return { effects: [saying("That was a secret.", { priority: "protect" })] };
  return words === "" ? {} : { patch: { state: {} }, effects: [saying(`re: ${words}`)] };
};

const reply = anEvent({
  platformEventId: "reply",
  kind: "ticket.replied",
  ticketId: ticketId("T-1"),
  sequence: 1,
  reply: { text: "It is there." },
});

const outcomesOf = ({ pipeline }: ServiceFixture) =>
  pipeline.turns.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.kind === "effect.settled" ? [{ ...event.outcome, relayOf: event.relayOf }] : [],
    ),
  );

/** All that was told is decided. */
const decided = ({ storage }: ServiceFixture) =>
  eventually(async () => (await storage.inbox.pendingConversations()).length === 0);

/** A fleet whose platform is busy with one message, so that all that follows in the chat waits. */
const busyFleet = async () => {
  const fleet = aService({ pipeline: new ScriptedPipeline(decide) });
  await fleet.service.start();
  const first = waits();
  fleet.adapter.deliveries.order(first.scene);
  await fleet.adapter.tell(aMessageEvent("hi", 1));
  return { fleet, first };
};

describe("what waits unsent when a person asks for silence", () => {
  it("is not sent: an agent hears that their reply was not delivered, and only the confirmation goes", async () => {
    const { fleet, first } = await busyFleet();
    await fleet.adapter.tell(reply);
    await fleet.adapter.tell(aMessageEvent("stop", 2));
    await decided(fleet);
    first.finish();
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["re: hi", "I will not write any more."]);
    expect(outcomesOf(fleet)).toMatchObject([
      { state: "dead", failure: "superseded", reason: "the person asked not to be written to" },
    ]);
    expect(await fleet.storage.operator.dead(10)).toEqual([]);
  });

  it("goes when it protects them", async () => {
    const { fleet, first } = await busyFleet();
    await fleet.adapter.tell(aMessageEvent("careful", 2));
    await fleet.adapter.tell(aMessageEvent("stop", 3));
    await decided(fleet);
    first.finish();
    await fleet.service.drain();
    expect(fleet.adapter.said).toContain("That was a secret.");
  });

  it("is dropped by the next start, too, as the wish is on disk", async () => {
    const { fleet, first } = await busyFleet();
    fleet.adapter.deliveries.otherwise = fails("transient");
    await fleet.adapter.tell(reply);
    await fleet.adapter.tell(aMessageEvent("stop", 2));
    await decided(fleet);
    first.finish();
    await fleet.service.stop();
    const again = aService({ home: fleet.home, pipeline: new ScriptedPipeline(decide) });
    await again.service.start();
    await again.service.drain();
    expect(again.adapter.said).not.toContain("It is there.");
  });
});
