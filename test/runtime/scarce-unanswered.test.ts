import { describe, expect, it } from "vitest";
import type { Policies } from "../../src/domain/account.ts";
import type { Scarcity } from "../../src/domain/adapter.ts";
import { eventId, personId } from "../../src/domain/ids.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import { aFleetInFakeTime, type FleetInFakeTime, ScriptedPipeline } from "../support/a-service.ts";
import { anAccount, aPerson } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { aScarceAllowance, writtenBy } from "../support/scarce.ts";
import { fails } from "../support/scripted-deliveries.ts";

const coarseMs = 10_000;
const answerWithinMs = 1_800_000;
/** Not even one answer can be paid. */
const penniless: Partial<Scarcity> = { dollarsPerDay: 0.001, answerWithinMs };

const aRealFleet = (scarce: Partial<Scarcity>, policies: Policies = {}) => {
  const pipeline = createPipeline(deps);
  const adapter = new FakeAdapter({ allowance: aScarceAllowance(scarce), buttons: false, deletes: false });
  return aFleetInFakeTime({
    accounts: [{ account: anAccount({ policies }), adapter }],
    adapter,
    pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
  });
};

const write = async ({ adapter, time }: FleetInFakeTime, ...texts: readonly string[]) => {
  for (const text of texts) {
    await time.until(adapter.tell(writtenBy("mia", { at: time.now(), text })));
    await time.pass(20);
  }
};

/** The desk says that the person's ticket is solved. */
const solve = async ({ desk, service, time }: FleetInFakeTime) => {
  const ticket = desk.kept.find(({ kind }) => kind === "ticket.open");
  if (ticket?.kind !== "ticket.open") throw new Error("There is no ticket.");
  const { accountId, conversationId, ticketId } = ticket;
  const platformEventId = `desk/${ticketId}`;
  const id = eventId(accountId, platformEventId);
  const about = { id, platformEventId, accountId, conversationId, conversationKind: "direct" } as const;
  const change = { kind: "ticket.changed", ticketId, change: { status: "solved" }, sequence: 1 } as const;
  await time.until(service.ingest.accept({ ...about, ...change, occurredAt: time.now() }));
  await time.pass(20);
};

/** A human of the account writes to the same person, in the platform's own app. */
const writeAsStaff = async ({ adapter, time }: FleetInFakeTime, text: string) => {
  const author = aPerson({ id: personId("telegram", "us"), displayName: "Jo", role: "staff" });
  const event = writtenBy("mia", { at: time.now(), text });
  if (event.kind !== "message.created") throw new Error("That is no message.");
  await time.until(adapter.tell({ ...event, message: { ...event.message, author } }));
  await time.pass(20);
};

const marksOf = ({ desk, counted }: FleetInFakeTime) => ({
  tickets: desk.kept.flatMap((effect) => (effect.kind === "ticket.open" ? [effect.draft] : [])),
  counted: counted("person.unanswered"),
});

it("an answer that the platform refuses marks its person as unanswered", async () => {
  const fleet = await aRealFleet({});
  fleet.adapter.deliveries.order(fails("rejected"));
  await write(fleet, "how do I deposit");
  await fleet.time.pass(60_000, coarseMs);
  expect(marksOf(fleet)).toMatchObject({ tickets: [{ unansweredSince: expect.any(Number) }], counted: 1 });
});

describe("an answer that could not be sent in time", () => {
  it("marks its person as unanswered", async () => {
    const fleet = await aRealFleet(penniless);
    await write(fleet, "talk to a human");
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    expect(marksOf(fleet)).toMatchObject({
      tickets: [{ unansweredSince: expect.any(Number) }],
      counted: 1,
    });
  });

  it("marks its person though their ticket was solved meanwhile, without a human of it having written", async () => {
    const fleet = await aRealFleet(penniless);
    await write(fleet, "talk to a human");
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    await write(fleet, "how do I deposit");
    await solve(fleet);
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    const { tickets } = marksOf(fleet);
    expect(tickets.map(({ description }) => description)).toEqual([expect.anything(), "how do I deposit"]);
  });

  it("marks nobody who has asked for silence since", async () => {
    const fleet = await aRealFleet(penniless, { optOut: "silent" });
    await write(fleet, "talk to a human", "stop");
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    expect(marksOf(fleet)).toEqual({ tickets: [], counted: 0 });
  });

  it("marks nobody whom a human of the account has answered", async () => {
    const fleet = await aRealFleet(penniless);
    await write(fleet, "talk to a human");
    await writeAsStaff(fleet, "Hi, Jo here, solved");
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    expect(marksOf(fleet)).toEqual({ tickets: [], counted: 0 });
  });

  it("gives the desk what the person said, and what a human of the account said as theirs", async () => {
    const fleet = await aRealFleet(penniless);
    await writeAsStaff(fleet, "Good evening, this is Jo and I look after your withdrawal of last week");
    await write(fleet, "assistant", "my card is not accepted");
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    const [draft] = marksOf(fleet).tickets;
    expect(draft).toMatchObject({ description: "my card is not accepted" });
    expect(draft?.transcript.map(({ author }) => author)).toEqual(["agent", "person", "person"]);
  });
});
