import { describe, expect, it } from "vitest";
import { personId, ticketId } from "../../src/domain/ids.ts";
import { aPerson, aTicket, builtAt } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { introduced, ofKind, Talk, textOf } from "./fixture.ts";

const hourMs = 60 * 60_000;
const staff = aPerson({ id: personId("telegram", "7"), displayName: "Kim", role: "staff" });
const byStaff = (talk: Talk, text: string, secrets = {}) =>
  talk.say(text, { author: staff, ...secrets }, { person: staff });

describe("a human of the account who writes in the platform's own app", () => {
  it("takes over: nothing is answered, and the bot stays quiet", () => {
    const talk = new Talk({ conversation: introduced });
    talk.call("human");
    expect(byStaff(talk, "Hello, this is Kim. How do I deposit? is what you asked?")).toMatchObject({
      decision: { kind: "ignore", reason: "staff_wrote" },
      effects: [],
      patch: { owner: "human", ownerEpoch: 1, expects: [] },
    });
    expect(talk.conversation.state.form).toBeUndefined();
    for (const text of ["my deposit has not arrived", "hello", "I want a human", "yes"])
      expect(talk.say(text).effects, text).toEqual([]);
    byStaff(talk, "Let me look.");
    expect(talk.conversation.ownerEpoch).toBe(1);
  });

  it("who answered before we did leaves us nothing to say", () => {
    const talk = new Talk({ conversation: introduced });
    const asked = talk.message("my deposit has not arrived");
    const result = talk.turn([asked, talk.message("I am on it", { author: staff })]);
    expect(result.effects).toEqual([]);
    expect(talk.conversation.owner).toBe("human");
  });

  it("does not change the language of the person, nor is what they write taken for a secret to delete", () => {
    const talk = new Talk({ conversation: introduced });
    const secrets = { secrets: [{ kind: "password", level: "hard", start: 0, end: 2 }] as const };
    expect(byStaff(talk, "这是您的密码 ⟦password removed⟧", secrets).effects).toEqual([]);
    expect(talk.conversation.locale).toBe("en");
  });

  it("is read at the desk, when a ticket is open", () => {
    const state = { introducedAt: 1, openTicket: { id: ticketId("ticket-1"), category: "funds" } } as const;
    const talk = new Talk({ conversation: { owner: "queued", state } });
    talk.tickets = [aTicket()];
    expect(ofKind(byStaff(talk, "I called you."), "ticket.append")).toMatchObject([
      { entry: { author: "agent", text: "I called you." } },
    ]);
    expect(ofKind(talk.say("thank you for the call"), "ticket.append")).toMatchObject([
      { entry: { author: "person" } },
    ]);
  });

  it("has left the conversation after a long silence, or when the person says so", () => {
    const talk = new Talk({ conversation: introduced });
    byStaff(talk, "Hello");
    talk.now += 11 * hourMs;
    expect(talk.say("my deposit has not arrived").effects).toEqual([]);
    talk.now += 2 * hourMs;
    expect(talk.say("my deposit has not arrived").decision).toMatchObject({ kind: "answer" });

    byStaff(talk, "Hello again");
    expect(textOf(talk.call("bot"))).toContain("I am here");
    expect(talk.say("my deposit has not arrived").decision).toMatchObject({ kind: "answer" });
  });

  it("is not interrupted by a wish for a human", () => {
    const talk = new Talk({ conversation: introduced });
    byStaff(talk, "Hello");
    expect(talk.call("human").decision).toMatchObject({ reason: "human_is_here" });
  });
});

