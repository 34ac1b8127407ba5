import { describe, expect, it } from "vitest";
import { shardOfGuild } from "../../../adapters/discord/native.ts";
import { createShards } from "../../../adapters/discord/shards.ts";
import { builtAt } from "../../support/builders.ts";
import { type AtWork, type AtWorkOptions, atWork } from "./at-work.ts";

const watching = { fields: { intents: ["messageContent", "members"] } } as const;

/** Two connections, and a channel of a server on each. */
const onTwoShards = async (options: AtWorkOptions = {}) => {
  const at = await atWork({ ...watching, ...options, discord: { shards: 2, identify: "off" } });
  const channels = [0, 1].map((shard) => {
    const id = String((BigInt(348_420_000_000 + shard) << 22n) + 1n);
    expect(shardOfGuild(id, 2)).toBe(shard);
    const guild = at.discord.guild({ name: `Shard ${shard}`, id });
    guild.join(at.mia.user);
    return guild.addChannel({ name: "general" });
  });
  const say = (text: string, shard: number) => {
    const channel = channels[shard];
    if (channel === undefined) throw new Error("no such shard");
    at.mia.say(text, { channel });
  };
  const begin = async () => {
    await at.begin();
    await at.discord.gateway.waitForConnected(2);
  };
  return { at, say, channels, begin };
};

const distinct = ({ sink }: AtWork) => new Set(sink.events.map(({ id }) => id)).size;

describe("on two shards", () => {
  it("servers of both are heard, and direct messages once", async () => {
    const { at, say, begin } = await onTwoShards();
    await begin();
    say("zero", 0);
    say("one", 1);
    at.mia.say("in private");
    await at.sink.until(({ texts }) => texts.length === 3);
    expect(at.sink.texts.toSorted()).toEqual(["in private", "one", "zero"]);
    expect(at.discord.gateway.counts.identify).toBe(2);
  });

  it("a restart goes on with both sessions", async () => {
    const { at, say, begin } = await onTwoShards();
    await begin();
    say("before", 1);
    at.mia.say("before, in private");
    await at.sink.until(({ texts }) => texts.length === 2);
    await at.stop();
    say("zero", 0);
    say("one", 1);
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("zero") && texts.includes("one"));
    expect(at.discord.gateway.counts).toMatchObject({ identify: 2, resume: 2 });
    expect(at.discord.counts["list_messages 200"]).toBeUndefined();
  });

  it("pain 4: what both missed is read from the channels, once", async () => {
    const { at, say, begin } = await onTwoShards();
    await begin();
    say("before", 0);
    at.mia.say("before, in private");
    await at.sink.until(({ texts }) => texts.length === 2);
    await at.stop();
    at.passTime(3_600_000);
    at.discord.gateway.loseResumes(2);
    say("zero", 0);
    say("one", 1);
    at.mia.say("in private");
    at.passTime(60_000);
    await at.restart();
    await at.sink.until(({ texts }) => ["zero", "one", "in private"].every((text) => texts.includes(text)));
    expect(at.sink.texts.filter((text) => text === "in private")).toHaveLength(1);
    expect(distinct(at)).toBe(5);
  });

  it("pain 4: what one missed is read, however far the other has come meanwhile", async () => {
    const { at, say, begin } = await onTwoShards();
    await begin();
    say("before", 1);
    await at.sink.until(({ texts }) => texts.length === 1);
    const outage = at.discord.fault({ kind: "server_error", status: 503, method: "list_messages", times: 0 });
    at.discord.gateway.loseResumes();
    at.discord.gateway.drop({ shard: 1 });
    say("missed", 1);
    at.passTime(600_000);
    say("meanwhile", 0);
    await at.sink.until(({ texts }) => texts.includes("meanwhile"));
    await at.discord.gateway.waitForCount("identify", 3);
    say("after", 1);
    outage.cancel();
    await at.sink.until(({ texts }) => texts.includes("missed") && texts.includes("after"));
    const told = at.sink.texts.filter((text) => ["missed", "after"].includes(text));
    expect(told.indexOf("missed")).toBeLessThan(told.indexOf("after"));
  });

  it.each([
    [0, 1],
    [1, 0],
  ])("what one missed is read though the other's cannot be: that of %i", async (failing, readable) => {
    const { at, say, channels, begin } = await onTwoShards();
    await begin();
    say("before", 0);
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.passTime(600_000);
    at.discord.gateway.loseResumes(2);
    say("of the other", readable);
    say("of the failing", failing);
    const kind = { kind: "server_error", status: 503, method: "list_messages" } as const;
    const outage = at.discord.fault({ ...kind, about: channels[failing]?.id ?? "", times: 0 });
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("of the other"));
    expect(at.sink.texts).not.toContain("of the failing");
    outage.cancel();
    await at.sink.until(({ texts }) => texts.includes("of the failing"));
  });

  it("a restart before the second has begun loses nothing of it", async () => {
    const { at, say, begin } = await onTwoShards();
    await begin();
    say("before", 1);
    await at.sink.until(({ texts }) => texts.length === 1);
    await at.stop();
    at.passTime(600_000);
    at.discord.gateway.loseResumes(2);
    say("missed", 1);
    at.passTime(600_000);
    const outage = at.discord.fault({ kind: "server_error", status: 503, method: "list_messages", times: 0 });
    await at.restart();
    say("meanwhile", 0);
    await at.discord.waitForRequest(({ operation }) => operation === "list_messages");
    await at.stop();
    outage.cancel();
    at.discord.gateway.loseResumes(2);
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("missed") && texts.includes("meanwhile"));
  });
});

describe("how far shards have come", () => {
  const clock = { now: () => builtAt };
  const session = { sessionId: "s", sequence: 1, resumeUrl: "wss://x" };
  const [old, older, newer] = ["1461383068262400005", "1461383068262400001", "1461383068262400009"];
  const cursor = {
    after: older,
    marks: [
      { shardId: 0, shardCount: 2, after: newer },
      { shardId: 1, shardCount: 2, after: old },
    ],
    sessions: [{ shardId: 1, shardCount: 2, ...session }],
    lacking: new Map(),
  };

  it("is where each of them was", () => {
    const shards = createShards({ cursor, clock });
    expect(shards.begin(0, 2)).toMatchObject({ mark: newer, held: [] });
    expect(shards.get(1)).toMatchObject({ mark: old, held: undefined });
    expect(shards.marks(new Map([[1, newer]])).map(({ after }) => after)).toEqual([newer, newer]);
  });

  it("is kept of those that have not begun", () => {
    const shards = createShards({ cursor, clock });
    shards.begin(0, 2);
    expect(shards.marks()).toContainEqual({ shardId: 1, shardCount: 2, after: old });
  });

  it("is the oldest of all when servers are shared out anew", () => {
    const shards = createShards({ cursor, clock });
    expect(shards.begin(0, 3).mark).toBe(older);
    const running = createShards({ cursor: undefined, clock });
    const first = running.begin(0, 1);
    first.mark = old;
    expect(running.begin(0, 2).mark).toBe(old);
    expect(running.begin(1, 2).mark).toBe(old);
    expect(running.marks()).toHaveLength(2);
  });

  it("is the present at the very first start", () => {
    const shards = createShards({ cursor: undefined, clock });
    expect(shards.get(0)).toBeUndefined();
    expect(shards.begin(0, 1)).toMatchObject({ held: undefined });
  });
});
