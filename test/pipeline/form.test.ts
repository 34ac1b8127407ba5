import { describe, expect, it } from "vitest";
import { ticketId } from "../../src/domain/ids.ts";
import { aPerson, aTicket } from "../support/builders.ts";
import { introduced, labelsOf, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const draftOf = (talk: Talk) => {
  const decision = talk.last?.decision;
  return decision?.kind === "escalate" ? decision.draft : undefined;
};

/** A talk that has just asked for a person and was asked what it is about. */
const begun = (locale: "en" | "zh-Hans" = "en") => {
  const talk = new Talk({ conversation: { ...introduced, locale } });
  talk.call("human");
  return talk;
};

describe("the way to a person", () => {
  it.each([
    "human",
    "I want to talk to a human",
    "can I speak to a real person please",
    "connect me to an agent",
    "get me a human!!",
    "give me a real person",
    "is there a human here?",
    "no bot please",
    "I don't want to talk to a bot",
    "transfer me to customer service",
    "live agent",
    "let me speak with someone from support",
    "I need a human, my withdrawal is stuck since yesterday",
    "人工",
    "转人工",
    "我要人工客服",
    "找真人",
    "我想和真人说话",
    "帮我转一下人工吧",
    "不要机器人，我要真人",
    "联系客服",
    "转接人工服务",
  ])("pain 23: a person is one word away: %j", (text) => {
    expect(new Talk({ conversation: introduced }).say(text).decision).toMatchObject({ kind: "ask" });
    expect(new Talk().say(text).decision.kind).toBe("ask");
  });

  it.each([
    "someone called me and said he is an agent, is this real?",
    "an agent on telegram asked for my seed phrase",
    "有人冒充客服联系我",
    "自称客服的人要我转账",
    "is this official support account real",
  ])("a story about agents is no such wish: %j", (text) => {
    expect(new Talk({ conversation: introduced }).say(text).decision.kind).not.toBe("ask");
  });

  it("pain 23: a person is one tap away from every reply that does not answer", () => {
    const talk = new Talk({ conversation: introduced });
    for (const text of [
      "hi",
      "zxcv",
      "zxcv qwer",
      "deposit",
      "my deposit has not arrived",
      "👍",
      "are you a bot",
    ])
      expect(payloadsOf(talk.say(text)), text).toContainEqual({ kind: "human" });
    expect(payloadsOf(talk.call("help"))).toContainEqual({ kind: "human" });
    expect(payloadsOf(talk.call("nonsense"))).toContainEqual({ kind: "human" });
  });

  it.each(["human", "send now", "just send it", "人工", "直接发送"])(
    "pain 23: whoever refuses the form with %j gets a ticket with what is known",
    (refusal) => {
      const talk = new Talk({ conversation: introduced });
      talk.say("zxcv my coins vanished somewhere");
      talk.press({ kind: "human" });
      const result = talk.say(refusal);
      expect(result.decision.kind).toBe("escalate");
      expect(draftOf(talk)).toMatchObject({
        category: "other",
        description: "zxcv my coins vanished somewhere",
      });
      expect(draftOf(talk)?.transcript.map(({ text }) => text)).toContain("zxcv my coins vanished somewhere");
      expect(result.tickets).toEqual([{ open: ticketId("ticket-new"), category: "other" }]);
      expect(talk.conversation.owner).toBe("queued");
    },
  );

  it("pain 23: the button and the command lead there at any step", () => {
    for (const press of [(talk: Talk) => talk.press({ kind: "human" }), (talk: Talk) => talk.call("human")])
      expect(press(begun()).decision.kind).toBe("escalate");
  });

  it("pain 23: whoever has no replies left still gets a ticket", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say("human", {}, { caps: { repliesLeft: 0, ticketsLeft: 1 } });
    expect(result.decision.kind).toBe("escalate");
  });
});

