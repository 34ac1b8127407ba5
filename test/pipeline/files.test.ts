import { describe, expect, it } from "vitest";
import { type KeepRefusal, keepRefusals } from "../../src/domain/attachment.ts";
import type { Conversation } from "../../src/domain/conversation.ts";
import { effectId, ticketId } from "../../src/domain/ids.ts";
import type { AttachmentRef, SecretFinding } from "../../src/domain/message.ts";
import { aMessage, aPastMessage, aPerson, aTicket, builtAt } from "../support/builders.ts";
import { anEventId, introduced, ofKind, payloadsOf, Talk, textOf } from "./fixture.ts";

const ticket = ticketId("ticket-1");
const photo = (ref = "p1"): AttachmentRef => ({ kind: "photo", ref, fileName: `${ref}.jpg` });
const hard: readonly SecretFinding[] = [{ kind: "password", level: "hard", start: 0, end: 10 }];

const handed = (owner: Conversation["owner"]) => {
  const talk = new Talk({
    conversation: {
      owner,
      state: { introducedAt: builtAt - 1, openTicket: { id: ticket, category: "funds" } },
    },
  });
  talk.tickets = [aTicket()];
  return talk;
};

/** The runtime fetched what was to be kept, or did not. */
const settle = (talk: Talk, how: "kept" | KeepRefusal, which = 0) => {
  const waiting = talk.attachments.filter(({ state }) => state === "keeping")[which];
  talk.attachments = talk.attachments.map((file) => {
    if (file.id !== waiting?.id) return file;
    return how === "kept" ? { ...file, state: "kept" } : { ...file, state: "refused", refusal: how };
  });
  return talk.event({
    kind: "effect.settled",
    effectId: effectId(anEventId("1"), 0),
    effectKind: "attachment.keep",
    outcome:
      how === "kept"
        ? { state: "sent", receipt: { messageIds: [] } }
        : { state: "dead", failure: "rejected", reason: how },
  });
};

describe("a file of a direct chat", () => {
  it.each(["photo", "document", "video", "voice", "audio"] as const)("is kept: %s", (kind) => {
    const result = new Talk().say("", { id: "300", attachments: [{ kind, ref: "r" }] });
    expect(ofKind(result, "attachment.keep")).toMatchObject([
      {
        lane: "keep",
        attachmentId: "mark-1-0",
        messageId: "300",
        ref: { kind, ref: "r" },
        report: true,
        expiresAt: builtAt + 60_000,
      },
    ]);
  });

  it.each(["sticker", "location", "contact", "encrypted", "other"] as const)("is not: %s", (kind) => {
    expect(ofKind(new Talk().say("", { attachments: [{ kind, ref: "r" }] }), "attachment.keep")).toEqual([]);
  });

  it("beside a secret, or of a message that the guard could not look at, is not kept", () => {
    const talk = new Talk();
    const attachments = [photo()];
    expect(ofKind(talk.say("⟦password removed⟧", { attachments, secrets: hard }), "attachment.keep")).toEqual(
      [],
    );
    expect(ofKind(talk.say("", { attachments, withheld: true }), "attachment.keep")).toEqual([]);
  });

  it("is kept once, though its caption is edited or its answer replaced", () => {
    const talk = new Talk();
    const message = talk.message("look at this", { id: "300", attachments: [photo()] });
    expect(ofKind(talk.turn([message]), "attachment.keep")).toHaveLength(1);
    const again = talk.turn([message, talk.message("please")]);
    expect(ofKind(again, "attachment.keep")).toEqual([]);
    const edited = aMessage({ id: "300", text: "my deposit is missing", attachments: [photo()] });
    expect(
      ofKind(talk.turn([{ ...message, kind: "message.edited", message: edited }]), "attachment.keep"),
    ).toEqual([]);
  });

  it("is kept whoever owns the conversation", () => {
    const result = handed("human").say("", { attachments: [photo()] });
    expect(ofKind(result, "attachment.keep")).toHaveLength(1);
  });

  it("is counted: ten at once, fifty in a day, and the rest is told of", () => {
    const talk = new Talk({ conversation: introduced });
    const album = (n: number) =>
      Array.from({ length: 40 }, (_, i) => talk.message("", { attachments: [photo(`${n}-${i}`)] }));
    const first = talk.turn(album(0));
    expect(ofKind(first, "attachment.keep")).toHaveLength(10);
    expect(textOf(first)).toContain("more than I can keep");
    expect(ofKind(first, "message.send")).toHaveLength(1);
    for (let n = 1; n < 8; n += 1) talk.turn(album(n));
    expect(talk.attachments).toHaveLength(50);
    expect(ofKind(talk.turn(album(9)), "attachment.keep")).toEqual([]);
    talk.now += 24 * 60 * 60_000;
    expect(ofKind(talk.turn(album(10)), "attachment.keep")).toHaveLength(10);
  });
});

