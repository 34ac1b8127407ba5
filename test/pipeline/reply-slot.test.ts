import { describe, expect, it } from "vitest";
import { conversationId, ticketId } from "../../src/domain/ids.ts";
import { anEvent, aPerson, aTicket, builtAccountId, builtAt } from "../support/builders.ts";
import { introduced, ofKind, Talk } from "./fixture.ts";

const replySlot = { ref: "1461383068262400001/token", untilAt: builtAt + 900_000 };
const slotsOf = (result: ReturnType<Talk["turn"]>) =>
  ofKind(result, "message.send").map((effect) => effect.replySlot);

describe("a place that the platform keeps open for the answer", () => {
  it("is where the answer goes, and what is said later in its turn", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.turn([{ ...talk.message("how do I deposit"), replySlot }]);
    expect(slotsOf(result)).toEqual([replySlot]);
    expect(talk.conversation.state.replySlot).toEqual(replySlot);
  });

  it("is where an agent's reply goes while it is open, and not afterwards", () => {
    const talk = new Talk({ conversation: introduced });
    talk.turn([{ ...talk.message("where is my request"), replySlot }]);
    talk.tickets = [aTicket({ id: ticketId("T-1") })];
    const reply = (n: number) =>
      talk.event({
        kind: "ticket.replied",
        ticketId: ticketId("T-1"),
        reply: { text: `reply ${n}` },
        sequence: n,
      });
    talk.now += 1000;
    expect(slotsOf(reply(1))).toEqual([replySlot]);
    talk.now = replySlot.untilAt;
    expect(slotsOf(reply(2))).toEqual([undefined]);
  });

  it("is closed by what the person writes elsewhere", () => {
    const talk = new Talk({ conversation: introduced });
    talk.turn([{ ...talk.message("how do I deposit"), replySlot }]);
    talk.now += 1000;
    expect(slotsOf(talk.say("and how do I withdraw"))).toEqual([undefined]);
    expect(talk.conversation.state.replySlot).toBeUndefined();
  });

  it("of a group is not kept: it is one person's", () => {
    const talk = new Talk({ conversation: { kind: "group", id: conversationId(builtAccountId, "1/2") } });
    talk.turn([{ ...talk.message("@FlotillaSupportBot how do I deposit", { mentionsUs: true }), replySlot }]);
    expect(talk.conversation.state.replySlot).toBeUndefined();
  });
});

describe("a form that the platform asked", () => {
  const submitted = (talk: Talk, form: string, values: Readonly<Record<string, string>>) =>
    talk.event({
      kind: "form.submitted",
      person: aPerson({ platform: "discord" }),
      form,
      values,
      messageId: "i77",
      attachments: [{ kind: "photo", ref: "https://cdn.example/1.png", fileName: "1.png" }],
      secrets: [],
    });

  it("is a ticket at once, its account masked, its files kept", () => {
    const talk = new Talk({ conversation: introduced });
    const result = submitted(talk, "intake", { category: "funds", what: "gone", account: "mia@example.com" });
    expect(result.decision).toMatchObject({
      kind: "escalate",
      draft: { category: "funds", description: "gone", accountReference: "mi…@example.com" },
    });
    expect(ofKind(result, "attachment.keep")).toMatchObject([{ messageId: "i77" }]);
  });

  it("that reports a scam says who and what", () => {
    const talk = new Talk({ conversation: introduced });
    expect(submitted(talk, "report", { who: "@htx_admin", what: "wants my seed" }).decision).toMatchObject({
      kind: "escalate",
      draft: { category: "account_security", description: "@htx_admin\nwants my seed" },
    });
  });

  it("with a secret in it is warned of, and its files are not kept", () => {
    const talk = new Talk({ conversation: introduced });
    const secret = { kind: "seed_phrase", level: "hard", start: 0, end: 0 } as const;
    const event = anEvent({
      kind: "form.submitted",
      person: aPerson(),
      form: "intake",
      values: { category: "funds", what: "⟦recovery phrase⟧" },
      messageId: "i77",
      attachments: [{ kind: "photo", ref: "x" }],
      secrets: [secret],
    });
    const result = talk.turn([event]);
    expect(ofKind(result, "message.delete")).toMatchObject([{ messageId: "i77" }]);
    expect(ofKind(result, "attachment.keep")).toEqual([]);
    expect(result.patch.state?.warnings).toMatchObject([{ kinds: ["seed_phrase"] }]);
  });
});

it("/report with words is a ticket, without them a question", () => {
  const talk = new Talk({ conversation: introduced });
  expect(talk.call("report", "send me your seed").decision).toMatchObject({
    kind: "escalate",
    draft: { category: "account_security", description: "send me your seed" },
  });
  expect(new Talk({ conversation: introduced }).call("report").decision).toMatchObject({ kind: "ask" });
});
