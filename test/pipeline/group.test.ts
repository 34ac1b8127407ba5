import { describe, expect, it } from "vitest";
import type { Conversation } from "../../src/domain/conversation.ts";
import type { Outcome } from "../../src/domain/event.ts";
import { conversationId } from "../../src/domain/ids.ts";
import type { SecretFinding } from "../../src/domain/message.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { aMessage, anAccount, aPastMessage, aPerson, builtAccountId } from "../support/builders.ts";
import { anEventId, labelsOf, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const directLink = "https://chat.example/FlotillaSupportBot?start={token}";
const account = anAccount({ directLink });
const group = (conversation: Partial<Conversation> = {}, turn: Partial<Turn> = {}) =>
  new Talk({
    conversation: { id: conversationId(builtAccountId, "-1007/5"), kind: "group", ...conversation },
    turn: { account, ...turn },
  });
const named = { mentionsUs: true };
const urlsOf = (talk: Talk) =>
  ofKind(talk.last ?? expect.fail(), "message.send").flatMap(({ content, publicStub }) =>
    [...content.spans, ...(publicStub?.spans ?? [])].flatMap(({ url }) => url ?? []),
  );
const hard: readonly SecretFinding[] = [{ kind: "password", level: "hard", start: 0, end: 10 }];

describe("in a group", () => {
  it.each([
    ["a question to nobody", "my deposit has not arrived"],
    ["a wish for a person", "I want a human"],
    ["a greeting", "hello"],
    ["a picture", ""],
  ])("%s is none of ours", (_, text) => {
    const result = group().say(text, text === "" ? { attachments: [{ kind: "photo", ref: "p" }] } : {});
    expect(result).toMatchObject({
      decision: { kind: "ignore", reason: "not_summoned" },
      effects: [],
      patch: {},
    });
    expect(result.invite).toBeUndefined();
  });

  it("a summons is answered once, briefly, in public, under it, with the way into the direct chat", () => {
    const talk = group();
    const result = talk.say("@FlotillaSupportBot my deposit has not arrived", { ...named, id: "501" });
    expect(result.effects).toMatchObject([
      { kind: "message.send", visibility: "public", replyTo: "501", lane: "talk", priority: "answer" },
    ]);
    expect(textOf(result)).toMatch(/^My deposit has not arrived\nAnswer: .*\n\nGo on in the direct chat/);
    expect(textOf(result)).not.toContain("automated");
    expect(urlsOf(talk)).toEqual(["https://chat.example/FlotillaSupportBot?start=mark-1"]);
    expect(result.invite).toBe(anEventId("7001"));
    expect(result.patch).toEqual({});
    expect(payloadsOf(result)).toEqual([]);
  });

  it("the way is told by our name where no link is known", () => {
    const result = group({}, { account: anAccount() }).say("my deposit has not arrived", named);
    expect(textOf(result)).toContain("direct chat with @FlotillaSupportBot");
  });

  it.each([
    "I want a human",
    "talk to an agent please",
    "what about my ticket",
    "cancel my ticket",
    "speak chinese",
    "2",
    "yes",
    "send",
    "zxcv qwerty",
    "deposit",
    "hello",
    "help",
    "are you a bot",
    "that did not help",
    "",
  ])("whatever is asked of us, no ticket, form or account is spoken of: %j", (text) => {
    const talk = group();
    const result = talk.say(`@FlotillaSupportBot ${text}`, named);
    expect(result.effects).toHaveLength(1);
    expect(result.patch).toEqual({});
    expect(result.tickets).toEqual([]);
    expect(payloadsOf(result).every((payload) => payload?.kind === "article")).toBe(true);
    expect(textOf(result)).not.toMatch(/UID|e-mail|phone/i);
    expect(result.invite).toBe(anEventId("7001"));
  });

  it("thanks are taken without an invitation", () => {
    const result = group().say("thanks!", named);
    expect(textOf(result)).toContain("welcome");
    expect(result.invite).toBeUndefined();
  });

  it("an unsure question offers articles and nothing else; the press is answered under the question", () => {
    const talk = group();
    expect(labelsOf(talk.say("deposit", named))).toEqual(["My deposit has not arrived", "How to deposit"]);
    const pressed = talk.press(payloadsOf(talk.last ?? expect.fail())[1] ?? expect.fail());
    expect(pressed.decision).toMatchObject({ kind: "answer", slug: "deposit-how" });
    expect(pressed.effects).toMatchObject([{ visibility: "public", replyTo: "77" }]);
  });

  it("an old private button leads into the direct chat", () => {
    const result = group().press({ kind: "ticket" });
    expect(result.effects).toMatchObject([{ visibility: "public" }]);
    expect(result.tickets).toEqual([]);
    expect(result.patch).toEqual({});
  });

  it.each([
    ["start", "", "automated support assistant"],
    ["human", "", "Everybody in the group can read this"],
    ["help", "my deposit has not arrived", "Answer: My deposit has not arrived"],
  ])("/%s %s is answered", (name, args, text) => {
    const result = group().call(name, args);
    expect(textOf(result)).toContain(text);
    expect(result.effects).toMatchObject([{ visibility: "public", replyTo: "55" }]);
  });

  it("a command that we do not know is another bot's", () => {
    expect(group().call("price", "btc").decision).toMatchObject({ kind: "ignore", reason: "not_summoned" });
  });

  it("everyone is answered in their own language, and the group keeps none", () => {
    const talk = group({ locale: "en" });
    expect(textOf(talk.say("充值没到账", named))).toContain("充值未到账");
    expect(textOf(talk.say("my deposit has not arrived", named))).toContain("Go on in the direct chat");
    expect(talk.conversation.locale).toBe("en");
  });

  it.each([
    ["member", true],
    ["moderator", true],
    ["staff", false],
    ["bot", false],
  ] as const)("a %s who summons us is answered: %s", (role, answered) => {
    const author = aPerson({ role });
    const result = group().say("my deposit has not arrived", { ...named, author }, { person: author });
    expect(result.effects).toHaveLength(answered ? 1 : 0);
  });

  it("who has used up the replies is not told so in front of the others", () => {
    const result = group().say("hello", named, { caps: { repliesLeft: 0, ticketsLeft: 3 } });
    expect(result).toMatchObject({ decision: { kind: "ignore", reason: "capped" }, effects: [] });
    expect(result.invite).toBeUndefined();
  });

  it("an old message is guarded, and not answered any more", () => {
    const talk = group();
    const result = talk.say(
      "my ⟦password removed⟧ does not work",
      { ...named, secrets: hard },
      { late: true },
    );
    expect(result.effects).toMatchObject([{ kind: "message.delete" }]);
    expect(result.decision).toMatchObject({ kind: "ignore" });
    expect(group().say("hello", named, { late: true }).decision).toMatchObject({ reason: "late_in_group" });
  });

  it("no file is kept", () => {
    const photo = { kind: "photo", ref: "p" } as const;
    const result = group().say("my deposit has not arrived", { ...named, attachments: [photo] });
    expect(ofKind(result, "attachment.keep")).toEqual([]);
  });

  it.each(["member.joined", "member.left", "member.changed"] as const)("%s is kept quiet", (kind) => {
    expect(group().event({ kind, person: aPerson() })).toMatchObject({
      decision: { kind: "ignore", reason: kind },
      effects: [],
    });
  });
});

describe("an edit in a group", () => {
  const edit = (talk: Talk, text: string) =>
    talk.turn([
      { ...talk.message(text), kind: "message.edited", message: aMessage({ id: "500", text, ...named }) },
    ]);

  it("is answered when nothing was answered yet, and not again", () => {
    const talk = group();
    expect(edit(talk, "@FlotillaSupportBot my deposit has not arrived").effects).toHaveLength(1);
    expect(edit(talk, "@FlotillaSupportBot my deposit is missing!").effects).toEqual([]);
  });

  it("that names us for the first time is a summons, though others were answered meanwhile", () => {
    const talk = group();
    talk.history = [
      aPastMessage({ messageId: "500", text: "my deposit is missing" }),
      aPastMessage({ direction: "out", text: "an answer to somebody else", messageId: "501" }),
    ];
    expect(edit(talk, "@FlotillaSupportBot my deposit is missing").effects).toHaveLength(1);
    expect(edit(talk, "my deposit is missing").effects).toEqual([]);
  });
});

describe("a secret in a group", () => {
  const gone: Outcome = { state: "sent", receipt: { messageIds: [] } };
  const refused: Outcome = { state: "dead", failure: "rejected", reason: "not enough rights" };
  const settle = (talk: Talk, outcome: Outcome) => {
    const [deletion] = ofKind(talk.last ?? expect.fail(), "message.delete");
    return talk.event(
      {
        kind: "effect.settled",
        effectId: deletion?.id ?? expect.fail(),
        effectKind: "message.delete",
        outcome,
      },
      { person: aPerson({ username: "somebody_else" }) },
    );
  };

  it.each([
    ["was deleted", gone, "I deleted it"],
    ["could not be deleted", refused, "could not delete it"],
  ])("%s: all read that, and only the person what it was", (_, outcome, said) => {
    const talk = group();
    const posted = talk.say("⟦password removed⟧", { secrets: hard });
    expect(posted.invite).toBe(anEventId("7001"));
    const warning = settle(talk, outcome);
    const [sent] = ofKind(warning, "message.send");
    expect(sent).toMatchObject({ visibility: "private", priority: "protect", lane: "guard" });
    expect(sent?.content.text).toContain("password in it");
    expect(sent?.publicStub?.text).toContain(said);
    expect(sent?.publicStub?.text).not.toMatch(/password in it|Mia|mia_w/);
    expect(urlsOf(talk)).toEqual([directLink.replace("{token}", "mark-1")]);
    expect(warning.invite).toBeUndefined();
  });

  it("is warned of in its author's language, whoever spoke since", () => {
    const talk = group();
    talk.say("这是我的密码 ⟦password removed⟧", { secrets: hard });
    const deletion = talk.last;
    talk.say("my deposit has not arrived", named);
    talk.last = deletion;
    expect(ofKind(settle(talk, gone), "message.send")[0]?.publicStub?.text).toContain("请注意");
  });

  it("is warned of at once where we may not delete", () => {
    const talk = group({ state: { rights: ["restrict_members"] } });
    const result = talk.say("⟦password removed⟧", { secrets: hard });
    expect(ofKind(result, "message.delete")).toEqual([]);
    expect(ofKind(result, "message.send")[0]?.publicStub?.text).toContain("could not delete it");
    expect(result.invite).toBe(anEventId("7001"));
    expect(result.timers).toEqual([]);
  });

  it("that may be none is not talked about", () => {
    const result = group().say("⟦password removed⟧ hm", {
      secrets: [{ kind: "password", level: "soft", start: 0, end: 3 }],
    });
    expect(result.effects).toEqual([]);
  });

  it("edited in is deleted as well", () => {
    const talk = group();
    const message = aMessage({ id: "500", text: "⟦password removed⟧", secrets: hard });
    const result = talk.turn([{ ...talk.message("x"), kind: "message.edited", message }]);
    expect(ofKind(result, "message.delete")).toMatchObject([{ messageId: "500" }]);
  });

  it("is not put together from the messages of two people, nor from one of an unknown author", () => {
    const { authorId: _, ...unknown } = aPastMessage({ text: "HALF1" });
    for (const past of [aPastMessage({ text: "HALF1", authorId: "telegram/7" }), unknown]) {
      const talk = group();
      talk.history = [past];
      expect(talk.say("HALF2").effects).toEqual([]);
    }
  });
});

describe("whoever follows an invitation", () => {
  const invitedWith = (text: string) => ({
    conversationId: conversationId(builtAccountId, "-1007"),
    text,
  });
  const start = (talk: Talk, text: string, token = "mark-1") =>
    talk.event({
      kind: "command.called",
      person: aPerson(),
      name: "start",
      args: token,
      messageId: "55",
      secrets: [],
      invitedWith: invitedWith(text),
    });

  it("is greeted, and has asked already", () => {
    const result = start(new Talk(), "@FlotillaSupportBot my deposit has not arrived");
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(textOf(result)).toMatch(
      /automated support assistant[\s\S]*cannot see this chat[\s\S]*Answer: My deposit/,
    );
    expect(payloadsOf(result)).toContainEqual({ kind: "human" });
  });

  it("is answered once: the same link again only greets", () => {
    const talk = new Talk();
    start(talk, "my deposit has not arrived");
    expect(start(talk, "my deposit has not arrived").decision).toMatchObject({ reason: "start" });
    expect(start(talk, "how do I deposit", "mark-2").decision).toMatchObject({ slug: "deposit-how" });
  });

  it("and then wants a person has told already what it is about, also to the desk", () => {
    const talk = new Talk();
    start(talk, "@FlotillaSupportBot my deposit has not arrived");
    const asked = talk.press({ kind: "ticket", category: "funds" });
    expect(textOf(asked)).not.toContain("What is it about?");
    const sent = talk.press({ kind: "form", word: "send_now" });
    const [opened] = ofKind(sent, "ticket.open");
    expect(opened?.draft.description).toBe("my deposit has not arrived");
    const lines = opened?.draft.transcript.map(({ text }) => text) ?? [];
    expect(lines.filter((text) => text === "my deposit has not arrived")).toHaveLength(1);
  });

  it("of long ago has asked nothing any more", () => {
    const talk = new Talk();
    start(talk, "my deposit has not arrived");
    talk.now += 61 * 60_000;
    talk.say("hello");
    expect(talk.conversation.state.invited).toEqual({ token: "mark-1", at: expect.any(Number) });
  });

  it("while a form asks answers nothing of it", () => {
    const talk = new Talk();
    talk.press({ kind: "ticket", category: "funds" });
    const form = talk.conversation.state.form;
    const result = start(talk, "12345678");
    expect(result.decision).toMatchObject({ reason: "start" });
    expect(talk.conversation.state.form).toMatchObject({ ...form, paused: true });
  });

  it("while a form asks is answered, and the form offers to go on", () => {
    const talk = new Talk();
    talk.press({ kind: "ticket", category: "trading" });
    const result = start(talk, "@FlotillaSupportBot my deposit has not arrived");
    expect(result.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(payloadsOf(result)).toContainEqual({ kind: "form", word: "go_on" });
    expect(talk.conversation.state.form).toMatchObject({ slots: { category: "trading" }, paused: true });
  });

  it("while a form asks, with what has no answer, has told it to whoever gets the ticket", () => {
    const talk = new Talk();
    talk.press({ kind: "ticket", category: "trading" });
    start(talk, "zxcv qwerty");
    const sent = talk.press({ kind: "form", word: "send_now" });
    const [opened] = ofKind(sent, "ticket.open");
    expect(opened?.draft.transcript.map(({ text }) => text)).toContain("zxcv qwerty");
  });

  it("with a wish for a person gets one", () => {
    expect(start(new Talk(), "@FlotillaSupportBot I want a human").decision).toMatchObject({ kind: "ask" });
  });

  it("with nothing that can be answered is offered a person", () => {
    expect(start(new Talk(), "zxcv").decision).toMatchObject({ reason: "not_understood" });
  });

  it("learns what to do about the secret that was posted, beside the answer", () => {
    const result = start(new Talk(), "my deposit has not arrived ⟦password removed⟧");
    expect(result.decision).toMatchObject({ kind: "answer" });
    expect(ofKind(result, "message.send")).toMatchObject([{ priority: "protect" }, { priority: "answer" }]);
    expect(textOf(result)).toContain("change it in the official app");
    const only = start(new Talk(), "⟦密码已移除⟧");
    expect(only.decision).toMatchObject({ reason: "start" });
    expect(only.effects).toHaveLength(1);
    expect(textOf(only)).toMatch(/automated[\s\S]*had a password in it[\s\S]*change it in the official app/);
    expect(textOf(only)).not.toContain("What can I help you with");
  });

  it("without a question is greeted", () => {
    expect(new Talk().call("start", "unknown").decision).toMatchObject({ reason: "start" });
  });
});
