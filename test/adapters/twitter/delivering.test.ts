import { describe, expect, it } from "vitest";
import type { DeliveryFailure } from "../../../src/domain/delivery.ts";
import { DeliveryError } from "../../../src/domain/delivery.ts";
import { conversationId } from "../../../src/domain/ids.ts";
import { builtAccountId } from "../../support/builders.ts";
import { aTwitterAtWork, sendCall } from "./at-work.ts";

const signal = new AbortController().signal;

const failureIn = (delivery: Promise<unknown>) =>
  delivery.then(
    () => undefined,
    (error: unknown) => (error instanceof DeliveryError ? error : undefined),
  );

describe("a send whose answer was lost", () => {
  it.each(["reset_after", "reset_before"] as const)(
    "pain 2: arrives exactly once, when the connection broke (%s)",
    async (kind) => {
      const { twitter, start, message, heard, clock } = await aTwitterAtWork();
      const { adapter } = start();
      const delivery = message("Your withdrawal is on its way");
      const since = clock.now();
      twitter.fault({ kind, method: sendCall });
      expect((await failureIn(adapter.deliver(delivery, signal)))?.failure).toBe("uncertain");
      const { messageIds } = await adapter.deliver({ ...delivery, uncertainSince: since }, signal);
      expect(messageIds).toHaveLength(1);
      expect(heard()).toEqual(["Your withdrawal is on its way"]);
    },
  );

  it("pain 2: arrives exactly once also when another process tries again", async () => {
    const { twitter, start, message, heard, clock, mia } = await aTwitterAtWork();
    const delivery = message("See https://example.com/status & wait");
    const since = clock.now();
    twitter.fault({ kind: "reset_after", method: sendCall });
    const first = start();
    await failureIn(first.adapter.deliver(delivery, signal));
    await first.adapter.close();
    const again = start();
    await again.begin();
    const receipt = await again.adapter.deliver({ ...delivery, uncertainSince: since }, signal);
    expect(receipt.messageIds).toEqual(mia.inbox.map(({ id }) => id));
    expect(heard()).toHaveLength(1);
  });

  it("pain 2: is not taken for an older one of the same words, which has a receipt", async () => {
    const { twitter, start, message, heard, clock } = await aTwitterAtWork();
    const { adapter } = start();
    const since = clock.now();
    await adapter.deliver(message("One moment, please"), signal);
    const second = message("One moment, please");
    twitter.fault({ kind: "reset_before", method: sendCall });
    await failureIn(adapter.deliver(second, signal));
    await adapter.deliver({ ...second, uncertainSince: since }, signal);
    expect(heard()).toHaveLength(2);
  });

  it.each([-120_000, 2_000, 120_000])(
    "pain 2: arrives exactly once though our clock is %d ms ahead of X's",
    async (skewMs) => {
      const { twitter, start, message, heard, clock } = await aTwitterAtWork();
      const { adapter } = start({ skewMs });
      const delivery = message("Your withdrawal is on its way");
      const since = clock.now() + skewMs;
      twitter.fault({ kind: "reset_after", method: sendCall });
      await failureIn(adapter.deliver(delivery, signal));
      await adapter.deliver({ ...delivery, uncertainSince: since }, signal);
      expect(heard()).toEqual(["Your withdrawal is on its way"]);
    },
  );

  it("pain 2: is found behind a hundred messages, with a read for each page, and none sent without it", async () => {
    const { twitter, start, message, heard, clock, mia, sink } = await aTwitterAtWork({ pollMs: 60_000 });
    const { adapter, begin } = start();
    await begin();
    await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    const delivery = message("Your withdrawal is on its way");
    const again = { ...delivery, uncertainSince: clock.now() };
    twitter.fault({ kind: "reset_after", method: sendCall });
    await failureIn(adapter.deliver(delivery, signal));
    for (let n = 0; n < 100; n += 1) mia.say(`hello? ${n}`);
    const waits = [0, 60_000];
    sink.takeRead = () => Promise.resolve(waits.shift() ?? 0);
    expect((await failureIn(adapter.deliver(again, signal)))?.failure).toBe("rate_limited");
    await adapter.deliver(again, signal);
    expect(heard()).toEqual(["Your withdrawal is on its way"]);
    expect(twitter.counts["getDirectMessagesEventsByParticipantId 200"]).toBe(2);
  });

  it("pain 2: is not taken for an earlier one of the same words that was lost and found", async () => {
    const { twitter, start, message, heard, clock, sink } = await aTwitterAtWork();
    const { adapter, begin } = start();
    const first = message("One moment, please");
    const firstAt = clock.now();
    twitter.fault({ kind: "reset_after", method: sendCall });
    await failureIn(adapter.deliver(first, signal));
    const found = await adapter.deliver({ ...first, uncertainSince: firstAt }, signal);
    sink.storedCursor = JSON.stringify({ first: "1", after: "1", mentioned: "1" });
    sink.ownSends = { messageIds: found.messageIds, unsettled: [] };
    await begin();
    await sink.until(({ storedCursor = "" }) => !storedCursor.includes('"after":"1"'));
    const second = message("One moment, please");
    const secondAt = clock.now();
    twitter.fault({ kind: "reset_before", method: sendCall });
    await failureIn(adapter.deliver(second, signal));
    const sent = await adapter.deliver({ ...second, uncertainSince: secondAt }, signal);
    expect(heard()).toHaveLength(2);
    expect(sent.messageIds).not.toEqual(found.messageIds);
  });

  it("pain 2: is known again by its words though X completes the address in it", async () => {
    const { twitter, start, message, heard, clock } = await aTwitterAtWork();
    const { adapter } = start();
    const delivery = message("All about it: htx.com/help");
    const since = clock.now();
    twitter.fault({ kind: "reset_after", method: sendCall });
    await failureIn(adapter.deliver(delivery, signal));
    await adapter.deliver({ ...delivery, uncertainSince: since }, signal);
    expect(heard()).toEqual(["All about it: htx.com/help"]);
  });

  it("pain 2: waits for a look at the conversation when none is left, and sends nothing blindly", async () => {
    const { start, message, heard, sink, clock } = await aTwitterAtWork({ pollMs: 60_000 });
    const { adapter, begin } = start();
    await begin();
    await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    sink.takeRead = () => Promise.resolve(60_000);
    const delivery = { ...message("Hello"), uncertainSince: clock.now() };
    const error = await failureIn(adapter.deliver(delivery, signal));
    expect([error?.failure, error?.retryAfterMs, heard()]).toEqual(["rate_limited", 60_000, []]);
    // Other people's warnings and answers need no look, and a send was not made.
    expect(error).toMatchObject({ isolated: true, uncalled: true });
  });
});

