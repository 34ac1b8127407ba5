import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/domain/event.ts";
import { effectId } from "../../src/domain/ids.ts";
import type { Queue, Turn, TurnResult } from "../../src/domain/turn.ts";
import { builtAt } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { anEventId, ofKind, Talk, textOf } from "./fixture.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const full: Queue = { waiting: 40, delayMs: 2 * hourMs, answerWithinMs: 6 * hourMs };

/** A talk whose replies wait until `arrive` says that they were sent. */
const waitingTalk = () => {
  const talk = new Talk({
    conversation: { state: { introducedAt: builtAt - 1 } },
    turn: { hasButtons: false },
  });
  const sentAt: Record<string, number> = {};
  const queued = (): Partial<Turn> => ({ queue: { ...full, sentAt: { ...sentAt } } });
  return {
    talk,
    say: (text: string) => talk.say(text, {}, queued()),
    call: (name: string) => talk.call(name, "", queued()),
    arrive: ({ effects }: TurnResult) => {
      for (const { id } of effects) sentAt[id] = talk.now;
    },
    /** The reply is given up: what was never said is no line of the past. */
    expire: ({ effects }: TurnResult) => {
      const ids = new Set<string>(effects.map(({ id }) => id));
      talk.history = talk.history.filter(({ source }) => !ids.has(source));
      const outcome: Outcome = { state: "dead", failure: "expired", reason: "nobody could send it" };
      const effect = {
        effectId: effects[0]?.id ?? effectId(anEventId("none"), 0),
        effectKind: "message.send",
      } as const;
      return talk.event({ kind: "effect.settled", ...effect, outcome }, queued());
    },
  };
};

const marksIn = ({ trace }: TurnResult): readonly string[] =>
  trace.flatMap(({ findings }) =>
    findings.flatMap(({ name }) => (name.startsWith("unanswered") ? [name] : [])),
  );

describe("an hour to choose begins when what is shown has arrived", () => {
  it.each(["yes", "1", "Erase it"])("and %j erases, however long the question waited", (typed) => {
    const { talk, say, arrive } = waitingTalk();
    const asked = say("delete my data");
    talk.now += 2 * hourMs;
    arrive(asked);
    talk.now += 59 * minuteMs;
    expect(say(typed).decision).toMatchObject({ reason: "erased" });
  });

  it("and is over an hour later", () => {
    const { talk, say, arrive } = waitingTalk();
    const asked = say("delete my data");
    talk.now += 2 * hourMs;
    arrive(asked);
    talk.now += 61 * minuteMs;
    expect(say("yes").erase).toBeUndefined();
  });

  it.each(["1", phrase("category.funds")])("and %j chooses from the menu", (typed) => {
    const { talk, say, arrive } = waitingTalk();
    const menu = say("menu");
    talk.now += 2 * hourMs;
    arrive(menu);
    talk.now += 10 * minuteMs;
    expect(say(typed).decision).toMatchObject({ kind: "converse", reason: "menu" });
  });
});

describe("what waits to be sent was not said", () => {
  it("a number is the place in the list that the person sees", () => {
    const { say, arrive } = waitingTalk();
    arrive(say("deposit"));
    expect(say("1").decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(say("2").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
  });

  it("the same number once more is impatience, and costs no second reply", () => {
    const { say, arrive } = waitingTalk();
    arrive(say("deposit"));
    const answer = say("1");
    expect(say("1")).toMatchObject({ decision: { kind: "ignore", reason: "chosen_already" }, effects: [] });
    arrive(answer);
    expect(say("1").decision).not.toMatchObject({ reason: "chosen_already" });
  });

  it("a number is no place of a list that nobody has seen", () => {
    const { say } = waitingTalk();
    say("deposit");
    expect(say("1").decision.kind).not.toBe("answer");
  });

  it("a yes erases nothing while the question is on its way, and leaves it open", () => {
    const { say, arrive } = waitingTalk();
    const asked = say("delete my data");
    expect(say("yes").erase).toBeUndefined();
    arrive(asked);
    expect(say("yes").decision).toMatchObject({ reason: "erased" });
  });

  it("no question of a form is answered before it is there, and what is told meanwhile is kept", () => {
    const { talk, call, say, arrive } = waitingTalk();
    const asked = call("human");
    const { step } = talk.conversation.state.form ?? {};
    for (const text of ["hello??", "my card payment of yesterday is gone", "yes"])
      expect(say(text), text).toMatchObject({
        decision: { kind: "ignore", reason: "question_waits" },
        effects: [],
      });
    expect(talk.conversation.state.form).toMatchObject({
      step,
      slots: { said: "my card payment of yesterday is gone" },
    });
    arrive(asked);
    expect(say("1").decision).toMatchObject({ kind: "ask" });
    expect(talk.conversation.state.form?.step).not.toBe(step);
  });

  it("another question is answered while the form's waits", () => {
    const { call, say } = waitingTalk();
    call("human");
    expect(say("how do I deposit").decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
  });
});

describe("whoever several replies were meant for", () => {
  it("waits since the first of what they wrote, and is counted once", () => {
    const { talk, call, say, expire } = waitingTalk();
    const first = call("human");
    talk.now += hourMs;
    const wroteAt = talk.now;
    say("my card payment of yesterday is gone");
    const second = say("how do I deposit");
    talk.now += 5 * hourMs;
    const opened = expire(first);
    expect(ofKind(opened, "ticket.open")).toMatchObject([
      { draft: { unansweredSince: wroteAt, description: "my card payment of yesterday is gone" } },
    ]);
    expect(marksIn(opened)).toEqual(["unanswered"]);
    expect(marksIn(expire(second))).toEqual(["unanswered_still"]);
  });

  it("is counted again when they were answered in between", () => {
    const { say, arrive, expire } = waitingTalk();
    expect(marksIn(expire(say("how do I deposit")))).toEqual(["unanswered"]);
    arrive(say("how do I deposit"));
    expect(marksIn(expire(say("my deposit has not arrived")))).toEqual(["unanswered"]);
  });

  it("has no data erased by a yes to a question that died", () => {
    const { say, expire } = waitingTalk();
    expire(say("delete my data"));
    expect(say("yes").erase).toBeUndefined();
  });
});

it("a wish for silence takes back the question whether to erase", () => {
  const { talk, say, arrive } = waitingTalk();
  arrive(say("delete my data"));
  say("leave me alone");
  expect(talk.conversation.state.eraseAskedAt).toBeUndefined();
  expect(textOf(say("yes"))).not.toContain(phrase("erase.done"));
});