describe("pictures without words", () => {
  it("pain 9: open the conversation: what they are about is asked, and a ticket offered", () => {
    const result = new Talk().say("", { attachments: [photo()] });
    expect(textOf(result)).toMatch(/automated[\s\S]*Thank you for the picture\.[\s\S]*What is it about\?/);
    expect(payloadsOf(result)).toEqual([{ kind: "ticket" }]);
  });

  it("pain 9: an album gets one reply, and its caption is what was said", () => {
    const talk = new Talk({ conversation: introduced });
    const album = (caption: string) =>
      talk.turn(
        ["a", "b", "c"].map((ref) =>
          talk.message(ref === "b" ? caption : "", { albumId: "album", attachments: [photo(ref)] }),
        ),
      );
    const wordless = album("");
    expect(ofKind(wordless, "message.send")).toHaveLength(1);
    expect(textOf(wordless)).toContain("Thank you for the pictures.");
    const told = album("my deposit has not arrived");
    expect(told.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
    expect(ofKind(told, "message.send")).toHaveLength(1);
    expect(ofKind(told, "attachment.keep")).toHaveLength(3);
  });

  it("under which a secret stood go with it: nothing is said of them, nor promised", () => {
    const secrets = hard;
    const talk = new Talk({ conversation: introduced });
    const alone = talk.say("⟦password removed⟧", { attachments: [photo()], secrets });
    expect(alone.effects).toMatchObject([{ kind: "message.delete" }]);
    const rest = talk.turn([
      talk.message("⟦password removed⟧", { attachments: [photo("a")], secrets }),
      talk.message("", { attachments: [photo("b")] }),
    ]);
    expect(textOf(rest)).toContain("Thank you for the picture");
    expect(textOf(rest)).not.toContain("more than I can keep");
  });

  it("pain 9: with words that nobody understands are received all the same", () => {
    const talk = new Talk({ conversation: introduced });
    const result = talk.say("zxcv qwerty", { attachments: [photo()] });
    expect(textOf(result)).toMatch(/Thank you for the picture[\s\S]*did not understand/);
    expect(textOf(talk.say("zxcv again", { attachments: [photo("b")] }))).not.toContain("Thank you");
  });

  it("one after the other are thanked for once in a while", () => {
    const talk = new Talk({ conversation: introduced });
    expect(talk.say("", { attachments: [photo("a")] }).effects).toHaveLength(2);
    const second = talk.say("", { attachments: [photo("b")] });
    expect(second.effects).toMatchObject([{ kind: "attachment.keep" }]);
    talk.now += 60_000;
    expect(ofKind(talk.say("", { attachments: [photo("c")] }), "message.send")).toHaveLength(1);
  });

  it("pain 9: are answered once they get a caption", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("", { id: "300", attachments: [photo()] });
    const message = aMessage({ id: "300", text: "my deposit has not arrived", attachments: [photo()] });
    const edited = talk.turn([{ ...talk.message("x"), kind: "message.edited", message }]);
    expect(edited.decision).toMatchObject({ kind: "answer", slug: "deposit-missing" });
  });
});

