import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ApiFailure } from "../../../adapters/discord/api-failure.ts";
import { createGaps } from "../../../adapters/discord/gaps.ts";
import { createGuildBook } from "../../../adapters/discord/guild-book.ts";
import { leastIdAt } from "../../../adapters/discord/native.ts";
import { createShards } from "../../../adapters/discord/shards.ts";
import { silentLog } from "../../../adapters/shared/adapter-log.ts";
import type { Person } from "../../../sandbox/discord/people/person.ts";
import { guildWire } from "../../../sandbox/discord/world/guild-wire.ts";
import { conversationId } from "../../../src/domain/ids.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { builtAt } from "../../support/builders.ts";
import { type AtWork, type AtWorkOptions, atWork, discordAccountId } from "./at-work.ts";

const watching = { fields: { intents: ["messageContent", "members"] } } as const;

const aPerson = (at: AtWork, name: string): Person => {
  const person = at.discord.person({ name });
  at.guild.join(person.user);
  return person;
};

/** Mia and others have chats with the bot, which is away since then; its session is lost. */
const away = async (options: AtWorkOptions = {}, others: readonly string[] = []) => {
  const at = await atWork({ ...options, discord: { identify: "off", ...options.discord } });
  await at.begin();
  const people = others.map((name) => aPerson(at, name));
  for (const person of [at.mia, ...people]) person.say("before");
  await at.sink.until(({ texts }) => texts.length === people.length + 1);
  await at.stop();
  at.passTime(600_000);
  at.discord.gateway.loseResumes();
  return { at, people };
};

const distinct = ({ sink }: AtWork): readonly string[] => [...new Set(sink.texts)];
const outage = { kind: "server_error", status: 503, method: "list_messages", times: 0 } as const;

describe("what was missed", () => {
  it("pain 4: is read however often that fails, before what came after it", async () => {
    const { at } = await away();
    at.mia.say("missed");
    const limit = { kind: "rate_limited", retryAfterS: 0.05, method: "list_messages", times: 6 } as const;
    const fault = at.discord.fault(limit);
    await at.restart();
    at.mia.say("after");
    await vi.waitFor(() => expect(fault.hits).toBe(6), { timeout: 20_000 });
    await at.sink.until(({ texts }) => texts.includes("after"));
    expect(distinct(at)).toEqual(["before", "missed", "after"]);
  });

  it("pain 4: is read though at first it is not known which chats there are", async () => {
    const { at } = await away();
    at.mia.say("missed");
    const failing = vi.spyOn(at.sink, "directChats").mockRejectedValueOnce(new Error("the disk is busy"));
    await at.restart();
    at.mia.say("after");
    await at.sink.until(({ texts }) => texts.includes("after"));
    expect(failing).toHaveBeenCalledTimes(2);
    expect(distinct(at)).toEqual(["before", "missed", "after"]);
  });

  it("in one channel keeps only those waiting who write there", async () => {
    const { at } = await away();
    at.mia.say("missed");
    const fault = at.discord.fault(outage);
    await at.restart();
    at.mia.say("after");
    aPerson(at, "eve").say("hello");
    await at.sink.until(({ texts }) => texts.includes("hello"));
    expect(distinct(at)).toEqual(["before", "hello"]);
    fault.cancel();
    await at.sink.until(({ texts }) => texts.includes("after"));
    expect(distinct(at)).toEqual(["before", "hello", "missed", "after"]);
  });

  it("is read first where somebody waits", async () => {
    const { at, people } = await away({}, ["ann", "ben", "cem", "dan"]);
    for (const person of people) person.say(`missed of ${person.user.username}`);
    const fault = at.discord.fault(outage);
    await at.restart();
    people.at(-1)?.say("are you there?");
    await at.discord.waitForRequest(({ operation }) => operation === "list_messages");
    fault.cancel();
    await at.sink.until(({ texts }) => texts.includes("missed of cem"));
    const texts = distinct(at).filter((text) => text !== "before");
    expect(texts.slice(0, 2)).toEqual(["missed of dan", "are you there?"]);
  });

  it("of a channel that may not be read is left, and the others are read", async () => {
    const { at } = await away({}, ["ann"]);
    for (const person of [at.mia, aPerson(at, "ann")]) person.say(`missed of ${person.user.username}`);
    at.discord.fault({
      kind: "refused",
      status: 403,
      code: 50001,
      method: "list_messages",
      about: at.mia.dm().id,
      times: 0,
    });
    await at.restart();
    at.mia.say("after");
    await at.sink.until(({ texts }) => texts.includes("missed of ann") && texts.includes("after"));
    expect(distinct(at)).not.toContain("missed of mia_w");
  });

  it("on a server that tells of itself long after the session began is read then", async () => {
    const { at } = await away(watching);
    at.mia.say("missed in private");
    at.mia.say("missed in public", { channel: at.channel });
    at.guild.isUnavailable = true;
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("missed in private"));
    // Further than that nothing is durable of the servers: who begins anew reads it again.
    at.mia.say("meanwhile");
    await at.sink.until(({ texts }) => texts.includes("meanwhile"));
    at.discord.gateway.loseResumes();
    await at.restart();
    at.mia.say("still away");
    await at.sink.until(({ texts }) => texts.includes("still away"));
    at.discord.gateway.inject("GUILD_CREATE", guildWire(at.guild, at.discord.bot().id));
    await at.sink.until(({ texts }) => texts.includes("missed in public"));
  });

  it("by the hundreds in one channel is read where it began and where it ended, and the log tells", async () => {
    const warned: string[] = [];
    const log = {
      ...silentLog,
      warn: (fields: object, message: string) => void warned.push(JSON.stringify([message, fields])),
    };
    const { at } = await away({ ...watching, log });
    const count = 750;
    for (let n = 0; n < count; n += 1) at.mia.say(`${n}`, { channel: at.channel });
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes(`${count - 1}`));
    const read = at.sink.texts.filter((text) => text !== "before").map(Number);
    expect(read).toEqual([...Array(100).keys(), ...Array.from({ length: 400 }, (_, n) => count - 400 + n)]);
    expect(warned.join("\n")).toMatch(/its middle is left out.*"read":500/);
  });

  it("of up to 500 in one channel is read as a whole", async () => {
    const { at } = await away(watching);
    for (let n = 0; n < 450; n += 1) at.mia.say(`${n}`, { channel: at.channel });
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("449"));
    expect(at.sink.texts.filter((text) => text !== "before")).toEqual(
      Array.from({ length: 450 }, (_, n) => `${n}`),
    );
  });
});

