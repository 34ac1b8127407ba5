import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Spending } from "../../src/runtime/spending.ts";
import { useFakeTime } from "../support/fake-clock.ts";

const hourMs = 3_600_000;

it("tells what was spent of the last day, also while nothing more is", async () => {
  const time = useFakeTime();
  const changed = vi.fn();
  const report = { changed, reached: () => undefined };
  const spending = new Spending({ price: 0.015, cap: 1, answersShare: 0.8, now: time.now, report });
  onTestFinished(() => spending.close());
  spending.restore([{ at: time.now() - 20 * hourMs, dollars: 0.5 }]);
  spending.reserve();
  spending.sent(1);
  expect(changed).toHaveBeenLastCalledWith(0.515);
  await time.pass(5 * hourMs, hourMs);
  expect(changed).toHaveBeenLastCalledWith(0.015);
  await time.pass(20 * hourMs, hourMs);
  expect(changed).toHaveBeenLastCalledWith(0);
});

it("leaves no timer behind when it is closed", () => {
  const time = useFakeTime();
  const report = { changed: () => undefined, reached: () => undefined };
  const spending = new Spending({ price: 0.015, answersShare: 0.8, now: time.now, report });
  spending.received(0.01);
  expect(vi.getTimerCount()).toBe(1);
  spending.close();
  expect(vi.getTimerCount()).toBe(0);
});

describe("the levels", () => {
  const price = 0.01;
  /** At 1 dollar a day answers stop at 0.80 and are near that at 0.64. */
  const aWatched = () => {
    const time = useFakeTime();
    const reached: string[] = [];
    const report = { changed: () => undefined, reached: (level: string) => void reached.push(level) };
    const spending = new Spending({ price, cap: 1, answersShare: 0.8, now: time.now, report });
    onTestFinished(() => spending.close());
    const spend = (sends: number) => {
      spending.reserve(sends);
      spending.sent(sends, { reserved: sends });
    };
    return { time, spend, reached };
  };

  it("are told when they are reached, the highest of those that one send passes", () => {
    const { spend, reached } = aWatched();
    for (let sends = 0; sends < 100; sends++) spend(1);
    expect(reached).toEqual(["near", "answers_stopped", "all_stopped"]);
    const other = aWatched();
    other.spend(90);
    expect(other.reached).toEqual(["answers_stopped"]);
  });

  it("are not told again while the spending goes up and down at one, but once a day", async () => {
    const { time, spend, reached } = aWatched();
    for (let hours = 0; hours < 72; hours += 1.25) {
      spend(4);
      await time.pass(1.25 * hourMs, hourMs);
    }
    const stopped = "answers_stopped";
    expect(reached).toEqual(["near", stopped, stopped]);
  });

  it("are told again after much less was spent meanwhile", async () => {
    const { time, spend, reached } = aWatched();
    spend(50);
    await time.pass(hourMs, hourMs);
    spend(30);
    await time.pass(24 * hourMs, hourMs);
    spend(80);
    expect(reached).toEqual(["answers_stopped", "answers_stopped"]);
  });
});
