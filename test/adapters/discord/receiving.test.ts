import { describe, expect, it, vi } from "vitest";
import { atWork, theEvent } from "./at-work.ts";

const watching = { fields: { intents: ["messageContent", "members"] } } as const;

describe("after an outage", () => {
  it("pain 4: what was written meanwhile is read from the channels, in order, once, with its own time", async () => {
    const at = await atWork(watching);
    await at.begin();
    at.mia.say("before");
    at.mia.say("before, in public", { channel: at.channel });
    await at.sink.until(({ texts }) => texts.length === 2);
    await at.stop();
    at.passTime(3_600_000);
    at.discord.gateway.loseResumes();
    for (const text of ["one", "two", "three"]) at.mia.say(text);
    at.mia.say("in public", { channel: at.channel });
    const silent = at.guild.addChannel({ name: "silent" });
    at.passTime(60_000);
    await at.restart();
    at.mia.say("after");
    await at.sink.until(({ texts }) => texts.includes("after") && texts.includes("in public"));
    const ids = new Set(at.sink.events.map(({ id }) => id));
    const told = [...ids].map((id) => at.sink.events.find((event) => event.id === id));
    const texts = told.map((event) => (event?.kind === "message.created" ? event.message.text : ""));
    expect(texts.filter((text) => text !== "in public")).toEqual([
      "before",
      "before, in public",
      "one",
      "two",
      "three",
      "after",
    ]);
    const timeOf = (text: string) => told[texts.indexOf(text)]?.occurredAt ?? 0;
    expect(timeOf("after") - timeOf("one")).toBe(60_000);
    // Nobody wrote in it: it is not asked.
    expect(at.discord.requests.some(({ path }) => Object.values(path).includes(silent.id))).toBe(false);
  });

  it("pain 4: a message that waits at most as long as the operator wants is read, and no older one", async () => {
    const at = await atWork({ fields: { refillHours: 1 } });
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.discord.gateway.loseResumes();
    at.mia.say("long ago");
    at.passTime(2 * 3_600_000);
    at.mia.say("lately");
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("lately"));
    expect(at.sink.texts).toEqual(["before", "lately"]);
  });

  it("a restart while the gap is read begins it anew", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.discord.gateway.loseResumes();
    at.mia.say("meanwhile");
    const outage = { kind: "server_error", status: 503, method: "list_messages", times: 0 } as const;
    const fault = at.discord.fault(outage);
    await at.restart();
    await at.discord.waitForRequest(({ operation }) => operation === "list_messages");
    const cursor = at.sink.storedCursor;
    await at.stop();
    fault.cancel();
    expect(at.sink.storedCursor).toBe(cursor);
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("meanwhile"));
  });

  it("a short one is gone through by the same session, without a word lost or read twice", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.mia.say("meanwhile");
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("meanwhile"));
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
    expect(at.discord.counts["list_messages 200"]).toBeUndefined();
    expect(at.sink.texts).toEqual(["before", "meanwhile"]);
  });

  it("at the first start nobody is answered for what was written before it", async () => {
    const at = await atWork();
    at.mia.say("long ago");
    at.passTime(1000);
    await at.begin();
    at.mia.say("hello");
    await at.sink.until(({ texts }) => texts.includes("hello"));
    expect(at.sink.texts).toEqual(["hello"]);
  });
});

