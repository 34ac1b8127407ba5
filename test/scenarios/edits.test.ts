import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { openTicket } from "../support/open-ticket.ts";
import { phrase } from "../support/phrases.ts";

describe("an edited message", () => {
  it("pain 10: with a secret in it is deleted and warned of, and no version of it is on disk", async () => {
    const { fleet, talker, bytes } = await aScene();
    const ada = talker();
    const said = ada.say("hello");
    await fleet.settled();

    ada.person.edit(said.id, "my password is hunter2!Blue77");
    await ada.hears(phrase("secret.seen.password"));
    await fleet.settled();

    expect(ada.chat.find(said.id)?.deletedAt).toBeDefined();
    expect(bytes().includes("hunter2")).toBe(false);
  });

  it("pain 10: that was answered is not answered again; one that was not, is", async () => {
    const { fleet, talker } = await aScene();
    const ada = talker();
    await ada.ask("hello");
    const said = ada.say("my withdrawal failed");
    await ada.chat.waitForReplies(2);

    ada.person.edit(said.id, "my withdrawal has failed");
    await fleet.settled();
    expect(ada.heard()).toHaveLength(2);

    const reply = ada.next();
    const photo = ada.person.sendPhoto();
    await reply;
    const answer = ada.next();
    ada.person.edit(photo.id, "where is my deposit");
    expect((await answer).text).toContain("TXID");
  });

  it("pain 10: reaches the desk as an edit, beside what it said before", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    await desk.takeOver(ticketId);
    const said = ada.say("it was on Monday");
    await fleet.settled();

    ada.person.edit(said.id, "it was on Tuesday");
    await fleet.settled();

    const told = desk.ticket(ticketId).transcript.map(({ text }) => text);
    expect(told).toEqual(expect.arrayContaining(["it was on Monday", "(edited) it was on Tuesday"]));
  });
});

describe("a reply that its agent rewrites", () => {
  const aRelayedReply = async (text: string) => {
    const scene = await aScene();
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const { webhook } = await scene.desk.reply(ticketId, text);
    const shown = await ada.hears(text.slice(0, 20));
    await scene.fleet.settled();
    const fate = () => scene.desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    return { ...scene, ada, ticketId, edits: webhook.eventId, shown, fate };
  };

  it("pain 10: is edited in the chat, and the desk is told that it is", async () => {
    const { desk, fleet, ada, ticketId, edits, shown, fate } = await aRelayedReply("Wait for two days.");

    const sent = await desk.editReply(ticketId, { edits, text: "Wait for three days." });
    await fleet.settled();

    expect(ada.chat.find(shown.id)?.text).toContain("Wait for three days.");
    expect(ada.heard().join()).not.toContain("two days");
    expect(fate().map(({ eventId, state }) => ({ eventId, state }))).toEqual([
      { eventId: edits, state: "delivered" },
      { eventId: sent.webhook.eventId, state: "delivered" },
    ]);
  });

  it("of several parts becomes one that says it all", async () => {
    const long = `Wait for two days. ${"And then some more. ".repeat(300)}`;
    const { desk, fleet, ada, ticketId, edits, shown } = await aRelayedReply(long);
    expect(ada.heard().filter((text) => text.includes("some more")).length).toBeGreaterThan(1);

    await desk.editReply(ticketId, { edits, text: "Wait for three days." });
    await fleet.settled();

    expect(ada.chat.find(shown.id)?.text).toContain("Wait for three days.");
    expect(ada.heard().filter((text) => text.includes("some more"))).toEqual([]);
  });

  it("into more than one message holds is sent as a correction", async () => {
    const { desk, fleet, ada, ticketId, edits, shown } = await aRelayedReply("Wait for two days.");
    const text = `Wait for three days. ${"And then some more. ".repeat(300)}`;

    await desk.editReply(ticketId, { edits, text });
    const corrected = await ada.hears(/has corrected an earlier reply/);
    await fleet.settled();

    expect(corrected.replyTo).toBe(shown.id);
  });

  it("with a secret stays as it was, and the desk is told why", async () => {
    const { desk, fleet, ada, ticketId, edits, shown, fate } = await aRelayedReply("Wait for two days.");

    await desk.editReply(ticketId, { edits, text: "Your password is hunter2!Blue77" });
    await fleet.settled();

    expect(ada.chat.find(shown.id)?.text).toContain("two days");
    expect(fate().at(-1)).toMatchObject({ state: "refused" });
  });
});

describe("the reach of a person", () => {
  it("pain 12: the agent is told that the person blocked us, and that they are back; nobody else hears of it", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    const heard = ada.heard();
    const notes = () =>
      desk
        .ticket(ticketId)
        .transcript.filter(({ kind }) => kind === "note")
        .map(({ text }) => text);

    ada.person.block();
    await fleet.settled();
    expect(notes()).toEqual([expect.stringContaining("blocked this account")]);
    ada.person.unblock();
    await fleet.settled();

    expect(notes()).toEqual([expect.anything(), expect.stringContaining("unblocked this account")]);
    expect(ada.heard()).toEqual(heard);
  });

  it("pain 12: the agent is told that the person's account is gone", async () => {
    const scene = await aScene();
    const { desk, fleet } = scene;
    const ada = scene.talker();
    const { ticketId } = await openTicket(scene, ada);
    ada.person.deactivate();

    const sent = await desk.reply(ticketId, "Are you there?");
    await fleet.settled();

    const fate = desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    expect(fate).toMatchObject([{ eventId: sent.webhook.eventId, state: "failed" }]);
    expect(fate[0]?.reason).toContain("unreachable");
  });
});
