import { describe, expect, it } from "vitest";
import { articleSlug, ticketId } from "../../src/domain/ids.ts";
import { aMessage, aPerson, builtAt } from "../support/builders.ts";
import { deps, introduced, labelsOf, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

describe("the first message", () => {
  it("pain 38: the first message works, whatever it is", () => {
    const question = new Talk().say("my deposit has not arrived");
    expect(question.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(textOf(question)).toContain("Answer: My deposit has not arrived");

    expect(new Talk().say("hi").decision).toMatchObject({ kind: "converse", reason: "greeting" });
    expect(new Talk().say("I want a human").decision).toMatchObject({ kind: "ask", reason: "form_category" });
    expect(new Talk().call("start").decision).toMatchObject({ kind: "converse", reason: "start" });
    expect(textOf(new Talk().say("", { attachments: [{ kind: "photo", ref: "p" }] }))).toContain(
      "cannot look at it myself",
    );
  });

  it.each([
    { locale: "en", text: "my deposit has not arrived", rules: [/automated/, /human/, /passwords/] },
    { locale: "zh-Hans", text: "充值没到", rules: [/自动客服/, /人工/, /密码/] },
  ])(
    "introduces the assistant, the way to a person and the rule about secrets once ($locale)",
    ({ text, rules }) => {
      const talk = new Talk();
      const first = textOf(talk.say(text));
      for (const rule of rules) expect(first).toMatch(rule);
      expect(textOf(talk.say(text))).not.toMatch(rules[0] ?? "");
    },
  );

  it("introduces once at /start too", () => {
    const text = textOf(new Talk().call("start"));
    expect(text.match(/automated/g)).toHaveLength(1);
  });
});

describe("an answer", () => {
  const talking = () => new Talk({ conversation: introduced });

  it("offers what is related and a person", () => {
    const result = talking().say("my deposit has not arrived");
    expect(payloadsOf(result)).toEqual([{ kind: "article", slug: "deposit-how" }, { kind: "human" }]);
  });

  it("offers a person at once when it is urgent", () => {
    expect(labelsOf(talking().say("I was hacked"))[0]).toBe("Talk to a person");
  });

  it("may be replaced by one to a newer message", () => {
    expect(ofKind(talking().say("my deposit has not arrived"), "message.send")[0]?.supersedable).toBe(true);
  });

  it("answers several quick messages as one question", () => {
    const talk = talking();
    const result = talk.turn([
      talk.message("my deposit"),
      talk.message("has"),
      talk.message("still not arrived"),
    ]);
    expect(ofKind(result, "message.send")).toHaveLength(1);
  });

  it("understands what only makes sense after the article", () => {
    const talk = talking();
    talk.say("my deposit has not arrived");
    expect(talk.say("and how long does that take?").decision).toMatchObject({
      reason: "follow_up",
      slug: "deposit-missing",
    });
  });

  it("says that it comes late", () => {
    expect(textOf(talking().say("my deposit has not arrived", {}, { late: true }))).toMatch(
      /^Sorry for the late reply/,
    );
  });

  it("stays in the language that was heard last when the words do not tell", () => {
    const talk = talking();
    talk.say("充值没到");
    expect(talk.conversation.locale).toBe("zh-Hans");
    expect(textOf(talk.say("??"))).toContain("没有文字");
  });
});

describe("a question that could mean several things", () => {
  const asked = () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("deposit");
    return talk;
  };

  it("is asked back with up to three buttons, none of these, and a person", () => {
    expect(asked().last?.decision).toMatchObject({ kind: "ask", reason: "did_you_mean" });
    expect(payloadsOf(asked().last ?? expect.fail())).toEqual([
      { kind: "article", slug: "deposit-missing" },
      { kind: "article", slug: "deposit-how" },
      { kind: "none" },
      { kind: "human" },
    ]);
  });

  it.each(["2", "the second", "the second one", "第二个", "How to deposit", "second please"])(
    "takes %j as the second",
    (text) => {
      expect(asked().say(text).decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    },
  );

  it("takes a button", () => {
    expect(asked().press({ kind: "article", slug: articleSlug("deposit-missing") }).decision).toMatchObject({
      kind: "answer",
    });
  });

  it("offers a person when none fits", () => {
    const result = asked().press({ kind: "none" });
    expect(result.decision).toMatchObject({ kind: "converse", reason: "not_understood" });
    expect(payloadsOf(result)).toContainEqual({ kind: "human" });
  });
});

describe("what is not understood", () => {
  it("is said honestly, and a person is offered when it happens again", () => {
    const talk = new Talk({ conversation: introduced });
    expect(talk.say("zxcv qwer").decision).toMatchObject({ reason: "not_understood" });
    const again = talk.say("asdf asdf");
    expect(again.decision).toMatchObject({ reason: "not_understood_again" });
    expect(payloadsOf(again)).toContainEqual({ kind: "human" });
    expect(talk.say("yes").decision).toMatchObject({ kind: "ask", reason: "form_category" });
  });

  it("is told from an answer that did not help", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("my deposit has not arrived");
    expect(talk.say("that did not help").decision).toMatchObject({ reason: "not_helped" });
    expect(talk.say("yes please").decision).toMatchObject({ kind: "ask", reason: "form_account" });
  });

  it("is forgotten after an answer", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("zxcv qwer");
    talk.say("my deposit has not arrived");
    expect(talk.say("zxcv qwer").decision).toMatchObject({ reason: "not_understood" });
  });
});

