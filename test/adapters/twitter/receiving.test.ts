import { describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { aTwitterAtWork } from "./at-work.ts";

const signal = new AbortController().signal;

type Work = Awaited<ReturnType<typeof aTwitterAtWork>>;

/** The adapter ran until then, and was stopped. */
const ranUntil = async ({ start }: Work, isReached: () => Promise<unknown>) => {
  const { adapter, begin, stop } = start();
  await begin();
  await isReached();
  stop.abort();
  await adapter.close();
};
const ranUntilSubscribed = (work: Work) =>
  ranUntil(work, () => work.sink.until(() => work.twitter.hub.subscriptions.size >= 4));
const ranUntilItsPlaceWasKept = (work: Work) =>
  ranUntil(work, () => work.sink.until(({ storedCursor }) => storedCursor !== undefined));

describe("receiving from X by two ways", () => {
  it("pain 20: goes on by asking when the webhook is dead", async () => {
    const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook: true });
    twitter.fault({ kind: "crc_fails", times: 0 });
    await start().begin();
    mia.say("one");
    mia.say("two");
    await sink.until(({ texts }) => texts.length === 2);
    const reason = expect.stringMatching(/got no right answer.*from outside/);
    expect(sink.reports.at(-1)).toEqual({ state: "connected", reason });
  });

  it.each(["plan", "app_permissions"] as const)(
    "pain 20: goes on by the webhook when asking is refused (%s)",
    async (reason) => {
      const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook: true });
      twitter.fault({ kind: "refused", reason, method: "getDirectMessagesEvents", times: 0 });
      await start().begin();
      await sink.until(() => twitter.hub.subscriptions.size >= 4);
      mia.say("one");
      mia.say("two");
      await sink.until(({ texts }) => texts.length === 2);
      expect([...sink.texts].toSorted()).toEqual(["one", "two"]);
    },
  );

  it.each(["plan", "app_permissions", "credits"] as const)(
    "pain 20: says what an operator has to mend when asking is refused (%s) though the webhook works",
    async (reason) => {
      const { twitter, start, sink } = await aTwitterAtWork({ webhook: true });
      twitter.fault({ kind: "refused", reason, method: "getDirectMessagesEvents", times: 0 });
      await start().begin();
      await sink.until(({ reports }) => JSON.stringify(reports).includes(reason.replace("_", " ")));
      expect(sink.reports.at(-1)).toMatchObject({ state: "connected" });
    },
  );

  it("has X deliver again what went astray while asking is refused", async () => {
    const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook: true });
    const first = start();
    await first.begin();
    // X has been asked for messages, and is not for minutes, as its deliveries come.
    await eventually(() => twitter.counts["getDirectMessagesEvents 200"] === 1);
    // X gives up on it: as often as it tries.
    twitter.fault({ kind: "webhook_unreachable", times: 4 });
    mia.say("astray");
    const [webhook] = twitter.hub.webhooks.values();
    await eventually(() => webhook?.failures === 4);
    first.stop.abort();
    await first.adapter.close();
    twitter.fault({ kind: "refused", reason: "plan", method: "getDirectMessagesEvents", times: 0 });
    await start().begin();
    await sink.until(({ texts }) => texts.includes("astray"));
    expect(twitter.counts["createWebhookReplayJob 200"]).toBe(1);
    // The message, and the end of the replay.
    await eventually(() => webhook?.delivered === 2);
    expect(sink.intakes.flatMap(({ unparsed }) => unparsed)).toEqual([]);
  });

  it("tells a delivery that is doubled, late or repeated under one id", async () => {
    const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook: true });
    await start().begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    twitter.fault({ kind: "update_twice" });
    mia.say("twice");
    twitter.fault({ kind: "update_late" });
    mia.say("late");
    mia.say("early");
    await sink.until(({ texts }) => texts.length >= 4);
    expect(new Set(sink.events.map(({ id }) => id)).size).toBe(3);
  });

  it("reports it as failed when the account takes the app's access back, with what to do", async () => {
    const { twitter, account, start, sink } = await aTwitterAtWork({ webhook: true });
    await start().begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    account.revoke();
    await sink.until(({ reports }) => reports.at(-1)?.state === "failed");
    expect(JSON.stringify(sink.reports.at(-1))).toMatch(/access token/i);
  });

  it("asks whether it is still so when X tells once more of access that was taken back and given again", async () => {
    const { twitter, account, start, sink, clock } = await aTwitterAtWork({ webhook: true });
    await start().begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    account.revoke();
    await sink.until(({ reports }) => reports.at(-1)?.state === "failed");
    account.grantAgain();
    const [before, asked] = [sink.reports.length, twitter.counts["getUsersMe 200"] ?? 0];
    const [webhook] = twitter.hub.webhooks.values();
    if (webhook === undefined) expect.unreachable("X has no webhook");
    twitter.hub.replay(webhook, { fromAt: clock.now() - 60_000, toAt: clock.now() + 1 });
    await eventually(() => (twitter.counts["getUsersMe 200"] ?? 0) > asked);
    await twitter.hub.settled();
    expect(sink.reports.slice(before).filter(({ state }) => state === "failed")).toEqual([]);
  });

  it.each([true, false])(
    "leaves those alone who answer somebody who named us (webhook: %s)",
    async (webhook) => {
      const { twitter, mia, start, sink } = await aTwitterAtWork({ webhook });
      const bob = twitter.person({ name: "Bob", username: "bob_b" });
      await start().begin();
      if (webhook) await sink.until(() => twitter.hub.subscriptions.size >= 4);
      await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
      const asked = mia.post("@HTXSupport where is my money?");
      bob.post("same here", { replyTo: asked });
      bob.post("and here, @HTXSupport", { replyTo: asked });
      const last = "@mia_w @HTXSupport and here, @HTXSupport";
      await sink.until(({ texts }) => texts.includes(last));
      expect(new Set(sink.texts)).toEqual(new Set([asked.text, last]));
    },
  );

  it("takes no delivery before it knows whose the keys are, where the token does not tell", async () => {
    const accessToken = "a-token-that-tells-nobody";
    const work = await aTwitterAtWork({ webhook: true, pollMs: 60_000, accessToken });
    const { twitter, mia, start, sink, server } = work;
    await ranUntilSubscribed(work);
    const nobodyKnown = twitter.fault({ kind: "server_error", method: "getUsersMe", times: 0 });
    await start().begin();
    mia.say("delete my data");
    await twitter.hub.settled();
    expect([server.statuses.at(-1), sink.texts]).toEqual([503, []]);
    nobodyKnown.cancel();
    await sink.until(({ texts }) => texts.includes("delete my data"));
  });

  it("is not stopped by what stands in an address", async () => {
    const { mia, start, sink } = await aTwitterAtWork();
    await start().begin();
    await sink.until(({ storedCursor }) => storedCursor !== undefined);
    const odd = Array.from({ length: 25 }, (_, n) => `https://a.co/${n}$'x`).join(" ");
    mia.say(odd);
    mia.say("and you?");
    await sink.until(({ texts }) => texts.length === 2);
    expect(sink.texts).toEqual([odd, "and you?"]);
  });

  it.each([-120_000, 120_000])(
    "begins at X's present, though our clock is %d ms ahead of it",
    async (skewMs) => {
      const { mia, start, sink, clock } = await aTwitterAtWork();
      const secondOf = (at: number) => Math.floor(at / 1_000);
      mia.say("long ago");
      const saidAt = clock.now();
      await eventually(() => secondOf(clock.now()) > secondOf(saidAt), { what: "X's next second" });
      await start({ skewMs }).begin();
      await sink.until(({ storedCursor }) => storedCursor !== undefined);
      const begunAt = clock.now();
      await eventually(() => secondOf(clock.now()) > secondOf(begunAt), { what: "X's next second" });
      mia.say("hello?");
      await sink.until(({ texts }) => texts.includes("hello?"));
      expect(sink.texts).toEqual(["hello?"]);
    },
  );

  it("begins anew with another account of X, and answers nobody about what was there", async () => {
    const { mia, start, sink } = await aTwitterAtWork();
    const others = { userId: "1500000000000000043", first: "1", after: "1", mentioned: "1" };
    sink.storedCursor = JSON.stringify(others);
    mia.say("to whoever was here before");
    mia.post("@HTXSupport to whoever was here before");
    await start().begin();
    await sink.until(({ storedCursor = "" }) => !storedCursor.includes(others.userId));
    mia.say("hello?");
    await sink.until(({ texts }) => texts.includes("hello?"));
    expect(sink.texts).toEqual(["hello?"]);
  });

  it("goes on with its own place, without asking X first who it is", async () => {
    const work = await aTwitterAtWork({ webhook: true });
    const { twitter, mia, start, sink } = work;
    await ranUntilSubscribed(work);
    twitter.fault({ kind: "server_error", method: "getUsersMe", times: 0 });
    await start().begin();
    mia.say("hello?");
    await sink.until(({ texts }) => texts.includes("hello?"));
    expect(sink.texts).toEqual(["hello?"]);
  });

  it("reads a long gap page by page, the oldest first", async () => {
    const work = await aTwitterAtWork();
    const { mia, start, sink } = work;
    await ranUntilItsPlaceWasKept(work);
    const said = Array.from({ length: 250 }, (_, n) => `message ${n}`);
    for (const text of said) mia.say(text);
    await start().begin();
    await sink.until(({ texts }) => texts.length === 250);
    expect(sink.texts).toEqual(said);
  });

  it.each(["server_error", "rate_limited"] as const)(
    "takes no page of a long gap twice when one is refused (%s)",
    async (kind) => {
      const { twitter, mia, start, sink } = await aTwitterAtWork({ pollMs: 1_000 });
      sink.storedCursor = JSON.stringify({ first: "1", after: "1", mentioned: "1" });
      for (let n = 0; n < 250; n += 1) mia.say(`message ${n}`);
      twitter.fault({ kind, method: "getDirectMessagesEvents", skip: 2 });
      await start().begin();
      await sink.until(({ texts }) => texts.length === 250);
      expect(twitter.counts["getDirectMessagesEvents 200"]).toBe(3);
    },
  );

  it("reads all posts of a long gap that name the account, the oldest first", async () => {
    const work = await aTwitterAtWork();
    const { mia, start, sink } = work;
    await ranUntilItsPlaceWasKept(work);
    const said = Array.from({ length: 150 }, (_, n) => `@HTXSupport ${n}`);
    for (const text of said) mia.post(text);
    await start().begin();
    await sink.until(({ texts }) => texts.length === 150);
    expect(sink.texts).toEqual(said);
  });
});

