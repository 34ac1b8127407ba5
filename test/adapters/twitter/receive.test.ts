import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { createOwnSends } from "../../../adapters/twitter/own-sends.ts";
import { createReceiver } from "../../../adapters/twitter/receive.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { builtAccountId, builtAt } from "../../support/builders.ts";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const userId = "1500000000000000042";

beforeEach(() => vi.useFakeTimers({ now: builtAt }));
afterEach(() => vi.useRealTimers());

/** A receiver whose webhook works; whether X can be asked for messages is up to the test. */
const aReceiver = () => {
  const replays: { from: number; to: number }[] = [];
  const x: { refuses: number | undefined } = { refuses: 403 };
  const sink = new RecordingSink();
  const stop = new AbortController();
  const clock = { now: () => Date.now() };
  const receiver = createReceiver({
    transport: {
      messages: async () => {
        if (x.refuses !== undefined) throw new ApiFailure("not with this plan", { status: x.refuses });
        return {};
      },
    },
    posts: { mentions: async () => ({}) },
    ownSends: createOwnSends(),
    clock,
    log: { info: () => {}, warn: () => {} },
    context: () => ({ accountId: builtAccountId, userId, receivedAt: clock.now() }),
    me: () => userId,
    pollMs: minuteMs,
    registration: {
      ensure: async () => ({ id: "7", valid: true }),
      replay: async (_, { from, to }) => void replays.push({ from, to }),
    },
    identify: async () => undefined,
  });
  void receiver.run(sink, { signal: stop.signal, begun: () => {} });
  onTestFinished(() => stop.abort());
  return { replays, x, sink };
};

describe("while X refuses to be asked for messages", () => {
  it("has it deliver all of the time again, not only what was before", async () => {
    const { replays } = aReceiver();
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    expect(replays.length).toBeGreaterThan(1);
    for (const [n, { from }] of replays.entries())
      expect(from).toBeLessThanOrEqual(replays[n - 1]?.to ?? builtAt);
    expect(replays.at(-1)?.to).toBeGreaterThan(builtAt + 54 * minuteMs);
  });

  it("asks for each time about once", async () => {
    const { replays } = aReceiver();
    await vi.advanceTimersByTimeAsync(2 * dayMs);
    const replayedMs = replays.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(replayedMs).toBeLessThan(2 * dayMs * 1.2);
  });

  it("is content with what it could read meanwhile", async () => {
    const { replays, x } = aReceiver();
    await vi.advanceTimersByTimeAsync(30 * minuteMs);
    const { length } = replays;
    x.refuses = undefined;
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    expect(replays).toHaveLength(length);
  });

  it.each([
    [402, "failed"],
    [403, "failed"],
    [503, "connected"],
  ])("says so where an operator has to mend it (%d: %s), until it is mended", async (status, state) => {
    const { sink, x } = aReceiver();
    x.refuses = status;
    await vi.advanceTimersByTimeAsync(30 * minuteMs);
    expect(sink.reports.at(-1)?.state).toBe(state);
    x.refuses = undefined;
    await vi.advanceTimersByTimeAsync(6 * minuteMs);
    expect(sink.reports.at(-1)).toEqual({ state: "connected" });
  });
});
