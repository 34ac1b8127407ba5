import type { TwitterFields } from "../../adapters/twitter/config.ts";
import { twitterLimits } from "../../adapters/twitter/limits.ts";
import type { TwitterSandbox } from "../../sandbox/twitter/twitter-sandbox.ts";

/** Of the account that tests speak for on X; none is of worth anywhere. */
export const twitterKeys = {
  userId: "1500000000000000042",
  consumerKey: "consumer-key-of-tests-0001",
  consumerSecret: "consumer-secret-that-must-never-be-seen-0001",
  accessToken: "1500000000000000042-access-token-of-tests-0001",
  accessSecret: "access-secret-that-must-never-be-seen-anywhere-01",
} as const;

/** More than any test uses up. */
const wideBudget = {
  sendsPer15Min: 100_000,
  sendsPerDay: 1_000_000,
  readsPer15Min: 100_000,
  keptSends: 2,
  answerWithinMs: 21_600_000,
  dollarsPerSend: twitterLimits.dollarsPerSend,
  dollarsPerMessage: twitterLimits.dollarsPerMessage,
};

/** An account that talks to the sandbox, as the configuration would have it. */
export const twitterFieldsFor = (twitter: Pick<TwitterSandbox, "port" | "authority">): TwitterFields => {
  const { userId, ...keys } = twitterKeys;
  return {
    ...keys,
    receive: { pollMs: 60_000 },
    budget: wideBudget,
    apiAddress: `127.0.0.1:${twitter.port}`,
    apiAuthority: twitter.authority,
  };
};
