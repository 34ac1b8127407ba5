import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pause } from "../../../adapters/shared/pause.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ["no time", 0, 0],
  ["less than none", -5, 0],
  ["a second", 1000, 1000],
  ["more than a timer can hold", 2 ** 40, 2 ** 31 - 1],
  ["for ever", Number.POSITIVE_INFINITY, 2 ** 31 - 1],
])("a pause of %s lasts as long as it can", async (_, ms, lastsMs) => {
  let over = false;
  const paused = pause(ms, new AbortController().signal).then(() => {
    over = true;
  });
  if (lastsMs > 0) {
    await vi.advanceTimersByTimeAsync(lastsMs - 1);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
  }
  await paused;
  expect(over).toBe(true);
});

it("a pause ends when it is told to, and leaves nothing behind", async () => {
  const stop = new AbortController();
  const paused = pause(60_000, stop.signal);
  stop.abort();
  await paused;
  await pause(60_000, stop.signal);
  expect(vi.getTimerCount()).toBe(0);
});
