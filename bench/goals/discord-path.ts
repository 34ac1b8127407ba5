import { compareDirectPath } from "../support/direct-path.ts";
import type { GoalResult } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";

/** Goal 13: what durability costs on Discord. The fleet with a trivial handler against an echo on discord.js, in turn. */
export const discordPath = ({ quick, ...options }: RunOptions): Promise<GoalResult> =>
  compareDirectPath(
    {
      goal: 13,
      name: "durable path on Discord with a trivial handler against an echo on discord.js",
      platform: "discord",
      bareSide: "discord-echo.ts",
      bareName: "discordJs",
      stage: { discordBots: 1 },
      talkOrder: "discordTalk",
      talk: { persons: 500, inFlight: 100, patienceMs: 120_000 },
      warmUp: quick ? 500 : 2_000,
      messages: quick ? 1_000 : 5_000,
      allowance: "unlimited",
    },
    options,
  );
