import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { articleSlug, ticketId } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import { createGuideShelf } from "../../src/knowledge/serve-guides.ts";
import { aGuide } from "../support/a-guide.ts";
import { builtAt } from "../support/builders.ts";
import { labelsOf, payloadsOf, Talk, textOf } from "./fixture.ts";

const slug = articleSlug("deposit-missing");
const question = "my deposit has not arrived";
const asks = /Was this helpful\?/;
const talking = () => new Talk({ conversation: { state: { introducedAt: builtAt - 1 } } });
const asked = () => {
  const talk = talking();
  talk.say(question);
  return talk;
};
const ratings = ({ last }: Talk) =>
  (last?.trace ?? [])
    .flatMap(({ findings }) => findings)
    .filter(({ name }) => name.startsWith("helpful_"))
    .map(({ name, detail }) => `${name} ${detail}`);

describe("whether an answer helped", () => {
  it("is asked below it, by buttons and in words", () => {
    const answer = talking().say(question);
    expect(textOf(answer)).toMatch(/^Answer: .*\n\nWas this helpful\?$/s);
    expect(payloadsOf(answer)).toEqual([
      { kind: "helpful", verdict: "yes", slug },
      { kind: "helpful", verdict: "no", slug },
      { kind: "human" },
    ]);
  });

  it("is asked once an hour at most", () => {
    const talk = asked();
    expect(textOf(talk.say("how do I deposit"))).not.toMatch(asks);
    talk.now += 59 * 60_000;
    expect(textOf(talk.say(question))).not.toMatch(asks);
    talk.now += 60_000;
    expect(textOf(talk.say(question))).toMatch(asks);
  });

  it("is not asked when another account has just asked them", () => {
    const caps = { repliesLeft: 9, ticketsLeft: 9, helpfulAskedAt: builtAt - 60_000 };
    expect(textOf(talking().say(question, {}, { caps }))).not.toMatch(asks);
  });

  it.each([
    ["of somebody in danger", "I was hacked", {}],
    [
      "beside an open ticket",
      question,
      {
        owner: "queued" as const,
        state: { introducedAt: 1, openTicket: { id: ticketId("t"), category: "funds" as const } },
      },
    ],
    ["in a group", question, { kind: "group" as const }],
  ])("is not asked %s", (_, text, conversation) => {
    const talk = new Talk({ conversation: { state: { introducedAt: 1 }, ...conversation } });
    expect(textOf(talk.say(text, { mentionsUs: true }))).not.toMatch(asks);
  });

  it("is not asked while a form or a guide is under way, nor at a guide's end", () => {
    const form = talking();
    form.say("I want a human");
    form.say("2");
    expect(textOf(form.say("how do I deposit?"))).not.toMatch(asks);

    const guides = createGuideShelf({ guides: [aGuide()], serveUnreviewed: true });
    const guide = new Talk({ conversation: { state: { introducedAt: 1 } }, deps: { guides } });
    guide.press({ kind: "guide", slug: "deposit-missing" });
    guide.say("1");
    const end = guide.say("it is still pending");
    expect(end.decision).toMatchObject({ reason: "guide_end" });
    expect(textOf(end)).not.toMatch(asks);
  });
});

describe("a yes", () => {
  it.each(["yes", "Yes!", "👍 Yes", "yep", "it helped", "that helped", "thanks a lot", "是的", "谢谢"])(
    "typed as %j is thanked for and counted",
    (text) => {
      const talk = asked();
      expect(talk.say(text).decision).toMatchObject({ kind: "converse", reason: "helpful" });
      expect(ratings(talk)).toEqual(["helpful_yes deposit-missing"]);
    },
  );

  it("is counted once, however often it is pressed", () => {
    const talk = asked();
    talk.press({ kind: "helpful", verdict: "yes", slug });
    expect(ratings(talk)).toEqual(["helpful_yes deposit-missing"]);
    expect(talk.press({ kind: "helpful", verdict: "yes", slug }).decision).toMatchObject({
      reason: "helpful",
    });
    expect(ratings(talk)).toEqual([]);
  });

  it("is about the answer only as long as nothing else was said", () => {
    const talk = asked();
    talk.say("how are you");
    expect(talk.say("yes").decision).not.toMatchObject({ reason: "helpful" });
    talk.press({ kind: "helpful", verdict: "yes", slug });
    expect(ratings(talk)).toEqual(["helpful_yes deposit-missing"]);
  });
});

describe("a no", () => {
  it("asks for other words, and offers what is related", () => {
    const talk = asked();
    const reply = talk.press({ kind: "helpful", verdict: "no", slug });
    expect(ratings(talk)).toEqual(["helpful_no deposit-missing"]);
    expect(textOf(reply)).toContain("in other words");
    expect(labelsOf(reply)).toEqual(["How to deposit", "Talk to a person"]);
    expect(talk.say("1").decision).toMatchObject({ kind: "answer", slug: "deposit-how", reason: "button" });
  });

  it.each(["no", "nope", "not really", "that did not help", "👎 No", "没用"])("is meant by %j", (text) => {
    const talk = asked();
    expect(talk.say(text).decision).toMatchObject({ reason: "not_helpful" });
    expect(ratings(talk)).toEqual(["helpful_no deposit-missing"]);
  });

  it.each([
    ["at once", []],
    ["after the other words", ["how do I deposit"]],
  ])("for the second time (%s) leads to a person, who gets what was said", (_, between) => {
    const talk = asked();
    talk.say("no");
    for (const text of between) talk.say(text);
    const second = talk.say("no");
    expect(second.decision).toMatchObject({ reason: "not_helpful_again" });
    expect(payloadsOf(second)).toEqual([{ kind: "human" }]);
    expect(ratings(talk)).toEqual([]);
    expect(talk.say("yes please").decision).toMatchObject({ reason: "form_account" });
    expect(talk.conversation.state.form?.slots["said"]).toContain("deposit");
  });

  it("leads to a person as well when the other words are not understood", () => {
    const talk = asked();
    talk.say("no");
    const missed = talk.say("zxcv qwer");
    expect(missed.decision).toMatchObject({ reason: "not_understood_again" });
    expect(talk.say("yes").decision).toMatchObject({ reason: "form_account" });
  });

  it("after a second one that was declined is a plain no again", () => {
    const talk = asked();
    for (const text of ["no", "no"]) talk.say(text);
    expect(talk.say("no").decision).toMatchObject({ reason: "no_to_nothing" });
  });

  it("may come from a button of long ago", () => {
    const talk = talking();
    expect(talk.press({ kind: "helpful", verdict: "no", slug }).decision).toMatchObject({
      reason: "not_helpful",
    });
    expect(ratings(talk)).toEqual([]);
  });
});

it.each(locales)("the buttons' words are understood when they are typed (%s)", (locale) => {
  const { button } = parse(readFileSync(`config/locales/${locale}.yaml`, "utf8"));
  for (const [verdict, reason] of [
    ["yes", "helpful"],
    ["no", "not_helpful"],
  ] as const)
    for (const label of [button[verdict], button[verdict].replace(/^\P{L}+/u, "")])
      expect(asked().say(label).decision).toMatchObject({ reason });
});
