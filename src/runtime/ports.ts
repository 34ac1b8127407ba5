import type { InboundEvent, RawEvent } from "../domain/event.ts";
import type { AccountId, PersonId } from "../domain/ids.ts";
import type { ExpectedValue } from "../domain/message.ts";
import type { Ticket } from "../domain/ticket.ts";
import type { Caps, Facts, HeldText, Turn, TurnResult } from "../domain/turn.ts";

/** The decider: pure, so that a turn can be run again. */
export interface Pipeline {
  run(turn: Turn): TurnResult;
  /** What to do when `run` threw again and again: says sorry and escalates, without any of the stages. */
  broken(turn: Turn): TurnResult;
}

/** Takes secrets out of an event before anything is kept. Never throws: what it cannot vouch for it withholds. */
export type Redactor = (
  event: RawEvent,
  context: {
    readonly expects: readonly ExpectedValue[];
    /** Told of what is only suspected; it may be kept in memory and nowhere else. */
    readonly onSuspected?: (suspected: Pick<HeldText, "text" | "values">) => void;
    /** Told that a text could not be vouched for, and why. */
    readonly onWithheld?: (reason: "error" | "overrun") => void;
  },
) => InboundEvent;

/** Facts that need I/O; an empty hook until something needs one. Bounded by the worker. */
export type Gather = (turn: Turn, signal: AbortSignal) => Promise<Facts>;

/** Facts that are in memory already, the same for every turn. */
export type Known = (now: number) => Facts;

/** Something that goes on beside the turns: it knows facts for them, and may learn from what became of them. */
export interface Companion {
  /** Must not fail: without it the fleet works as well. */
  start(): Promise<void>;
  known(now: number): Facts;
  noteTurn?(turn: Turn, result: TurnResult): void;
  stop(): Promise<void>;
}

/** Age from which an event counts as late, in ms. */
export interface LateAfter {
  readonly directAfterMs: number;
  readonly groupAfterMs: number;
}

/** What people may use up. */
export interface CapLimits {
  readonly repliesPerHour: number;
  readonly ticketsPerDay: number;
}

export interface CapBook {
  left(who: { personId: PersonId | undefined; tickets: readonly Ticket[]; now: number }): Promise<Caps>;
  replied(personId: PersonId | undefined, now: number): void;
  /** They were asked whether an answer helped. */
  askedHelpful(personId: PersonId | undefined, now: number): void;
}

/** An account that is not to send at the moment, and why. */
export interface Gate {
  isPaused(accountId: AccountId): boolean;
  isHeld(): boolean;
  /** The platform refuses what the account sends for a reason that an operator has to mend; undefined: it takes it. */
  noteRefusal(accountId: AccountId, reason: string | undefined): void;
}
