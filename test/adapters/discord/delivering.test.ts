import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../../src/domain/effect.ts";
import { conversationId, effectId, eventId } from "../../../src/domain/ids.ts";
import { aSendMessage, builtAt } from "../../support/builders.ts";
import { type AtWork, atWork, botId, discordAccountId } from "./at-work.ts";

const aSend = (native: string, override: Partial<SendMessage> = {}): SendMessage => ({
  ...aSendMessage({ id: effectId(eventId(discordAccountId, "m1"), 0) }),
  accountId: discordAccountId,
  conversationId: conversationId(discordAccountId, native),
  content: { text: "Hello", spans: [] },
  ...override,
});

const inDm = ({ mia }: AtWork, override: Partial<SendMessage> = {}) => aSend(mia.dm().id, override);
const inChannel = ({ guild, channel }: AtWork, override: Partial<SendMessage> = {}) =>
  aSend(`${guild.id}/${channel.id}`, override);

describe("a send whose response was lost", () => {
  it("pain 2: is repeated with its nonce within 2 min, and arrives once", async () => {
    const at = await atWork();
    at.discord.fault({ kind: "reset_after" });
    const effect = inDm(at);
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("uncertain");
    at.passTime(90_000);
    const { messageIds } = await at.deliver({ effect, buttons: [], uncertainSince: builtAt });
    expect(at.mia.dm().replies.map(({ id }) => id)).toEqual(messageIds);
    expect(at.discord.counts["list_messages 200"]).toBeUndefined();
  });

  it("pain 2: is looked for in its channel after that, also by a process that knows nothing of it", async () => {
    const at = await atWork();
    at.discord.fault({ kind: "reset_after" });
    const effect = inDm(at);
    await at.failure(at.deliver({ effect, buttons: [] }));
    await at.stop();
    at.passTime(3_600_000);
    await at.restart();
    const { messageIds } = await at.deliver({ effect, buttons: [], uncertainSince: builtAt });
    expect(at.mia.dm().replies.map(({ id }) => id)).toEqual(messageIds);
  });

  it("and that never arrived is sent", async () => {
    const at = await atWork();
    at.mia.dm();
    at.mia.say("Hello");
    at.passTime(3_600_000);
    const effect = inDm(at);
    await at.deliver({ effect, buttons: [], uncertainSince: builtAt });
    expect(at.mia.dm().replies).toHaveLength(1);
  });
});

describe("pain 2: a send whose outcome nobody knows, among others of the same words,", () => {
  const asked = (at: AtWork, text: string) => at.mia.say(text, { channel: at.channel }).id;
  const answer = (at: AtWork, { to, n }: { to: string; n: number }) =>
    inChannel(at, { replyTo: to, id: effectId(eventId(discordAccountId, `m${n}`), 0) });
  const lost = { kind: "server_error", status: 502, method: "create_message" } as const;
  const answered = ({ channel }: AtWork) => channel.replies.map(({ replyTo }) => replyTo);

  it("is not taken for what another person was answered", async () => {
    const at = await atWork();
    const [one, two] = [asked(at, "one?"), asked(at, "two?")];
    at.discord.fault(lost);
    const first = answer(at, { to: one, n: 1 });
    await at.failure(at.deliver({ effect: first, buttons: [] }));
    await at.deliver({ effect: answer(at, { to: two, n: 2 }), buttons: [] });
    at.passTime(180_000);
    await at.deliver({ effect: first, buttons: [], uncertainSince: builtAt });
    expect(answered(at)).toEqual([two, one]);
  });

  it("is not taken for what a receipt tells of another message", async () => {
    const at = await atWork();
    await at.begin();
    at.discord.fault(lost);
    const first = inDm(at);
    await at.failure(at.deliver({ effect: first, buttons: [] }));
    const second = inDm(at, { id: effectId(eventId(discordAccountId, "m2"), 0) });
    const { messageIds } = await at.deliver({ effect: second, buttons: [] });
    at.sink.ownSends = { messageIds, unsettled: [] };
    at.passTime(180_000);
    await at.deliver({ effect: first, buttons: [], uncertainSince: builtAt });
    expect(at.mia.dm().replies).toHaveLength(2);
  });

  it("is known again though the message that it answered is gone", async () => {
    const at = await atWork();
    const question = at.mia.say("one?", { channel: at.channel });
    at.mia.remove(question.id);
    at.discord.fault({ kind: "reset_after", method: "create_message" });
    const effect = answer(at, { to: question.id, n: 1 });
    await at.failure(at.deliver({ effect, buttons: [] }));
    at.passTime(180_000);
    await at.deliver({ effect, buttons: [], uncertainSince: builtAt });
    expect(at.channel.replies).toHaveLength(1);
  });
});

