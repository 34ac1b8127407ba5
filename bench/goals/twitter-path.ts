import { compareDirectPath } from "../support/direct-path.ts";
import type { GoalResult } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { twitterPollMs } from "../support/side-settings.ts";

/** Goal 16: what durability costs on X. The fleet with a trivial handler against a loop on twitter-api-v2, in turn. */
export const twitterPath = ({ quick, ...options }: RunOptions): Promise<GoalResult> =>
  compareDirectPath(
    {
      goal: 16,
      name: "durable path on X with a trivial handler against a polling loop on twitter-api-v2",
      platform: "twitter",
      bareSide: "bare-twitter-echo.ts",
      bareName: "twitterApiV2",
      stage: { twitter: true },
      talkOrder: "twitterTalk",
      talk: { persons: 300, inFlight: 300, patienceMs: 120_000 },
      warmUp: quick ? 300 : 2_000,
      messages: quick ? 900 : 3_000,
      allowance: "more than is used",
      also: { pollMs: twitterPollMs },
    },
    options,
  );
