import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ApiFailure } from "../../../adapters/twitter/api-failure.ts";
import { nothingRecent, writeCursor } from "../../../adapters/twitter/cursor.ts";
import { spreadPollMs, twitterLimits } from "../../../adapters/twitter/limits.ts";
import { createOwnSends } from "../../../adapters/twitter/own-sends.ts";
import { createReceiver } from "../../../adapters/twitter/receive.ts";
import type { Registration } from "../../../adapters/twitter/registration.ts";
import { ReadBudget } from "../../../src/runtime/read-budget.ts";
import { RecordingSink } from "../../contract/adapter-harness.ts";
import { builtAccountId, builtAt } from "../../support/builders.ts";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const userId = "1500000000000000042";

beforeEach(() => vi.useFakeTimers({ now: builtAt }));
afterEach(() => vi.useRealTimers());

type Facts = ConstructorParameters<typeof ApiFailure>[1];

/** A sink whose reads are as few as X's. */
const aSink = () => {
  const kept = new Map<string, string>();
  const budget = new ReadBudget({
    reads: { calls: twitterLimits.readsPer15Min, windowMs: twitterLimits.quarterMs },
    kept: {
      get: async (key) => kept.get(key),
      set: async (key, value) => void kept.set(key, value),
      delete: async (key) => kept.delete(key),
      clear: async () => kept.clear(),
    },
    accountId: builtAccountId,
    now: () => Date.now(),
  });
  const sink = new RecordingSink();
  sink.takeRead = () => budget.take();
  sink.returnRead = () => budget.giveBack();
  /** As another process did before. */
  const useUp = async () => {
    while ((await budget.take()) === 0);
  };
  return { sink, useUp };
};

/** A receiver that X's looks are refused by the test, whose webhook works where it has one. */
const aReceiver = ({
  webhook = true,
  mentions = async () => ({}),
  ensure = async () => ({ id: "7", valid: true }),
  page = () => ({}),
  pollMs = minuteMs,
  begin = true,
}: {
  webhook?: boolean;
  mentions?: () => Promise<object>;
  ensure?: Registration["ensure"];
  page?: (token: string | undefined) => object;
  pollMs?: number;
  begin?: boolean;
} = {}) => {
  const warned: object[] = [];
  const replays: { from: number; to: number }[] = [];
  const looks: { readonly at: number; readonly failed: boolean }[] = [];
  const x: { refuses: Facts | undefined } = { refuses: { status: 403 } };
  const { sink, useUp } = aSink();
  const stop = new AbortController();
  const clock = { now: () => Date.now() };
  const receiver = createReceiver({
    transport: {
      messages: async ({ token }) => {
        looks.push({ at: Date.now() - builtAt, failed: x.refuses !== undefined });
        if (x.refuses !== undefined) throw new ApiFailure("not with this plan", x.refuses);
        return page(token);
      },
    },
    posts: { mentions },
    ownSends: createOwnSends(),
    clock,
    log: { info: () => {}, warn: (fields) => void warned.push(fields) },
    context: () => ({ accountId: builtAccountId, userId, receivedAt: clock.now() }),
    me: () => userId,
    pollMs,
    registration: webhook
      ? {
          ensure,
          replay: async (_, { from, to }) => void replays.push({ from, to }),
        }
      : { ensure: async () => undefined, replay: async () => undefined },
    identify: async () => undefined,
  });
  const run = () => void receiver.run(sink, { signal: stop.signal, begun: () => {} });
  if (begin) run();
  onTestFinished(() => stop.abort());
  return { replays, x, sink, looks, warned, useUp, run };
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
    [402, expect.stringMatching(/X refuses what it is asked .*See the app.s permissions and plan/)],
    [403, expect.stringMatching(/X refuses what it is asked .*See the app.s permissions and plan/)],
    [503, undefined],
  ])("says so where an operator has to mend it (%d), and is at work all the same", async (status, reason) => {
    const { sink, x } = aReceiver();
    x.refuses = { status };
    await vi.advanceTimersByTimeAsync(30 * minuteMs);
    expect(sink.reports.at(-1)).toEqual({ state: "connected", reason });
    x.refuses = undefined;
    await vi.advanceTimersByTimeAsync(6 * minuteMs);
    expect(sink.reports.at(-1)).toEqual({ state: "connected" });
  });
});

