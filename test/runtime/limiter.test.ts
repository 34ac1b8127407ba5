import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Allowance } from "../../src/domain/adapter.ts";
import { priorities } from "../../src/domain/effect.ts";
import { createLimiter, type Limiter, type Permit } from "../../src/runtime/limiter.ts";
import { type FakeTime, useFakeTime } from "../support/fake-clock.ts";

const { answer, human, protect } = priorities;

const allowing = (sends: number, windowMs = 1_000): Allowance => ({
  sends,
  windowMs,
  perConversationMs: 0,
  perGroupMs: 0,
});

/** A limiter whose slots are ready. */
const aLimiter = async (time: FakeTime, allowance: Allowance | "unlimited", inFlight = 10) => {
  const limiter = createLimiter({ allowance, inFlight, now: time.now });
  onTestFinished(() => limiter.close());
  await time.pass(20);
  return limiter;
};

const sentBefore = (time: FakeTime, agesMs: readonly number[]) =>
  agesMs.map((ms) => ({ at: time.now() - ms, calls: 1 }));

const takeAll = (limiter: Limiter, priority: number): Permit[] => {
  const permits: Permit[] = [];
  for (let permit = limiter.tryAcquire(priority); permit; permit = limiter.tryAcquire(priority)) {
    permits.push(permit);
  }
  return permits;
};

/** Sends as fast as the limiter lets it; resolves to when each send reached the platform. */
const sendFor = async (run: {
  time: FakeTime;
  limiter: Limiter;
  ms: number;
  /** Of one send, in ms: how long until it reaches the platform, and until its response is here. */
  latency: () => { there: number; back: number };
}): Promise<number[]> => {
  const { time, limiter, ms, latency } = run;
  const arrivals: number[] = [];
  const end = time.now() + ms;
  const send = () => {
    if (time.now() >= end) return;
    const permit = limiter.tryAcquire(protect);
    if (!permit) return;
    const { there, back } = latency();
    setTimeout(() => arrivals.push(time.now()), there);
    setTimeout(() => permit.done(), there + back);
    send();
  };
  limiter.onAvailable(send);
  send();
  await time.pass(ms + 2_000);
  return arrivals.sort((a, b) => a - b);
};

const mostInAnyWindow = (arrivals: readonly number[], windowMs: number): number => {
  let most = 0;
  let from = 0;
  for (const [n, at] of arrivals.entries()) {
    while ((arrivals[from] ?? at) <= at - windowMs) from += 1;
    most = Math.max(most, n - from + 1);
  }
  return most;
};

