import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { aChild } from "../support/a-child.ts";
import { aDiscordFleetIn, aDiscordWorld, seen } from "../support/a-discord-world.ts";
import { faultSteps } from "./steps.ts";

// Processes of their own take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));

/** On the way of an answer: it is born `sending`, so that nothing is taken. A ticket's way is the same whatever it came by. */
const steps = faultSteps.filter(({ step }) => step !== "taken" && !step.startsWith("ticket"));

const question = { options: { question: "How do I deposit USDT?" } };

describe("a fleet that is killed on the way of a command", () => {
  it.each(steps)("step $number, $what: is answered once, where nobody else reads it", async ({ step }) => {
    const world = await aDiscordWorld();
    const { mia, channel, discord } = world;
    const first = await aDiscordFleetIn(world);
    await first.stop();
    const child = await aChild(childScript, [world.configPath, step, ""]);
    await child.prints(/READY/);
    await discord.gateway.waitForConnected();
    mia.call("support", { channel, ...question });
    const { signal } = await child.ended;

    const fleet = await aDiscordFleetIn(world);
    const answers = () =>
      [...channel.replies, ...mia.dm().replies].filter(({ text }) => /deposit/i.test(text));
    await seen(answers, /deposit/i);
    await fleet.service.drain();

    expect(signal).toBe("SIGKILL");
    expect(answers()).toHaveLength(1);
    expect(channel.replies.every(({ onlyFor }) => onlyFor === mia.id)).toBe(true);
    expect(Object.values((await fleet.storage.operator.backlog()).outboxPending)).toEqual([]);
  });
});