describe("limits", () => {
  it("a bucket that is empty is told as a time to wait, and nothing waits in the adapter", async () => {
    const at = await atWork({ limited: true });
    const failures = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        at
          .deliver({
            effect: inChannel(at, { id: effectId(eventId(discordAccountId, "m1"), n) }),
            buttons: [],
          })
          .then(
            () => undefined,
            (error: unknown) => error,
          ),
      ),
    );
    const limited = failures.filter((failure) => failure !== undefined);
    expect(limited.length).toBeGreaterThan(0);
    for (const failure of limited)
      expect(failure).toMatchObject({ failure: "rate_limited", retryAfterMs: expect.any(Number) });
    // Who waits for what a bucket tells is never refused for being over it.
    expect(at.discord.overAllowance).toBe(0);
  });

  it("of all requests are told by Discord in its own time", async () => {
    const at = await atWork();
    at.discord.fault({ kind: "rate_limited", retryAfterS: 7, scope: "global" });
    expect(await at.failure(at.deliver({ effect: inDm(at), buttons: [] }))).toMatchObject({
      failure: "rate_limited",
      retryAfterMs: 7000,
    });
  });
});

describe("errors are known by name:", () => {
  it.each([
    [50007, "unreachable", /takes no direct messages/],
    [50278, "unreachable", /shares no server/],
    [40003, "rate_limited", /too many direct messages/],
    [50001, "unreachable", /View Channel/],
    [50013, "rejected", /permission/],
    [10003, "unreachable", /does not exist/],
    [10008, "rejected", /gone/],
    [50083, "rejected", /closed/],
    [160006, "rate_limited", /active threads/],
    [200000, "rejected", /AutoMod/],
  ] as const)("%i is %s", async (code, failure, words) => {
    const at = await atWork();
    at.discord.fault({ kind: "refused", code, status: 403, description: "in Discord's words" });
    const error = await at.failure(at.deliver({ effect: inDm(at), buttons: [] }));
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(words);
    if (failure === "rate_limited") expect(error.retryAfterMs).toBeGreaterThan(0);
  });

  it("40003, direct messages opened too fast, holds an aside back and does not turn to a thread", async () => {
    const at = await atWork();
    const effect = aSend(`aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`);
    at.discord.fault({ kind: "refused", code: 40003, method: "create_dm" });
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("rate_limited");
    expect(at.guild.channels.filter(({ isThread }) => isThread)).toEqual([]);
  });

  it("pain 14: 160006, as many threads as there may be, leaves the message for later and pretends nothing", async () => {
    const at = await atWork();
    at.mia.closeDms();
    const effect = aSend(`aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`);
    at.discord.fault({ kind: "refused", code: 160006, method: "create_thread", status: 400 });
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("rate_limited");
  });
});

