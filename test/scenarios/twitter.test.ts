import { describe, expect, it, vi } from "vitest";
import { aFleetIn } from "../support/a-fleet.ts";
import { aTwitterWorld, chooseByNumber } from "../support/a-twitter-world.ts";
import { eventually } from "../support/eventually.ts";
import { phrase } from "../support/phrases.ts";
import { twitterKeys } from "../support/twitter-account.ts";

// The first fleet of a process loads everything.
vi.setConfig({ testTimeout: 60_000 });

const ways = [
  ["by webhook", true],
  ["by asking alone", false],
] as const;

const aTwitterScene = async (webhook: boolean) => {
  const world = await aTwitterWorld({ webhook });
  const fleet = await aFleetIn(world);
  const { twitter, mia } = world;
  if (webhook)
    await eventually(() => [...twitter.hub.subscriptions.values()].length >= 4, { what: "subscriptions" });
  const heard = () => mia.inbox.map(({ text }) => text);
  const seen = (pattern: RegExp) =>
    eventually(() => heard().some((text) => pattern.test(text)), {
      what: `${pattern} in ${heard().join("|")}`,
    });
  return { ...world, desk: world.sandbox.desk, fleet, heard, seen };
};

const seed = "legal winner thank year wave sausage worth useful legal winner thank yellow";

describe.each(ways)("on X, %s", (_, webhook) => {
  it("a question in direct messages is answered once, in one message with numbered choices", async () => {
    const { mia, fleet, seen, heard } = await aTwitterScene(webhook);
    mia.say("How do I deposit USDT?");
    await seen(/deposit/i);
    await fleet.service.drain();
    expect(heard().filter((text) => /deposit/i.test(text))).toHaveLength(1);
    expect(heard().at(-1)).toMatch(/\[1\] /);
  });

  it("a number opens a ticket, and the agent's reply comes back", async () => {
    const { mia, desk, seen } = await aTwitterScene(webhook);
    mia.say("talk to a human");
    await seen(/\[1\]/);
    chooseByNumber(mia, phrase("button.send_now"));
    const ticket = await desk.waitForTicket();
    await seen(new RegExp(phrase("ticket.receipt").slice(0, 20)));
    await desk.reply(ticket.ticketId, "We are looking into it.");
    await seen(/We are looking into it/);
  });

  it("a reply that its agent rewrites is followed by its correction, for nothing sent can be changed there", async () => {
    const { mia, desk, fleet, heard, seen } = await aTwitterScene(webhook);
    mia.say("talk to a human");
    await seen(/\[1\]/);
    chooseByNumber(mia, phrase("button.send_now"));
    const { ticketId } = await desk.waitForTicket();
    const { webhook: first } = await desk.reply(ticketId, "Wait for two days.");
    await seen(/two days/);
    await fleet.settled();
    const { webhook: edit } = await desk.editReply(ticketId, {
      edits: first.eventId,
      text: "Wait for three days.",
    });
    await seen(/has corrected an earlier reply(?:.|\n)*three days/);
    await fleet.settled();
    expect(heard().filter((text) => text.includes("three days"))).toHaveLength(1);
    const fates = desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
    expect(fates.at(-1)).toMatchObject({ eventId: edit.eventId, state: "delivered" });
  });

  it("a recovery phrase is warned of and stored nowhere; the copy on X is the person's to delete", async () => {
    const world = await aTwitterScene(webhook);
    world.mia.say(seed);
    await world.seen(/delete/i);
    await world.fleet.service.drain();
    expect(world.bytes().includes("sausage worth useful")).toBe(false);
    expect(world.fleet.log()).not.toContain("sausage");
    // Nothing was tried that X has no call for.
    expect(await world.fleet.storage.operator.dead(10)).toEqual([]);
  });

  it("a human who types in the app takes over; our own messages are not taken for theirs", async () => {
    const { mia, account, fleet, seen, heard } = await aTwitterScene(webhook);
    mia.say("How do I deposit USDT?");
    await seen(/deposit/i);
    await fleet.settled();
    account.say("Hello Mia, I am Jo from the team.", { to: mia });
    const conversation = `x-support/${mia.id}`;
    await eventually(async () => (await fleet.turns()).includes("staff_wrote"), { what: conversation });
    const before = heard().length;
    mia.say("and my withdrawal?");
    await eventually(async () => (await fleet.turns()).includes("with_staff"));
    expect(heard().slice(before)).toEqual([]);
  });

  it("none of the four keys is seen in a log or on disk", async () => {
    const world = await aTwitterScene(webhook);
    world.mia.say("How do I deposit USDT?");
    await world.seen(/deposit/i);
    await world.fleet.service.drain();
    const { consumerKey, consumerSecret, accessToken, accessSecret } = twitterKeys;
    for (const secret of [consumerKey, consumerSecret, accessToken, accessSecret]) {
      expect(world.bytes().includes(secret)).toBe(false);
      expect(world.fleet.log()).not.toContain(secret);
    }
  });
});

it("signed deliveries that are posted once more, an hour's worth of them, are answered once", async () => {
  const { twitter, mia, fleet, seen, heard } = await aTwitterScene(true);
  mia.say("How do I deposit USDT?");
  await seen(/deposit/i);
  await fleet.service.drain();
  const before = heard();
  const [webhook] = twitter.hub.webhooks.values();
  if (!webhook) throw new Error("X knows no webhook");
  const delivered = webhook.delivered;
  const now = Date.now();
  twitter.hub.replay(webhook, { fromAt: now - 3_600_000, toAt: now + 1 });
  await twitter.hub.settled();
  expect(webhook.delivered).toBeGreaterThan(delivered);
  await fleet.service.drain();
  expect(heard()).toEqual(before);
});

