import type { Clock } from "../../src/domain/clock.ts";
import type { AdapterLog } from "../shared/adapter-log.ts";
import type { AdminBook } from "./admins.ts";
import { type ParsedUpdates, parseUpdates } from "./parse.ts";
import type { ParseContext } from "./place.ts";
import { createToldMembers } from "./told-members.ts";

export interface IntakePort {
  readonly parseContext: Omit<ParseContext, "receivedAt">;
  readonly clock: Clock;
  readonly log: AdapterLog;
  readonly admins: AdminBook;
  /** A press of a button is on disk: Telegram may be told. */
  acknowledgePress(queryId: string): void;
}

/** What both ways to receive do with updates. */
export interface UpdateIntake {
  parse(updates: readonly unknown[]): ParsedUpdates;
  /** What was parsed is durable. */
  stored(parsed: ParsedUpdates): void;
}

export const createIntake = (port: IntakePort): UpdateIntake => {
  const { parseContext, clock, log, admins } = port;
  const toldMembers = createToldMembers(clock);
  return {
    parse(updates) {
      const parsed = parseUpdates(updates, { ...parseContext, receivedAt: clock.now() });
      return { ...parsed, events: admins.nameModerators(toldMembers.leaveOut(parsed.events)) };
    },
    stored({ presses, notes }) {
      for (const queryId of presses) port.acknowledgePress(queryId);
      for (const note of notes)
        log.info({ account: parseContext.accountId, ...note }, "a business account changed its connection");
    },
  };
};