describe("a message between a person and us that broke off", () => {
  const aside = ({ guild, channel, mia }: AtWork, override: Partial<SendMessage> = {}) =>
    aSend(`aside.${guild.id}.${channel.id}.${mia.id}`, override);
  const long = { content: { text: `${"a".repeat(1990)}\n${"b".repeat(1990)}`, spans: [] } };
  const threads = ({ guild }: AtWork) => guild.channels.filter(({ isThread }) => isThread);

  it("goes on where it began, and so does the conversation", async () => {
    const at = await atWork();
    await at.begin();
    at.discord.fault({ kind: "reset_after", method: "create_message", skip: 1 });
    const effect = aside(at, long);
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("uncertain");
    expect(at.sink.events).toEqual([]);
    await at.deliver({ effect, buttons: [], uncertainSince: builtAt });
    expect(at.mia.dm().replies).toHaveLength(2);
    expect(at.sink.events).toMatchObject([
      { kind: "conversation.migrated", to: conversationId(discordAccountId, at.mia.dm().id) },
    ]);
  });

  it.each([
    ["create_message", "server_error"],
    ["add_thread_member", "server_error"],
  ] as const)("before its first word, at %s, opens no second thread", async (method, kind) => {
    const at = await atWork();
    await at.begin();
    at.mia.closeDms();
    at.discord.fault({ kind, status: 503, method, skip: method === "create_message" ? 1 : 0 });
    const effect = aside(at);
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("transient");
    await at.deliver({ effect, buttons: [] });
    const [thread, ...others] = threads(at);
    expect(others).toEqual([]);
    expect(thread?.replies.map(({ text }) => text)).toEqual(["Hello"]);
    expect(at.sink.events).toMatchObject([{ kind: "conversation.migrated" }]);
  });

  it("finds another thread when a moderator has deleted the one that was opened", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.closeDms();
    at.discord.fault({ kind: "server_error", status: 503, method: "create_message", skip: 1 });
    const effect = aside(at);
    await at.failure(at.deliver({ effect, buttons: [] }));
    const [first] = threads(at);
    if (first) at.guild.removeChannel(first);
    expect((await at.deliver({ effect, buttons: [] })).way).toBe("thread");
    expect(threads(at).map(({ replies }) => replies.length)).toEqual([1]);
  });

  it("and what is said beside it go to one thread", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.closeDms();
    const other = aside(at, { id: effectId(eventId(discordAccountId, "m2"), 0) });
    await Promise.all([aside(at), other].map((effect) => at.deliver({ effect, buttons: [] })));
    expect(threads(at).map(({ replies }) => replies.length)).toEqual([2]);
  });
});

describe("a private thread that a moderator has deleted", () => {
  const inThread = async (at: AtWork) => {
    await at.begin();
    at.mia.closeDms();
    const beganAs = conversationId(discordAccountId, `aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`);
    await at.deliver({ effect: { ...inDm(at), conversationId: beganAs }, buttons: [] });
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    if (thread === undefined) throw new Error("no thread");
    at.guild.removeChannel(thread);
    const native = `private.${at.guild.id}.${thread.id}`;
    return { beganAs, effect: aSend(native, { id: effectId(eventId(discordAccountId, "m2"), 0) }) };
  };

  it("pain 8: swallows nothing: what is said goes to another one, and the talk goes on there", async () => {
    const at = await atWork();
    const { effect, beganAs } = await inThread(at);
    expect(await at.deliver({ effect, buttons: [], beganAs })).toMatchObject({
      way: "thread",
      topicLost: true,
    });
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    expect(thread?.replies.map(({ text }) => text)).toEqual(["Hello"]);
    expect(thread?.members.has(at.mia.id)).toBe(true);
    expect(at.sink.events.at(-1)).toMatchObject({
      kind: "conversation.migrated",
      conversationId: effect.conversationId,
      to: `discord-support/private.${at.guild.id}.${thread?.id}`,
    });
  });

  it("pain 8: swallows nothing after a restart either, and a direct message is tried first", async () => {
    const at = await atWork();
    const { effect, beganAs } = await inThread(at);
    await at.restart();
    at.mia.openDms();
    expect(await at.deliver({ effect, buttons: [], beganAs })).toMatchObject({
      way: "direct",
      topicLost: true,
    });
    expect(at.mia.dm().replies.map(({ text }) => text)).toEqual(["Hello"]);
  });

  it("is told as out of reach when nobody knows for whom it was", async () => {
    const at = await atWork();
    const { effect } = await inThread(at);
    expect((await at.failure(at.deliver({ effect, buttons: [] }))).failure).toBe("unreachable");
  });
});