describe("a connection that", () => {
  it("is cut is taken up again by the same session", async () => {
    const at = await atWork();
    await at.begin();
    at.discord.gateway.drop();
    at.mia.say("through it all");
    await at.sink.until(({ texts, reports }) => texts.length === 1 && reports.at(-1)?.state === "connected");
    expect(at.sink.reports.map(({ state }) => state)).toContain("waiting");
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("is open and dead is noticed by its heartbeats", async () => {
    const at = await atWork({ discord: { heartbeatMs: 200 } });
    await at.begin();
    at.discord.gateway.zombify();
    at.mia.say("is anybody there");
    await at.sink.until(({ texts }) => texts.length === 1);
    expect(at.discord.gateway.counts.resume).toBe(1);
  });

  it("is told that its session is over begins another one, and reads what it missed", async () => {
    const at = await atWork({ discord: { identify: "off" } });
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.length === 1);
    at.discord.gateway.loseResumes();
    at.discord.gateway.drop();
    at.mia.say("missed");
    at.passTime(10_000);
    await at.sink.until(({ texts }) => texts.includes("missed"));
    expect(at.discord.gateway.counts.identify).toBe(2);
  });

  it("is asked to reconnect does so", async () => {
    const at = await atWork();
    await at.begin();
    at.discord.gateway.reconnect();
    at.mia.say("hello");
    await at.sink.until(({ texts }) => texts.length === 1);
    expect(at.discord.gateway.counts.identify).toBe(1);
  });

  it("wants intents that are not granted says so, with where to click", async () => {
    const at = await atWork();
    const { createDiscordAdapter } = await import("../../../adapters/discord/index.ts");
    const { aDiscordAccount, botToken } = await import("./at-work.ts");
    const adapter = createDiscordAdapter({
      account: aDiscordAccount(),
      fields: {
        token: botToken,
        apiRoot: at.discord.apiRoot,
        allowance: "unlimited",
        intents: ["messageContent"],
        refillHours: 1,
      },
      clock: { now: () => 0 },
    });
    await adapter.start(at.sink, new AbortController().signal);
    expect(at.sink.reports[0]).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/Privileged Gateway Intents/),
    });
    const checks = await adapter.probe(new AbortController().signal);
    expect(checks.find(({ name }) => name === "intent messageContent")).toMatchObject({ ok: false });
    await adapter.close();
  });

  it("acknowledges no packet that is not durable: its heartbeats tell of those before", async () => {
    const at = await atWork({ discord: { heartbeatMs: 100 } });
    await at.begin();
    at.mia.say("one");
    await at.sink.until(({ texts }) => texts.length === 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.sink.gate = promise;
    at.mia.say("two");
    await at.sink.until(({ offered }) => offered === 3);
    // The session begins anew with what was not durable when the process dies here.
    at.discord.gateway.drop();
    await at.sink.until(({ reports }) => reports.length === 3);
    expect(at.sink.reports.map(({ state }) => state)).toEqual(["connected", "waiting", "connected"]);
    resolve();
    await at.sink.until(({ texts }) => texts.filter((text) => text === "two").length === 2);
    expect(new Set(at.sink.events.map(({ id }) => id)).size).toBe(2);
  });

  it("brings more than can be stored is given up until that is durable, and the rest is told later", async () => {
    const at = await atWork(watching);
    await at.begin();
    const { promise, resolve } = Promise.withResolvers<void>();
    at.sink.gate = promise;
    const count = 6000;
    for (let n = 0; n < count; n += 1) at.mia.say(`${n}`, { channel: at.channel });
    await vi.waitFor(() => expect(at.discord.gateway.connected).toBe(0), { timeout: 10_000 });
    resolve();
    await at.sink.until(({ texts }) => texts.length >= count);
    expect(at.sink.texts).toEqual(Array.from({ length: count }, (_, n) => `${n}`));
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("acknowledges nothing that came after a message which waits for the gap before it", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.discord.gateway.loseResumes();
    const outage = { kind: "server_error", status: 503, method: "list_messages", times: 0 } as const;
    const fault = at.discord.fault(outage);
    await at.restart();
    await at.discord.waitForRequest(({ operation }) => operation === "list_messages");
    at.mia.say("held");
    at.mia.forge({ custom_id: "b:zz.9", component_type: 2 }, { type: 3, channel: at.mia.dm() });
    await at.sink.until(({ events }) => events.some(({ kind }) => kind === "button.pressed"));
    at.discord.gateway.drop();
    await at.discord.gateway.waitForCount("resume", 1);
    fault.cancel();
    // Read from its channel, told while the gap was open, and told again by the session, which could not know of it.
    await at.sink.until(({ texts }) => texts.filter((text) => text === "held").length === 3);
    expect(new Set(at.sink.events.map(({ id }) => id)).size).toBe(3);
  });
});

