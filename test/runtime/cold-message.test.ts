import { describe, expect, it } from "vitest";
import { conversationId, ticketId } from "../../src/domain/ids.ts";
import { aStartedService, ScriptedPipeline, type ServiceFixture } from "../support/a-service.ts";
import { saying } from "../support/a-turn-result.ts";
import { aMessageEvent, anAccount, anEvent, builtAccountId } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";

const stranger = conversationId(builtAccountId, "stranger");

/** An agent's reply into a chat in which nobody has said anything. */
const coldReply = () =>
  anEvent({
    conversationId: stranger,
    kind: "ticket.replied",
    ticketId: ticketId("T-1"),
    sequence: 1,
    reply: { text: "Hello, we have an offer for you." },
  });

const answering = () => new ScriptedPipeline(() => ({ effects: [saying("hello")] }));

const fleetWith = (onlyWhoWroteFirst: boolean, pipeline = answering()) => {
  const adapter = new FakeAdapter();
  const account = anAccount({ policies: { onlyWhoWroteFirst } });
  return aStartedService({ pipeline, adapter, accounts: [{ account, adapter }] });
};

const deadReasons = async ({ storage }: ServiceFixture) =>
  (await storage.operator.dead(10)).map(({ failure, reason }) => [failure, reason]);

describe("an account that writes only to who wrote first", () => {
  it("sends nothing to where nobody has written, and an operator finds why", async () => {
    const pipeline = new ScriptedPipeline(({ events: [{ kind }] }) =>
      kind === "ticket.replied" ? { effects: [saying("hello")] } : {},
    );
    const fleet = await fleetWith(true, pipeline);
    await fleet.adapter.tell(coldReply());
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual([]);
    expect(await deadReasons(fleet)).toEqual([["rejected", expect.stringContaining("nobody has written")]]);
  });

  it("sends nothing from one chat into another in which nobody has written", async () => {
    const pipeline = new ScriptedPipeline(({ events: [event] }) =>
      "message" in event ? { effects: [saying("hi"), { ...saying("psst"), conversationId: stranger }] } : {},
    );
    const fleet = await fleetWith(true, pipeline);
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["hi"]);
  });

  it("answers who wrote, and goes on doing so after a restart", async () => {
    const fleet = await fleetWith(true);
    await fleet.adapter.tell(aMessageEvent("hi"));
    await fleet.service.drain();
    expect(fleet.adapter.said).toEqual(["hello"]);
    await fleet.service.stop();
    const adapter = new FakeAdapter();
    const account = anAccount({ policies: { onlyWhoWroteFirst: true } });
    const again = await aStartedService({
      home: fleet.home,
      pipeline: answering(),
      adapter,
      accounts: [{ account, adapter }],
    });
    await adapter.tell(
      anEvent({
        platformEventId: "reply",
        kind: "ticket.replied",
        ticketId: ticketId("T-1"),
        sequence: 1,
        reply: { text: "It is there." },
      }),
    );
    await again.service.drain();
    expect(adapter.said).toEqual(["hello"]);
  });
});

it("an account without that rule writes where it is told to", async () => {
  const fleet = await fleetWith(false);
  await fleet.adapter.tell(coldReply());
  await fleet.service.drain();
  expect(fleet.adapter.said).toEqual(["hello"]);
});