describe("a ticket", () => {
  it("takes along what was kept, after the person was told so", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("", { attachments: [photo()] });
    expect(settle(talk, "kept").effects).toEqual([]);
    talk.press({ kind: "ticket" });
    talk.press({ kind: "choice", step: "category", value: "funds" });
    talk.call("skip");
    const what = talk.say("", { attachments: [photo("p2")] });
    expect(textOf(what)).toMatch(/I will pass that on as well[\s\S]*What happened/);
    expect(ofKind(talk.say("", { attachments: [photo("p2b")] }), "message.send")).toEqual([]);
    settle(talk, "kept");
    settle(talk, "kept");
    talk.say("it is gone");
    const review = talk.call("skip");
    expect(textOf(review)).toMatch(/The 3 files that you sent here will be passed on, too/);
    const sent = talk.press({ kind: "choice", step: "review", value: "send" });
    expect(ofKind(sent, "ticket.open")[0]?.draft.attachments).toMatchObject([
      { id: "mark-1-0", fileName: "p1.jpg" },
      { fileName: "p2.jpg" },
      { fileName: "p2b.jpg" },
    ]);
    expect(talk.attachments.every(({ ticketId: given }) => given === "ticket-new")).toBe(true);
  });

  it("gets what is still being fetched when it is there, once", () => {
    const talk = new Talk({ conversation: introduced });
    talk.turn([
      talk.message("", { attachments: [photo("a")] }),
      talk.message("", { attachments: [photo("b")] }),
    ]);
    talk.press({ kind: "ticket", category: "funds" });
    const sent = talk.press({ kind: "form", word: "send_now" });
    expect(ofKind(sent, "ticket.open")[0]?.draft.attachments).toBeUndefined();
    const first = settle(talk, "kept");
    expect(ofKind(first, "ticket.append")).toMatchObject([
      {
        entry: {
          kind: "attachment_notice",
          author: "person",
          text: "a.jpg",
          attachments: [{ fileName: "a.jpg" }],
        },
      },
    ]);
    expect(ofKind(settle(talk, "kept"), "ticket.append")).toMatchObject([
      { entry: { attachments: [{ fileName: "b.jpg" }] } },
    ]);
  });

  it.each(["queued", "human"] as const)(
    "while %s gets a picture with its bytes, not a notice without",
    (owner) => {
      const talk = handed(owner);
      const result = talk.say("look", { attachments: [photo()] });
      expect(ofKind(result, "ticket.append").map(({ entry }) => entry.text)).toEqual(["look"]);
      expect(ofKind(settle(talk, "kept"), "ticket.append")).toMatchObject([
        { ticketId: ticket, entry: { attachments: [{ fileName: "p1.jpg" }] } },
      ]);
    },
  );

  it("that waits: a picture alone is acknowledged", () => {
    expect(textOf(handed("queued").say("", { attachments: [photo()] }))).toContain("goes into your ticket");
  });

  it("does not get what was shown to the assistant, until a person is asked for again", () => {
    const talk = handed("bot");
    talk.say("", { attachments: [photo()] });
    expect(settle(talk, "kept").effects).toEqual([]);
    const again = talk.call("human");
    expect(ofKind(again, "ticket.append").at(-1)).toMatchObject({
      entry: { attachments: [{ fileName: "p1.jpg" }] },
    });
  });

  it("knows of what was not kept before it", () => {
    const talk = new Talk({ conversation: introduced });
    talk.say("", { attachments: [photo()] });
    settle(talk, "too_large");
    talk.press({ kind: "ticket", category: "funds" });
    const sent = talk.press({ kind: "form", word: "send_now" });
    expect(ofKind(sent, "ticket.open")[0]?.draft.transcript).toContainEqual(
      expect.objectContaining({ kind: "attachment_notice", text: "p1.jpg (not kept: too_large)" }),
    );
  });
});

describe("a file that is not kept", () => {
  it.each(
    keepRefusals.flatMap((refusal) => (["en", "zh-Hans"] as const).map((locale) => ({ refusal, locale }))),
  )("is told of once, with the reason: $refusal in $locale", ({ refusal, locale }) => {
    const talk = new Talk({ conversation: { ...introduced, locale } });
    talk.say("", { attachments: [photo()] });
    const told = settle(talk, refusal);
    expect(textOf(told)).toMatch(locale === "en" ? /^One of your files/ : /个文件/);
    expect(payloadsOf(told)).toEqual([{ kind: "ticket" }]);
    expect(settle(talk, refusal).effects).toEqual([]);
  });

  it("is told of to the desk as well", () => {
    const talk = handed("human");
    talk.say("", { attachments: [photo()] });
    const told = settle(talk, "type_refused");
    expect(ofKind(told, "ticket.append")).toMatchObject([
      { entry: { kind: "attachment_notice", text: "p1.jpg (not kept: type_refused)" } },
    ]);
    expect(ofKind(told, "message.send")).toHaveLength(1);
  });
});

describe("an edited message", () => {
  const edit = (talk: Talk, text: string, secrets: readonly SecretFinding[] = []) =>
    talk.turn([
      { ...talk.message(text), kind: "message.edited", message: aMessage({ id: "500", text, secrets }) },
    ]);

  it("pain 10: is read by the guard first: a secret edited in is deleted, and nothing of it goes on", () => {
    const talk = handed("human");
    talk.history = [aPastMessage({ messageId: "500", text: "hello" })];
    const result = edit(talk, "⟦password removed⟧", hard);
    expect(ofKind(result, "message.delete")).toMatchObject([{ messageId: "500" }]);
    expect(ofKind(result, "ticket.append")).toMatchObject([
      { entry: { text: "(edited) ⟦password removed⟧" } },
    ]);
  });

  it("pain 10: is answered when it was not yet, and not again when it was", () => {
    const talk = new Talk({ conversation: introduced });
    expect(edit(talk, "my deposit has not arrived").decision).toMatchObject({ kind: "answer" });
    expect(edit(talk, "how do I deposit").decision).toMatchObject({ reason: "edit_of_answered" });
  });

  it.each(["queued", "human"] as const)("pain 10: reaches the desk as an edit while %s", (owner) => {
    const talk = handed(owner);
    talk.say("first words about it", { id: "500" });
    const result = edit(talk, "other words about it");
    expect(ofKind(result, "ticket.append")).toMatchObject([
      { entry: { text: "(edited) other words about it" } },
    ]);
    expect(result.decision).toMatchObject({ kind: "relay", to: "desk" });
  });
});

