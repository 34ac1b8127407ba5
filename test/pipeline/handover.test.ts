import { describe, expect, it } from "vitest";
import type { Conversation } from "../../src/domain/conversation.ts";
import type { Outcome } from "../../src/domain/event.ts";
import { effectId, ticketId } from "../../src/domain/ids.ts";
import type { Ticket, TicketChange } from "../../src/domain/ticket.ts";
import { aPerson, aTicket, builtAt } from "../support/builders.ts";
import { anEventId, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const ticket = ticketId("ticket-1");

/** A talk with an open ticket. */
const handed = (owner: Conversation["owner"], override: Partial<Ticket> = {}) => {
  const talk = new Talk({
    conversation: {
      owner,
      ownerEpoch: 3,
      state: { introducedAt: builtAt - 1, openTicket: { id: ticket, category: "funds" } },
    },
  });
  talk.tickets = [aTicket(override)];
  return talk;
};

const replied = (talk: Talk, text: string, sequence = 1) =>
  talk.event({ kind: "ticket.replied", ticketId: ticket, sequence, reply: { text, agentName: "Lin" } });
const changed = (talk: Talk, change: TicketChange, sequence = 1) =>
  talk.event({ kind: "ticket.changed", ticketId: ticket, sequence, change });

describe("while a human owns the conversation", () => {
  it("pain 22: the bot never talks over the human, whatever the person writes", () => {
    const talk = handed("human");
    for (const text of [
      "hi",
      "my deposit has not arrived",
      "zxcv",
      "2",
      "yes",
      "thanks",
      "你好",
      "I want a human",
      "deposit",
      "cancel",
      "",
    ]) {
      const result = talk.say(text, text === "" ? { attachments: [{ kind: "sticker", ref: "p" }] } : {});
      expect(ofKind(result, "message.send"), text).toEqual([]);
      expect(result.decision, text).toMatchObject({ kind: "relay", to: "desk" });
      expect(ofKind(result, "ticket.append"), text).toHaveLength(1);
    }
  });

  it("pain 22: an answer decided before the take-over carries an older epoch than the take-over", () => {
    const talk = handed("queued");
    const before = talk.say("my deposit has not arrived");
    const taken = changed(talk, { owner: "agent" });
    const epoch = (result: typeof before) => ofKind(result, "message.send")[0]?.ownerEpoch ?? -1;
    expect(epoch(before)).toBeLessThan(epoch(taken));
    expect(taken.patch).toMatchObject({ owner: "human", ownerEpoch: 4 });
  });

  it("what the person writes goes to the desk as it was redacted, what is not kept as a notice", () => {
    const talk = handed("human");
    const result = talk.say("my ⟦password removed⟧ broke", { attachments: [{ kind: "location", ref: "" }] });
    expect(ofKind(result, "ticket.append").map(({ entry }) => [entry.kind, entry.text])).toEqual([
      ["message", "my ⟦password removed⟧ broke"],
      ["attachment_notice", "location"],
    ]);
  });

  it.each(["help", "status", "language"])("/%s still works", (name) => {
    expect(handed("human").call(name).decision.kind).toBe("converse");
  });

  it("old buttons do not make the bot talk beside the human", () => {
    const result = handed("human").press({ kind: "ticket" });
    expect(result.decision).toMatchObject({ reason: "human_is_here" });
    expect(payloadsOf(result)).toEqual([{ kind: "assistant" }]);
  });

  it("says once that the ticket is open when the human is silent for long", () => {
    const talk = handed("human");
    const first = talk.say("are you there");
    expect(first.timers).toMatchObject([{ set: "agent-silent", fireAt: builtAt + 30 * 60_000 }]);
    expect(talk.say("hello?").timers).toEqual([]);
    const fired = () => talk.event({ kind: "timer.fired", key: "agent-silent", generation: 1, data: ticket });
    expect(fired().decision).toMatchObject({ kind: "converse", reason: "agent_silent" });
    expect(fired().decision).toMatchObject({ kind: "ignore" });
  });

  it("is not called silent after a reply", () => {
    const talk = handed("human");
    talk.say("are you there");
    expect(replied(talk, "yes").timers).toContainEqual({ cancel: "agent-silent" });
    const fired = talk.event({ kind: "timer.fired", key: "agent-silent", generation: 1, data: ticket });
    expect(fired.effects).toEqual([]);
  });
});

describe("the way back to the assistant", () => {
  it.each([
    ["the button", (talk: Talk) => talk.press({ kind: "assistant" })],
    ["/bot", (talk: Talk) => talk.call("bot")],
    ["words", (talk: Talk) => talk.say("talk to the assistant again")],
    ["Chinese words", (talk: Talk) => talk.say("回到助手")],
  ])("is %s; the ticket stays open", (_name, ask) => {
    const talk = handed("human");
    const result = ask(talk);
    expect(result.patch).toMatchObject({ owner: "bot", ownerEpoch: 4 });
    expect(ofKind(result, "ticket.append")).toMatchObject([{ entry: { kind: "note" } }]);
    expect(talk.say("my deposit has not arrived").decision.kind).toBe("answer");
    expect(talk.call("human").patch.owner).toBe("queued");
  });

  it.each([
    ["solved by the desk", (talk: Talk) => changed(talk, { status: "solved" })],
    ["handed back by the desk", (talk: Talk) => changed(talk, { owner: "bot" })],
    ["withdrawn", (talk: Talk) => talk.say("cancel my ticket")],
    ["left for the assistant", (talk: Talk) => talk.press({ kind: "assistant" })],
  ])("leaves the bot's own answers to be said when a ticket that no human had taken is %s", (_name, end) => {
    const talk = handed("queued");
    expect(end(talk).patch).toMatchObject({ owner: "bot", ownerEpoch: 3 });
    const taken = handed("human");
    expect(end(taken).patch).toMatchObject({ owner: "bot", ownerEpoch: 4 });
  });

  it("keeps what the bot has begun to ask when the desk solves a ticket that no human had taken", () => {
    const talk = handed("queued");
    talk.press({ kind: "ticket" });
    const { form } = talk.conversation.state;
    const asked = talk.conversation.expects;
    expect(form).toBeDefined();
    changed(talk, { status: "solved" });
    expect(talk.conversation.state.form).toEqual({ ...form, paused: true });
    expect(talk.conversation.expects).toEqual(asked);
  });

  it("a person may withdraw the ticket", () => {
    const result = handed("queued").say("cancel my ticket");
    expect(result.tickets).toEqual([{ update: ticket, status: "closed" }]);
    expect(result.patch.owner).toBe("bot");
    expect(result.patch.state?.openTicket).toBeUndefined();
  });
});

describe("while the ticket waits for a human", () => {
  it("a message is appended and acknowledged, but not each time", () => {
    const talk = handed("queued");
    const first = talk.say("there is something new about my case");
    expect(ofKind(first, "ticket.append")).toHaveLength(1);
    expect(first.decision).toMatchObject({ kind: "converse", reason: "added_to_ticket" });
    const second = talk.say("and one thing more about it");
    expect(ofKind(second, "ticket.append")).toHaveLength(1);
    expect(ofKind(second, "message.send")).toEqual([]);
    talk.now += 11 * 60_000;
    expect(talk.say("and another thing").decision).toMatchObject({ reason: "added_to_ticket" });
  });

  it("a clear question is answered, and the ticket said to stay open", () => {
    const result = handed("queued").say("how do I deposit");
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(textOf(result)).toContain("Your ticket stays open");
    expect(ofKind(result, "message.send")[0]?.supersedable).toBeUndefined();
  });

  it("a location is said to be noted only, and a greeting answered with where the ticket stands", () => {
    const location = handed("queued").say("", { attachments: [{ kind: "location", ref: "" }] });
    expect(textOf(location)).toContain("noted in your ticket");
    expect(ofKind(location, "ticket.append")).toMatchObject([{ entry: { kind: "attachment_notice" } }]);
    expect(handed("queued").say("hello?").decision).toMatchObject({ reason: "ticket_is_open" });
  });

  it("another ticket can be opened for something else", () => {
    const talk = handed("queued");
    expect(payloadsOf(talk.call("human"))).toContainEqual({ kind: "ticket" });
    expect(talk.press({ kind: "ticket" }).decision).toMatchObject({ kind: "ask" });
  });
});

describe("an agent's reply", () => {
  it("is relayed with a human's priority, and its outcome asked for", () => {
    const talk = handed("human");
    const result = replied(talk, "We found your deposit.");
    expect(ofKind(result, "message.send")).toMatchObject([
      {
        lane: "talk",
        priority: "human",
        report: true,
        relayOf: { ticketId: ticket, eventId: anEventId("7001") },
        content: { text: "Lin, support team:\n\nWe found your deposit." },
      },
    ]);
  });

  it("is relayed whatever its place in the order, and takes over only in order", () => {
    const late = handed("bot", { lastSequence: 9 });
    expect(ofKind(replied(late, "an old reply", 4), "message.send")).toHaveLength(1);
    expect(late.conversation.owner).toBe("bot");
    const inTime = handed("queued", { lastSequence: 3 });
    replied(inTime, "a reply", 4);
    expect(inTime.conversation).toMatchObject({ owner: "human", ownerEpoch: 4 });
  });

  it("goes back to the desk with the reason when it may not leave", () => {
    for (const [text, reason] of [
      ["see https://evil.example/x", "link"],
      ["your password is hunter2", "secret"],
      ["  ", "empty"],
    ] as const) {
      const result = replied(handed("human"), text);
      expect(ofKind(result, "message.send")).toEqual([]);
      expect(ofKind(result, "ticket.append")).toMatchObject([
        {
          ticketId: ticket,
          category: "funds",
          entry: { kind: "delivery", delivery: { state: "refused", reason } },
        },
      ]);
      expect(JSON.stringify(result.effects)).not.toContain("hunter2");
    }
  });

  it("that the guard took a secret out of goes back as well", () => {
    const talk = handed("human");
    const result = talk.event({
      kind: "ticket.replied",
      ticketId: ticket,
      sequence: 1,
      reply: { text: "your code is ⟦code⟧", refused: "secret" },
    });
    expect(ofKind(result, "message.send")).toEqual([]);
    expect(ofKind(result, "ticket.append")[0]?.entry.delivery).toMatchObject({
      state: "refused",
      reason: "secret",
    });
  });

  it.each([
    ["delivered", { state: "sent", receipt: { messageIds: ["9"] } }],
    ["failed", { state: "dead", failure: "unreachable", reason: "blocked by the person" }],
    ["uncertain", { state: "dead", failure: "uncertain", reason: "the response was lost" }],
  ] as const)("pain 11: the desk learns that it was %s", (state, outcome) => {
    const result = handed("human").event({
      kind: "effect.settled",
      effectId: effectId(anEventId("5"), 0),
      effectKind: "message.send",
      outcome,
      ticketId: ticket,
      relayOf: anEventId("5"),
    });
    expect(ofKind(result, "ticket.append")).toMatchObject([
      {
        ticketId: ticket,
        category: "funds",
        entry: { kind: "delivery", delivery: { eventId: anEventId("5"), state } },
      },
    ]);
    if (outcome.state === "dead") expect(JSON.stringify(result.effects)).toContain(outcome.reason);
  });
});

describe("a change at the desk", () => {
  it("take-over is told once", () => {
    const talk = handed("queued");
    expect(textOf(changed(talk, { owner: "agent" }, 1))).toContain("A person from the support team is here");
    expect(changed(talk, { owner: "agent" }, 2).effects).toEqual([]);
  });

  it("hand-back gives the conversation back and raises the epoch", () => {
    const talk = handed("human");
    const result = changed(talk, { owner: "bot" });
    expect(result.patch).toMatchObject({ owner: "bot", ownerEpoch: 4 });
    expect(textOf(result)).toContain("handed the conversation back");
    expect(talk.say("how do I deposit").decision.kind).toBe("answer");
  });

  it.each(["solved", "closed"] as const)("%s ends the ticket and says how to go on, once", (status) => {
    const talk = handed("human");
    const result = changed(talk, { status });
    expect(result.tickets).toEqual([{ update: ticket, status, sequence: 1 }]);
    expect(result.patch.state?.openTicket).toBeUndefined();
    expect(result.patch.owner).toBe("bot");
    expect(textOf(result)).toContain('write "human"');
    expect(changed(talk, { status: "closed" }, 2).effects).toEqual([]);
    expect(talk.call("human").decision).toMatchObject({ kind: "ask" });
  });

  it("leaves the conversation waiting when another ticket is open", () => {
    const talk = handed("human");
    talk.tickets = [...talk.tickets, aTicket({ id: ticketId("ticket-2"), category: "trading" })];
    expect(changed(talk, { status: "solved" }).patch).toMatchObject({
      owner: "queued",
      state: { openTicket: { id: "ticket-2" } },
    });
  });

  it("that comes late is ignored, and traced", () => {
    const talk = handed("human", { lastSequence: 5 });
    const result = changed(talk, { owner: "bot" }, 5);
    expect(result).toMatchObject({
      decision: { kind: "ignore", reason: "stale_sequence" },
      patch: {},
      tickets: [],
    });
    expect(result.trace.find(({ stage }) => stage === "handover")?.findings).toContainEqual({
      name: "stale_sequence",
      score: 5,
    });
  });

  it("reopening is told", () => {
    const talk = handed("bot", { status: "solved" });
    expect(changed(talk, { status: "open" }).patch).toMatchObject({ owner: "queued" });
  });
});

describe("a ticket on its way", () => {
  const settled = (talk: Talk, outcome: Outcome) =>
    talk.event({
      kind: "effect.settled",
      effectId: effectId(anEventId("5"), 0),
      effectKind: "ticket.open",
      ticketId: ticket,
      outcome,
    });
  const fired = (talk: Talk) =>
    talk.event({ kind: "timer.fired", key: `ticket-delay:${ticket}`, generation: 1, data: ticket });
  const sent: Outcome = { state: "sent", receipt: { messageIds: [], deskRef: "D-7" } };

  it("the person is told once that the desk is slow, and that the ticket arrived", () => {
    const talk = handed("queued");
    expect(textOf(fired(talk))).toContain("Your ticket is saved");
    expect(fired(talk).effects).toEqual([]);
    const arrived = settled(talk, sent);
    expect(textOf(arrived)).toContain("D-7");
    expect(arrived.timers).toEqual([{ cancel: `ticket-delay:${ticket}` }]);
    expect(settled(talk, sent).effects).toEqual([]);
  });

  it("nothing is said when it arrives in time", () => {
    const talk = handed("queued");
    expect(settled(talk, sent).effects).toEqual([]);
    talk.tickets = [aTicket({ deskRef: "D-7" })];
    expect(fired(talk).effects).toEqual([]);
  });

  it("the person does not wait for a ticket that the desk refused for good", () => {
    const talk = handed("queued");
    const result = settled(talk, { state: "dead", failure: "rejected", reason: "400" });
    expect(textOf(result)).toContain("did not accept your ticket");
    expect(result.tickets).toEqual([{ update: ticket, status: "closed" }]);
    expect(talk.conversation.owner).toBe("bot");
  });

  it("its status can be asked", () => {
    expect(textOf(handed("queued").call("status"))).toContain("on its way");
    expect(textOf(handed("human", { deskRef: "D-7" }).call("status"))).toContain("D-7");
    expect(textOf(new Talk().call("status"))).toContain("no open ticket");
  });

  it("its agent learns that the person blocked the bot", () => {
    const result = handed("human").event({ kind: "member.blocked", person: aPerson(), blocked: true });
    expect(ofKind(result, "ticket.append")).toMatchObject([
      { entry: { kind: "note", text: expect.stringContaining("blocked") } },
    ]);
    expect(ofKind(result, "message.send")).toEqual([]);
  });
});