describe("the intake", () => {
  it("asks, sums up, and sends with consent", () => {
    const talk = begun();
    expect(labelsOf(talk.last ?? expect.fail())).toContain("Send now");
    expect(talk.say("2").decision).toMatchObject({ reason: "form_account" });
    expect(talk.conversation.expects.map(({ kind }) => kind)).toEqual(["uid", "email", "phone"]);
    talk.say("⟦uid⟧", { given: [{ kind: "uid", slot: "account", value: "12345678" }] });
    expect(talk.conversation.expects).toEqual([]);
    talk.say("the deposit is gone");
    const summary = talk.say("this morning");
    expect(textOf(summary)).toContain("12345678");
    expect(textOf(summary)).toContain("the deposit is gone");
    expect(labelsOf(summary)).toEqual(["Send", "Change", "Cancel"]);

    const sent = talk.press({ kind: "choice", step: "review", value: "send" });
    expect(draftOf(talk)).toMatchObject({
      category: "funds",
      accountReference: "12345678",
      description: "the deposit is gone",
      happenedWhen: "this morning",
      consentAt: expect.any(Number),
      locale: "en",
      person: { displayName: "Mia" },
    });
    expect(ofKind(sent, "ticket.open")[0]).toMatchObject({ lane: "desk", report: true });
    expect(sent.timers).toMatchObject([{ set: "ticket-delay:ticket-new" }]);
    expect(talk.conversation).toMatchObject({ owner: "queued", expects: [] });
    expect(talk.conversation.state.form).toBeUndefined();
  });

  it("works in Chinese", () => {
    const talk = begun("zh-Hans");
    talk.say("资金");
    talk.say("跳过");
    talk.say("提币三天了还没到");
    const summary = talk.say("大前天");
    expect(textOf(summary)).toContain("提币三天了还没到");
    expect(talk.say("发送").decision.kind).toBe("escalate");
    expect(draftOf(talk)).toMatchObject({ category: "funds", locale: "zh-Hans", happenedWhen: "大前天" });
  });

  it.each([
    ["1", "account_security"],
    ["the third", "trading"],
    ["technical", "technical"],
    ["交易", "trading"],
    ["第二个", "funds"],
    ["something else", "other"],
  ])("takes %j as the category %s", (text, category) => {
    const talk = begun();
    talk.say(text);
    expect(talk.conversation.state.form?.slots["category"]).toBe(category);
  });

  it.each([
    ["my uid is 12345678", "12345678"],
    ["mia.long@example.com", "mi…@example.com"],
    ["+44 7700 900123", "…0123"],
    ["13800138000", "…8000"],
  ])("names the account of %j as %j", (text, reference) => {
    const talk = begun();
    talk.say("1");
    talk.say(text);
    expect(talk.conversation.state.form?.slots["account"]).toBe(reference);
  });

  it("offers what was said already, and takes it at a yes", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("I need a human, my withdrawal is stuck since yesterday");
    talk.say("funds");
    const offer = talk.say("skip");
    expect(textOf(offer)).toContain("my withdrawal is stuck since yesterday");
    talk.say("yes");
    expect(talk.conversation.state.form?.slots["what"]).toContain("my withdrawal is stuck");
  });

  it("goes back, skips, changes one answer and cancels", () => {
    const talk = begun();
    talk.say("funds");
    expect(talk.say("back").decision).toMatchObject({ reason: "form_category" });
    talk.say("trading");
    talk.say("skip");
    talk.say("my order hangs");
    expect(talk.say("不知道").decision).toMatchObject({ reason: "form_review" });
    expect(talk.say("change").decision).toMatchObject({ reason: "form_review" });
    expect(talk.press({ kind: "choice", step: "review", value: "change_what" }).decision).toMatchObject({
      reason: "form_what",
    });
    expect(textOf(talk.say("my order was filled twice"))).toContain("my order was filled twice");
    expect(talk.say("取消").decision).toMatchObject({ reason: "form_cancelled" });
    expect(talk.conversation.state.form).toBeUndefined();
    expect(talk.conversation.expects).toEqual([]);
  });

  it("answers a question in between, and offers to go on", () => {
    const talk = begun();
    const answered = talk.say("how do I deposit?");
    expect(answered.decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(payloadsOf(answered)).toContainEqual({ kind: "form", word: "go_on" });
    expect(textOf(answered)).toContain("Shall we go on");
    expect(talk.say("yes").decision).toMatchObject({ reason: "form_category" });
    talk.say("funds");
    expect(talk.say("are you a bot?").decision).toMatchObject({ reason: "are_you_bot" });
    expect(talk.call("help").decision).toMatchObject({ reason: "help" });
    expect(talk.say("12345678").decision).toMatchObject({ reason: "form_what" });
    expect(talk.say("how do I deposit?").decision).toMatchObject({ kind: "answer" });
    expect(talk.press({ kind: "form", word: "go_on" }).decision).toMatchObject({ reason: "form_what" });
  });

  it("asks again in other words when it does not understand", () => {
    const talk = begun();
    talk.say("funds");
    const again = talk.say("hmm what do you mean");
    expect(textOf(again)).toContain("did not find a UID");
  });

  it("adds later messages to the description", () => {
    const talk = begun();
    talk.say("funds");
    talk.say("skip");
    talk.say("the first part of the story");
    talk.say(`and then ${"much more happened ".repeat(8)}`);
    talk.say("today");
    talk.say("one more thing about it");
    expect(talk.conversation.state.form?.slots["what"]).toMatch(/first part.*much more.*one more thing/s);
  });

  it("never keeps a secret in a slot", () => {
    const talk = begun();
    talk.say("funds");
    const result = talk.say("⟦password removed⟧", {
      secrets: [{ kind: "password", level: "hard", start: 0, end: 9 }],
    });
    expect(result.decision).toMatchObject({ reason: "form_account" });
    expect(ofKind(result, "message.delete")).toHaveLength(1);
    expect(talk.conversation.state.form?.slots["account"]).toBeUndefined();
  });

  it("takes a button's label that was typed", () => {
    const talk = begun();
    talk.say("Deposits, withdrawals, funds");
    talk.say("skip");
    talk.say("it broke");
    talk.say("This week");
    expect(talk.conversation.state.form).toMatchObject({
      step: "review",
      slots: { category: "funds", when: "week" },
    });
    talk.say("change");
    expect(talk.say("The account").decision).toMatchObject({ reason: "form_account" });
  });

  it("sums up an e-mail without its address, which would lead somewhere", () => {
    const talk = begun();
    for (const text of ["funds", "mia@example.com", "it broke"]) talk.say(text);
    expect(textOf(talk.say("today"))).toContain("mi…@…");
    talk.say("send");
    expect(draftOf(talk)?.accountReference).toBe("mi…@example.com");
  });

  it("offers of all that was said what tells most", () => {
    const talk = new Talk({ conversation: introduced });
    for (const text of [
      "zxcv my withdrawal is stuck since Monday",
      "that didn't help",
      "qwer?",
      "I want to talk to someone",
    ])
      talk.say(text);
    talk.say("funds");
    expect(textOf(talk.say("skip"))).toContain("my withdrawal is stuck since Monday");
  });

  it("does not let words act as markup, nor shows links that are not ours", () => {
    const talk = begun();
    talk.say("funds");
    talk.say("skip");
    talk.say("**look** [here](help-center) they sent me to https://evil.example/x");
    const summary = ofKind(talk.say("today"), "message.send")[0];
    expect(summary?.content.spans.every(({ style }) => style === "bold")).toBe(true);
    expect(summary?.content.text).not.toContain("evil.example");
    talk.say("send");
    expect(draftOf(talk)?.description).toContain("evil.example");
  });

  it("names the day of a word such as today", () => {
    const talk = begun();
    talk.say("funds");
    talk.say("skip");
    talk.say("it broke");
    talk.press({ kind: "choice", step: "when", value: "today" });
    talk.say("send");
    expect(draftOf(talk)?.happenedWhen).toContain("2026-01-15");
  });

  it("is urgent when the last article was", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("I was hacked");
    talk.press({ kind: "ticket" });
    talk.say("send now");
    expect(draftOf(talk)).toMatchObject({ urgent: true, category: "account_security" });
  });
});

