import { describe, expect, it, vi } from "vitest";
import {
  aDiscordFleetIn,
  aDiscordScene,
  type DiscordScene,
  discordModes,
  openTicketForm,
  said,
  seen,
} from "../support/a-discord-world.ts";
import { eventually } from "../support/eventually.ts";

// The first fleet of a run loads what it thinks with.
vi.setConfig({ testTimeout: 120_000 });

/** Longer than an interaction can be answered. */
const laterMs = 20 * 60_000;

/** A ticket of Mia's, opened by the form in a channel, whose interaction can no longer be answered. */
const aTicketFrom = async (scene: DiscordScene, channel = scene.channel) => {
  const { mia, desk, fleet, clock } = scene;
  const opened = await openTicketForm(scene, channel);
  mia.submit(opened, { category: "funds", what: "My withdrawal is gone", files: { files: [] } });
  const ticket = await desk.waitForTicket();
  await eventually(() => channel.replies.length > 0);
  await fleet.service.drain();
  clock.shift(laterMs);
  return ticket;
};

/** What everybody in the channel can read. */
const publicIn = ({ channel }: DiscordScene) =>
  channel.replies.filter(({ onlyFor }) => onlyFor === undefined);

const threadsIn = ({ guild }: DiscordScene) => guild.channels.filter(({ isThread }) => isThread);

describe.each(discordModes)(
  "$mode, an agent's reply to somebody who takes no direct messages",
  ({ intents }) => {
    it("pain 13: comes in a private thread, is told to the desk, and the talk goes on there", async () => {
      const scene = await aDiscordScene({ intents });
      const { mia, desk, fleet, discord, guild } = scene;
      mia.closeDms();
      const { ticketId } = await aTicketFrom(scene);

      await desk.reply(ticketId, "Which network was it?");
      await eventually(() => threadsIn(scene).length > 0, { timeoutMs: 40_000 });
      const [thread, ...others] = threadsIn(scene);
      if (!thread) throw new Error("There is no thread.");
      await seen(() => thread.replies, /Which network was it\?/);
      await fleet.service.drain();
      const stranger = discord.person({ name: "stranger" });
      guild.join(stranger.user);

      expect(others).toEqual([]);
      expect(publicIn(scene)).toEqual([]);
      expect(guild.sees(mia.id, thread)).toBe(true);
      expect(guild.sees(stranger.id, thread)).toBe(false);
      // A reply calls us, whatever we may read.
      mia.say("TRC20", { channel: thread, replyTo: thread.replies.at(-1)?.id ?? "" });
      await desk.waitForTicket(({ transcript }) => transcript.some(({ text }) => text.includes("TRC20")));
      expect(desk.tickets.size).toBe(1);
      expect(await fleet.storage.operator.dead(10)).toEqual([]);
    });
  },
);

describe.each(discordModes)("$mode, a category that holds fifty channels", ({ intents }) => {
  it("pain 14: keeps no ticket back: it needs no channel of its own", async () => {
    const scene = await aDiscordScene({ intents });
    const { mia, guild, desk, fleet, discord } = scene;
    const category = guild.addChannel({ name: "Support", type: "category" });
    const full = Array.from({ length: 50 }, (_, n) =>
      guild.addChannel({ name: `help-${n}`, parentId: category.id }),
    );
    const [channel] = full;
    const known = guild.channels.length;
    mia.closeDms();
    const { ticketId } = await aTicketFrom(scene, channel);
    await desk.reply(ticketId, "We have found it.");
    await eventually(() => threadsIn(scene).some((thread) => /We have found it/.test(said(thread.replies))));
    await fleet.service.drain();

    expect(() => guild.addChannel({ name: "one more", parentId: category.id })).toThrow(/category reached/);
    expect(guild.channels.length - known).toBe(threadsIn(scene).length);
    expect(Object.keys(discord.counts).filter((call) => call.startsWith("create_guild_channel"))).toEqual([]);
    expect(await fleet.storage.operator.dead(10)).toEqual([]);
  });

  it("pain 14: nor does a server without room for another thread: the reply waits, and the desk hears no lie", async () => {
    const scene = await aDiscordScene({ intents });
    const { mia, guild, desk, clock, fleet } = scene;
    mia.closeDms();
    const { ticketId } = await aTicketFrom(scene);
    guild.maxActiveThreads = 0;
    await desk.reply(ticketId, "We have found it.");
    await eventually(() => fleet.log().includes("rate_limited"));
    expect(threadsIn(scene)).toEqual([]);
    expect(publicIn(scene)).toEqual([]);
    expect(JSON.stringify(desk.calls)).not.toContain('"delivered"');

    guild.maxActiveThreads = 1_000;
    await fleet.stop();
    clock.shift(laterMs);
    await aDiscordFleetIn(scene);
    await eventually(() => threadsIn(scene).some((thread) => /We have found it/.test(said(thread.replies))));
    expect(threadsIn(scene)).toHaveLength(1);
  });
});
