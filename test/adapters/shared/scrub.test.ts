import { expect, it } from "vitest";
import { createScrub } from "../../../adapters/shared/scrub.ts";

it.each([
  ["Telegram", "100001:a-secret-of-a-bot", "a-secret-of-a-bot"],
  ["Discord", "MTEwMDAwMDAwMDAwMDAwMDA0Mg.GhIjKl.a-secret-of-a-bot", "GhIjKl.a-secret-of-a-bot"],
])("a token of %s is taken out whole, percent-encoded, and without the id before it", (_, token, secret) => {
  const scrub = createScrub(token);
  const text = [token, encodeURIComponent(token), secret].map((form) => `at ${form}/x`).join(" ");
  expect(scrub(text)).toBe("at [token]/x at [token]/x at [token]/x");
});

it("what is too short to be a secret takes nothing out", () => {
  expect(createScrub("1:abc")("a1:abc and abc")).toBe("a1:abc and abc");
});
