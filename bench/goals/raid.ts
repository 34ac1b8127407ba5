import { peakWhile, residentBytes } from "../support/resident.ts";
import { type GoalResult, median, progress, round } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { type LoadHandle, startLoad, startRaid } from "../support/sandbox-load.ts";
import { type Stage, setStage } from "../support/stage.ts";
import type { Talk, TalkReport } from "../support/talk.ts";

const perS = 5_000;
const raiders = { chats: 5, persons: 2_000 };
/** Each is a deletion and two messages: together they stay well inside the allowance of 30 a second, or it would decide. */
const warningsPerS = 5;
const patienceMs = 60_000;
const targets = { memoryMb: 64, warning: 2 };
/** Less than this of the wanted rate is not the wanted rate. */
const rateKept = 0.98;
const secretTexts = [
  "my password is Copper-Lantern-92 and it does not work",
  "the seed is legal winner thank year wave sausage worth useful legal winner thank yellow",
  "我的密码是 lvcha7788，登不上去",
];

/** What the sandbox could offer to a bot that does nothing. */
async function offered(updates: number): Promise<number> {
  const stage = await setStage();
  const poller = await stage.start("null-poller.ts");
  try {
    const startedAt = performance.now();
    const load = await startLoad(stage.sandboxUrl, { updates, persons: raiders.persons, texts: raidTexts });
    await load.delivered(patienceMs);
    return updates / ((performance.now() - startedAt) / 1_000);
  } finally {
    await poller.stop();
    await stage.end();
  }
}

const raidTexts = [
  "JOIN NOW t.me/joinchat/pumpsignals 1000% guaranteed",
  "🚀🚀🚀 to the moon",
  "admin is a scammer dont trust",
  "free airdrop connect your wallet here",
  "withdraw your funds NOW before it is too late",
];

interface Warned {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
  readonly unanswered: number;
}

const warnedOf = (reports: readonly TalkReport[]): Warned => {
  const sorted = reports.flatMap(({ latenciesMs }) => latenciesMs).toSorted((a, b) => a - b);
  return {
    p50Ms: median(sorted),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    count: sorted.length,
    unanswered: reports.reduce((sum, { unanswered }) => sum + unanswered, 0),
  };
};

const shown = ({ p50Ms, p99Ms, count }: Warned) => ({
  p50Ms: round(p50Ms, 1),
  p99Ms: round(p99Ms, 1),
  warnings: count,
});

let strangers = 1_000_000;

/** Secrets told in private chats, each by someone new: they are warned of whatever else goes on. */
function tellSecrets(stage: Stage, seconds: number): Promise<TalkReport> {
  const messages = seconds * warningsPerS;
  strangers += messages;
  return stage.sandbox.ask<TalkReport>("talk", {
    messages,
    ratePerS: warningsPerS,
    persons: messages,
    texts: secretTexts,
    firstPersonId: strangers,
    patienceMs,
  } satisfies Talk);
}

/** Resolves when the raid's time is over: how much had been taken by then. */
async function takenInTime(load: LoadHandle, seconds: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  return (await load.report()).delivered;
}

/** Goal 7: a raid into the groups of one account, by polling, while people in private chats give secrets away. */
export async function raid({ quick }: RunOptions): Promise<GoalResult> {
  const seconds = quick ? { idle: 10, raid: 15, warmUp: 5 } : { idle: 30, raid: 60, warmUp: 10 };
  const offeredPerS = await offered(quick ? 30_000 : 100_000);
  progress(`goal 7: the sandbox offers ${offeredPerS.toFixed(0)} updates/s to a bot that does nothing`);
  const stage = await setStage({ limits: "published" });
  const fleet = await stage.start("fleet.ts", { settings: { allowance: "published" } });
  try {
    const warmUp = await startRaid(stage.sandboxUrl, {
      ...raiders,
      texts: raidTexts,
      perS: perS / 5,
      seconds: seconds.warmUp,
    });
    await tellSecrets(stage, seconds.warmUp);
    await warmUp.delivered(patienceMs);
    await fleet.ask("drain");
    progress("goal 7: idle");
    const idleBefore = await tellSecrets(stage, seconds.idle);
    const restBytes = await residentBytes(fleet.pid);
    progress(`goal 7: the raid, ${perS} messages/s for ${seconds.raid} s`);
    const startedAt = performance.now();
    const sandboxBefore = await stage.sandboxUsage();
    const fleetBefore = await fleet.usage();
    const load = await startRaid(stage.sandboxUrl, {
      ...raiders,
      texts: raidTexts,
      perS,
      seconds: seconds.raid,
    });
    const allTaken = load.delivered((seconds.raid + 120) * 1_000).then(
      () => true,
      () => false,
    );
    const during = await peakWhile(
      fleet.pid,
      Promise.all([takenInTime(load, seconds.raid), tellSecrets(stage, seconds.raid), allTaken]),
    );
    const [inTime, warnings, acknowledged] = during.result;
    const tookS = (performance.now() - startedAt) / 1_000;
    const sandboxShare = ((await stage.sandboxUsage()).cpuMicros - sandboxBefore.cpuMicros) / 1e6 / tookS;
    const fleetShare = ((await fleet.usage()).cpuMicros - fleetBefore.cpuMicros) / 1e6 / tookS;
    const drained = await peakWhile(fleet.pid, fleet.ask("drain"));
    progress("goal 7: idle again");
    const idleAfter = await tellSecrets(stage, seconds.idle);

    const messages = perS * seconds.raid;
    const takenPerS = inTime / seconds.raid;
    const growthMb = (Math.max(during.peak, drained.peak) - restBytes) / 1e6;
    const idle = warnedOf([idleBefore, idleAfter]);
    const raided = warnedOf([warnings]);
    const warning = raided.p99Ms / idle.p99Ms;
    const faults = [
      !acknowledged && "not every message was acknowledged within two minutes after the raid",
      takenPerS < perS * rateKept &&
        `${round(takenPerS, 0)} messages a second were taken in; the sandbox offers ${round(offeredPerS, 0)} to a bot that does nothing`,
      idle.unanswered + raided.unanswered > 0 && "somebody was not warned",
    ].filter((fault) => fault !== false);
    const ok = faults.length === 0 && growthMb <= targets.memoryMb && warning <= targets.warning;
    return {
      goal: 7,
      name: "a raid of 5,000 messages/s into one account: messages taken in",
      value: round(takenPerS, 0),
      unit: "messages/s acknowledged while it lasted",
      target: perS,
      ok,
      detail: {
        ...(faults.length > 0 && { reason: faults.join("; ") }),
        receive: "polling, in groups; acknowledged is what a later poll confirms",
        messages,
        acknowledged,
        tookSeconds: round(tookS, 1),
        sandboxOffersPerS: round(offeredPerS, 0),
        shareOfCore: { sandbox: round(sandboxShare, 2), fleet: round(fleetShare, 2) },
        memory: {
          value: round(growthMb, 1),
          unit: "MB, resident: the peak of looks every 100 ms less what it was idle after a warm-up",
          target: targets.memoryMb,
          ok: growthMb <= targets.memoryMb,
          restMb: round(restBytes / 1e6, 1),
        },
        warning: {
          value: round(warning, 2),
          unit: "x the p99 of an idle system, before and after",
          target: targets.warning,
          ok: warning <= targets.warning,
          ...shown(raided),
        },
        baseline: { name: "the same fleet, idle", ...shown(idle) },
      },
    };
  } finally {
    await fleet.stop();
    await stage.end();
  }
}