it("who names us in public gets one public reply under their post", async () => {
  const { mia, account } = await aTwitterScene(true);
  const post = mia.post("@HTXSupport how do I deposit USDT?");
  const [reply] = await account.waitForPosts(1);
  expect(reply?.replyTo).toBe(post.id);
});

it("each of many gets their own public reply, which X takes for no repetition", async () => {
  const { twitter, mia, account } = await aTwitterScene(true);
  const bob = twitter.person({ name: "Bob", username: "bob_k" });
  const asked = [mia, bob].map((one) => one.post("@HTXSupport how do I deposit USDT?"));
  const replies = await account.waitForPosts(2);
  expect(new Set(replies.map(({ replyTo }) => replyTo))).toEqual(new Set(asked.map(({ id }) => id)));
  expect(new Set(replies.map(({ text }) => /^@\w+ /.exec(text)?.[0]))).toEqual(
    new Set(["@mia_w ", "@bob_k "]),
  );
});

it("one person gets a reply in each thread, and a warning for each secret", async () => {
  const { mia, account } = await aTwitterScene(true);
  const first = mia.post(`@HTXSupport my words are ${seed}`);
  await account.waitForPosts(1);
  const second = mia.post(`@HTXSupport or maybe ${seed.replace("legal", "Legal")}`, { replyTo: first });
  await account.waitForPosts(2);
  const third = mia.post("@HTXSupport my withdrawal is stuck");
  await account.waitForPosts(3);
  const fourth = mia.post("@HTXSupport my deposit is stuck");
  const replies = await account.waitForPosts(4);
  expect(replies.map(({ replyTo }) => replyTo)).toEqual([first, second, third, fourth].map(({ id }) => id));
  expect(new Set(replies.map(({ text }) => text)).size).toBe(4);
});

it("a secret in a reply to somebody else is warned of under that reply, in a whole post", async () => {
  const { twitter, mia, account } = await aTwitterScene(true);
  const bob = twitter.person({ name: "Bob", username: "bob_k" });
  const first = bob.post("has anybody had trouble with withdrawals?");
  const leaked = mia.post(`@HTXSupport yes, my words are ${seed}`, { replyTo: first });
  const [warning] = await account.waitForPosts(1);
  expect(warning?.replyTo).toBe(leaked.id);
  expect(warning?.text).toMatch(/^@mia_w Careful! .* to do next\.$/s);
  expect(warning?.text).not.toContain("yellow");
});

it("who writes to us after a public warning is told first what to do, and once", async () => {
  const { mia, account, fleet, seen, heard } = await aTwitterScene(true);
  mia.post(`@HTXSupport my words are ${seed}`);
  await account.waitForPosts(1);
  await fleet.settled();
  mia.say("hi");
  const advice = phrase("secret.todo.seed_phrase").replaceAll("**", "").slice(0, 30);
  await seen(/\[1\]/);
  expect(heard().join("\n")).toContain(advice);
  const before = heard().length;
  mia.say("hi");
  await eventually(() => heard().length > before);
  expect(heard().slice(before).join("\n")).not.toContain(advice);
});

it("who writes no more than a greeting after an invitation is answered what they asked in public", async () => {
  const { mia, account, fleet, seen } = await aTwitterScene(true);
  mia.post("@HTXSupport how do I deposit USDT?");
  await account.waitForPosts(1);
  await fleet.settled();
  mia.say("hello");
  await seen(/asked us in public(?:.|\n)*deposit/i);
});

it("whom X lets nobody answer in public is a case for the desk; nothing of a split secret gets there", async () => {
  const { twitter, mia, desk, fleet, heard, bytes } = await aTwitterScene(true);
  twitter.fault({ kind: "refused", method: "createPosts", reason: "not_permitted", times: 0 });
  const words = seed.split(" ");
  const first = mia.post(`@HTXSupport my withdrawal is stuck, ${words.slice(0, 6).join(" ")}`);
  const { ticketId } = await desk.waitForTicket();
  expect(desk.ticket(ticketId).fields["description"]).toContain(`https://x.com/i/web/status/${first.id}`);
  mia.post(`@HTXSupport ${words.slice(6).join(" ")}`, { replyTo: first });
  const second = await desk.waitForTicket((ticket) => ticket.ticketId !== ticketId);
  await fleet.settled();
  expect(second.fields).toMatchObject({ urgent: true, category: "account_security" });
  expect(second.fields["description"]).toContain("seed_phrase");
  expect(JSON.stringify([...desk.tickets.values()])).not.toContain("winner");
  expect(bytes().includes("winner thank year")).toBe(false);

  await desk.reply(ticketId, "We are looking into it.");
  const fates = () => desk.ticket(ticketId).transcript.flatMap(({ delivery }) => delivery ?? []);
  await eventually(() => fates().at(-1)?.state === "failed");
  await fleet.settled();
  expect(heard()).toEqual([]);
});

it("a picture is fetched and given to the desk", async () => {
  const { mia, desk, seen } = await aTwitterScene(true);
  mia.say("talk to a human");
  await seen(/\[1\]/);
  chooseByNumber(mia, phrase("button.send_now"));
  const ticket = await desk.waitForTicket();
  mia.say("see this", { files: [{ fileName: "proof.png" }] });
  await eventually(() => desk.ticket(ticket.ticketId).attachments.size === 1);
});

it("an encrypted message is answered in plain words, once: that nobody here can read it", async () => {
  const { mia, fleet, seen, heard } = await aTwitterScene(true);
  mia.sayEncrypted();
  await seen(/encrypted messages cannot be read here/);
  mia.sayEncrypted();
  await fleet.settled();
  expect(heard()).toHaveLength(1);
});
