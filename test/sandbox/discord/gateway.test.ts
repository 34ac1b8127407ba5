import { type Client, Events, GatewayIntentBits, type Message, Partials } from "discord.js";
import { describe, expect, it, test } from "vitest";
import { WebSocket } from "ws";
import type { DiscordOptions } from "../../../sandbox/discord/discord-sandbox.ts";
import type { PrivilegedIntent } from "../../../sandbox/discord/world/application.ts";
import type { Sandbox } from "../../../sandbox/start-sandbox.ts";
import { type Fields, fieldsOf } from "../../../sandbox/wire/values.ts";
import { aClock } from "../support.ts";
import { aClient, aDiscord, callRest, token } from "./support.ts";

/** What a client hears, in order. */
const heardBy = (client: Client) => {
  const texts: string[] = [];
  let wake = () => {};
  client.on(Events.MessageCreate, ({ content }: Message) => {
    texts.push(content);
    wake();
  });
  const until = async (count: number) => {
    while (texts.length < count)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return texts;
  };
  return { texts, until };
};

const aTalk = async (discord: DiscordOptions = {}) => {
  const sandbox = await aDiscord({ discord: { limits: "off", ...discord } });
  const client = await aClient(sandbox);
  const ada = sandbox.discord.person({ name: "ada" });
  return { sandbox, gateway: sandbox.discord.gateway, ada, heard: heardBy(client), client };
};

describe("a line that breaks", () => {
  it("is resumed, and what was said meanwhile comes behind it", async () => {
    const { gateway, ada, heard } = await aTalk();
    ada.say("one");
    await heard.until(1);
    gateway.drop();
    ada.say("two");
    ada.say("three");
    expect(await heard.until(3)).toEqual(["one", "two", "three"]);
    expect(gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("is resumed when Discord asks for it", async () => {
    const { gateway, ada, heard } = await aTalk();
    gateway.reconnect();
    await gateway.waitForCount("resume", 1);
    ada.say("two");
    expect(await heard.until(1)).toEqual(["two"]);
    expect(gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("is found dead by its heartbeat, and resumed", async () => {
    const { gateway, ada, heard } = await aTalk({ heartbeatMs: 150 });
    gateway.zombify();
    ada.say("into the void");
    expect(await heard.until(1)).toEqual(["into the void"]);
    expect(gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  });

  it("is begun anew when the session is lost, and what was said meanwhile is not told", async () => {
    const { gateway, ada, heard } = await aTalk();
    gateway.loseResumes();
    gateway.drop();
    ada.say("lost");
    await gateway.waitForCount("identify", 2);
    ada.say("heard");
    expect(await heard.until(1)).toEqual(["heard"]);
    expect(gateway.counts).toMatchObject({ identify: 2, resume: 0, refusedResume: 1 });
  });

  it("is begun anew after an invalid session", async () => {
    const { gateway, ada, heard } = await aTalk();
    gateway.invalidate();
    await gateway.waitForCount("identify", 2);
    ada.say("heard");
    expect(await heard.until(1)).toEqual(["heard"]);
    expect(gateway.counts).toMatchObject({ identify: 2, resume: 0 });
  });
});

const withIntents = async (granted: readonly PrivilegedIntent[], intents: readonly GatewayIntentBits[]) => {
  const sandbox = await aDiscord({}, { granted });
  const guild = sandbox.discord.guild({ name: "Exchange" });
  const channel = guild.addChannel({ name: "help" });
  const ada = sandbox.discord.person({ name: "ada" });
  ada.join(guild);
  const client = await aClient(sandbox, {
    intents: [GatewayIntentBits.Guilds, ...intents],
    partials: [Partials.Channel],
  });
  return { sandbox, guild, channel, ada, client, heard: heardBy(client) };
};

describe("without the Message Content intent", () => {
  it("texts in servers are empty, but for those that name the bot", async () => {
    const { sandbox, channel, ada, heard } = await withIntents([], [GatewayIntentBits.GuildMessages]);
    const { id } = sandbox.discord.bot();
    const first = ada.say("hidden", { channel });
    ada.say(`<@${id}> shown`, { channel });
    expect(await heard.until(2)).toEqual(["", `<@${id}> shown`]);
    const { body } = await callRest(sandbox, "GET", `/channels/${channel.id}/messages/${first.id}`);
    expect(body["content"]).toBe("");
  });

  it("texts are there once it is granted and asked for", async () => {
    const intents = [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent];
    const { channel, ada, heard } = await withIntents(["MessageContent"], intents);
    ada.say("shown", { channel });
    expect(await heard.until(1)).toEqual(["shown"]);
  });
});

it("who comes and goes is told with the Members intent alone", async () => {
  const { sandbox, guild, client } = await withIntents(["GuildMembers"], [GatewayIntentBits.GuildMembers]);
  const came = new Promise<string>((resolve) =>
    client.on(Events.GuildMemberAdd, ({ user }) => resolve(user.username)),
  );
  sandbox.discord.person({ name: "eve" }).join(guild);
  expect(await came).toBe("eve");
});

/** A bare WebSocket that says what it is told to, and the code with which it is closed. */
const closedWith = (sandbox: Sandbox, payload: Fields, query = "v=10&encoding=json") =>
  new Promise<number>((resolve) => {
    const socket = new WebSocket(`${sandbox.discord.gateway.url}?${query}`);
    socket.on("message", (data: Buffer) => {
      if (fieldsOf(JSON.parse(data.toString()))["op"] === 10) socket.send(JSON.stringify(payload));
    });
    socket.on("close", resolve);
  });

const identify = (patch: object) => ({ op: 2, d: { token, intents: 1, properties: {}, ...patch } });

test.each([
  ["a wrong token", identify({ token: "other" }), 4004],
  ["intents that do not exist", identify({ intents: 1 << 30 }), 4013],
  ["an intent that was not granted", identify({ intents: 1 << 15 }), 4014],
  ["a shard that cannot be", identify({ shard: [3, 2] }), 4010],
  ["an unknown opcode", { op: 99, d: null }, 4001],
  ["no opcode", {}, 4002],
  ["a presence before the rest", { op: 3, d: {} }, 4003],
])("the gateway closes on %s", async (_, payload, code) => {
  expect(await closedWith(await aDiscord(), payload)).toBe(code);
});

test("another version of the gateway is refused", async () => {
  expect(await closedWith(await aDiscord(), identify({}), "v=6")).toBe(4012);
});

test("IDENTIFY has a budget: one in five seconds, and so many a day", async () => {
  const clock = aClock();
  const sandbox = await aDiscord({
    clock,
    discord: { limits: "off", identify: { perDay: 2, intervalMs: 5_000 } },
  });
  const answer = () =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${sandbox.discord.gateway.url}?v=10&encoding=json`);
      socket.on("close", (code) => resolve(code));
      socket.on("message", (data: Buffer) => {
        const op = fieldsOf(JSON.parse(data.toString()))["op"];
        if (op === 10) socket.send(JSON.stringify(identify({})));
        else resolve(Number(op));
      });
    });
  expect(await answer()).toBe(0);
  expect(await answer()).toBe(9);
  clock.move(5_000);
  expect(await answer()).toBe(0);
  const { body } = await callRest(sandbox, "GET", "/gateway/bot");
  expect(body["session_start_limit"]).toMatchObject({ total: 2, remaining: 0, max_concurrency: 1 });
  clock.move(5_000);
  expect(await answer()).toBe(4004);
});
