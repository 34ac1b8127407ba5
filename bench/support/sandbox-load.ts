import { setTimeout as pass } from "node:timers/promises";
import type { LoadReport } from "../../sandbox/telegram/load.ts";

export interface Load {
  readonly updates: number;
  readonly persons: number;
  readonly texts?: readonly string[];
  /** A number behind each text, by which its reply is known. @default true */
  readonly numbered?: boolean;
  /** Without it the updates are there as fast as the bot takes them. */
  readonly ratePerS?: number;
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

/** Orders a load of updates at the sandbox. */
export async function startLoad(url: string, fields: Load) {
  const { load } = await order<{ load: number }>(url, "telegram/load", fields);
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
      while (latest.numbered - latest.duplicates < fields.updates && Date.now() < endsAt) {
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