describe("without privileged intents", () => {
  it("pain 17: direct messages and mentions are heard, and no other word of a server", async () => {
    const at = await atWork();
    await at.begin();
    at.mia.say("nobody listens", { channel: at.channel });
    at.mia.say(`<@${at.discord.bot().id}> hello`, { channel: at.channel });
    at.mia.say("in private");
    await at.sink.until(({ texts }) => texts.length === 2);
    expect(at.sink.texts).toEqual(["@HTXSupport hello", "in private"]);
    expect(at.sink.events[0]).toMatchObject({ conversationKind: "group", message: { mentionsUs: true } });
  });

  it("nothing is stored of what is deleted on a server", async () => {
    const at = await atWork();
    await at.begin();
    const { id } = at.mia.say("nobody listens", { channel: at.channel });
    at.mia.remove(id);
    at.mia.say("in private");
    await at.sink.until(({ texts }) => texts.length === 1);
    expect(at.sink.events.map(({ kind }) => kind)).toEqual(["message.created"]);
  });
});

describe("with them", () => {
  it("edits, deletions, comings and goings are told, and who moderates", async () => {
    const at = await atWork(watching);
    await at.begin();
    const { id } = at.mia.say("helo", { channel: at.channel });
    at.passTime(1000);
    at.mia.edit(id, "hello");
    at.mia.remove(id);
    const bob = at.discord.person({ name: "bob" });
    at.guild.join(bob.user);
    at.guild.leave(bob.id);
    await at.sink.until(({ events }) => events.some(({ kind }) => kind === "member.left"));
    expect(at.sink.events.map(({ kind }) => kind)).toEqual([
      "message.created",
      "message.edited",
      "message.deleted",
      "member.joined",
      "member.left",
    ]);
    const owner = at.discord.person({ name: `owner of ${at.guild.name}` });
    owner.say("order!", { channel: at.channel });
    await at.sink.until(({ texts }) => texts.includes("order!"));
    expect(at.sink.events.at(-1)).toMatchObject({ message: { author: { role: "moderator" } } });
  });

  it("a reply, a file and a forwarded word are what they are", async () => {
    const at = await atWork(watching);
    await at.begin();
    const first = at.mia.say("my key is lost");
    at.mia.say("this one", { replyTo: first.id, files: [{ fileName: "a.png", claimedSize: 12 }] });
    await at.sink.until(({ texts }) => texts.length === 2);
    expect(at.sink.events[1]).toMatchObject({
      message: {
        replyTo: first.id,
        quote: "my key is lost",
        attachments: [{ kind: "photo", fileName: "a.png", mediaType: "image/png", size: 12 }],
      },
    });
  });
});

it("ten files of 25 MB each are handed over as what they claim, and none beyond the cap is fetched", async () => {
  const at = await atWork();
  await at.begin();
  const size = 25 * 1024 * 1024;
  const files = Array.from({ length: 10 }, (_, n) => ({ fileName: `${n}.png`, claimedSize: size + 1 }));
  at.mia.say("look", { files });
  const event = await theEvent(at);
  const attachments = event.kind === "message.created" ? event.message.attachments : [];
  expect(attachments).toHaveLength(10);
  const signal = new AbortController().signal;
  for (const ref of attachments) {
    const error = await at.failure(at.adapter.download(ref, signal));
    expect([error.failure, error.refusal]).toEqual(["rejected", "too_large"]);
  }
  expect(at.discord.counts["file 200"]).toBeUndefined();
});

it("a paste of 6,000 characters is heard as a whole", async () => {
  const at = await atWork();
  await at.begin();
  const text = "word ".repeat(1200).trim();
  at.discord.gateway.inject("MESSAGE_CREATE", {
    id: "1461383068262400001",
    type: 0,
    channel_id: at.mia.dm().id,
    content: text,
    author: { id: at.mia.id, username: "mia_w" },
  });
  expect(await theEvent(at)).toMatchObject({ message: { text } });
});