describe("a ticket opened from an article", () => {
  it("asks in one question for what the article wants, and passes it on", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("my deposit has not arrived");
    talk.press({ kind: "ticket" });
    talk.say("skip");
    const asked = talk.say("yes");
    expect(asked.decision).toMatchObject({ reason: "form_details" });
    expect(textOf(asked)).toMatch(/- Coin\n- Transaction id \(TxID\)$/);
    expect(talk.conversation.expects).toEqual([{ kind: "transaction_id", slot: "details" }]);
    const hash = "ab".repeat(32);
    talk.say("USDT ⟦transaction id⟧", { given: [{ kind: "transaction_id", slot: "details", value: hash }] });
    const summary = textOf(talk.press({ kind: "choice", step: "when", value: "today" }));
    expect(summary).toContain("Details: USDT\nababab…abab\nWhen:");
    talk.say("send");
    expect(draftOf(talk)?.description).toBe(
      `my deposit has not arrived\n\nDetails (coin, transaction_id): USDT\n${hash}`,
    );
  });
});

describe("tickets of one conversation", () => {
  it("one is open for each category; more is appended to it", () => {
    const talk = begun();
    talk.tickets = [aTicket({ deskRef: "D-7" })];
    talk.say("funds");
    talk.say("skip");
    talk.say("another deposit is gone");
    talk.say("today");
    const result = talk.say("send");
    expect(result.tickets).toEqual([]);
    expect(ofKind(result, "ticket.open")).toEqual([]);
    expect(ofKind(result, "ticket.append")[0]).toMatchObject({
      ticketId: "ticket-1",
      entry: { text: expect.stringContaining("another deposit is gone") },
    });
    expect(textOf(result)).toContain("D-7");
  });

  it("are capped, which is said once", () => {
    const talk = new Talk({ conversation: introduced });
    const caps = { repliesLeft: 9, ticketsLeft: 0 };
    expect(talk.call("human", "", { caps }).decision).toMatchObject({ reason: "tickets_used_up" });
    expect(talk.call("human", "", { caps }).decision).toEqual({ kind: "ignore", reason: "tickets_used_up" });
  });

  it("a native form becomes one at once", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.event({
      kind: "form.submitted",
      person: aPerson({ platform: "discord" }),
      form: "intake",
      values: { category: "trading", what: "my order hangs" },
    });
    expect(result.decision).toMatchObject({
      kind: "escalate",
      draft: { category: "trading", description: "my order hangs" },
    });
  });

  it("a native form that the guard could not look at becomes none, and is to be said again", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.event({
      kind: "form.submitted",
      person: aPerson({ platform: "discord" }),
      form: "intake",
      values: { category: "", what: "" },
      withheld: true,
    });
    expect(result.decision).toMatchObject({ kind: "converse", reason: "withheld" });
    expect(textOf(result)).toContain("in other words");
    expect(ofKind(result, "ticket.open")).toEqual([]);
  });
});
