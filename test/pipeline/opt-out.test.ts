import { describe, expect, it } from "vitest";
import type { Policies } from "../../src/domain/account.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import { ticketId } from "../../src/domain/ids.ts";
import { locales } from "../../src/domain/locale.ts";
import type { TurnResult } from "../../src/domain/turn.ts";
import { anAccount, aTicket, builtAt } from "../support/builders.ts";
import { phrase } from "../support/phrases.ts";
import { anEventId, introduced, ofKind, Talk, textOf } from "./fixture.ts";

const silent: Policies = { optOut: "silent" };

const talkWith = (policies: Policies, conversation: Partial<Conversation> = introduced) =>
  new Talk({ conversation, turn: { account: anAccount({ policies }) } });

/** With a ticket that a human has taken, or waits for one. */
const handed = (owner: Conversation["owner"], policies: Policies = {}) => {
  const talk = talkWith(policies, {
    owner,
    ownerEpoch: 3,
    state: { introducedAt: builtAt - 1, openTicket: { id: ticketId("ticket-1"), category: "funds" } },
  });
  talk.tickets = [aTicket({})];
  return talk;
};

const replied = (talk: Talk, text: string, sequence = 1) =>
  talk.event({ kind: "ticket.replied", ticketId: ticketId("ticket-1"), sequence, reply: { text } });

const stopIn: Readonly<Record<(typeof locales)[number], string>> = {
  en: "stop",
  "zh-Hans": "停",
  "zh-Hant": "停止",
  ja: "ストップ",
  ko: "그만하세요",
  ru: "хватит",
  es: "basta ya",
  vi: "ngừng lại",
  tr: "yeter",
  pt: "parem",
};

describe("whoever asks not to be written to", () => {
  it("is told once that it is so, and what waits unsent is of an older epoch", () => {
    const talk = talkWith({});
    const { ownerEpoch } = talk.conversation;
    const result = talk.say("stop messaging me");
    expect(textOf(result)).toBe(phrase("opt_out.done"));
    expect(result.patch).toMatchObject({ ownerEpoch: ownerEpoch + 1, state: { optedOutAt: builtAt } });
    expect(ofKind(result, "message.send").map((effect) => effect.ownerEpoch)).toEqual([ownerEpoch + 1]);
  });

  it("hears nothing at all where the account's rules want silence", () => {
    const result = talkWith(silent).say("stop");
    expect([result.decision, result.effects]).toEqual([{ kind: "ignore", reason: "opted_out" }, []]);
    expect(result.patch.state?.optedOutAt).toBe(builtAt);
  });

  it("is written to again after they have written", () => {
    const talk = talkWith(silent);
    talk.say("unsubscribe");
    expect(textOf(talk.say("my deposit has not arrived"))).toContain("Answer");
    expect(talk.conversation.state.optedOutAt).toBeUndefined();
  });

  it("and says so a second time is not told a second time", () => {
    const talk = talkWith({});
    talk.say("leave me alone");
    expect(talk.say("leave me alone").effects).toEqual([]);
    expect(talk.conversation.state.optedOutAt).toBeDefined();
  });

  it.each(["/stop", "/unsubscribe"])("may say it by the command %s", (command) => {
    expect(talkWith({}).say(command).decision).toMatchObject({ reason: "opted_out" });
  });

  it("is heard at the end of a burst, and not when they go on talking", () => {
    const talk = talkWith(silent);
    const burst = [talk.message("my deposit has not arrived"), talk.message("leave me alone")];
    expect(talk.turn(burst).effects).toEqual([]);
    const other = talkWith(silent);
    const goesOn = [other.message("leave me alone"), other.message("my deposit has not arrived")];
    expect(other.turn(goesOn).decision).toMatchObject({ kind: "answer" });
  });
});

describe("pain 22: while a person wants silence", () => {
  it("an agent's reply goes back to the desk with the reason", () => {
    const talk = handed("queued");
    const left = talk.say("leave me alone");
    expect(ofKind(left, "ticket.append").map(({ entry }) => entry.text)).toEqual([
      expect.stringContaining("asked not to be written to"),
    ]);
    const result = replied(talk, "Your deposit is there.");
    expect(ofKind(result, "message.send")).toEqual([]);
    expect(ofKind(result, "ticket.append").map(({ entry }) => entry.delivery)).toEqual([
      expect.objectContaining({ state: "failed", reason: expect.stringMatching(/^opted_out/) }),
    ]);
  });

  it("what the desk changes is not told, and neither is a late ticket", () => {
    const talk = handed("queued");
    talk.say("leave me alone");
    const taken = talk.event({
      kind: "ticket.changed",
      ticketId: ticketId("ticket-1"),
      sequence: 1,
      change: { owner: "agent" },
    });
    expect([taken.patch.owner, taken.effects]).toEqual(["human", []]);
    const late = talk.event({
      kind: "timer.fired",
      key: "ticket-delay:ticket-1",
      generation: 1,
      data: "ticket-1",
    });
    expect(late.effects).toEqual([]);
  });

  it("a warning about a secret of theirs still goes, for silence might cost what it opens", () => {
    const talk = talkWith(silent, {
      state: {
        introducedAt: builtAt - 1,
        optedOutAt: builtAt - 1,
        warnings: [{ messageIds: ["9"], kinds: ["password"], deletions: [] }],
      },
    });
    const result = talk.event({
      kind: "timer.fired",
      key: "secret-warning:9",
      generation: 1,
      data: "",
    });
    expect(ofKind(result, "message.send").map(({ priority }) => priority)).toEqual(["protect"]);
  });

  it("an agent's words to somebody who writes again are sent", () => {
    const talk = handed("human");
    talk.say("leave me alone");
    talk.say("my deposit has not arrived");
    expect(textOf(replied(talk, "It is there."))).toContain("It is there.");
  });
});