describe("asking X alone, while it cannot be asked", () => {
  it.each<[string, Facts, number]>([
    ["never gets it", { unsent: true }, 4],
    ["never gets it", { unsent: true }, 13],
    ["answers 503", { status: 503 }, 4],
    ["gives no answer", {}, 4],
  ])(
    "looks no more often than before, and right after it (X %s, %o, for %d min)",
    async (_, facts, minutes) => {
      const { x, looks } = aReceiver({ webhook: false });
      x.refuses = undefined;
      await vi.advanceTimersByTimeAsync(minuteMs / 2);
      x.refuses = facts;
      await vi.advanceTimersByTimeAsync(minutes * minuteMs);
      x.refuses = undefined;
      const endedAt = Date.now() - builtAt;
      await vi.advanceTimersByTimeAsync(2 * minuteMs);
      const next = looks.find(({ at, failed }) => !failed && at >= endedAt);
      expect(next?.at).toBeLessThanOrEqual(endedAt + minuteMs);
      for (const [n, { at }] of looks.slice(1).entries())
        expect(at - (looks[n]?.at ?? 0)).toBeGreaterThanOrEqual(minuteMs);
    },
  );
});

describe("what X limits", () => {
  const limit = () => new ApiFailure("429 Too Many Requests", { status: 429, retryAfterMs: 15 * minuteMs });
  const begunWith = async (options: Parameters<typeof aReceiver>[0]) => {
    const receiver = aReceiver(options);
    receiver.x.refuses = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    return receiver;
  };

  it("is not asked of posts before the limit is over, and counted", async () => {
    let asked = 0;
    const mentions = async () => {
      asked += 1;
      if (asked === 1) throw limit();
      return {};
    };
    const { sink, looks } = await begunWith({ webhook: false, mentions });
    await vi.advanceTimersByTimeAsync(14 * minuteMs);
    expect([asked, sink.rateLimits]).toEqual([1, [15 * minuteMs]]);
    expect(looks.length).toBeGreaterThan(10);
    await vi.advanceTimersByTimeAsync(3 * minuteMs);
    expect(asked).toBeGreaterThan(1);
  });

  it("is not asked of the webhook before the limit is over, and the webhook counts as it was", async () => {
    let asked = 0;
    const ensure = async () => {
      asked += 1;
      if (asked === 2) throw limit();
      return { id: "7", valid: true };
    };
    const { sink, looks } = await begunWith({ ensure });
    await vi.advanceTimersByTimeAsync(19 * minuteMs);
    expect([asked, sink.rateLimits]).toEqual([2, [15 * minuteMs]]);
    expect(looks).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(5 * minuteMs);
    expect(asked).toBe(3);
  });

  it.each([true, false])(
    "is not asked of messages before the limit is over, and counted (webhook: %s)",
    async (webhook) => {
      const { sink, looks, x } = await begunWith({ webhook });
      const before = looks.length;
      x.refuses = { status: 429, retryAfterMs: 15 * minuteMs };
      await vi.advanceTimersByTimeAsync(15 * minuteMs);
      expect([looks.length - before, sink.rateLimits]).toEqual([1, [15 * minuteMs]]);
      x.refuses = undefined;
      await vi.advanceTimersByTimeAsync(6 * minuteMs);
      expect(looks.length - before).toBeGreaterThan(1);
    },
  );
});