describe("pain 13: who takes no direct messages and asks where no private thread can be,", () => {
  const openings = {
    "a thread": (at: AtWork) => at.discord.thread(at.channel, { name: "help" }),
    "a post of a forum": ({ discord, guild }: AtWork) =>
      discord.thread(guild.addChannel({ name: "questions", type: "forum" }), { name: "help" }),
    "a channel of announcements": ({ guild }: AtWork) =>
      guild.addChannel({ name: "news", type: "announcement" }),
  };
  const ask = async (at: AtWork, where: keyof typeof openings) => {
    const channel = openings[where](at);
    at.mia.closeDms();
    return { effect: aSend(`aside.${at.guild.id}.${channel.id}.${at.mia.id}`), buttons: [] };
  };
  const opened = ({ guild }: AtWork) => guild.channels.find(({ facts }) => facts.type === 12);

  it.each(["a thread", "a post of a forum", "a channel of announcements"] as const)(
    "%s, is answered in one in a channel of text",
    async (where) => {
      const at = await atWork();
      expect(await at.deliver(await ask(at, where))).toMatchObject({ way: "thread" });
      expect(opened(at)?.facts.parentId).toBe(at.channel.id);
      expect(opened(at)?.members.has(at.mia.id)).toBe(true);
      expect(opened(at)?.replies.map(({ text }) => text)).toEqual(["Hello"]);
    },
  );

  it("is told as out of reach when no channel takes one", async () => {
    const at = await atWork();
    const hidden = at.discord.guild({ name: "Others" });
    hidden.join(at.mia.user);
    const weMay = {
      for: { id: botId, isMember: true },
      allow: ["ViewChannel", "CreatePrivateThreads"] as const,
    };
    hidden.addChannel({ name: "staff", overwrites: [{ deny: ["ViewChannel"] }, weMay] });
    const news = hidden.addChannel({ name: "news", type: "announcement" });
    at.mia.closeDms();
    const effect = aSend(`aside.${hidden.id}.${news.id}.${at.mia.id}`);
    const error = await at.failure(at.deliver({ effect, buttons: [] }));
    expect([error.failure, error.message]).toEqual([
      "unreachable",
      expect.stringMatching(/no text channel was found/),
    ]);
  });
});

describe("a talk that has moved to direct messages", () => {
  const movedThere = async (at: AtWork) => {
    await at.begin();
    const beganAs = conversationId(discordAccountId, `aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`);
    await at.deliver({ effect: { ...inDm(at), conversationId: beganAs }, buttons: [] });
    at.mia.closeDms();
    return { beganAs, effect: inDm(at, { id: effectId(eventId(discordAccountId, "m2"), 0) }), buttons: [] };
  };

  it("pain 13: goes on in a private thread when the person closes them", async () => {
    const at = await atWork();
    const { effect, ...delivery } = await movedThere(at);
    expect(await at.deliver({ effect, ...delivery })).toMatchObject({ way: "thread" });
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    expect(thread?.replies.map(({ text }) => text)).toEqual(["Hello"]);
    expect(at.sink.events.at(-1)).toMatchObject({
      kind: "conversation.migrated",
      conversationId: effect.conversationId,
      to: `discord-support/private.${at.guild.id}.${thread?.id}`,
    });
  });

  it("is told as out of reach when nobody knows where else to find the person", async () => {
    const at = await atWork();
    const { beganAs: _, ...delivery } = await movedThere(at);
    expect((await at.failure(at.deliver(delivery))).failure).toBe("unreachable");
  });
});

