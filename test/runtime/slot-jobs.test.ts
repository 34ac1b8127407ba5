import Bottleneck from "bottleneck";
import { expect, it, onTestFinished, vi } from "vitest";
import { priorities } from "../../src/domain/effect.ts";
import { createLimiter } from "../../src/runtime/limiter.ts";
import { useFakeTime } from "../support/fake-clock.ts";

const windowMs = 1_000;

/** A limiter of so many sends a second, and the jobs of bottleneck that it began. */
const watched = (sends: number) => {
  const time = useFakeTime();
  const schedule = vi.spyOn(Bottleneck.prototype, "schedule");
  onTestFinished(() => schedule.mockRestore());
  const ended = vi.fn();
  const allowance = { sends, windowMs, perConversationMs: 0, perGroupMs: 0 };
  const limiter = createLimiter({ allowance, inFlight: 1, now: time.now });
  onTestFinished(() => limiter.close());
  const take = (count: number) =>
    Array.from({ length: count }, () => limiter.tryAcquire(priorities.answer)).filter(
      (permit) => permit !== undefined,
    );
  const countEnded = () => {
    for (const { value } of schedule.mock.results) void Promise.resolve(value).then(ended);
    schedule.mock.results.length = 0;
  };
  return { time, limiter, take, ended, countEnded, begun: () => schedule.mock.calls.length };
};

it("holds each send by a job, until its window has passed", async () => {
  const { time, take, ended, countEnded, begun } = watched(15);
  for (const permit of take(3)) permit.done();
  expect(begun()).toBe(3);
  countEnded();
  await time.pass(windowMs - 100);
  expect(ended).not.toHaveBeenCalled();
  await time.pass(200);
  expect(ended).toHaveBeenCalledTimes(3);
});

it("begins no job for what was not used", () => {
  const { take, begun } = watched(30);
  for (const permit of take(30)) permit.unused();
  expect(begun()).toBe(0);
});

it.each([
  [150, 75],
  [5_000, 100],
])("holds the %i sends of a large window by %i jobs", async (sends, jobs) => {
  const { time, limiter, take, ended, countEnded, begun } = watched(sends);
  for (const permit of take(sends + 1)) permit.done();
  expect(begun()).toBe(jobs);
  expect(limiter.available(priorities.answer)).toBe(0);
  countEnded();
  await time.pass(windowMs + 100);
  expect(ended).toHaveBeenCalledTimes(jobs);
  expect(limiter.available(priorities.answer)).toBe(sends);
});
