import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/domain/event.ts";
import { ticketId } from "../../src/domain/ids.ts";
import { type SecretFinding, type SecretKind, secretKinds } from "../../src/domain/message.ts";
import type { TurnResult } from "../../src/domain/turn.ts";
import { aPastMessage, aPerson, aTicket, builtAt } from "../support/builders.ts";
import { anEventId, introduced, ofKind, Talk, textOf } from "./fixture.ts";

const hard = (kind: SecretKind): readonly SecretFinding[] => [{ kind, level: "hard", start: 0, end: 10 }];
const masked = (kind: SecretKind, rest = "") => `⟦${kind.replaceAll("_", " ")} removed⟧ ${rest}`.trim();

const gone: Outcome = { state: "sent", receipt: { messageIds: [] } };
const refused: Outcome = { state: "dead", failure: "unsupported", reason: "no such right" };

const settle = (
  talk: Talk,
  { result, outcome, n = 0 }: { result: TurnResult; outcome: Outcome; n?: number },
) => {
  const deletion = ofKind(result, "message.delete")[n];
  if (deletion === undefined) throw new Error("Nothing was deleted.");
  return talk.event({ kind: "effect.settled", effectId: deletion.id, effectKind: "message.delete", outcome });
};
const fire = (talk: Talk, messageId: string) =>
  talk.event({ kind: "timer.fired", key: `secret-warning:${messageId}`, generation: 1, data: "{}" });

describe("a message with a secret", () => {
  it("is deleted at once, and the warning waits for the outcome", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(masked("seed_phrase"), { id: "301", secrets: hard("seed_phrase") });
    expect(result.effects).toMatchObject([
      { kind: "message.delete", lane: "guard", priority: "protect", messageId: "301", report: true },
    ]);
    expect(result.timers).toMatchObject([{ set: "secret-warning:301", fireAt: builtAt + 3_000 }]);
    expect(result.decision).toEqual({ kind: "ignore", reason: "secret_only" });
  });

  it.each(secretKinds.flatMap((kind) => (["en", "zh-Hans"] as const).map((locale) => ({ kind, locale }))))(
    "of the kind $kind is warned of in $locale: what was seen, and what to do",
    ({ kind, locale }) => {
      const talk = new Talk({ conversation: { ...introduced, locale } });
      const result = talk.say(masked(kind), { secrets: hard(kind) });
      const warning = settle(talk, { result, outcome: gone });
      expect(ofKind(warning, "message.send")).toMatchObject([{ lane: "guard", priority: "protect" }]);
      expect(textOf(warning).split("\n\n").length).toBeGreaterThanOrEqual(4);
      expect(textOf(warning)).toMatch(locale === "en" ? /I deleted the message/ : /已从对话中删除/);
    },
  );

  it("is said to be deleted only when it was", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(masked("password"), { secrets: hard("password") });
    expect(textOf(settle(talk, { result, outcome: refused }))).toContain("Please delete it yourself");
  });

  it.each([
    ["the outcome", "the timer"],
    ["the timer", "the outcome"],
  ])("is warned of exactly once when %s comes before %s", (first) => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(masked("password"), { id: "301", secrets: hard("password") });
    const outcome = () => settle(talk, { result, outcome: gone });
    const timer = () => fire(talk, "301");
    const [one, two] = first === "the outcome" ? [outcome(), timer()] : [timer(), outcome()];
    expect(ofKind(one ?? expect.fail(), "message.send")).toHaveLength(1);
    expect(textOf(one ?? expect.fail())).toContain(
      first === "the outcome" ? "I deleted" : "delete it yourself",
    );
    expect(two?.effects).toEqual([]);
    expect(one?.timers).toEqual([{ cancel: "secret-warning:301" }]);
    expect(talk.conversation.state.warnings).toEqual([]);
  });

  it("is warned of apart from another one in the same turn", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.turn([
      talk.message(masked("password"), { id: "301", secrets: hard("password") }),
      talk.message(masked("seed_phrase"), { id: "302", secrets: hard("seed_phrase") }),
    ]);
    expect(ofKind(result, "message.delete").map(({ messageId }) => messageId)).toEqual(["301", "302"]);
    expect(textOf(settle(talk, { result, outcome: gone, n: 1 }))).toContain("recovery phrase");
    expect(textOf(fire(talk, "301"))).toContain("password");
  });

  it("is still answered as far as something else was said", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(`my deposit has not arrived ${masked("password")}`, {
      secrets: hard("password"),
    });
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(ofKind(result, "message.delete")).toHaveLength(1);
    expect(ofKind(result, "message.send")[0]?.supersedable).toBeUndefined();
  });

  it("is deleted while a human owns the conversation, and the human sees only the mask", () => {
    const talk = new Talk({
      conversation: {
        owner: "human",
        state: { openTicket: { id: ticketId("ticket-1"), category: "funds" } },
      },
    });
    talk.tickets = [aTicket()];
    const result = talk.say(masked("password"), { secrets: hard("password") });
    expect(ofKind(result, "message.delete")).toHaveLength(1);
    expect(ofKind(result, "ticket.append")[0]?.entry.text).toBe("⟦password removed⟧");
    expect(ofKind(settle(talk, { result, outcome: gone }), "message.send")).toHaveLength(1);
  });

  it("is deleted and warned of when no replies are left", () => {
    const talk = new Talk({ conversation: introduced });
    const caps = { repliesLeft: 0, ticketsLeft: 0 };
    const result = talk.say(masked("password"), { secrets: hard("password") }, { caps });
    expect(ofKind(settle(talk, { result, outcome: gone }), "message.send")).toHaveLength(1);
  });

  it("may be a command", () => {
    const result = new Talk({ conversation: introduced }).event({
      kind: "command.called",
      person: aPerson(),
      name: "start",
      args: masked("api_key"),
      messageId: "77",
      secrets: hard("api_key"),
    });
    expect(ofKind(result, "message.delete")).toMatchObject([{ messageId: "77" }]);
    expect(result.decision).toMatchObject({ reason: "start" });
  });

  it("of a bot is none of ours", () => {
    const talk = new Talk();
    const result = talk.say(
      masked("password"),
      { secrets: hard("password") },
      { person: aPerson({ role: "bot" }) },
    );
    expect(result.effects).toEqual([]);
  });
});

