import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aChild } from "../support/a-child.ts";
import {
  aDiscordFleetIn,
  aDiscordScene,
  aDiscordWorld,
  discordBotId,
  discordModes,
  seen,
} from "../support/a-discord-world.ts";
import { aFleetIn } from "../support/a-fleet.ts";
import { phrase } from "../support/phrases.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const childScript = fileURLToPath(new URL("../faults/child.ts", import.meta.url));
const minuteMs = 60_000;
/** Both longer than Discord keeps a session: what was missed must be read from the channels. */
const outages = [
  { what: "5 min", ms: 5 * minuteMs, isLate: false },
  { what: "an hour", ms: 60 * minuteMs, isLate: true },
] as const;

describe.each(discordModes)("$mode, a fleet that was killed while the gateway was down", ({ intents }) => {
  it.each(outages)(
    "pain 4: answers once what was written meanwhile, and says what is late: $what",
    async ({ ms, isLate }) => {
      const world = await aDiscordWorld({ intents });
      const { mia, channel, discord, clock, guild } = world;
      const eve = discord.person({ name: "eve" });
      guild.join(eve.user);
      const child = aChild(childScript, [world.configPath, "never", ""]);
      await child.prints(/READY/, 80_000);
      mia.say("hello");
      await mia.dm().waitForReplies(1);
      discord.gateway.down();
      child.process.kill("SIGKILL");
      await child.ended;
      mia.say("How do I deposit USDT?");
      eve.say(`<@${discordBotId}> my withdrawal failed`, { channel });
      clock.shift(ms);

      const fleet = await aFleetIn(world);
      expect(mia.dm().replies).toHaveLength(1);
      discord.gateway.up();
      await seen(() => mia.dm().replies, /deposit/i);
      // Of what is hours old in public nobody waits for an answer.
      if (!isLate) await seen(() => channel.replies, /withdrawal/i);
      mia.say("How do I withdraw USDT?");
      await mia.dm().waitForReplies(3);
      await fleet.service.drain();

      const [, missed = "", after = ""] = mia.dm().replies.map(({ text }) => text);
      expect(missed.includes(phrase("late"))).toBe(isLate);
      expect(after).not.toContain(phrase("late"));
      expect(mia.dm().replies).toHaveLength(3);
      expect(channel.replies).toHaveLength(isLate ? 0 : 1);
      // One connection, however often it was tried in vain.
      expect(discord.gateway.counts).toMatchObject({ identify: 2, resume: 0, refusedResume: 1 });
    },
  );
});

describe.each(discordModes)("$mode, a command", ({ intents }) => {
  const ask = { options: { question: "How do I deposit USDT?" } };

  it("pain 18: that Discord gave up while nobody ran is answered by a direct message", async () => {
    const world = await aDiscordScene({ intents });
    const { mia, channel, clock } = world;
    await world.fleet.stop();
    const interaction = mia.call("support", { channel, ...ask });
    // Longer than Discord waits for an answer, and shorter than it keeps a session.
    clock.shift(minuteMs);
    expect(interaction.hasFailed).toBe(true);

    const fleet = await aDiscordFleetIn(world);
    await seen(() => mia.dm().replies, /deposit/i);
    await fleet.service.drain();

    expect(interaction.acknowledged).toBeUndefined();
    expect(channel.replies).toEqual([]);
    expect(mia.dm().replies).toHaveLength(1);
  });

  it("pain 18: is shown as thinking before it is worked on, however long that takes", async () => {
    const { mia, channel, discord, fleet } = await aDiscordScene({ intents });
    // What the fleet thinks with is loaded by then.
    mia.say("hello");
    await mia.dm().waitForReplies(1);
    const hold = discord.fault({
      kind: "server_error",
      status: 503,
      method: "update_original_webhook_message",
    });
    const interaction = mia.call("support", { channel, ...ask });
    await interaction.waitForAnswer();
    expect(interaction.acknowledged).toBe("deferredMessage");
    await seen(() => channel.replies, /deposit/i);
    await fleet.service.drain();
    expect(hold.hits).toBe(1);
    expect(channel.replies.map(({ onlyFor }) => onlyFor)).toEqual([mia.id]);
    expect(mia.dm().replies).toHaveLength(1);
  });
});