describe("an offer of a person", () => {
  const offers: readonly (readonly [string, (talk: Talk) => unknown])[] = [
    ["no ticket is open", (talk) => talk.call("status")],
    ["it was asked for in words", (talk) => talk.say("status")],
    ["somebody asked for a bot", (talk) => talk.say("Are you a bot?")],
    ["nothing was understood", (talk) => talk.say("zxcv qwer")],
  ];

  it.each(offers)("where %s is taken by a yes", (_, lead) => {
    const talk = new Talk({ conversation: introduced });
    lead(talk);
    expect(talk.say("yes").decision).toMatchObject({ kind: "ask", reason: "form_category" });
  });

  it.each(offers)("where %s is refused by a no, and gone when something else was said", (_, lead) => {
    const talk = new Talk({ conversation: introduced });
    lead(talk);
    expect(talk.say("no").decision).toMatchObject({ reason: "no_to_nothing" });
    lead(talk);
    talk.say("thank you");
    expect(talk.say("yes").decision).toMatchObject({ reason: "yes_to_nothing" });
  });

  it("is made once: an article about it stands beside the button neither below an answer nor after a no", () => {
    const human = { slug: articleSlug("human-agent"), title: "Talk to a person" };
    const { knowledge } = deps;
    const serve: typeof knowledge.serve = (...asked) => {
      const served = knowledge.serve(...asked);
      return served && { ...served, related: [human, ...served.related] };
    };
    const talk = new Talk({ conversation: introduced, deps: { knowledge: { ...knowledge, serve } } });
    const answered = talk.say("my deposit has not arrived");
    const refused = talk.press({ kind: "helpful", verdict: "no", slug: articleSlug("deposit-missing") });
    for (const result of [answered, refused])
      expect(payloadsOf(result).filter((payload) => JSON.stringify(payload).includes("human"))).toEqual([
        { kind: "human" },
      ]);
    expect(payloadsOf(refused)).toContainEqual({ kind: "article", slug: "deposit-how" });
  });

  it("is made once where several articles may be meant", () => {
    const { knowledge } = deps;
    const classify: typeof knowledge.classify = (...asked) => {
      const { candidates, ...rest } = knowledge.classify(...asked);
      const human = { slug: articleSlug("human-agent"), title: "Talk to a person", probability: 0.5 };
      return { ...rest, candidates: [human, ...candidates] };
    };
    const talk = new Talk({ conversation: introduced, deps: { knowledge: { ...knowledge, classify } } });
    expect(payloadsOf(talk.say("a deposit"))).not.toContainEqual({ kind: "article", slug: "human-agent" });
  });
});

