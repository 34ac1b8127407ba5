import { DatabaseSync } from "node:sqlite";
import { setTimeout as pass } from "node:timers/promises";
import { type GoalResult, progress } from "../support/result.ts";
import { type DeskReport, deskReport, startLoad } from "../support/sandbox-load.ts";
import { setStage } from "../support/stage.ts";

const kills = 20;
const persons = 200;
const ratePerS = 250;
const updates = 10_000;
const aliveMs = { least: 250, most: 1_500 };
const timeoutMs = 240_000;
const texts = ["load", "load", "load", "load", "load", "load", "load", "load", "load", "ticket"];

interface CrashRun {
  readonly kills: number;
  readonly lost: number;
  readonly outOfOrder: number;
  readonly duplicates: number;
  readonly inFlightAtKills: number;
  readonly desk: DeskReport;
}

async function crash(side: "bare-echo.ts" | "fleet-echo.ts", waitForAll: boolean): Promise<CrashRun> {
  const stage = await setStage();
  let bot = await stage.start(side);
  try {
    const load = await startLoad(stage.sandboxUrl, { updates, persons, ratePerS, texts });
    let inFlightAtKills = 0;
    for (let n = 1; n <= kills; n++) {
      await pass(aliveMs.least + Math.random() * (aliveMs.most - aliveMs.least));
      await bot.kill();
      if (side === "fleet-echo.ts") inFlightAtKills += sendsInFlight(`${stage.folder}/data/flotilla.db`);
      bot = await stage.start(side);
      progress(`goal 8, ${side}: killed ${n} of ${kills} times`);
    }
    const report = waitForAll ? await load.finished(timeoutMs) : await load.settled();
    return {
      kills,
      lost: updates - (report.numbered - report.duplicates),
      outOfOrder: report.outOfOrder,
      duplicates: report.duplicates,
      inFlightAtKills,
      desk: await deskReport(stage.sandboxUrl),
    };
  } finally {
    await bot.stop();
    await stage.end();
  }
}

/** Sends whose outcome nobody knows: what may appear twice. */
function sendsInFlight(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("select count(*) as n from outbox where state = 'sending'").get();
  database.close();
  return Number(row?.["n"] ?? 0);
}

/** Goal 8: kill -9 under load, again and again. The bare bot shows what happens to a bot that keeps nothing. */
export async function crashes(): Promise<GoalResult> {
  const fleet = await crash("fleet-echo.ts", true);
  const bare = await crash("bare-echo.ts", false);
  const wantedTickets = updates / texts.length;
  const ticketsLost = wantedTickets - fleet.desk.tickets;
  const ok =
    fleet.lost === 0 &&
    fleet.outOfOrder === 0 &&
    fleet.duplicates <= fleet.inFlightAtKills &&
    fleet.desk.duplicateTickets === 0 &&
    ticketsLost === 0;
  return {
    goal: 8,
    name: "kill -9 under load: messages lost",
    value: fleet.lost,
    unit: "messages",
    target: 0,
    ok,
    detail: {
      kills,
      messages: updates,
      ratePerS,
      outOfOrder: fleet.outOfOrder,
      duplicates: fleet.duplicates,
      sendsInFlightAtKills: fleet.inFlightAtKills,
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
