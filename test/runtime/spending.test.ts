import { expect, it, onTestFinished, vi } from "vitest";
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