describe("whoever wanted silence and writes again", () => {
  const notesOf = (result: TurnResult) =>
    ofKind(result, "ticket.append").flatMap(({ entry }) => (entry.kind === "note" ? [entry.text] : []));
  const isBack = [expect.stringMatching(/writes here again.*[Ss]end again what was not delivered/)];

  it.each(["bot", "queued", "human"] as const)(
    "is told of in their ticket, once, for what was not delivered is to be sent again (%s)",
    (owner) => {
      const talk = handed(owner);
      talk.say("leave me alone");
      replied(talk, "Your refund is done.");
      expect(notesOf(talk.say("hi, anything new?"))).toEqual(isBack);
      expect(notesOf(talk.say("hello?"))).toEqual([]);
    },
  );

  it("only to say so once more, or has no ticket, is told of to nobody", () => {
    const talk = handed("queued");
    talk.say("leave me alone");
    expect(notesOf(talk.say("leave me alone"))).not.toEqual(isBack);
    expect(notesOf(talk.say("are you there?"))).toEqual(isBack);
    const other = talkWith({});
    other.say("leave me alone");
    expect(notesOf(other.say("hi"))).toEqual([]);
  });

  it("is as much back as somebody who could not be reached, where the platform tells of no unblocking", () => {
    const talk = handed("human");
    const { state } = talk.conversation;
    talk.conversation = { ...talk.conversation, state: { ...state, unreachable: true } };
    expect(notesOf(talk.say("hi, anything new?"))).toEqual(isBack);
  });
});

describe.each(locales)("a word like stop in %s", (locale) => {
  it("leaves a form, and outside of one asks for silence", () => {
    const talk = talkWith({});
    talk.call("human");
    expect(talk.say(stopIn[locale]).decision).toMatchObject({ reason: "form_cancelled" });
    expect(talk.conversation.state.optedOutAt).toBeUndefined();
    expect(talk.say(stopIn[locale]).decision).toMatchObject({ reason: "opted_out" });
  });

  it("asks for silence in a form as well where the account's rules want that", () => {
    const talk = talkWith(silent);
    talk.call("human");
    const result = talk.say(stopIn[locale]);
    expect([result.decision, result.effects]).toEqual([{ kind: "ignore", reason: "opted_out" }, []]);
    expect(talk.conversation.state.form).toBeUndefined();
  });
});

describe("a word like stop", () => {
  it.each([{}, silent])("is no wish for silence of somebody whose money is leaving (%j)", (policies) => {
    const talk = talkWith(policies);
    talk.say("my account was hacked");
    expect(talk.say("STOP!!!").effects).not.toEqual([]);
    const burst = talkWith(policies);
    const result = burst.turn([burst.message("I was hacked"), burst.message("stop it")]);
    expect(result.decision).toMatchObject({ kind: "answer" });
  });

  it("is a human's to understand where one has taken over", () => {
    const result = handed("human").say("stop");
    expect(result.decision).toMatchObject({ kind: "relay", to: "desk" });
  });

  it("said plainly to a human is honoured without a word of the bot", () => {
    const result = handed("human").say("stop messaging me");
    expect(result.decision).toEqual({ kind: "ignore", reason: "opted_out" });
    expect(ofKind(result, "message.send")).toEqual([]);
  });

  it("stays about an order or a loss", () => {
    for (const text of ["my stop loss was not triggered", "stop the withdrawal", "cancel my order"])
      expect(talkWith(silent).say(text).decision, text).not.toMatchObject({ reason: "opted_out" });
  });

  it("that stands in an edit of what was answered asks for nothing", () => {
    const talk = talkWith({});
    talk.say("hi");
    const [first] = talk.history;
    const event = talk.message("stop", { id: first?.messageId ?? "" });
    const result = talk.turn([{ ...event, id: anEventId("e1"), kind: "message.edited" } as typeof event]);
    expect(result.effects).toEqual([]);
    expect(talk.conversation.state.optedOutAt).toBeUndefined();
  });
});
