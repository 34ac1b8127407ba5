import { describe, expect, it } from "vitest";
import type { Capability } from "../../src/domain/adapter.ts";
import type { Message } from "../../src/domain/message.ts";
import { anAccount, aTicket } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { introduced, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const supports: ReadonlySet<Capability> = new Set(["message.send"]);
const secrets: Message["secrets"] = [{ kind: "password", level: "hard", start: 0, end: 5 }];
const masked = "⟦password removed⟧";
const seen = phrase("secret.seen.password");

const aTalk = (options: ConstructorParameters<typeof Talk>[0] = {}) =>
  new Talk({ conversation: introduced, ...options, turn: { supports, ...options.turn } });

describe("where nothing can be deleted a secret in a direct chat", () => {
  it("is warned of in the turn that found it, introduced like every first reply", () => {
    const result = aTalk({ conversation: {} }).say(masked, { secrets });
    expect(result.effects.map(({ kind }) => kind)).toEqual(["message.send"]);
    expect(result.timers).toEqual([]);
    expect(textOf(result)).toContain(seen);
    expect(textOf(result)).toContain(phrase("intro"));
    expect(ofKind(result, "message.send")).toMatchObject([{ priority: "protect", lane: "guard" }]);
    expect(payloadsOf(result)).toEqual([{ kind: "urgent" }]);
  });

  it("is warned of before the answer to what else was said", () => {
    const result = aTalk().say(`my deposit is missing, ${masked}`, { secrets });
    const [warning, answer, ...others] = ofKind(result, "message.send");
    expect(others).toEqual([]);
    expect(warning?.content.text).toContain(seen);
    expect(answer?.content.text).not.toContain(seen);
    expect(result.decision.kind).toBe("answer");
  });

  it("is one message with the answer where sends are few, as urgent as the warning", () => {
    const queue = { waiting: 3, delayMs: 60_000, answerWithinMs: 6 * 3_600_000 };
    const talk = aTalk({ turn: { queue, hasButtons: false } });
    const result = talk.say(`my deposit is missing, ${masked}`, { secrets });
    const [reply, ...others] = ofKind(result, "message.send");
    expect(others).toEqual([]);
    expect(reply?.priority).toBe("protect");
    expect(reply?.content.text.indexOf(seen)).toBe(0);
    const shown = talk.conversation.state.shown?.payloads ?? [];
    const numbers = [...(reply?.content.text ?? "").matchAll(/^\[(\d+)\]/gm)].map(([, number]) => number);
    expect(numbers).toEqual(shown.map((_, at) => `${at + 1}`));
  });

  it("is told in short when it comes again", () => {
    const talk = aTalk();
    talk.say(masked, { secrets });
    const again = talk.say(masked, { secrets });
    expect(textOf(again)).not.toContain(seen);
    expect(textOf(again)).toContain(phrase("secret.again_left", "en", { count: 1 }));
  });

  it("is warned of when no replies are left", () => {
    const caps = { repliesLeft: 0, ticketsLeft: 0 };
    expect(textOf(aTalk().say(masked, { secrets }, { caps }))).toContain(seen);
  });

  it("goes to nobody's desk, and is warned of all the same while a human has the conversation", () => {
    const talk = aTalk({ conversation: { ...introduced, owner: "human" } });
    talk.tickets = [aTicket()];
    const result = talk.say(masked, { secrets });
    expect(ofKind(result, "message.delete")).toEqual([]);
    expect(ofKind(result, "message.send").map(({ content }) => content.text)).toEqual([
      expect.stringContaining(seen),
    ]);
  });
});

describe("where nothing can be deleted a secret in public", () => {
  const inPublic = () =>
    new Talk({
      conversation: { kind: "group", state: {} },
      turn: { supports, account: anAccount({ policies: { inPublic: "invites_once" } }) },
    });

  it("is warned of at once under the post, and so is each later one", () => {
    const talk = inPublic();
    for (const id of ["77", "78"]) {
      const result = talk.say(`@FlotillaSupportBot ${masked}`, { id, secrets, mentionsUs: true });
      expect(result.effects).toMatchObject([{ kind: "message.send", replyTo: id, visibility: "private" }]);
      expect(ofKind(result, "message.send")[0]?.publicStub?.text).toMatch(/^@mia_w /);
    }
    expect(talk.say("@FlotillaSupportBot hello?", { mentionsUs: true }).effects).toEqual([]);
  });
});