describe("a webhook that does not work", () => {
  it("is told of as long as it does not, and logged once for each reason", async () => {
    let answer: { id: string; valid: boolean } | ApiFailure = { id: "7", valid: false };
    const ensure = async () => {
      if (answer instanceof ApiFailure) throw answer;
      return answer;
    };
    const { x, sink, warned } = aReceiver({ ensure, pollMs: 2 * minuteMs });
    x.refuses = undefined;
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    const notValid = expect.stringMatching(/is asked instead.*no right answer/);
    expect(sink.reports).toEqual([{ state: "connected", reason: notValid }]);
    answer = new ApiFailure("403 not with this plan", { status: 403 });
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    const refused = expect.stringMatching(/not with this plan/);
    expect(sink.reports.slice(1)).toEqual([{ state: "connected", reason: refused }]);
    expect(warned).toEqual([{ reason: expect.stringMatching(/no right answer/) }, { reason: refused }]);
    answer = { id: "7", valid: true };
    await vi.advanceTimersByTimeAsync(3 * minuteMs);
    expect(sink.reports.slice(2)).toEqual([{ state: "connected" }]);
  });
});

describe("when the reads are used up", () => {
  const freeIn = 15 * minuteMs + 10_000;

  it("a restart says until when nothing is read", async () => {
    const { x, sink, useUp, run } = aReceiver({ webhook: false, begin: false });
    x.refuses = undefined;
    await useUp();
    run();
    await vi.advanceTimersByTimeAsync(minuteMs);
    const reason = expect.stringMatching(/reads of these 15 minutes are used up/);
    expect(sink.reports).toEqual([{ state: "waiting", reason, untilAt: builtAt + freeIn }]);
    await vi.advanceTimersByTimeAsync(freeIn);
    expect(sink.reports.at(-1)).toEqual({ state: "connected" });
  });

  it("a restart is at work where the webhook is, and says so", async () => {
    const { x, sink, useUp, run } = aReceiver({ begin: false });
    x.refuses = undefined;
    await useUp();
    run();
    await vi.advanceTimersByTimeAsync(minuteMs);
    const reason = expect.stringMatching(/used up/);
    expect(sink.reports).toEqual([{ state: "connected", reason }]);
    await vi.advanceTimersByTimeAsync(freeIn);
    expect(sink.reports.at(-1)).toEqual({ state: "connected" });
  });

  it("a gap that is longer than they reach says how far it is read, and until when it waits", async () => {
    const pages = 20;
    const page = (token = "1") => ({
      data: [{ id: token }],
      meta: Number(token) < pages ? { next_token: String(Number(token) + 1) } : {},
    });
    const { sink, x, looks, run } = aReceiver({ webhook: false, begin: false, page });
    x.refuses = undefined;
    sink.storedCursor = writeCursor({
      ...{ userId, first: "1", after: "1", mentioned: "1" },
      recent: nothingRecent,
    });
    run();
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(looks).toHaveLength(13);
    const reason = expect.stringMatching(/written meanwhile is being read.*: 13 pages so far/);
    expect(sink.reports).toEqual([{ state: "waiting", reason, untilAt: builtAt + freeIn }]);
    await vi.advanceTimersByTimeAsync(freeIn);
    expect(sink.reports.at(-1)).toEqual({ state: "connected" });
  });
});

it("asking more often than the reads allow is spread over all of the time", async () => {
  const pollMs = spreadPollMs(1_000, twitterLimits.readsPer15Min);
  const { x, looks, sink } = aReceiver({ webhook: false, pollMs });
  x.refuses = undefined;
  await vi.advanceTimersByTimeAsync(60 * minuteMs);
  const waits = looks.slice(1).map(({ at }, n) => at - (looks[n]?.at ?? 0));
  expect(new Set(waits)).toEqual(new Set([pollMs]));
  expect(pollMs).toBeLessThanOrEqual(70_000);
  expect(sink.reports).toEqual([{ state: "connected" }]);
});

it("asking is as often as wanted where the reads allow it", () => {
  expect([spreadPollMs(120_000, 15), spreadPollMs(1_000, 100_000)]).toEqual([120_000, 1_000]);
});
