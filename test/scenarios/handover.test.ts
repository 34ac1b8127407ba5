import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { eventually } from "../support/eventually.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";

const aSceneWithTicket = async () => {
  const scene = await aScene();
  const ada = scene.talker();
  const { ticketId } = await openTicket(scene, ada);
  /** What the desk knows of the fate of its replies. */
  const deliveries = () =>
    scene.desk.ticket(ticketId).transcript.flatMap(({ delivery }) => (delivery ? [delivery] : []));
  return { ...scene, ada, ticketId, deliveries };
};

describe("an agent's public reply", () => {
  it("pain 11: arrives in the chat under the agent's name, and the desk is told that it did", async () => {
    const { desk, fleet, ada, ticketId, deliveries } = await aSceneWithTicket();

    const sent = await desk.reply(ticketId, "We have found your transfer.", { name: "Mia" });
    const reply = await ada.hears("We have found your transfer.");
    await fleet.settled();

    expect(sent.state).toBe("accepted");
    expect(reply.text).toContain(phrase("handover.reply_from_agent", "en", { agent: "Mia" }));
    expect(deliveries()).toEqual([{ eventId: sent.webhook.eventId, state: "delivered" }]);
  });

  it("pain 11: that cannot be delivered is reported to the desk with the reason", async () => {
    const { desk, fleet, ada, ticketId, deliveries, telegram } = await aSceneWithTicket();
    telegram.chat(ada.person.id).blocked = true;

    const sent = await desk.reply(ticketId, "Are you there?");
    await fleet.settled();

    expect(deliveries()).toMatchObject([{ eventId: sent.webhook.eventId, state: "failed" }]);
    expect(deliveries()[0]?.reason).toContain("unreachable");
    expect(ada.heard().join()).not.toContain("Are you there?");
  });

  it("pain 11: whose delivery stays unknown is reported as such, and is in the chat twice at most", async () => {
    const { desk, fleet, ada, ticketId, deliveries, telegram, clock } = await aSceneWithTicket();
    telegram.fault({ kind: "reset_after", method: "sendMessage", times: 0 });

    const sent = await desk.reply(ticketId, "We have found your transfer.");
    await telegram.waitForRequest(({ status }) => status === 0);
    await eventually(() => fleet.log().includes("effect.uncertain"));
    clock.shift(20_000);
    await desk.waitForCall(({ call }) => call === "append");
    await fleet.settled();

    expect(deliveries()).toMatchObject([{ eventId: sent.webhook.eventId, state: "uncertain" }]);
    expect(ada.heard().filter((text) => text.includes("We have found"))).toHaveLength(2);
  });

  it("with a secret or a foreign link is not shown to the person, and the desk is told why", async () => {
    const { desk, fleet, ada, ticketId, deliveries } = await aSceneWithTicket();
    const before = ada.heard().length;

    await desk.reply(ticketId, "Please look at http://htx-support.example-scam.com/verify");
    await fleet.settled();

    expect(ada.heard()).toHaveLength(before);
    expect(deliveries()).toMatchObject([{ state: "refused" }]);
    expect(deliveries()[0]?.reason).toBeTruthy();
  });

  it("is relayed once when the desk sends it three times", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();

    const sent = await desk.reply(ticketId, "Only once, please.", { copies: 3 });
    await ada.hears("Only once, please.");
    await fleet.settled();

    expect(sent.attempts.map(({ status }) => status)).toEqual([202, 200, 200]);
    expect(ada.heard().filter((text) => text.includes("Only once"))).toHaveLength(1);
  });
});

describe("what is not meant for the person", () => {
  it.each([
    { what: "a private note", options: { visibility: "private" } },
    { what: "the echo of our own message", options: { authorKind: "bot" } },
    { what: "the echo of the person's message", options: { authorKind: "person" } },
    { what: "a word of the desk's own machinery", options: { authorKind: "system" } },
  ] as const)("is never shown: $what", async ({ options }) => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    const before = ada.heard().length;

    const sent = await desk.reply(ticketId, "The customer looks suspicious.", options);
    await fleet.settled();

    expect(sent.attempts.map(({ status }) => status)).toEqual([200]);
    expect(ada.heard()).toHaveLength(before);
    expect(fleet.log()).not.toContain("suspicious");
  });
});