describe("whoever is warned of a secret", () => {
  const warned = { at: builtAt, kinds: ["password"] } as const;
  const urgent = phrase("button.urgent");

  it.each([
    ["written", (talk: Talk) => talk.say(`${urgent}!`)],
    ["pressed", (talk: Talk) => talk.press({ kind: "urgent" })],
  ])("gets the urgent ticket at once beside a human of the account, %s", (_, wish) => {
    const talk = new Talk({ conversation: { ...introduced, state: { ...introduced.state, warned } } });
    byStaff(talk, "Hello");
    const result = wish(talk);
    expect(ofKind(result, "ticket.open")).toMatchObject([
      { draft: { category: "account_security", urgent: true } },
    ]);
    expect(textOf(result)).toContain(phrase("ticket.receipt_urgent"));
    byStaff(talk, "I see it.");
    expect(talk.conversation.owner).toBe("human");
  });

  it("may write it to the bot as well, in a form, too, and it means no more than a person later", () => {
    const talk = new Talk({
      conversation: { ...introduced, state: { ...introduced.state, warned } },
      turn: { hasButtons: false },
    });
    talk.call("human");
    expect(ofKind(talk.say(urgent), "ticket.open")).toMatchObject([
      { draft: { category: "account_security", urgent: true } },
    ]);
    const alone = new Talk({ conversation: { ...introduced, state: { ...introduced.state, warned } } });
    expect(alone.say(urgent).patch.state?.form?.slots).toMatchObject({
      category: "account_security",
      urgent: "yes",
    });
    const later = new Talk({ conversation: { ...introduced, state: { ...introduced.state, warned } } });
    later.now += 2 * hourMs;
    expect(later.say(urgent).patch.state?.form?.slots["urgent"]).toBeUndefined();
    byStaff(later, "Hello");
    expect(later.say(urgent).effects).toEqual([]);
  });
});

describe("a chat in which we may write for a while only", () => {
  const until = builtAt + 24 * hourMs;

  it("is told so, and what is said in it dies then", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say("my deposit has not arrived", { replyUntilAt: until });
    expect(talk.conversation.state.replyUntilAt).toBe(until);
    expect(ofKind(result, "message.send")).toMatchObject([{ expiresAt: until }]);
    const later = talk.say("how do I deposit", { replyUntilAt: until + hourMs });
    expect(ofKind(later, "message.send")).toMatchObject([{ expiresAt: until + hourMs }]);
    expect(talk.say("thanks", { replyUntilAt: until }).effects).toMatchObject([
      { expiresAt: until + hourMs },
    ]);
  });

  it("ends for an agent's reply as well", () => {
    const talk = new Talk({
      conversation: { ...introduced, state: { introducedAt: 1, replyUntilAt: until } },
    });
    talk.tickets = [aTicket()];
    const reply = { text: "We found it." };
    const result = talk.event({ kind: "ticket.replied", ticketId: ticketId("ticket-1"), sequence: 1, reply });
    expect(ofKind(result, "message.send")).toMatchObject([{ expiresAt: until, report: true }]);
  });

  it("that is over is not written to any more, and an agent is told so", () => {
    const talk = new Talk({
      conversation: { ...introduced, state: { introducedAt: 1, replyUntilAt: builtAt - 1 } },
    });
    talk.tickets = [aTicket()];
    const reply = { text: "We found it." };
    const result = talk.event({ kind: "ticket.replied", ticketId: ticketId("ticket-1"), sequence: 1, reply });
    expect(result.effects).toMatchObject([
      { kind: "ticket.append", entry: { kind: "delivery", delivery: { state: "failed" } } },
    ]);
    const again = new Talk({ conversation: talk.conversation }).say("/bot", { replyUntilAt: until });
    expect(ofKind(again, "message.send")).toHaveLength(1);
  });

  it("is not there where nothing was told of it", () => {
    const result = new Talk({ conversation: introduced }).say("my deposit has not arrived");
    expect(ofKind(result, "message.send")[0]?.expiresAt).toBeUndefined();
  });

  it("a deleted message stays in the past, and nothing is said of it", () => {
    const result = new Talk().event({ kind: "message.deleted", messageIds: ["1"] });
    expect(result).toMatchObject({ effects: [], overwrite: [], decision: { kind: "ignore" } });
  });
});
