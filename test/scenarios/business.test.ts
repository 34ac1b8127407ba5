import { describe, expect, it } from "vitest";
import { aScene } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

const question = "my withdrawal failed";
const hourMs = 60 * 60_000;

const aBusinessScene = async () => {
  const scene = await aScene();
  const { telegram } = scene;
  const owner = telegram.person({ id: 900, firstName: "Kim" });
  const client = telegram.person({ id: 901, firstName: "Ada", languageCode: "en" });
  const connection = telegram.bot().connectBusiness(owner.user);
  const chat = connection.chat(client);
  const heard = () =>
    chat.messages
      .filter(({ direction, deletedAt }) => direction === "out" && !deletedAt)
      .map(({ text }) => text);
  return { ...scene, connection, client, chat, heard };
};

describe("the chat of a business account with a client", () => {
  it("is answered like any direct chat", async () => {
    const { connection, client, chat, fleet, heard } = await aBusinessScene();

    connection.receive(client, question);
    await chat.waitFor(({ direction }) => direction === "out");
    await fleet.settled();

    expect(heard()).toHaveLength(1);
    expect(heard()[0]).toContain(phrase("intro"));
  });

  it("falls silent when the human behind the account writes, and is still protected", async () => {
    const { connection, client, chat, fleet, heard } = await aBusinessScene();
    connection.receive(client, question);
    await chat.waitFor(({ direction }) => direction === "out");

    connection.say(client, "Hello, this is Kim. Let me look.");
    await fleet.settled();
    for (const text of [question, "hello", "I want a human"]) connection.receive(client, text);
    await fleet.settled();
    expect(heard()).toHaveLength(1);

    connection.receive(client, "my password is hunter2!Blue77");
    await chat.waitFor(({ text }) => text.includes(phrase("secret.seen.password")));
  });

  it("is not answered when the human was faster", async () => {
    const { connection, client, fleet, heard } = await aBusinessScene();
    connection.receive(client, question);
    connection.say(client, "I am on it.");
    await fleet.settled();
    expect(heard()).toEqual([]);
  });

  it("is not written to once its time is over", async () => {
    const { connection, client, chat, desk, fleet, clock, heard, telegram } = await aBusinessScene();
    connection.receive(client, "/human");
    const asked = await chat.waitFor(({ direction }) => direction === "out");
    connection.receive(client, phrase("button.send_now"));
    const { ticketId } = await desk.waitForTicket();
    await fleet.settled();
    const before = heard();
    clock.shift(25 * hourMs);

    const sent = await desk.reply(ticketId, "We found it.");
    await fleet.settled();

    expect(asked.text).not.toBe("");
    expect(heard()).toEqual(before);
    expect(telegram.requests.filter(({ status }) => status === 400)).toEqual([]);
    const fate = desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    expect(fate).toMatchObject([{ eventId: sent.webhook.eventId, state: "failed" }]);
    expect(fate[0]?.reason).toContain("expired");
  });

  it("keeps what the client deletes in its past, and says nothing of it", async () => {
    const { connection, client, chat, fleet, heard } = await aBusinessScene();
    const said = connection.receive(client, question);
    await chat.waitFor(({ direction }) => direction === "out");
    connection.remove(client, [said.id]);
    await fleet.settled();
    expect(heard()).toHaveLength(1);
  });
});
