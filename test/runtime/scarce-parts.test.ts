import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../src/domain/effect.ts";
import type { Turn } from "../../src/domain/turn.ts";
import { aFleetInFakeTime, ScriptedPipeline, wordsOf } from "../support/a-service.ts";
import { type Outcome, saying } from "../support/a-turn-result.ts";
import { FakeAdapter } from "../support/fake-adapter.ts";
import { aScarceAllowance, mostInAnyWindow, windowMs, writtenBy } from "../support/scarce.ts";
import { fails } from "../support/scripted-deliveries.ts";

const coarseMs = 1_000;

/** "human of 5" is answered by an agent in five messages, "warning" by a warning, all else by an answer. */
const decide = (turn: Turn): Outcome => {
  const words = wordsOf(turn);
  if (words === "") return {};
  if (words.startsWith("warning"))
    return { effects: [saying(words, { priority: "protect", lane: "guard" })] };
  return { effects: [saying(words, { priority: words.startsWith("human") ? "human" : "answer" })] };
};
const messagesOf = ({ content }: SendMessage) => Number(/ of (\d+)/.exec(content.text)?.[1] ?? 1);

const aFleet = async (dollarsPerDay?: number) => {
  const adapter = new FakeAdapter({
    allowance: aScarceAllowance(dollarsPerDay === undefined ? {} : { dollarsPerDay, dollarsPerMessage: 0 }),
    messagesOf,
  });
  const fleet = await aFleetInFakeTime({ adapter, pipeline: new ScriptedPipeline(decide) });
  const { time } = fleet;
  const calls: number[] = [];
  let written = 0;
  adapter.deliveries.otherwise = async ({ carryOut }) => {
    const receipt = carryOut();
    for (const _ of receipt.messageIds) calls.push(time.now());
    return receipt;
  };
  const write = async (...texts: readonly string[]) => {
    for (const text of texts) {
      written += 1;
      await time.until(adapter.tell(writtenBy(`p${written}`, { text, at: time.now() })));
      await time.pass(20);
    }
  };
  return { ...fleet, calls, write };
};
const answers = (count: number) => Array.from({ length: count }, (_, n) => `answer ${n}`);

describe("a message of several parts, where sends are few", () => {
  it("waits until all of it may be sent, so that no window sees more than it allows", async () => {
    const { adapter, calls, write, time } = await aFleet();
    await write(...answers(30), "human of 5");
    expect(adapter.said).toHaveLength(13);
    await time.pass(windowMs + 60_000, coarseMs);
    expect(adapter.said).toContain("human of 5");
    await time.pass(2 * windowMs, coarseMs);
    expect(adapter.said).toHaveLength(31);
    expect(mostInAnyWindow(calls, windowMs)).toBe(15);
  });

  it("goes at once where enough is free, and takes a slot for each part", async () => {
    const { adapter, calls, write } = await aFleet();
    await write("human of 5", ...answers(20));
    expect(adapter.said[0]).toBe("human of 5");
    expect(calls).toHaveLength(13);
  });

  it("is not overtaken for ever by answers that need one slot each", async () => {
    const { adapter, write, time } = await aFleet();
    const writeForAWindow = async () => {
      for (let n = 0; n < 20; n++) {
        await write(`answer ${n}`);
        await time.pass(windowMs / 20, coarseMs);
      }
    };
    await writeForAWindow();
    await write("human of 5");
    expect(adapter.said).not.toContain("human of 5");
    await writeForAWindow();
    expect(adapter.said).toContain("human of 5");
  });

  it("leaves the kept sends to warnings while it waits", async () => {
    const { adapter, write, time } = await aFleet();
    await write(...answers(20), "human of 5", "warning");
    await time.pass(2_000);
    expect(adapter.said).toContain("warning");
    expect(adapter.said).not.toContain("human of 5");
  });

  it("goes when all is free where it has more parts than a window allows", async () => {
    const { adapter, write, time } = await aFleet();
    await write(...answers(5), "human of 20");
    await time.pass(windowMs - 60_000, coarseMs);
    expect(adapter.said).not.toContain("human of 20");
    await time.pass(120_000, coarseMs);
    expect(adapter.said).toContain("human of 20");
  });

  it("gives back what it did not use, when it breaks off and when its first parts had arrived before", async () => {
    const { adapter, write, time } = await aFleet();
    adapter.deliveries.order(fails("rejected", { calls: 2 }), async ({ carryOut }) => ({
      ...carryOut(),
      calls: 1,
    }));
    await write("human of 5", "human of 5");
    await time.pass(1_000);
    await write(...answers(20));
    expect(adapter.said.filter((text) => text.startsWith("answer"))).toHaveLength(13 - 2 - 1);
  });

  it("waits for the day's money too, and what it cost is counted part by part", async () => {
    const { adapter, write } = await aFleet(9 * 0.015);
    await write("human of 5", "human of 5", "warning 1", "warning 2", "warning 3", "warning 4", "warning 5");
    expect(adapter.said).toEqual(["human of 5", "warning 1", "warning 2", "warning 3", "warning 4"]);
  });
});
