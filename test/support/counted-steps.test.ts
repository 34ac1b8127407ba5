import { expect, it } from "vitest";
import { countedSteps, growth } from "./counted-steps.ts";

const here = { within: /\/test\/support\/counted-steps\.test\.ts/ };

const square = (size: number) => {
  let sum = 0;
  for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) if (a !== b) sum += 1;
  return sum;
};

it("counts what ran, the same each time, and nothing of what did not", () => {
  const once = countedSteps(() => square(100), here);
  expect(once).toBeGreaterThan(10_000);
  expect(countedSteps(() => square(100), here)).toBe(once);
  expect(countedSteps(() => square(200), here) / once).toBeGreaterThan(3.8);
  expect(countedSteps(() => undefined, here)).toBeLessThan(10);
});

it("counts the same of code that has run often, which an engine would optimise", () => {
  const next = (value: number) => value + 1;
  const climb = (steps: number) => {
    let value = 0;
    while (value < steps) value = next(value);
    return value;
  };
  const counts = Array.from({ length: 200 }, () => countedSteps(() => climb(10_000), here));
  expect(counts[0]).toBeGreaterThan(20_000);
  expect(new Set(counts).size).toBe(1);
});

it("counts nothing of other code than it was asked to", () => {
  expect(countedSteps(() => square(100))).toBe(0);
  expect(growth(() => square(10), 1)).toBeNaN();
});