describe("a message that only looks like a secret", () => {
  it("is hidden, which the person is told", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say(masked("password", "how do I deposit"), {
      secrets: [{ kind: "password", level: "soft", start: 0, end: 3 }],
    });
    expect(textOf(result)).toContain("looked like a secret");
    expect(ofKind(result, "message.delete")).toEqual([]);
  });
});

describe("a message that the guard withheld", () => {
  it("is to be said again in other words", () => {
    const result = new Talk({ conversation: introduced }).say("", { withheld: true });
    expect(result.decision).toMatchObject({ kind: "converse", reason: "withheld" });
    expect(textOf(result)).toContain("in other words");
  });
});

describe("a secret spread over messages", () => {
  const spread = () => {
    const talk = new Talk({
      conversation: {
        ...introduced,
        state: { introducedAt: 1, openTicket: { id: ticketId("ticket-1"), category: "funds" } },
      },
    });
    talk.tickets = [aTicket()];
    talk.history = [
      aPastMessage({
        at: builtAt - 60_000,
        text: "first HALF1 of it",
        source: anEventId("6000"),
        messageId: "201",
      }),
    ];
    return talk;
  };

  it("is overwritten, deleted, redacted at the desk and warned of once", () => {
    const talk = spread();
    const result = talk.say("HALF2", { id: "301" });
    expect(result.overwrite.map(({ pieces: _, ...where }) => where)).toEqual([
      { source: anEventId("6000"), text: "first ⟦recovery phrase removed⟧ of it", kind: "seed_phrase" },
      { source: anEventId("7001"), text: "⟦recovery phrase removed⟧", kind: "seed_phrase" },
    ]);
    expect(ofKind(result, "message.delete").map(({ messageId }) => messageId)).toEqual(["201", "301"]);
    expect(ofKind(result, "ticket.redact")).toMatchObject([
      {
        ticketId: "ticket-1",
        replacements: [{ at: builtAt - 60_000, text: "first ⟦recovery phrase removed⟧ of it" }],
      },
    ]);
    expect(result.timers).toHaveLength(1);
    expect(settle(talk, { result, outcome: gone, n: 0 }).effects).toEqual([]);
    expect(textOf(settle(talk, { result, outcome: gone, n: 1 }))).toContain("I deleted the messages");
  });

  it("is told to be deleted by hand as soon as one deletion failed", () => {
    const talk = spread();
    const result = talk.say("HALF2");
    expect(textOf(settle(talk, { result, outcome: refused, n: 0 }))).toContain("Please delete them yourself");
    expect(settle(talk, { result, outcome: gone, n: 1 }).effects).toEqual([]);
  });

  it("does not reach the desk by a ticket opened in the same turn", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("something is off HALF1");
    talk.press({ kind: "human" });
    talk.say("HALF2 please send it on to someone");
    talk.call("human");
    const opened = talk.last?.decision;
    expect(opened?.kind).toBe("escalate");
    expect(JSON.stringify(opened)).not.toContain("HALF");
  });

  it("of long ago or of somebody else is left alone", () => {
    for (const past of [{ at: builtAt - 11 * 60_000 }, { authorId: "telegram/7" }]) {
      const talk = new Talk({ conversation: introduced });
      talk.history = [aPastMessage({ text: "HALF1", ...past })];
      expect(talk.say("HALF2").overwrite).toEqual([]);
    }
  });
});
