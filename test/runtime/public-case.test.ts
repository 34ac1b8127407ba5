import { describe, expect, it } from "vitest";
import type { Policies } from "../../src/domain/account.ts";
import type { Scarcity } from "../../src/domain/adapter.ts";
import type { AppendTicket, OpenTicket } from "../../src/domain/effect.ts";
import type { RawEvent } from "../../src/domain/event.ts";
import { conversationId, eventId, personId } from "../../src/domain/ids.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { deps } from "../pipeline/fixture.ts";
import { aFleetInFakeTime, type FleetInFakeTime, ScriptedPipeline } from "../support/a-service.ts";
import { anAccount, anEvent, aPerson, aRawMessage, builtAccountId } from "../support/builders.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { aScarceAllowance, writtenBy } from "../support/scarce.ts";
import { fails, type Scene } from "../support/scripted-deliveries.ts";

const coarseMs = 10_000;
const answerWithinMs = 1_800_000;
const thread = conversationId(builtAccountId, "post:1");
const mia = aPerson({ id: personId("telegram", "mia"), displayName: "mia" });
const policies: Policies = { inPublic: "invites_once", onlyWhoWroteFirst: true, optOut: "silent" };

const aFleet = async (options: { scarce?: Partial<Scarcity>; refuses?: readonly Scene[] } = {}) => {
  const pipeline = createPipeline(deps);
  const adapter = new FakeAdapter({
    allowance: aScarceAllowance({ answerWithinMs, ...options.scarce }),
    buttons: false,
    deletes: false,
  });
  adapter.deliveries.order(...(options.refuses ?? []));
  return aFleetInFakeTime({
    accounts: [{ account: anAccount({ policies }), adapter }],
    adapter,
    pipeline: new ScriptedPipeline((turn) => pipeline.run(turn)),
  });
};
/** The one reply to the first post is refused. */
const aRefusingFleet = () => aFleet({ refuses: [fails("rejected")] });
/** Nobody knows of the reply, nor of its repetition. */
const aFleetInDoubt = () => aFleet({ refuses: [fails("uncertain"), fails("uncertain")] });
/** No reply can be paid. */
const aPennilessFleet = () => aFleet({ scarce: { dollarsPerDay: 0.001 } });

let posts = 0;
const urlOf = (id: string) => `https://x.com/i/web/status/${id}`;

const aPost = (text: string, at: number, message: Partial<RawMessage> = {}): RawEvent => {
  posts += 1;
  const id = `${posts}`;
  return anEvent({
    kind: "message.created",
    platformEventId: `p${id}`,
    conversationId: thread,
    conversationKind: "group",
    occurredAt: at,
    message: {
      ...aRawMessage({ id, author: mia, mentionsUs: true, url: urlOf(id), text, ...message }),
      withheld: false,
      secrets: [],
      given: [],
    },
  });
};

const post = async ({ adapter, time }: FleetInFakeTime, text: string, message: Partial<RawMessage> = {}) => {
  const event = aPost(text, time.now(), message);
  await time.until(adapter.tell(event));
  await time.pass(50);
  return event.kind === "message.created" ? event.message.id : "";
};

const write = async ({ adapter, time }: FleetInFakeTime, text: string) => {
  await time.until(adapter.tell(writtenBy("mia", { at: time.now(), text })));
  await time.pass(60_000, coarseMs);
};

const opened = ({ desk }: FleetInFakeTime) =>
  desk.kept.filter((effect): effect is OpenTicket => effect.kind === "ticket.open");
const entries = ({ desk }: FleetInFakeTime) =>
  desk.kept
    .filter((effect): effect is AppendTicket => effect.kind === "ticket.append")
    .map(({ entry }) => entry);

const fromDesk = async (
  fleet: FleetInFakeTime,
  body: { kind: "ticket.replied"; reply: { text: string } } | { kind: "ticket.changed"; change: object },
) => {
  const [ticket] = opened(fleet);
  if (ticket === undefined) throw new Error("There is no ticket.");
  const { accountId, ticketId } = ticket;
  const row = await fleet.storage.tickets.find(ticketId);
  const sequence = fleet.time.now();
  const platformEventId = `desk/${sequence}`;
  const event = {
    id: eventId(accountId, platformEventId),
    platformEventId,
    accountId,
    conversationId: row?.conversationId,
    conversationKind: row?.conversationKind,
    occurredAt: fleet.time.now(),
    ticketId,
    sequence,
    ...body,
  } as RawEvent;
  await fleet.time.until(
    fleet.service.ingest.accept(event as Parameters<typeof fleet.service.ingest.accept>[0]),
  );
  await fleet.time.pass(60_000, coarseMs);
};

/** What the platform was asked to say outside of the thread. */
const saidElsewhere = ({ adapter }: FleetInFakeTime) =>
  adapter.deliveries.attempts.flatMap(({ effect }) =>
    effect.kind === "message.send" && effect.conversationId !== thread ? [effect.content.text] : [],
  );

