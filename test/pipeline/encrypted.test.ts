import { expect, it } from "vitest";
import { ticketId } from "../../src/domain/ids.ts";
import { aTicket, builtAt } from "../support/builders.ts";
import { introduced, ofKind, Talk, textOf } from "./fixture.ts";

const told = /encrypted messages cannot be read here[\s\S]*not encrypted/;
const attachments = [{ kind: "encrypted", ref: "" }] as const;
const hourMs = 60 * 60_000;

it("whoever writes encrypted is told that it cannot be read, and not asked for words", () => {
  const result = new Talk().say("", { attachments });
  expect(textOf(result)).toMatch(told);
  expect(textOf(result)).not.toMatch(/in words/);
});

it("they are told again after an hour, whatever was said or sent in between", () => {
  const talk = new Talk({ conversation: introduced });
  talk.say("", { attachments: [{ kind: "photo", ref: "p" }] });
  expect(textOf(talk.say("", { attachments }))).toMatch(told);
  expect(talk.say("", { attachments }).effects).toEqual([]);
  talk.say("my deposit is missing");
  expect(talk.say("", { attachments }).effects).toEqual([]);
  talk.now += hourMs;
  expect(textOf(talk.say("", { attachments }))).toMatch(told);
});

it("beside words that can be read, those are answered", () => {
  const talk = new Talk({ conversation: introduced });
  const result = talk.turn([talk.message("", { attachments }), talk.message("my deposit is missing")]);
  expect(result.decision).toMatchObject({ kind: "answer" });
});

it("in the middle of a form it answers no question, and the form offers to go on", () => {
  const talk = new Talk({ conversation: introduced });
  talk.press({ kind: "ticket", category: "funds" });
  const { step } = talk.conversation.state.form ?? expect.fail();
  expect(textOf(talk.say("", { attachments }))).toMatch(/cannot be read here[\s\S]*Shall we go on/);
  expect(talk.conversation.state.form).toMatchObject({ step });
});

it("whoever waits for an agent is told as well, and the desk knows that there was something", () => {
  const openTicket = { id: ticketId("ticket-1"), category: "funds" } as const;
  const state = { introducedAt: builtAt - 1, openTicket };
  const talk = new Talk({ conversation: { owner: "queued", state } });
  talk.tickets = [aTicket()];
  const result = talk.say("", { attachments });
  expect(textOf(result)).toMatch(told);
  expect(ofKind(result, "ticket.append")).toMatchObject([
    { entry: { kind: "attachment_notice", text: "encrypted" } },
  ]);
});
