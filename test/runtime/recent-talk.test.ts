import { describe, expect, it } from "vitest";
import type { RawEvent } from "../../src/domain/event.ts";
import { conversationId, personId, ticketId } from "../../src/domain/ids.ts";
import type { RawMessage } from "../../src/domain/message.ts";
import { RecentTalk } from "../../src/runtime/recent-talk.ts";
import { aPerson, aRawEvent, aRawMessage, builtAccountId } from "../support/builders.ts";
import { aFakeClock } from "../support/fake-clock.ts";

const asksForCode = (text: string) => text.includes("the code");
const address = "0x52908400098527886E0F7030069857D2E4169EE7";
const minuteMs = 60_000;

const aTalk = (clock = aFakeClock()) => new RecentTalk({ clock, asksForCode });
const by = (id: string) => aPerson({ id: personId("telegram", id) });
const said = (
  text: string,
  { chat = "-1001", who = "42", ...message }: { chat?: string; who?: string } & Partial<RawMessage> = {},
): RawEvent =>
  aRawEvent({
    conversationId: conversationId(builtAccountId, chat),
    conversationKind: chat.startsWith("-") ? "group" : "direct",
    message: aRawMessage({ author: by(who), text, ...message }),
  });

describe("who asked for a code", () => {
  it("is remembered for what others of a group say, for ten minutes and in all its topics", () => {
    const clock = aFakeClock();
    const talk = aTalk(clock);
    expect(talk.hear(said("send me the code", { who: "66" })).askedForCode).toBe(false);
    expect(talk.hear(said("123456")).askedForCode).toBe(true);
    expect(talk.hear(said("123456", { chat: "-1001/7" })).askedForCode).toBe(true);
    expect(talk.hear(said("123456", { who: "66" })).askedForCode).toBe(false);
    expect(talk.hear(said("123456", { chat: "-1002" })).askedForCode).toBe(false);
    clock.advance(10 * minuteMs);
    expect(talk.hear(said("123456")).askedForCode).toBe(false);
  });

  it("bears on what may answer it: a reply, or hardly more than a number", () => {
    const talk = aTalk();
    talk.hear(said("send me the code", { who: "66" }));
    expect(talk.hear(said("I have bought 2000 for 30 today")).askedForCode).toBe(false);
    expect(talk.hear(said("here you are my friend, it is 2000", { replyTo: "7" })).askedForCode).toBe(true);
    expect(talk.hear(said("it's 200011")).askedForCode).toBe(true);
  });

  it.each([
    ["in a forwarded message", { forwardedFrom: "HTX" }, "send me the code", true],
    ["in a quote", { quote: "send me the code" }, "is this you?", true],
    ["as the person tells", {}, "they want the code from me", true],
    ["as the person tells in Chinese", {}, "对方要 the code", true],
    ["by the person themself", {}, "please send me the code again", false],
  ])("bears on a direct chat when it was %s", (_, message, text, expected) => {
    const talk = aTalk();
    talk.hear(said(text, { chat: "42", ...message }));
    expect(talk.hear(said("123456", { chat: "42" })).askedForCode).toBe(expected);
  });

  it("may be an agent at the desk", () => {
    const talk = aTalk();
    const event = aRawEvent({
      kind: "ticket.replied",
      ticketId: ticketId("t"),
      reply: { text: "tell me the code" },
      sequence: 1,
    });
    talk.hear({ ...event, conversationId: conversationId(builtAccountId, "42") });
    expect(talk.hear(said("123456", { chat: "42" })).askedForCode).toBe(true);
  });
});

describe("addresses that were named", () => {
  it("are told for ten minutes, the last eight of a conversation, wherever they stood", () => {
    const clock = aFakeClock();
    const talk = aTalk(clock);
    const many = Array.from({ length: 12 }, (_, n) => `0x${String(n).padStart(40, "0")}`);
    expect(talk.hear(said(`mine is ${address}`)).addresses).toEqual([address]);
    expect(talk.hear(said("hm", { quote: "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8" })).addresses).toHaveLength(2);
    for (const one of many) talk.hear(said(one));
    expect(talk.hear(said("hello")).addresses).toEqual(many.slice(-8));
    clock.advance(10 * minuteMs);
    expect(talk.hear(said("hello")).addresses).toEqual([]);
  });

  it("are none of hashes, keys and words", () => {
    const talk = aTalk();
    const texts = ["ab".repeat(32), "1".repeat(60), "hello everybody how are you", "a".repeat(100_000)];
    for (const text of texts) expect(talk.hear(said(text)).addresses).toEqual([]);
  });

  it("are forgotten of the conversations that were quiet for longest, when there are too many", () => {
    const talk = aTalk();
    talk.hear(said(address, { chat: "-1" }));
    for (let n = 2; n < 5_100; n += 1) talk.hear(said(address, { chat: `-${n}` }));
    expect(talk.hear(said("hello", { chat: "-1" })).addresses).toEqual([]);
    expect(talk.hear(said("hello", { chat: "-5099" })).addresses).toEqual([address]);
  });
});