describe("an account's allowance", () => {
  it("is never exceeded in any window, whatever the responses take", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.record({ there: fc.nat(400), back: fc.nat(400) }), { minLength: 1, maxLength: 20 }),
        async (sends, latencies) => {
          const time = useFakeTime();
          const limiter = await aLimiter(time, allowing(sends));
          let n = 0;
          const latency = () => latencies[n++ % latencies.length] ?? { there: 0, back: 0 };
          const arrivals = await sendFor({ time, limiter, ms: 5_000, latency });
          expect(arrivals.length).toBeGreaterThanOrEqual(sends);
          expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(sends);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([0, 60])("is used to more than nine tenths at up to %i ms of jitter", async (jitterMs) => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(30));
    let n = 0;
    const latency = () => ({ there: (n * 7) % (jitterMs + 1), back: (n++ * 13) % (jitterMs + 1) });
    const arrivals = await sendFor({ time, limiter, ms: 20_000, latency });
    expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(30);
    expect(arrivals.length).toBeGreaterThanOrEqual(0.9 * 30 * 20);
  });

  it("is given back at once when nothing was sent", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(3));
    const permits = takeAll(limiter, protect);
    expect([permits.length, limiter.available(protect)]).toEqual([3, 0]);
    for (const permit of permits) permit.unused();
    await time.pass(20);
    expect(limiter.available(protect)).toBe(3);
  });

  it("gives several permits at once or none, and tells of those that were not needed", async () => {
    const time = useFakeTime();
    const scarce = { keptSends: 0, answerWithinMs: 1_000, dollarsPerSend: 0, dollarsPerMessage: 0 };
    const limiter = await aLimiter(time, { ...allowing(5), scarce });
    const permit = limiter.tryAcquire(human, 4);
    expect(limiter.tryAcquire(human, 2)).toBeUndefined();
    let told = 0;
    limiter.onAvailable(() => {
      told += 1;
    });
    permit?.done(1);
    expect(told).toBe(1);
    const others = limiter.tryAcquire(human, 4);
    expect(others).toBeDefined();
    others?.unused();
    await time.pass(1_050);
    expect(limiter.available(answer)).toBe(5);
  });

  it("leaves what comes free to several messages that wait, for a window at most", async () => {
    const time = useFakeTime();
    const scarce = { keptSends: 0, answerWithinMs: 1_000, dollarsPerSend: 0, dollarsPerMessage: 0 };
    const limiter = await aLimiter(time, { ...allowing(5), scarce });
    const [first, second] = [limiter.tryAcquire(answer), limiter.tryAcquire(answer)];
    expect(limiter.tryAcquire(human, 4)).toBeUndefined();
    expect([answer, human, protect].map((priority) => limiter.available(priority))).toEqual([0, 0, 3]);
    first?.unused();
    expect(limiter.available(human)).toBe(1);
    await time.pass(1_000);
    expect(limiter.available(answer)).toBe(4);
    second?.unused();
  });

  it("is given back once, however often one says that it is done", async () => {
    const time = useFakeTime();
    for (const allowance of [allowing(3), "unlimited"] as const) {
      const limiter = await aLimiter(time, allowance, 3);
      const [permit] = takeAll(limiter, protect);
      permit?.done();
      permit?.done();
      permit?.unused();
      await time.pass(3_000);
      expect(limiter.available(protect)).toBe(1);
    }
  });

  it("keeps two permits for protection and for what humans say", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(10));
    limiter.noteUrgent();
    expect(takeAll(limiter, answer)).toHaveLength(8);
    expect(limiter.available(human)).toBe(2);
    expect(takeAll(limiter, human)).toHaveLength(2);
    expect(limiter.available(protect)).toBe(0);
  });

  it("keeps none where nothing urgent was asked for in the last ten minutes", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(10));
    expect(limiter.available(answer)).toBe(10);
    limiter.tryAcquire(human)?.unused();
    expect(limiter.available(answer)).toBe(8);
    await time.pass(600_000);
    expect(limiter.available(answer)).toBe(10);
  });

  it("keeps none where the allowance is small", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(5));
    limiter.noteUrgent();
    expect(takeAll(limiter, answer)).toHaveLength(5);
  });

  it.each([
    ["before the slots are ready", 0],
    ["once they are", 20],
  ])("counts what was sent before the start, told %s", async (_, waitMs) => {
    const time = useFakeTime();
    const limiter = createLimiter({ allowance: allowing(5), inFlight: 10, now: time.now });
    onTestFinished(() => limiter.close());
    await time.pass(waitMs);
    limiter.occupy(sentBefore(time, [100, 900, 5_000]));
    await time.pass(20);
    expect(limiter.available(protect)).toBe(3);
    await time.pass(120);
    expect(limiter.available(protect)).toBe(4);
    await time.pass(900);
    expect(limiter.available(protect)).toBe(5);
  });

  it("is there again only when more has come free than was used beyond it, as after a larger one", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(2));
    limiter.occupy(sentBefore(time, [900, 600, 300, 0]));
    expect(limiter.available(protect)).toBe(0);
    await time.pass(450);
    expect(limiter.available(protect)).toBe(0);
    await time.pass(300);
    expect(limiter.available(protect)).toBe(1);
    await time.pass(300);
    expect(limiter.available(protect)).toBe(2);
  });
});

describe("a frozen limiter", () => {
  it.each([3_000, 5 * 3_600_000])("gives nothing out for %i ms, and says when it does again", async (ms) => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(5));
    const frozenAt = time.now();
    limiter.freeze(frozenAt + ms);
    let toldAt = 0;
    limiter.onAvailable(() => {
      if (limiter.available(answer) > 0) toldAt ||= time.now();
    });
    await time.pass(ms - 10);
    expect(limiter.tryAcquire(protect)).toBeUndefined();
    expect([limiter.available(protect), toldAt]).toEqual([0, 0]);
    await time.pass(2_000);
    expect(limiter.available(answer)).toBe(5);
    expect(toldAt - frozenAt).toBeGreaterThanOrEqual(ms);
  });

  it("stays so until the latest of the times that it was told", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, "unlimited");
    limiter.freeze(time.now() + 5_000);
    limiter.freeze(time.now() + 1_000);
    await time.pass(4_900);
    expect(limiter.available(protect)).toBe(0);
    await time.pass(200);
    expect(limiter.available(protect)).toBe(10);
  });
});

describe("without an allowance", () => {
  it("only the sends under way are bounded, and a finished one makes room at once", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, "unlimited", 4);
    let told = 0;
    limiter.onAvailable(() => {
      told += 1;
    });
    const permits = takeAll(limiter, answer);
    expect([permits.length, limiter.windowMs]).toEqual([4, 0]);
    permits[0]?.done();
    expect([limiter.available(answer), told]).toEqual([1, 1]);
  });
});

describe("a closed limiter", () => {
  it("gives nothing out, and leaves no timer behind", async () => {
    const time = useFakeTime();
    const limiter = await aLimiter(time, allowing(5));
    const [permit] = takeAll(limiter, protect);
    permit?.done();
    limiter.close();
    await time.pass(3_000);
    expect(limiter.available(protect)).toBe(0);
    expect(limiter.tryAcquire(protect)).toBeUndefined();
  });
});