describe("an agent", () => {
  const replied = (talk: Talk, reply: Parameters<Talk["event"]>[0] & { kind: "ticket.replied" }) =>
    talk.event(reply);
  const body = (text: string, more: object = {}) =>
    ({
      kind: "ticket.replied",
      ticketId: ticket,
      sequence: 2,
      reply: { text, agentName: "Lin", ...more },
    }) as const;
  const files = [{ ticketId: ticket, id: "f-1", fileName: "how.pdf", mediaType: "application/pdf" }];
  const edits = anEventId("77");

  it("attaches files, with and without words", () => {
    for (const text of ["See this.", ""]) {
      const [sent] = ofKind(replied(handed("human"), body(text, { attachments: files })), "message.send");
      expect(sent).toMatchObject({ attachments: files, relayOf: { ticketId: ticket } });
      expect(sent?.content.text).toContain("Lin");
    }
  });

  it("mends a reply: the message is edited, and the outcome asked for", () => {
    const talk = handed("queued");
    const result = replied(talk, body("We found it.", { edits, sentAs: ["900"] }));
    expect(result.effects).toMatchObject([
      {
        kind: "message.edit",
        messageId: "900",
        lane: "talk",
        priority: "human",
        report: true,
        relayOf: { ticketId: ticket, eventId: anEventId("7001") },
        content: { text: "Lin, support team:\n\nWe found it." },
      },
    ]);
    expect(talk.conversation.owner).toBe("queued");
  });

  it("mends a reply of several parts: the first is edited and the others go", () => {
    const result = replied(handed("human"), body("Short now.", { edits, sentAs: ["900", "901", "902"] }));
    expect(result.effects).toMatchObject([
      { kind: "message.edit", messageId: "900" },
      { kind: "message.delete", messageId: "901", lane: "talk" },
      { kind: "message.delete", messageId: "902", lane: "talk" },
    ]);
  });

  it.each([
    ["is not known as sent", { edits }, "We found it.", undefined],
    ["no longer fits", { edits, sentAs: ["900"] }, "long ".repeat(600), "900"],
  ])("mends a reply that %s: the new text goes as a correction", (_, more, text, replyTo) => {
    const result = replied(handed("human"), body(text, more));
    const [sent] = ofKind(result, "message.send");
    expect(result.effects).toHaveLength(1);
    expect(sent?.content.text).toContain("has corrected an earlier reply");
    expect(sent?.replyTo).toBe(replyTo);
    expect(sent?.relayOf).toEqual({ ticketId: ticket, eventId: anEventId("7001") });
  });

  it("mends nothing with a text that may not leave", () => {
    const result = replied(handed("human"), body("see https://evil.example", { edits, sentAs: ["900"] }));
    expect(result.effects).toMatchObject([
      { kind: "ticket.append", entry: { delivery: { state: "refused" } } },
    ]);
  });
});

describe("the reach of a person", () => {
  const blocked = (talk: Talk, is: boolean) =>
    talk.event({ kind: "member.blocked", person: aPerson({ reachable: !is }), blocked: is });
  const notes = (result: ReturnType<typeof blocked>) =>
    ofKind(result, "ticket.append").map(({ entry }) => entry.text);
  const unreachable = (talk: Talk) =>
    talk.event({
      kind: "effect.settled",
      effectId: effectId(anEventId("5"), 0),
      effectKind: "message.send",
      outcome: { state: "dead", failure: "unreachable", reason: "user is deactivated" },
    });

  it("pain 12: the agent is told once that the person blocked us, and once that they are back", () => {
    const talk = handed("human");
    expect(notes(blocked(talk, true))).toEqual([expect.stringContaining("blocked")]);
    expect(notes(blocked(talk, true))).toEqual([]);
    expect(notes(unreachable(talk))).toEqual([]);
    expect(notes(blocked(talk, false))).toEqual([expect.stringContaining("unblocked")]);
    expect(notes(blocked(talk, false))).toEqual([]);
  });

  it("pain 12: the agent is told once that the person's account is gone, and nothing is said into the void", () => {
    const talk = handed("queued");
    const result = unreachable(talk);
    expect(notes(result)).toEqual([expect.stringContaining("deactivated")]);
    expect(ofKind(result, "message.send")).toEqual([]);
    expect(notes(unreachable(talk))).toEqual([]);
  });

  it("pain 12: whoever writes can be reached again", () => {
    const talk = handed("queued");
    unreachable(talk);
    talk.say("I am back with something new");
    expect(talk.conversation.state.unreachable).toBeUndefined();
    expect(notes(unreachable(talk))).toHaveLength(1);
  });

  it("without a ticket is nobody's news", () => {
    expect(blocked(new Talk(), true).effects).toEqual([]);
  });
});