describe("what comes back of our own sends", () => {
  it("is taken for ours before its receipt as after it, and what a human types is theirs", async () => {
    const { twitter, account, mia, start, message, sink } = await aTwitterAtWork({ webhook: true });
    const { adapter, begin } = start();
    await begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    twitter.fault({ kind: "echo_first" });
    await adapter.deliver(message("See https://example.com/a for more"), signal);
    twitter.fault({ kind: "echo_first" });
    await adapter.deliver(message("And good luck with htx.com"), signal);
    account.say("I am Jo, a human", { to: mia });
    await sink.until(({ texts }) => texts.includes("I am Jo, a human"));
    await twitter.hub.settled();
    expect(sink.texts).toEqual(["I am Jo, a human"]);
    expect(sink.events).toMatchObject([{ message: { author: { role: "staff" } } }]);
  });

  it("pain 2: of a send before a kill is known by what is on disk, and settles it", async () => {
    const { twitter, start, message, sink, clock, heard } = await aTwitterAtWork({ pollMs: 20 });
    const delivery = message("Sent, and nobody noted it");
    const since = clock.now();
    sink.storedCursor = JSON.stringify({ first: "1", after: "1", mentioned: "1" });
    await start().adapter.deliver(delivery, signal);
    sink.ownSends = {
      messageIds: [],
      unsettled: [{ content: { text: "Sent, and nobody noted it", spans: [] } }],
    };
    const { adapter, begin } = start();
    await begin();
    await sink.until(({ storedCursor = "" }) => !storedCursor.includes('"after":"1"'));
    const reads = twitter.counts["getDirectMessagesEventsByParticipantId 200"] ?? 0;
    await adapter.deliver({ ...delivery, uncertainSince: since }, signal);
    expect([heard(), sink.texts]).toEqual([["Sent, and nobody noted it"], []]);
    expect(twitter.counts["getDirectMessagesEventsByParticipantId 200"] ?? 0).toBe(reads);
  });
});

