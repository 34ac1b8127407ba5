import { describe, expect, it } from "vitest";
import { conversationId, personId } from "../../src/domain/ids.ts";
import { anAccount, aPastMessage, aPerson, builtAccountId } from "../support/builders.ts";
import { anEventId, deps, Talk, textOf } from "./fixture.ts";

const account = anAccount({ directLink: "https://chat.example/FlotillaSupportBot?start={token}" });
const group = () =>
  new Talk({
    conversation: { id: conversationId(builtAccountId, "-1007/5"), kind: "group" },
    turn: { account },
  });
const named = { mentionsUs: true };

describe("a summons in a group", () => {
  it.each([
    ["forwarded", { forwardedFrom: "HTX news" }],
    ["a post of the channel behind the group", { author: aPerson({ role: "staff" }) }],
  ])("what names us and is %s speaks to others", (_, message) => {
    const result = group().say("Questions? Write to @FlotillaSupportBot", { ...named, ...message });
    expect(result.decision).toMatchObject({ kind: "ignore", reason: "not_summoned" });
  });

  it.each(["👍", "!!!", "ok", "yes", "好的"])("%j in reply to us is not answered", (text) => {
    const result = group().say(text, { ...named, replyTo: "9" });
    expect(result).toMatchObject({ decision: { kind: "ignore", reason: "aside" }, effects: [] });
    expect(result.invite).toBeUndefined();
  });

  it.each([
    ["?", "no short answer"],
    ["no", "no short answer"],
    ["that did not help", "no short answer"],
  ])("%j in reply to us is met with the way to more", (text, words) => {
    const result = group().say(text, { ...named, replyTo: "9" });
    expect(textOf(result)).toContain(words);
    expect(result.invite).toBeDefined();
  });

  it.each([
    ["sticker", []],
    ["photo", ["Everybody in the group can read this"]],
    ["contact", ["Everybody in the group can read this"]],
  ] as const)("a %s in reply to us", (kind, said) => {
    const result = group().say("", { ...named, replyTo: "9", attachments: [{ kind, ref: "f" }] });
    expect(result.effects).toHaveLength(said.length);
    for (const words of said) expect(textOf(result)).toContain(words);
  });

  it("what is not understood is said so once to whoever goes on replying, and again to whoever calls us", () => {
    const talk = group();
    const reply = (text: string, who = aPerson()) =>
      talk.say(text, { ...named, replyTo: "9", author: who }, { person: who }).effects.length;
    expect(reply("zxcv")).toBe(1);
    talk.history = talk.history.map((line) =>
      line.direction === "in" ? { ...line, authorId: aPerson().id } : line,
    );
    expect(reply("qwerty")).toBe(0);
    expect(reply("@FlotillaSupportBot qwerty")).toBe(1);
    expect(reply("zxcv", aPerson({ id: personId("telegram", "7") }))).toBe(1);
    talk.now += 11 * 60_000;
    expect(reply("asdf")).toBe(1);
  });

  it("a button that nobody knows any more is said to be too old", () => {
    const press = { kind: "button.pressed", person: aPerson(), token: "t", messageId: "77" } as const;
    expect(textOf(group().event(press))).toContain("too old");
  });

  it("any part of an album summons us, and the invitation carries its words", () => {
    const talk = group();
    const attachments = [{ kind: "photo", ref: "p" }] as const;
    const bare = talk.message("", { attachments, albumId: "a" });
    const caption = talk.message("@FlotillaSupportBot my deposit has not arrived", {
      ...named,
      attachments,
      albumId: "a",
    });
    const result = talk.turn([bare, caption]);
    expect(result.effects).toMatchObject([{ replyTo: "message" in caption ? caption.message.id : "" }]);
    expect(result.decision).toMatchObject({ slug: "deposit-missing" });
    expect(result.invite).toBe(caption.id);
  });

  describe("who only calls us", () => {
    const asked = { text: "my deposit has not arrived", source: anEventId("1"), messageId: "41" };
    const ofAda = aPastMessage({ ...asked, authorId: aPerson().id });
    const ofBob = aPastMessage({ ...asked, authorId: "telegram/7" });
    const call = (history: Talk["history"], replyTo?: string) => {
      const talk = group();
      talk.history = history;
      return talk.say("@FlotillaSupportBot", { ...named, ...(replyTo && { replyTo }) });
    };

    it.each([
      ["what they wrote just before", [ofAda], undefined],
      ["their own message that they reply to", [ofAda, { ...ofBob, messageId: "42" }], "41"],
    ])("means %s", (_, history, replyTo) => {
      const result = call(history, replyTo);
      expect(result.decision).toMatchObject({ slug: "deposit-missing" });
      expect(result.invite).toBe(anEventId("1"));
    });

    it("to another's message gets its answer, and the other's words go to nobody's direct chat", () => {
      const result = call([ofBob], "41");
      expect(result.decision).toMatchObject({ slug: "deposit-missing" });
      expect(result.invite).not.toBe(anEventId("1"));
    });

    it.each([
      ["nothing before", []],
      ["another wrote it", [ofBob]],
      ["it was long ago", [{ ...ofAda, at: ofAda.at - 3 * 60_000 }]],
      ["it called us itself", [{ ...ofAda, text: `@FlotillaSupportBot ${ofAda.text}` }]],
    ])("is greeted: %s", (_, history) => {
      expect(textOf(call(history))).toContain("automated support assistant");
    });
  });

  describe("with another account of the fleet in it", () => {
    const ours = { ...deps.settings, allowedHandles: ["@FlotillaSupportBot", "@FlotillaSecondBot"] };
    const two = () =>
      new Talk({
        conversation: { id: conversationId(builtAccountId, "-1007"), kind: "group" },
        deps: { settings: ours },
        turn: { account },
      });

    it.each([
      ["@FlotillaSupportBot hello", true],
      ["@FlotillaSupportBot and @flotillasecondbot hello", true],
      ["@FlotillaSecondBot and @FlotillaSupportBot hello", false],
      ["@FlotillaSecondBot hello", false],
      ["hello", true],
      ["@FlotillaSecondBotX hello", true],
    ])("%j, put to us by name or by a reply, is answered by us: %s", (text, answered) => {
      expect(two().say(text, { ...named, replyTo: "9" }).effects).toHaveLength(answered ? 1 : 0);
    });

    it.each([
      ["all, where none is named as their guard", [], "", true],
      ["us, when we are their guard", ["@FlotillaSupportBot"], "", true],
      ["another alone", ["@FlotillaSecondBot"], "", false],
      ["us all the same when it is put to us", ["@FlotillaSecondBot"], "@FlotillaSupportBot ", true],
    ])("a secret is guarded by %s", (_, guardHandles, call, guarded) => {
      const talk = new Talk({
        conversation: { id: conversationId(builtAccountId, "-1007"), kind: "group" },
        deps: { settings: { ...ours, guardHandles } },
        turn: { account },
      });
      const secrets = [{ kind: "password", level: "hard", start: 0, end: 10 }] as const;
      const result = talk.say(`${call}⟦password removed⟧`, { secrets, mentionsUs: call !== "" });
      expect(result.effects.map(({ kind }) => kind)).toEqual(guarded ? ["message.delete"] : []);
    });

    it("neither ever answers the other", () => {
      const author = aPerson({ role: "bot", username: "FlotillaSecondBot" });
      const result = two().say("@FlotillaSupportBot hello", { ...named, author }, { person: author });
      expect(result.effects).toEqual([]);
    });
  });
});
