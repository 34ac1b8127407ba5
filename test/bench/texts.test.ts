import { expect, it } from "vitest";
import { realisticTexts } from "../../bench/support/texts.ts";

const isPrime = (n: number) =>
  n > 1 && Array.from({ length: n - 2 }, (_, i) => i + 2).every((d) => n % d > 0);

it("persons in turn write different texts, as the number of texts divides by nothing", () => {
  expect(isPrime(realisticTexts.length)).toBe(true);
  expect(new Set(realisticTexts).size).toBe(realisticTexts.length);
});
