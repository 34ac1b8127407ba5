import { setTimeout as pass } from "node:timers/promises";
import { type GoalResult, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { startLoad } from "../support/sandbox-load.ts";
import { type SideFile, setStage } from "../support/stage.ts";

const groups = 6;
const perSecond = 30;
const perGroupAndMinute = 20;
const target = 0.95;
const minuteMs = 60_000;

interface Case {
  readonly name: string;
  readonly side: SideFile;
  readonly jitterMs: number;
  readonly to: "chats" | "groups";
}

const cases: readonly Case[] = [
  { name: "chats, no jitter", side: "fleet-echo.ts", jitterMs: 0, to: "chats" },
  { name: "chats, 60 ms of jitter", side: "fleet-echo.ts", jitterMs: 60, to: "chats" },
  { name: "groups, no jitter", side: "fleet-echo.ts", jitterMs: 0, to: "groups" },
  { name: "groups, 60 ms of jitter", side: "fleet-echo.ts", jitterMs: 60, to: "groups" },
];
const baseline: Case = {
  name: "chats, 60 ms of jitter",
  side: "reservoir-echo.ts",
  jitterMs: 60,
  to: "chats",
};

export interface SendsSoFar {
  readonly at: number;
  readonly sent: number;
  readonly limited: number;
}

interface Used {
  readonly share: number;
  readonly sent: number;
  readonly allowed: number;
  /** Answers of 429 from the very first send on. */
  readonly limited: number;
}

/** More than the allowance is wanted all the time: each person writes once, each group twice what it may be sent. */
const demand = (to: Case["to"], seconds: number) => {
  if (to === "chats") return { updates: 40 * seconds, persons: 40 * seconds, ratePerS: 40 };
  const ratePerS = (groups * perGroupAndMinute * 2) / 60;
  return { updates: ratePerS * seconds, persons: 50, ratePerS, groups, kinds: { group: 1 }, mention: "" };
};

async function use(one: Case, { leadMs, measuredMs }: { leadMs: number; measuredMs: number }): Promise<Used> {
  const stage = await setStage({ limits: "published", jitterMs: one.jitterMs });
  const bot = await stage.start(one.side, { settings: { allowance: "published" } });
  try {
    await startLoad(stage.sandboxUrl, demand(one.to, Math.ceil((leadMs + measuredMs) / 1_000) + 5));
    await pass(leadMs);
    const before = await stage.sandbox.ask<SendsSoFar>("sends");
    await pass(measuredMs);
    const after = await stage.sandbox.ask<SendsSoFar>("sends");
    const elapsedMs = after.at - before.at;
    const allowed =
      one.to === "chats"
        ? (elapsedMs / 1_000) * perSecond
        : (elapsedMs / minuteMs) * groups * perGroupAndMinute;
    const sent = after.sent - before.sent;
    return { share: sent / allowed, sent, allowed, limited: after.limited };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

/** Goal 6: all of the allowance, and never more. The cases run side by side: they wait nearly all the time. */
export async function allowanceUse({ quick }: RunOptions): Promise<GoalResult> {
  // The minute begins amid the first one's sends to a group, so that it holds the turn from one window to the next.
  const times = quick ? { leadMs: 5_000, measuredMs: 20_000 } : { leadMs: 30_000, measuredMs: minuteMs };
  progress(`goal 6: ${cases.length + 1} cases side by side, ${(times.leadMs + times.measuredMs) / 1_000} s`);
  const [usual, ...ours] = await Promise.all([baseline, ...cases].map((one) => use(one, times)));
  const shown = ({ share, sent, allowed, limited }: Used) => ({
    share: round(share),
    sent,
    allowed: round(allowed, 0),
    answers429: limited,
  });
  const least = Math.min(...ours.map(({ share }) => share));
  const limited = ours.reduce((sum, used) => sum + used.limited, 0);
  return {
    goal: 6,
    name: "the allowance used over a minute, by chats and by groups",
    value: round(least),
    unit: "of the allowance, in the case that used the least",
    target,
    ok: least >= target && limited === 0,
    detail: {
      answers429: { value: limited, target: 0, ok: limited === 0 },
      measuredSeconds: times.measuredMs / 1_000,
      allowance: { perSecond, perGroupAndMinute, groups },
      cases: Object.fromEntries(ours.map((used, n) => [cases[n]?.name ?? n, shown(used)])),
      baseline: {
        name: `telegraf behind bottleneck's reservoir of ${perSecond} a second; ${baseline.name}`,
        ...(usual && shown(usual)),
      },
    },
  };
}
