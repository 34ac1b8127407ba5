import { describe, expect, it } from "vitest";
import { z } from "zod";
import { twitterFields } from "../../../adapters/twitter/config.ts";

const budget = twitterFields(z.string()).budget;

describe("the budget of an account on X", () => {
  it("is what X publishes unless it is told otherwise", () => {
    expect(budget.parse(undefined)).toMatchObject({ sendsPer15Min: 15, sendsPerDay: 1440, keptSends: 2 });
  });

  it.each([{ sendsPer15Min: 2 }, { sendsPer15Min: 1, keptSends: 1 }, { keptSends: 15 }])(
    "is a fault when all sends are kept and none is left for answers: %j",
    (given) => {
      const { error } = budget.safeParse(given);
      expect(error?.issues).toMatchObject([{ path: ["keptSends"] }]);
    },
  );
});
