import { describe, expect, it } from "vitest";
import { z } from "zod";
import { twitterFields } from "../../../adapters/twitter/config.ts";
import { certificates } from "../../../sandbox/twitter/certificates.ts";

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

  it.each([
    [{ sendsPerDay: 1 }, "sendsPerDay", "leaves no send of a day for answers"],
    [{ sendsPerDay: 3, keptSends: 14 }, "sendsPerDay", "leaves no send of a day for answers"],
    [{ dollarsPerDay: 0 }, "dollarsPerDay", "leaves 0 dollars a day for answers"],
    [{ dollarsPerDay: 0, dollarsPerSend: 0, dollarsPerMessage: 0 }, "dollarsPerDay", "leaves 0 dollars"],
    [{ dollarsPerDay: 0.01 }, "dollarsPerDay", "leaves 0.008666 dollars a day for answers"],
    [{ dollarsPerDay: 0.02, keptSends: 0 }, "dollarsPerDay", "One message and its answer cost 0.025"],
  ])(
    "is a fault when it is not enough for one answer a day, and tells what is left: %j",
    (given, path, why) => {
      const { error } = budget.safeParse(given);
      expect(error?.issues).toMatchObject([{ path: [path], message: expect.stringContaining(why) }]);
    },
  );

  it.each([
    { sendsPerDay: 2 },
    { sendsPerDay: 15, keptSends: 14 },
    { dollarsPerDay: 0.025, keptSends: 0 },
    { dollarsPerDay: 0.03 },
    { dollarsPerDay: 0.01, dollarsPerSend: 0, dollarsPerMessage: 0 },
  ])("is right when it is enough for one answer a day: %j", (given) => {
    expect(budget.safeParse(given).success).toBe(true);
  });
});

describe("the authority of a stand-in for X", () => {
  const { apiAuthority } = twitterFields(z.string());

  it("is a certificate", () => {
    const { authority } = certificates();
    expect(apiAuthority.safeParse(authority).success).toBe(true);
    const { error } = apiAuthority.safeParse("junk");
    expect(error?.issues).toMatchObject([{ message: "must be a certificate in PEM" }]);
  });
});