describe("who was not replied to in public", () => {
  it.each([
    ["as too many wait", aPennilessFleet, /too many wait/, answerWithinMs],
    ["as it was refused", aRefusingFleet, /could not be delivered \(rejected\)/, 0],
    ["as nobody knows", aFleetInDoubt, /not known whether/, 0],
  ])("is given to the desk, marked so, %s", async (_, begin, why, afterMs) => {
    const fleet = await begin();
    const at = fleet.time.now();
    const id = await post(fleet, "@FlotillaSupportBot my account was hacked, somebody is withdrawing");
    await fleet.time.pass(afterMs + 20_000, coarseMs);
    const [ticket, ...others] = opened(fleet);
    expect(others).toEqual([]);
    expect(ticket).toMatchObject({
      priority: "human",
      draft: {
        unansweredSince: at,
        category: "account_security",
        urgent: true,
        subject: "Not answered in public: @mia_w",
        locale: "en",
        person: { id: mia.id, displayName: "mia", username: "mia_w" },
        transcript: [],
      },
    });
    expect(ticket?.draft).not.toHaveProperty("consentAt");
    expect(ticket?.draft.description).toMatch(why);
    expect(ticket?.draft.description).toContain(urlOf(id));
    expect(ticket?.draft.description).toContain("My account was hacked");
    expect(fleet.counted("person.unanswered")).toBe(1);
    expect(saidElsewhere(fleet)).toEqual([]);
  });

  it("has nothing of what they wrote at the desk, nor in what is kept of the case", async () => {
    const fleet = await aRefusingFleet();
    await post(fleet, "@FlotillaSupportBot legal winner thank year");
    await fleet.time.pass(60_000, coarseMs);
    expect(JSON.stringify(fleet.desk.kept)).not.toContain("winner");
  });

  it("is promised an invitation in the ticket only where they get one", async () => {
    for (const [begin, isInvited] of [
      [aRefusingFleet, true],
      [aFleetInDoubt, false],
    ] as const) {
      const fleet = await begin();
      await post(fleet, "@FlotillaSupportBot my deposit has not arrived");
      await fleet.time.pass(20_000, coarseMs);
      expect(opened(fleet)[0]?.draft.description.includes("they are invited")).toBe(isInvited);
      const before = fleet.adapter.said.length;
      await post(fleet, "@FlotillaSupportBot hello?");
      await fleet.time.pass(20_000, coarseMs);
      expect(fleet.adapter.said.length > before).toBe(isInvited);
    }
  });

  it("is heard in what they wrote in the thread while they waited", async () => {
    const fleet = await aPennilessFleet();
    await post(fleet, "@FlotillaSupportBot hello");
    await post(fleet, "@FlotillaSupportBot how do I deposit");
    await post(fleet, "@FlotillaSupportBot my account was hacked");
    await post(fleet, "@FlotillaSupportBot my account was hacked, too", {
      author: aPerson({ id: personId("telegram", "bob") }),
    });
    await fleet.time.pass(answerWithinMs + 60_000, coarseMs);
    const [first, second, ...others] = opened(fleet).map(({ draft }) => draft);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ urgent: true, category: "account_security", person: { id: mia.id } });
    expect(first?.description).toContain("written 2 more in that thread");
    expect(second).toMatchObject({ person: { id: "telegram/bob" } });
    expect(second?.description).not.toContain("more in that thread");
  });

  it("gets no ticket for a courtesy", async () => {
    const fleet = await aRefusingFleet();
    await post(fleet, "@FlotillaSupportBot thanks");
    await fleet.time.pass(60_000, coarseMs);
    expect(opened(fleet)).toEqual([]);
    expect(fleet.counted("person.unanswered")).toBe(1);
  });

  it("gets one ticket a post, though an operator has the reply tried again in vain", async () => {
    const fleet = await aRefusingFleet();
    await post(fleet, "@FlotillaSupportBot my deposit has not arrived");
    await fleet.time.pass(60_000, coarseMs);
    const tryAgainInVain = async () => {
      fleet.adapter.deliveries.order(fails("rejected"));
      await fleet.time.until(fleet.storage.operator.retryDead("all", fleet.time.now()));
      await fleet.time.pass(60_000, coarseMs);
    };
    await tryAgainInVain();
    await fromDesk(fleet, { kind: "ticket.changed", change: { status: "solved" } });
    await tryAgainInVain();
    expect(fleet.counted("person.unanswered")).toBe(3);
    expect(opened(fleet)).toHaveLength(1);
  });

  it("is not written to in private, whatever is done at the desk, which is told so", async () => {
    const fleet = await aRefusingFleet();
    await post(fleet, "@FlotillaSupportBot my deposit has not arrived");
    await fleet.time.pass(60_000, coarseMs);
    await fromDesk(fleet, { kind: "ticket.changed", change: { owner: "agent" } });
    await fromDesk(fleet, { kind: "ticket.replied", reply: { text: "We look into it." } });
    expect(entries(fleet)).toMatchObject([
      { delivery: { state: "failed", reason: expect.stringMatching(/^in_public: /) } },
    ]);
    await fromDesk(fleet, { kind: "ticket.changed", change: { status: "solved" } });
    expect(saidElsewhere(fleet)).toEqual([]);
    expect(fleet.adapter.said).toEqual([]);
  });

  it("is met in private as if nothing had been, and answered there what they asked in public", async () => {
    const fleet = await aRefusingFleet();
    await post(fleet, "@FlotillaSupportBot my deposit has not arrived");
    await fleet.time.pass(60_000, coarseMs);
    await fromDesk(fleet, { kind: "ticket.changed", change: { owner: "agent" } });
    await write(fleet, "hi");
    expect(saidElsewhere(fleet).join("\n")).toMatch(/automated.*\n(?:.|\n)*Answer: My deposit/);
  });
});