it.each([
  ["plan", "unauthorized"],
  ["credits", "unauthorized"],
  ["app_permissions", "unauthorized"],
  ["suspended", "unauthorized"],
  ["locked", "unauthorized"],
  ["not_permitted", "unreachable"],
  ["closed", "unreachable"],
  ["not_following", "unreachable"],
  ["duplicate", "rejected"],
] as const)("pain 20: the refusal %s of a send is %s, and says what it means", async (reason, expected) => {
  const { twitter, start, message } = await aTwitterAtWork();
  twitter.fault({ kind: "refused", reason, method: sendCall });
  const error = await failureIn(start().adapter.deliver(message("Hello"), signal));
  expect(error?.failure).toBe<DeliveryFailure>(expected);
  expect(error?.message).toMatch(/\(.+: .+\)/);
});

it("a public reply in words that X has seen is sent again with a mark, whole and once", async () => {
  const { mia, account, start, message } = await aTwitterAtWork();
  const { adapter } = start();
  const words = `Please send us a direct message. ${"We never ask for codes. ".repeat(10)}`.trim();
  const replyTo = (text: string) => {
    const { id } = mia.post(text);
    const delivery = message(words);
    const conversation = conversationId(builtAccountId, `post:${id}`);
    return {
      ...delivery,
      effect: { ...delivery.effect, conversationId: conversation, visibility: "public" as const },
    };
  };
  await adapter.deliver(replyTo("@HTXSupport hello?"), signal);
  const second = replyTo("@HTXSupport and now?");
  expect((await failureIn(adapter.deliver(second, signal)))?.failure).toBe("transient");
  await adapter.deliver(second, signal);
  const [first, marked, ...others] = account.posts.map(({ text }) => text);
  expect(others).toEqual([]);
  expect(first).toBe(words);
  expect(marked).toMatch(/^Please .* for… \[\w{6}\]$/);
  expect(marked?.length).toBeLessThanOrEqual(280);
});

describe("a public reply whose answer was lost", () => {
  const postCall = "createPosts";
  const aReply = async () => {
    const world = await aTwitterAtWork();
    const asked = world.mia.post("@HTXSupport hello?");
    const delivery = world.message("Please send us a direct message.");
    const effect = {
      ...delivery.effect,
      conversationId: conversationId(builtAccountId, `post:${asked.id}`),
      visibility: "public" as const,
    };
    const said = () => world.account.posts.map(({ text }) => text);
    return { ...world, asked, said, delivery: { ...delivery, effect }, since: world.clock.now() };
  };

  it.each(["reset_after", "reset_before"] as const)(
    "pain 2: stands there exactly once, under its own id (%s)",
    async (kind) => {
      const { twitter, account, start, delivery, since, said } = await aReply();
      const { adapter } = start();
      twitter.fault({ kind, method: postCall });
      await failureIn(adapter.deliver(delivery, signal));
      const receipt = await adapter.deliver({ ...delivery, uncertainSince: since }, signal);
      expect(said()).toEqual(["Please send us a direct message."]);
      expect(receipt.messageIds).toEqual(account.posts.map(({ id }) => id));
    },
  );

  it("pain 2: does not count as said where X refuses the same words to somebody else", async () => {
    const { twitter, start, delivery, since, said } = await aReply();
    const { adapter } = start();
    twitter.fault({ kind: "reset_before", method: postCall });
    await failureIn(adapter.deliver(delivery, signal));
    twitter.fault({ kind: "refused", reason: "duplicate", method: postCall });
    const error = await failureIn(adapter.deliver({ ...delivery, uncertainSince: since }, signal));
    expect([error?.failure, said()]).toEqual(["rejected", []]);
  });
});

it.each(["suspended", "gone"] as const)("a person who is %s is unreachable", async (how) => {
  const { mia, start, message } = await aTwitterAtWork();
  mia.vanish(how);
  expect((await failureIn(start().adapter.deliver(message("Hello"), signal)))?.failure).toBe("unreachable");
});