it("while nothing can be read at all, who writes waits for half a minute and no longer", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const clock = { now: () => builtAt };
  const after = leastIdAt(builtAt);
  const cursor = { after, marks: [], sessions: [], lacking: new Map() };
  const shards = createShards({ cursor, clock });
  const sink = new RecordingSink();
  const [channelId, other] = ["1461383068262400001", "1461383068262400002"];
  vi.spyOn(sink, "directChats").mockResolvedValue([conversationId(discordAccountId, channelId)]);
  const released: unknown[] = [];
  const ending = new AbortController();
  const gaps = createGaps(
    {
      api: { call: () => Promise.reject(new ApiFailure("503", { status: 503 })) },
      clock,
      sink,
      log: silentLog,
      book: createGuildBook(),
      refillMs: 3_600_000,
      shards,
      store: () => Promise.resolve({ isStored: true, events: 1 }),
      release: (held) => void released.push(...held),
    },
    ending.signal,
  );
  const packet = (channel_id: string) => ({ t: "MESSAGE_CREATE", d: { channel_id } });
  const shard = shards.begin(0, 1);
  gaps.begin(0);
  gaps.fill(shard);
  await vi.advanceTimersByTimeAsync(1);
  expect(gaps.holds(packet(other), 0)).toBe(false);
  expect(gaps.holds(packet(channelId), 0)).toBe(true);
  const waiting = { packet: packet(channelId), shardId: 0, sessionId: undefined };
  shard.held?.push(waiting);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(released).toEqual([]);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(released).toEqual([waiting]);
  expect(gaps.holds(packet(channelId), 0)).toBe(false);
  // It stays open: the next start begins where it does.
  expect(gaps.isOpen(0)).toBe(true);
  ending.abort();
  await gaps.ended();
});