describe("a conversation that an agent has taken over", () => {
  it("pain 22: hears nothing from the bot, and everything that the person writes reaches the desk", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    await desk.takeOver(ticketId);
    await ada.hears(phrase("handover.taken"));
    const before = ada.heard();

    for (const text of ["hello", "my withdrawal failed", "how long does a deposit take?", "qwx zrrv plonk"]) {
      ada.say(text);
      await fleet.settled();
    }

    expect(ada.heard()).toEqual(before);
    const told = desk.ticket(ticketId).transcript.map(({ text }) => text);
    expect(told).toEqual(expect.arrayContaining(["hello", "my withdrawal failed", "qwx zrrv plonk"]));
  });

  it("pain 22: is not talked into by an answer that was on its way when the agent took over", async () => {
    const { desk, fleet, ada, ticketId, telegram, clock } = await aSceneWithTicket();
    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 5 });
    ada.say("my withdrawal failed");
    await telegram.waitForRequest(({ status }) => status === 429);

    await desk.takeOver(ticketId);
    await fleet.settled();
    clock.shift(6_000);
    await fleet.settled();
    await desk.reply(ticketId, "I am looking into it.");
    await ada.hears("I am looking into it.");
    await fleet.settled();

    expect(ada.heard().filter((text) => text.includes("withdrawal records"))).toEqual([]);
  });

  it("pain 22: is still protected: a secret is deleted, warned of, and does not reach the agent", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    await desk.takeOver(ticketId);

    const said = ada.say("my password is hunter2!Blue77");
    await ada.hears(phrase("secret.seen.password"));
    await fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(JSON.stringify(desk.ticket(ticketId).transcript)).not.toContain("hunter2");
  });

  it("pain 22: is not handed back and forth: only the desk or the person ends it, and each is said once", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    await desk.takeOver(ticketId);
    await desk.takeOver(ticketId);
    await desk.handBack(ticketId);
    await desk.handBack(ticketId);
    await ada.hears(phrase("handover.back"));
    await fleet.settled();

    const count = (key: string) => ada.heard().filter((text) => text.includes(phrase(key))).length;
    expect(count("handover.taken")).toBe(1);
    expect(count("handover.back")).toBe(1);
    const answer = await ada.ask("my withdrawal failed");
    expect(answer.text).toContain("withdrawal records");
  });

  it("is taken over by a reply alone, too", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    await desk.reply(ticketId, "Hello, this is Mia.");
    await ada.hears("Hello, this is Mia.");
    await fleet.settled();
    const before = ada.heard();

    ada.say("my withdrawal failed");
    await fleet.settled();

    expect(ada.heard()).toEqual(before);
  });

  it("is told when the ticket is solved, and the bot answers again", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();
    await desk.takeOver(ticketId);
    await desk.setStatus(ticketId, "solved");
    await desk.setStatus(ticketId, "closed");
    await ada.hears(phrase("handover.solved"));
    await fleet.settled();

    expect(ada.heard().filter((text) => text.includes(phrase("handover.solved")))).toHaveLength(1);
    expect((await ada.ask("/status")).text).toBe(phrase("status.none"));
    expect((await ada.ask("my withdrawal failed")).text).toContain("withdrawal records");
  });

  it("hears once that the ticket is open when the agent stays silent", async () => {
    const { desk, fleet, ada, ticketId, clock } = await aSceneWithTicket();
    await desk.takeOver(ticketId);
    ada.say("are you there?");
    await fleet.settled();

    for (let minutes = 0; minutes < 3; minutes += 1) {
      clock.shift(31 * 60_000);
      await fleet.service.fireTimers();
      await fleet.settled();
    }

    expect(ada.heard().filter((text) => text.includes(phrase("handover.agent_silent")))).toHaveLength(1);
  });
});

describe("a person who blocks the bot", () => {
  it("is noted at the desk, and noted again when they are back", async () => {
    const { desk, fleet, ada, ticketId } = await aSceneWithTicket();

    ada.person.block();
    await fleet.settled();
    ada.person.unblock();
    await fleet.settled();

    const notes = desk
      .ticket(ticketId)
      .transcript.flatMap(({ kind, text }) => (kind === "note" ? [text] : []));
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain("blocked");
    expect(notes[1]).toContain("unblocked");
  });
});