describe("the probe of an account on X", () => {
  it.each([
    ["plan", "getUsersMe", "token", /plan/],
    ["app_permissions", "getDirectMessagesEvents", "direct messages", /permissions/],
    ["credits", "getDirectMessagesEvents", "direct messages", /credits/],
    ["suspended", "getUsersMe", "token", /suspended/],
  ] as const)("pain 20: names the refusal %s of %s", async (reason, method, name, words) => {
    const { twitter, start } = await aTwitterAtWork();
    twitter.fault({ kind: "refused", reason, method });
    const checks = await start().adapter.probe(signal);
    const check = checks.find((one) => one.name === name);
    expect([check?.ok, check?.remedy]).toEqual([false, expect.stringMatching(words)]);
  });

  it("pain 20: says that X finds the webhook not valid, and what is missing of its subscriptions", async () => {
    const { twitter, start, sink } = await aTwitterAtWork({ webhook: true });
    const { adapter, begin } = start();
    await begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    const inOrder = await adapter.probe(signal);
    expect(inOrder.filter(({ ok }) => !ok)).toEqual([]);
    twitter.hub.subscriptions.clear();
    const subscriptions = (await adapter.probe(signal)).find(({ name }) => name === "subscriptions");
    expect(subscriptions?.ok).toBe(false);
    twitter.fault({ kind: "crc_fails", times: 0 });
    const broken = (await adapter.probe(signal)).find(({ name }) => name === "webhook");
    expect([broken?.ok, broken?.remedy]).toEqual([false, expect.stringMatching(/from outside/)]);
  });

  it("has X call the webhook, and says so when no call comes", async () => {
    const { twitter, start, sink, server } = await aTwitterAtWork({ webhook: true });
    const { adapter, begin } = start();
    const webhookOf = async () =>
      (await adapter.probe(signal)).find(({ name }) => name === "webhook")?.detail ?? "";
    await begin();
    await sink.until(() => twitter.hub.subscriptions.size >= 4);
    expect(await webhookOf()).toMatch(/just called/);
    server.handle = undefined;
    expect(await webhookOf()).toMatch(/no call came/);
    const other = (await start().adapter.probe(signal)).find(({ name }) => name === "webhook");
    expect(other).toMatchObject({ ok: true, detail: expect.stringMatching(/only where the fleet runs/) });
  });

  it("takes its look from the few, and does without when none is left", async () => {
    const { twitter, start, sink } = await aTwitterAtWork({ pollMs: 60_000 });
    const { adapter, begin } = start();
    await begin();
    await sink.until(({ reports }) => reports.at(-1)?.state === "connected");
    const looks = () => twitter.counts["getDirectMessagesEvents 200"] ?? 0;
    const before = looks();
    let taken = 0;
    sink.takeRead = async () => {
      taken += 1;
      return taken === 1 ? 0 : 60_000;
    };
    await adapter.probe(signal);
    expect([taken, looks()]).toEqual([1, before + 1]);
    const checks = await adapter.probe(signal);
    expect([taken, looks()]).toEqual([2, before + 1]);
    expect(checks.find(({ name }) => name === "direct messages")?.detail).toMatch(/60 s/);
  });

  it.each([
    [0, true],
    [120_000, false],
    [-120_000, false],
  ])("reminds of the label, and looks at a clock that is %d ms ahead", async (skewMs, ok) => {
    const { start } = await aTwitterAtWork();
    const checks = await start({ skewMs }).adapter.probe(signal);
    expect(checks.find(({ name }) => name === "clock")?.ok).toBe(ok);
    expect(checks.map(({ name }) => name)).toContain("automated label");
  });
});
