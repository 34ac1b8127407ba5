import { DatabaseSync } from "node:sqlite";
import { setTimeout as pass } from "node:timers/promises";
import { type GoalResult, progress } from "../support/result.ts";
import { type DeskReport, deskReport, startLoad } from "../support/sandbox-load.ts";
import { setStage } from "../support/stage.ts";

const kills = 20;
const persons = 200;
const ratePerS = 250;
/** At the rate above they outlast the kills. */
const updates = 16_000;
const aliveMs = { least: 250, most: 1_500 };
const wireMs = 100;
const timeoutMs = 240_000;
const texts = ["load", "load", "load", "load", "load", "load", "load", "load", "load", "ticket"];

/** What one kill left behind, and what came of it until the next. */
interface Kill {
  readonly inFlight: number;
  /** Of an earlier kill, and not yet sent again. */
  readonly stillUnknown: number;
  readonly duplicates: number;
}

interface CrashRun {
  readonly kills: number;
  readonly lost: number;
  readonly outOfOrder: number;
  readonly duplicates: number;
  readonly deliveredAtLastKill: number;
  readonly perKill: readonly Kill[];
  readonly desk: DeskReport;
}

async function crash(side: "bare-echo.ts" | "fleet-echo.ts", waitForAll: boolean): Promise<CrashRun> {
  const stage = await setStage();
  let bot = await stage.start(side);
  try {
    const load = await startLoad(stage.sandboxUrl, { updates, persons, ratePerS, texts });
    const left: (Unknown & { duplicatesBefore: number })[] = [];
    let deliveredAtLastKill = 0;
    for (let n = 1; n <= kills; n++) {
      await pass(aliveMs.least + Math.random() * (aliveMs.most - aliveMs.least));
      await bot.kill();
      // What was on the wire at the kill still arrives.
      await pass(wireMs);
      const { duplicates, delivered } = await load.report();
      deliveredAtLastKill = delivered;
      const unknown = side === "fleet-echo.ts" ? sendsUnknown(`${stage.folder}/data/flotilla.db`) : none;
      left.push({ ...unknown, duplicatesBefore: duplicates });
      bot = await stage.start(side);
      progress(`goal 8, ${side}: killed ${n} of ${kills} times`);
    }
    const report = waitForAll ? await load.finished(timeoutMs) : await load.settled(timeoutMs);
    return {
      kills,
      lost: updates - (report.numbered - report.duplicates),
      outOfOrder: report.outOfOrder,
      duplicates: report.duplicates,
      deliveredAtLastKill,
      perKill: left.map(({ duplicatesBefore, ...unknown }, n) => ({
        ...unknown,
        duplicates: (left[n + 1]?.duplicatesBefore ?? report.duplicates) - duplicatesBefore,
      })),
      desk: await deskReport(stage.sandboxUrl),
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

interface Unknown {
  readonly inFlight: number;
  readonly stillUnknown: number;
}
const none: Unknown = { inFlight: 0, stillUnknown: 0 };

/** Messages whose outcome nobody knows: what may appear twice. */
function sendsUnknown(file: string): Unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (where: string) =>
    Number(
      database.prepare(`select count(*) as n from outbox where kind = 'message.send' and ${where}`).get()?.[
        "n"
      ] ?? 0,
    );
  const unknown = {
    inFlight: count("state = 'sending'"),
    stillUnknown: count("state = 'pending' and uncertain > 0"),
  };
  database.close();
  return unknown;
}

/** Goal 8: kill -9 under load, again and again. The bare bot shows what happens to a bot that keeps nothing. */
export async function crashes(): Promise<GoalResult> {
  const fleet = await crash("fleet-echo.ts", true);
  const bare = await crash("bare-echo.ts", false);
  const wantedTickets = updates / texts.length;
  const ticketsLost = wantedTickets - fleet.desk.tickets;
  const faults = [
    fleet.lost !== 0 && "messages were lost, or not answered in time",
    fleet.outOfOrder !== 0 && "replies came out of order",
    fleet.perKill.some(({ duplicates, inFlight, stillUnknown }) => duplicates > inFlight + stillUnknown) &&
      "a kill was followed by more duplicates than sends whose outcome was unknown",
    fleet.desk.duplicateTickets !== 0 && "tickets were opened twice",
    ticketsLost !== 0 && "tickets were not opened",
    fleet.deliveredAtLastKill >= updates && "the load had ended before the last kill",
  ].filter((fault) => fault !== false);
  return {
    goal: 8,
    name: "kill -9 under load: messages lost",
    value: fleet.lost,
    unit: "messages",
    target: 0,
    ok: faults.length === 0,
    detail: {
      ...(faults.length > 0 && { reason: faults.join("; ") }),
      kills,
      messages: updates,
      ratePerS,
      outOfOrder: fleet.outOfOrder,
      duplicates: fleet.duplicates,
      sendsInFlightAtKills: fleet.perKill.reduce((sum, { inFlight }) => sum + inFlight, 0),
      perKill: fleet.perKill,
      deliveredAtLastKill: fleet.deliveredAtLastKill,
      allowance: "unlimited",
      tickets: { wanted: wantedTickets, opened: fleet.desk.tickets, twice: fleet.desk.duplicateTickets },
      baseline: {
        name: "bare telegraf echo",
        lost: bare.lost,
        outOfOrder: bare.outOfOrder,
        duplicates: bare.duplicates,
      },
    },
  };
}
