import { describe, expect, it, vi } from "vitest";
import { commands } from "../../../adapters/discord/commands.ts";
import { conversationId } from "../../../src/domain/ids.ts";
import { type AtWork, type AtWorkOptions, atWork, discordAccountId } from "./at-work.ts";

const watching = { fields: { intents: ["messageContent", "members"] } } as const;

describe("a restart that goes on with its session", () => {
  const inThread = async (options: AtWorkOptions = {}) => {
    const at = await atWork({ ...watching, ...options });
    await at.begin();
    at.mia.say("before");
    await at.sink.until(({ texts }) => texts.includes("before"));
    at.mia.closeDms();
    const aside = `aside.${at.guild.id}.${at.channel.id}.${at.mia.id}`;
    const [event] = at.sink.events;
    if (event === undefined) throw new Error("no event");
    await at.send({ ...event, conversationId: conversationId(discordAccountId, aside) }, "Hello");
    const thread = at.guild.channels.find(({ isThread }) => isThread);
    if (thread === undefined) throw new Error("no thread");
    return { at, thread };
  };
  const owner = (at: AtWork) => at.discord.person({ name: `owner of ${at.guild.name}` });

  it("still knows who moderates, and which threads are private", async () => {
    const { at, thread } = await inThread();
    await at.restart();
    at.mia.say("thank you", { channel: thread });
    owner(at).say("order!", { channel: at.channel });
    await at.sink.until(({ texts }) => texts.includes("thank you") && texts.includes("order!"));
    expect(at.discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
    const told = (text: string) =>
      at.sink.events.find((event) => event.kind === "message.created" && event.message.text === text);
    expect(told("thank you")).toMatchObject({
      conversationKind: "direct",
      conversationId: `discord-support/private.${at.guild.id}.${thread.id}`,
    });
    expect(told("order!")).toMatchObject({ message: { author: { role: "moderator" } } });
  });

  it("begins another session when it cannot learn that, and loses nothing", async () => {
    const { at, thread } = await inThread({ discord: { identify: "off" } });
    await at.stop();
    at.mia.say("meanwhile", { channel: thread });
    at.passTime(10_000);
    at.discord.fault({ kind: "server_error", status: 503, method: "get_guild" });
    await at.restart();
    await at.sink.until(({ texts }) => texts.includes("meanwhile"));
    expect(at.discord.gateway.counts).toMatchObject({ identify: 2, resume: 0 });
    expect(at.sink.events.at(-1)).toMatchObject({ conversationKind: "direct" });
  });

  it("registers the commands of its version", async () => {
    const { at } = await inThread();
    at.discord.bot().commands.clear();
    await at.restart();
    await vi.waitFor(() => expect(at.discord.bot().commands.size).toBe(commands.length));
    expect(at.discord.gateway.counts.resume).toBe(1);
  });
});

describe("commands whose registration", () => {
  it("fails are there in the end", async () => {
    const at = await atWork();
    const fault = { kind: "server_error", status: 503, method: "bulk_set_application_commands" } as const;
    at.discord.fault({ ...fault, times: 2 });
    await at.begin();
    await vi.waitFor(() => expect(at.discord.bot().commands.size).toBe(commands.length), { timeout: 10_000 });
    expect(at.discord.counts["bulk_set_application_commands 503"]).toBe(2);
  });

  it("is refused are offered again with the next connection, and not before", async () => {
    const at = await atWork();
    at.discord.fault({ kind: "refused", status: 400, code: 50035, method: "bulk_set_application_commands" });
    await at.begin();
    await at.discord.waitForRequest(({ operation }) => operation === "bulk_set_application_commands");
    at.discord.gateway.drop();
    await vi.waitFor(() => expect(at.discord.bot().commands.size).toBe(commands.length), { timeout: 10_000 });
    expect(at.discord.gateway.counts.resume).toBe(1);
  });
});
