import { describe, expect, it } from "vitest";
import { articleSlug } from "../../src/domain/ids.ts";
import { createGuideShelf } from "../../src/knowledge/serve-guides.ts";
import { aGuide } from "../support/a-guide.ts";
import { introduced, labelsOf, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const guides = createGuideShelf({ guides: [aGuide()], serveUnreviewed: true });
const slug = "deposit-missing";

/** A talk that was answered and went on to the guide's first question. */
const begun = () => {
  const talk = new Talk({ conversation: introduced, deps: { guides } });
  talk.say("my deposit has not arrived");
  talk.press({ kind: "guide", slug });
  return talk;
};
const stepOf = (talk: Talk) => talk.conversation.state.form?.step;

describe("a guide", () => {
  it("is offered below its article, by a button or its words", () => {
    const talk = new Talk({ conversation: introduced, deps: { guides } });
    const answer = talk.say("my deposit has not arrived");
    expect(payloadsOf(answer)[0]).toEqual({ kind: "guide", slug });
    const first = talk.say(labelsOf(answer)[0] ?? "");
    expect(first.decision).toMatchObject({ kind: "ask", reason: "guide_source" });
    expect(textOf(first)).toMatch(/A few short questions.*\n\nWhere from\?$/s);
    expect(labelsOf(first)).toEqual(["A wallet", "A card", "I don't know", "Talk to a person"]);
  });

  it("is not offered where there is none, nor in a group's answer", () => {
    const talk = new Talk({ conversation: introduced, deps: { guides } });
    expect(payloadsOf(talk.say("how do I deposit"))).toEqual([{ kind: "human" }]);
    expect(payloadsOf(new Talk({ conversation: introduced }).say("my deposit has not arrived"))).toEqual([
      { kind: "article", slug: "deposit-how" },
      { kind: "human" },
    ]);
  });

  it("branches on a press, a number and a word, and ends in its answer", () => {
    const talk = begun();
    talk.press({ kind: "guide", slug, at: { step: "source", option: "wallet" } });
    expect(stepOf(talk)).toBe("done");
    const end = talk.say("it is still pending");
    expect(end.decision).toMatchObject({ kind: "answer", reason: "guide_end", slug });
    expect(textOf(end)).toBe("Wait. See the help.");
    expect(talk.conversation.state.form).toBeUndefined();
    expect(payloadsOf(end)).not.toContainEqual({ kind: "guide", slug });
  });

  it("ends in another article", () => {
    const talk = begun();
    expect(talk.say("2").decision).toMatchObject({
      kind: "answer",
      slug: "deposit-how",
      reason: "guide_end",
    });
  });

  it("ends in a ticket that holds what was said, once the person has seen it", () => {
    const talk = begun();
    for (const text of ["a wallet", "done"]) talk.say(text);
    expect(talk.conversation.expects).toEqual([{ kind: "transaction_id", slot: "txid" }]);
    const hash = "cd".repeat(32);
    talk.say("⟦transaction id⟧", { given: [{ kind: "transaction_id", slot: "txid", value: hash }] });
    const asked = talk.say("this morning at 9");
    expect(asked.decision).toMatchObject({ kind: "ask", reason: "form_account" });
    expect(textOf(asked)).toContain("I have noted what you told me");
    const details = talk.say("skip");
    expect(details.decision).toMatchObject({ reason: "form_details" });
    expect(textOf(details)).toMatch(/- Coin$/);
    const summary = talk.say("USDT");
    expect(summary.decision).toMatchObject({ reason: "form_review" });
    expect(textOf(summary)).toContain("Where from? A wallet");
    expect(textOf(summary)).toContain("cdcdcd…cdcd");
    expect(textOf(summary)).toContain("When: this morning at 9");
    expect(ofKind(summary, "ticket.open")).toEqual([]);
    const [opened] = ofKind(talk.say("send"), "ticket.open");
    expect(opened?.draft).toMatchObject({
      category: "funds",
      happenedWhen: "this morning at 9",
      description: expect.stringContaining(`Which transaction? ${hash}`),
    });
    expect(opened?.draft.description).toContain("Details (coin): USDT");
  });

  it.each([["human"], ["I want to talk to a real person"]])(
    "hands over at %j with what was said so far",
    (text) => {
      const talk = begun();
      talk.say("1");
      expect(talk.say(text).decision).toMatchObject({ kind: "ask", reason: "form_account" });
      expect(talk.conversation.state.form?.slots["what"]).toBe(
        "my deposit has not arrived\n\nWhere from? A wallet",
      );
    },
  );

  it("hands over as ever when nothing was said yet", () => {
    const talk = begun();
    expect(talk.press({ kind: "human" }).decision).toMatchObject({ reason: "form_account" });
    expect(talk.conversation.state.form?.slots).toMatchObject({ said: "my deposit has not arrived" });
  });

  it("gives what was said to the ticket too when its end did not help", () => {
    const talk = begun();
    talk.say("1");
    talk.say("not yet");
    talk.say("that did not help");
    expect(talk.say("yes").decision).toMatchObject({ reason: "form_account" });
    expect(talk.conversation.state.form?.slots["what"]).toBe(
      "my deposit has not arrived\n\nWhere from? A wallet\nIs it done there? Not yet",
    );
  });

  it("gives it to no ticket about something else", () => {
    const talk = begun();
    talk.say("1");
    talk.say("not yet");
    talk.say("I was hacked, somebody has moved all of my coins");
    talk.say("human");
    expect(talk.conversation.state.form?.slots).toMatchObject({
      category: "account_security",
      urgent: "yes",
    });
    expect(talk.conversation.state.form?.slots).not.toHaveProperty("what");
  });

  it("goes back and is cancelled by a word, a command or a button", () => {
    const talk = begun();
    talk.say("wallet");
    expect(talk.say("back").decision).toMatchObject({ reason: "guide_source" });
    talk.say("wallet");
    expect(talk.call("back").decision).toMatchObject({ reason: "guide_source" });
    talk.say("wallet");
    expect(talk.press({ kind: "form", word: "back" }).decision).toMatchObject({ reason: "guide_source" });
    expect(talk.say("cancel").decision).toMatchObject({ reason: "guide_cancelled" });
    expect(talk.conversation.state.form).toBeUndefined();
    expect(talk.conversation.expects).toEqual([]);
  });

  it("says once that a reply fits nothing, and then hears a clear new question", () => {
    const talk = begun();
    const again = talk.say("how do I deposit");
    expect(again.decision).toMatchObject({ reason: "guide_source" });
    expect(textOf(again)).toContain("could not match that");
    const answered = talk.say("how do I deposit");
    expect(answered.decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(textOf(answered)).toContain("questions from before");
    expect(talk.say("yes").decision).toMatchObject({ reason: "guide_source" });
  });

  it("hears a question mark at once, in the middle of any step", () => {
    const talk = begun();
    expect(talk.say("how do I deposit?").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    talk.press({ kind: "form", word: "go_on" });
    talk.say("3");
    expect(talk.say("how do I deposit?").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(talk.say("no").decision).toMatchObject({ reason: "guide_cancelled" });
  });

  it("takes what led to it for no new question", () => {
    const talk = begun();
    for (const _ of [1, 2, 3])
      expect(talk.say("my deposit has not arrived!!").decision).toMatchObject({ reason: "guide_source" });
  });

  it.each(["hello", "thanks", "status", "help", "zxcv", "👍", "", "9"])(
    "leaves %j not without a reply",
    (text) => {
      const talk = begun();
      const result = talk.say(text);
      expect(textOf(result)).not.toBe("");
      expect(stepOf(talk)).toBe("source");
    },
  );

  it("is forgotten after a day, when what is said is a question of its own", () => {
    const talk = begun();
    talk.now += 24 * 60 * 60_000;
    expect(talk.say("zxcv").decision).toMatchObject({ reason: "not_understood" });
    expect(talk.conversation.state.form).toBeUndefined();
  });

  it("goes on at an old button, and knows what it no longer has", () => {
    const talk = begun();
    talk.say("cancel");
    const at = { step: "source", option: "wallet" };
    expect(talk.press({ kind: "guide", slug, at }).decision).toMatchObject({ reason: "guide_done" });
    talk.say("cancel");
    expect(talk.press({ kind: "guide", slug: "gone" }).decision).toMatchObject({ reason: "button_stale" });
  });

  it("waits while the way to a person is under way", () => {
    const talk = begun();
    talk.say("human");
    expect(talk.press({ kind: "guide", slug }).decision).toMatchObject({ reason: "form_account" });
  });

  it("keeps no secret in what was replied", () => {
    const talk = begun();
    talk.say("3");
    const secrets = [{ kind: "password" as const, level: "hard" as const, start: 0, end: 9 }];
    talk.say("⟦password removed⟧", { secrets });
    expect(talk.conversation.state.form).toMatchObject({ step: "txid", slots: { source: "unknown" } });
    expect(talk.conversation.state.form?.slots).not.toHaveProperty("txid");
  });

  it("is gone with a newer version that has it no more", () => {
    const talk = begun();
    const later = new Talk({ conversation: talk.conversation });
    expect(later.say("how do I deposit").decision).toMatchObject({ slug: articleSlug("deposit-how") });
    expect(later.conversation.state.form).toBeUndefined();
  });
});