describe("a private text", () => {
  it("is not said in a channel; what may be said there is", async () => {
    const at = await atWork();
    const effect = inChannel(at, { visibility: "private", publicStub: { text: "Write to me", spans: [] } });
    expect(await at.deliver({ effect, buttons: [] })).toMatchObject({ way: "public_stub" });
    expect(at.channel.replies.map(({ text }) => text)).toEqual(["Write to me"]);
    const { publicStub: _, ...without } = effect;
    const other = { ...without, id: effectId(eventId(discordAccountId, "m2"), 0) };
    expect((await at.failure(at.deliver({ effect: other, buttons: [] }))).failure).toBe("unsupported");
  });

  it.each([
    ["has expired", builtAt - 1],
    ["is gone", builtAt + 600_000],
  ])("is not said in a channel though its own place there %s", async (_, untilAt) => {
    const at = await atWork();
    const effect = inChannel(at, {
      visibility: "private",
      publicStub: { text: "Write to me", spans: [] },
      replySlot: { ref: "1461383068262400001/token", untilAt },
    });
    expect(await at.deliver({ effect, buttons: [] })).toMatchObject({ way: "public_stub" });
    expect(at.channel.replies.map(({ text }) => text)).toEqual(["Write to me"]);
    const { publicStub: _stub, ...without } = effect;
    const other = { ...without, id: effectId(eventId(discordAccountId, "m2"), 0) };
    expect((await at.failure(at.deliver({ effect: other, buttons: [] }))).failure).toBe("unsupported");
    expect(at.channel.replies).toHaveLength(1);
  });

  it("by direct message says so", async () => {
    const at = await atWork();
    const receipt = await at.deliver({ effect: inDm(at, { visibility: "private" }), buttons: [] });
    expect(receipt.way).toBe("direct");
  });
});

it("nobody is called by what is said, and no link is previewed", async () => {
  const at = await atWork();
  const text = `@everyone <@${at.mia.id}> see https://example.com/a_b_c`;
  await at.deliver({ effect: inChannel(at, { content: { text, spans: [] } }), buttons: [] });
  const [reply] = at.channel.replies;
  expect([reply?.mentionEveryone, reply?.mentions, (reply?.flags ?? 0) & 4]).toEqual([false, [], 4]);
});

it("words of a command are deleted by being said to us alone", async () => {
  const at = await atWork();
  const { id, accountId, conversationId: where, lane, priority, ownerEpoch } = inDm(at);
  const effect = { id, accountId, conversationId: where, lane, priority, ownerEpoch };
  const messageId = "i1461383068262400001";
  const receipt = await at.deliver({ effect: { ...effect, kind: "message.delete", messageId }, buttons: [] });
  expect(receipt).toEqual({ messageIds: [messageId] });
});

it("a person's own direct message cannot be deleted by us, and it is told truthfully", async () => {
  const at = await atWork();
  const { id: messageId } = at.mia.say("my seed");
  const { id, accountId, conversationId: where, lane, priority, ownerEpoch } = inDm(at);
  const effect = { id, accountId, conversationId: where, lane, priority, ownerEpoch };
  const error = await at.failure(
    at.deliver({ effect: { ...effect, kind: "message.delete", messageId }, buttons: [] }),
  );
  expect(error.failure).toBe("rejected");
  expect(at.mia.dm().messages.at(-1)?.deletedAt).toBeUndefined();
});

it("25 buttons fit under a message, one that opens a form stands there once, and more are refused", async () => {
  const at = await atWork();
  const buttons = Array.from({ length: 25 }, (_, n) => ({ label: `Choice ${n}`, token: `1.${n}` }));
  await at.deliver({ effect: inDm(at), buttons });
  expect(at.mia.dm().replies[0]?.components).toHaveLength(5);
  const more = {
    effect: { ...inDm(at), id: effectId(eventId(discordAccountId, "m2"), 0) },
    buttons: [...buttons, ...buttons],
  };
  expect((await at.failure(at.deliver(more))).failure).toBe("rejected");
});
