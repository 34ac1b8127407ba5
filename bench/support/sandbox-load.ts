import { setTimeout as pass } from "node:timers/promises";
import type { LoadReport } from "../../sandbox/telegram/load-count.ts";
import type { LoadShares } from "../../sandbox/telegram/load-plan.ts";

export interface Load {
  readonly updates: number;
  readonly persons: number;
  readonly texts?: readonly string[];
  /** A number behind each text, by which its reply is known. @default true */
  readonly numbered?: boolean;
  /** Without it the updates are there as fast as the bot takes them. */
  readonly ratePerS?: number;
  /** Shares. @default { direct: 1 } */
  readonly kinds?: LoadShares;
  /** That the group messages go to, in turn. */
  readonly groups?: number;
  /** Stands before a text in a group; `""` for none. @default the bot's name */
  readonly mention?: string;
}

export interface Raid {
  readonly perS: number;
  readonly seconds: number;
  /** Groups that it floods. */
  readonly chats: number;
  readonly persons: number;
  readonly texts: readonly string[];
}

export interface DeskReport {
  readonly tickets: number;
  readonly duplicateTickets: number;
}

async function order<Answer>(url: string, action: string, fields: object = {}): Promise<Answer> {
  const response = await fetch(`${url}/control/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** A load that was ordered, and may still go on. */
export type LoadHandle = ReturnType<typeof handle>;

/** Orders a load of updates at the sandbox. */
export async function startLoad(url: string, fields: Load): Promise<LoadHandle> {
  const { load } = await order<{ load: number }>(url, "telegram/load", fields);
  return handle(url, load, fields);
}

export async function startRaid(url: string, fields: Raid): Promise<LoadHandle> {
  const { load } = await order<{ load: number }>(url, "telegram/raid", fields);
  return handle(url, load, { updates: fields.perS * fields.seconds });
}

function handle(url: string, load: number, fields: Pick<Load, "updates">) {
  const report = () => order<LoadReport>(url, "telegram/loadReport", { load });
  return {
    /** Every update was fetched, which leaves its reply open. Throws when the time is up. */
    delivered: async (timeoutMs: number): Promise<void> => {
      const endsAt = Date.now() + timeoutMs;
      for (;;) {
        const { delivered } = await report();
        if (delivered >= fields.updates) return;
        if (Date.now() >= endsAt) throw new Error(`${delivered} of ${fields.updates} updates were fetched`);
        await pass(25);
      }
    },
    /** Every update has a reply, or the time is up: the report tells. */
    finished: async (timeoutMs: number): Promise<LoadReport> => {
      const endsAt = Date.now() + timeoutMs;
      let latest = await report();
      const isOpen = ({ delivered, numbered, duplicates, expected }: LoadReport) =>
        delivered < fields.updates || numbered - duplicates < expected;
      while (isOpen(latest) && Date.now() < endsAt) {
        await pass(250);
        latest = await report();
      }
      return settled(report, endsAt);
    },
    /** Every update was fetched and no reply has come for a while, or the time is up: the report tells. */
    settled: (timeoutMs: number) => settled(report, Date.now() + timeoutMs),
    report,
  };
}

async function settled(report: () => Promise<LoadReport>, endsAt: number): Promise<LoadReport> {
  let before = await report();
  for (;;) {
    await pass(2_000);
    const now = await report();
    const isQuiet = now.replies === before.replies && now.delivered === now.updates;
    if (isQuiet || Date.now() >= endsAt) return now;
    before = now;
  }
}

/** Orders a load and waits for a reply to each update. */
export async function runLoad(url: string, fields: Load & { timeoutMs: number }): Promise<LoadReport> {
  const { timeoutMs, ...load } = fields;
  const { load: number } = await order<{ load: number }>(url, "telegram/load", load);
  await order(url, "telegram/loadWait", { load: number, replies: load.updates, timeoutMs });
  return order<LoadReport>(url, "telegram/loadReport", { load: number });
}

/** Tickets at the sandbox's desk, and how many of them say the same as an earlier one. */
export async function deskReport(url: string): Promise<DeskReport> {
  const { tickets } = await order<{ tickets: { fields: { description: string } }[] }>(url, "desk/tickets");
  const descriptions = new Set(tickets.map(({ fields }) => fields.description));
  return { tickets: tickets.length, duplicateTickets: tickets.length - descriptions.size };
}
