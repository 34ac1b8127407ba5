import { DatabaseSync } from "node:sqlite";
import { setTimeout as pass } from "node:timers/promises";
import type { LoadReport } from "../../sandbox/telegram/load-count.ts";
import { planLoad } from "../../sandbox/telegram/load-plan.ts";
import { type GoalResult, progress } from "../support/result.ts";
import type { RunOptions } from "../support/run-options.ts";
import { type DeskReport, deskReport, startLoad } from "../support/sandbox-load.ts";
import { setStage } from "../support/stage.ts";

const persons = 200;
const ratePerS = 250;
/** A person's messages, albums of three and edits, and what the bot is told in groups. */
const kinds = { direct: 6, group: 2, album: 1, edit: 1 };
const groups = 5;
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
  readonly expected: number;
  readonly lost: number;
  /** Edits of which nobody said anything. */
  readonly editsUnread: number;
  readonly byKind: LoadReport["kinds"];
  readonly outOfOrder: number;
  readonly duplicates: number;
  readonly deliveredAtLastKill: number;
  readonly perKill: readonly Kill[];
  readonly desk: DeskReport;
}

interface CrashLoad {
  readonly kills: number;
  readonly updates: number;
}

async function crash(
  side: "bare-echo.ts" | "fleet-echo.ts",
  { kills, updates }: CrashLoad,
): Promise<CrashRun> {
  const stage = await setStage();
  let bot = await stage.start(side);
  try {
    const load = await startLoad(stage.sandboxUrl, { updates, persons, ratePerS, texts, kinds, groups });
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
    const report = await (side === "fleet-echo.ts" ? load.finished(timeoutMs) : load.settled(timeoutMs));
    return {
      expected: report.expected,
      lost: report.expected - (report.numbered - report.duplicates),
      editsUnread: Math.max(0, report.kinds.edit.delivered - report.toEdits),
      byKind: report.kinds,
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

/** Every text that names a ticket opens one; an album has one text. */
const ticketsOf = (updates: number): number => {
  const plan = planLoad(kinds);
  return Array.from({ length: updates }, (_, n) => n).filter(
    (n) => texts[n % texts.length] === "ticket" && plan(n).part === 0,
  ).length;
};

/**
 * Goal 8: kill -9 under a mixed load, again and again. The bare bot shows what happens to a bot that keeps nothing; it
 * reads no edits.
 */
export async function crashes({ quick }: RunOptions): Promise<GoalResult> {
  // At the rate above they outlast the kills.
  const load = quick ? { kills: 4, updates: 3_000 } : { kills: 20, updates: 16_000 };
  const { kills, updates } = load;
  const fleet = await crash("fleet-echo.ts", load);
  const bare = await crash("bare-echo.ts", load);
  const wantedTickets = ticketsOf(updates);
  const ticketsLost = wantedTickets - fleet.desk.tickets;
  const faults = [
    fleet.lost !== 0 && "messages were lost, or not answered in time",
    fleet.editsUnread !== 0 && "edits were not read again",
    fleet.outOfOrder !== 0 && "replies came out of order",
    fleet.perKill.some(({ duplicates, inFlight, stillUnknown }) => duplicates > inFlight + stillUnknown) &&
      "a kill was followed by more duplicates than sends whose outcome was unknown",
    fleet.desk.duplicateTickets !== 0 && "tickets were opened twice",
    ticketsLost !== 0 && "tickets were not opened",
    fleet.deliveredAtLastKill >= updates && "the load had ended before the last kill",
  ].filter((fault) => fault !== false);
  return {
    goal: 8,
    name: "kill -9 under a mixed load: messages lost",
    value: fleet.lost,
    unit: "messages",
    target: 0,
    ok: faults.length === 0,
    detail: {
      ...(faults.length > 0 && { reason: faults.join("; ") }),
      kills,
      updates,
      shares: kinds,
      ratePerS,
      byKind: fleet.byKind,
      editsUnread: fleet.editsUnread,
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
        of: bare.expected,
        outOfOrder: bare.outOfOrder,
        duplicates: bare.duplicates,
      },
    },
  };
}