describe("small talk and things without words", () => {
  it.each([
    ["hello!", "greeting"],
    ["你好", "greeting"],
    ["thank you so much 🙏", "thanks"],
    ["谢谢！", "thanks"],
    ["bye", "goodbye"],
    ["再见", "goodbye"],
    ["Are you a bot?", "are_you_bot"],
    ["你是机器人吗？", "are_you_bot"],
    ["👍", "no_words"],
    ["", "no_words"],
    ["...", "no_words"],
  ])("%j is %s", (text, reason) => {
    expect(new Talk({ conversation: introduced }).say(text).decision).toMatchObject({
      kind: "converse",
      reason,
    });
  });

  it.each(["photo", "voice", "video", "document", "location", "contact", "other"] as const)(
    "a %s alone is acknowledged honestly",
    (kind) => {
      const result = new Talk({ conversation: introduced }).say("", { attachments: [{ kind, ref: "r" }] });
      expect(textOf(result)).toMatch(/cannot|not yet/);
      expect(payloadsOf(result)).toEqual([{ kind: "ticket" }]);
    },
  );

  it("a greeting before a question does not hide the question", () => {
    expect(new Talk().say("hello, my deposit has not arrived").decision).toMatchObject({ kind: "answer" });
  });
});

describe("who is not answered", () => {
  it.each([
    ["bot", { person: { role: "bot" as const } }],
    ["own_account", { person: { username: "FlotillaSupportBot" } }],
  ])("%s", (reason, { person }) => {
    const talk = new Talk();
    const result = talk.say("hello", {}, { person: { ...aPerson(), ...person } });
    expect(result.decision).toEqual({ kind: "ignore", reason });
    expect(result.effects).toEqual([]);
  });

  it("whoever has used up the replies is told once", () => {
    const talk = new Talk({ conversation: introduced });
    const caps = { repliesLeft: 0, ticketsLeft: 1 };
    expect(talk.say("hello", {}, { caps }).decision).toMatchObject({ reason: "capped" });
    expect(talk.say("hello", {}, { caps }).effects).toEqual([]);
    expect(talk.say("hello").decision).toMatchObject({ reason: "greeting" });
    expect(talk.say("hello", {}, { caps }).decision).toMatchObject({ reason: "capped" });
  });
});

describe("an edited message", () => {
  const edit = (talk: Talk, text: string) => {
    const first = talk.message("x", { id: "500" });
    const message = aMessage({ id: "500", text });
    return talk.turn([{ ...first, kind: "message.edited", message }]);
  };

  it("stands in the place of the first version when both wait", () => {
    const talk = new Talk({ conversation: introduced });
    const [first, second] = [
      talk.message("zxcv", { id: "500" }),
      talk.message("my deposit has not arrived", { id: "500" }),
    ];
    const result = talk.turn([
      first,
      {
        ...second,
        kind: "message.edited",
        message: aMessage({ id: "500", text: "my deposit has not arrived" }),
      },
    ]);
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
  });

  it("is answered when it was not, and not again when it was", () => {
    const talk = new Talk({ conversation: introduced });
    expect(edit(talk, "my deposit has not arrived").decision.kind).toBe("answer");
    expect(edit(talk, "my deposit has not arrived!").decision).toEqual({
      kind: "ignore",
      reason: "edit_of_answered",
    });
  });

  it("is told to the desk as an edit while a ticket is open", () => {
    const talk = new Talk({
      conversation: {
        owner: "queued",
        state: { introducedAt: 1, openTicket: { id: ticketId("ticket-1"), category: "funds" } },
      },
    });
    talk.say("it was 5 USDT", { id: "500" });
    const result = edit(talk, "it was 50 USDT");
    expect(ofKind(result, "ticket.append")[0]?.entry.text).toBe("(edited) it was 50 USDT");
    expect(ofKind(result, "message.send")).toEqual([]);
  });
});

describe("the render stage", () => {
  it("replaces an own text that may not leave, and says so in the trace", () => {
    const talk = new Talk({
      conversation: introduced,
      deps: {
        checkOutbound: (text) =>
          text.includes("Answer:") ? { ok: false, reason: "link", detail: "host" } : { ok: true },
      },
    });
    const result = talk.say("my deposit has not arrived");
    expect(textOf(result)).toContain("safety check");
    expect(result.trace.at(-1)?.findings).toContainEqual({ name: "text_refused", detail: "link" });
  });

  it("traces every stage in order", () => {
    const result = new Talk().say("my deposit has not arrived");
    expect(result.trace.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
      "protect passed",
      "moderate passed",
      "consent passed",
      "handover passed",
      "command passed",
      "form passed",
      "guide passed",
      "language passed",
      "answer decided",
      "escalate skipped",
      "render added",
    ]);
  });

  it("remembers when it introduced itself", () => {
    expect(new Talk().say("hi").patch.state?.introducedAt).toBe(builtAt);
  });
});
