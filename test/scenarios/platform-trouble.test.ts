import { describe, expect, it } from "vitest";
import { aFleetIn, aScene, aWorld } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

const question = "my withdrawal failed";

describe("a person who blocks us while they wait for the answer", () => {
  it("pain 12: costs nobody else anything, and is answered once when they are back", async () => {
    const { fleet, talker, telegram } = await aScene();
    const ada = talker();
    const bob = talker({ firstName: "Bob" });
    await ada.ask("hello");
    const before = ada.heard().length;

    telegram.fault({ kind: "rate_limited", method: "sendMessage", retryAfterS: 1 });
    ada.say(question);
    await telegram.waitForRequest(({ status }) => status === 429);
    ada.person.block();
    expect((await bob.ask(question)).text).toContain("withdrawal records");
    await fleet.settled();
    expect(telegram.counts["sendMessage 403"] ?? 0).toBeLessThanOrEqual(1);

    ada.person.unblock();
    const back = await ada.ask("my deposit is missing");
    await fleet.settled();

    expect(back.text).toContain("deposit");
    expect(ada.heard().slice(before)).toEqual([back.text]);
    expect((await fleet.readyz()).status).toBe(200);
  });
});

describe("a press that Telegram calls too old", () => {
  it("pain 18: is obeyed all the same, once, and nobody reads of the trouble", async () => {
    const { fleet, talker, telegram } = await aScene();
    const ada = talker();
    const answer = await ada.ask(question);
    const button = answer.buttons.find(({ text }) => text === phrase("button.human")) ?? expect.fail();
    const chat = { id: ada.person.id, type: "private", first_name: "Ada" };

    const next = ada.next();
    telegram.inject({
      callback_query: {
        id: "gone",
        from: ada.person.user,
        message: { message_id: answer.id, date: 1_700_000_000, chat },
        chat_instance: "1",
        data: button.callback_data,
      },
    });
    expect((await next).text).toContain(phrase("intake.begin").slice(0, 20));
    await fleet.settled();

    expect(
      telegram.requests.some(({ method, status }) => method === "answerCallbackQuery" && status === 400),
    ).toBe(true);
    expect(ada.heard()).toHaveLength(2);
  });
});

describe("an answer whose formatting Telegram refuses", () => {
  it("pain 19: arrives plain and whole, with its buttons, once", async () => {
    const { fleet, talker, telegram } = await aScene();
    const ada = talker();
    const bob = talker({ firstName: "Bob" });
    const formatted = await bob.ask(question);
    expect(formatted.entities.length).toBeGreaterThan(0);

    const description = "Bad Request: can't parse entities: Unexpected end of name token";
    telegram.fault({ kind: "refused", method: "sendMessage", status: 400, description });
    const plain = await ada.ask(question);
    await fleet.settled();

    // An address that no label hides any more stands behind its label.
    expect(plain.text.replaceAll(/ \(https:\S+\)/g, "")).toBe(formatted.text);
    expect(plain.buttons.map(({ text }) => text)).toEqual(formatted.buttons.map(({ text }) => text));
    expect(plain.entities.filter(({ type }) => type === "bold" || type === "text_link")).toEqual([]);
    expect(ada.heard()).toHaveLength(1);
  });
});

describe("a rolling deploy", () => {
  it("pain 6: has one holder: the new fleet is told to wait, then answers what came between, once", async () => {
    const world = await aWorld();
    const { telegram } = world.sandbox;
    const old = await aFleetIn(world);
    const ada = world.talker();
    await ada.ask("hello");

    await expect(aFleetIn(world)).rejects.toThrow(/already|another|holds/i);
    expect((await ada.ask(question)).text).toContain("withdrawal records");
    await old.stop();
    ada.say("my deposit is missing");
    const fresh = await aFleetIn(world);
    await ada.chat.waitForReplies(3);
    await fresh.settled();

    expect(ada.heard()).toHaveLength(3);
    expect(telegram.requests.filter(({ status }) => status === 409)).toEqual([]);
  });
});
