import type { Account } from "./account.ts";
import type { Capability } from "./adapter.ts";
import type { KeptAttachment } from "./attachment.ts";
import type { Conversation, ConversationPatch } from "./conversation.ts";
import type { Decision } from "./decision.ts";
import type { Effect, EffectDraft } from "./effect.ts";
import type { InboundEvent } from "./event.ts";
import type { ArticleSlug, EffectId, EventId, TicketId, TurnId } from "./ids.ts";
import type { SecretKind } from "./message.ts";
import type { Crowd, Notice } from "./notice.ts";
import type { Person } from "./person.ts";
import type { Ticket, TicketCategory } from "./ticket.ts";

/** A line of the conversation's past, redacted. */
export interface PastMessage {
  readonly direction: "in" | "out";
  readonly at: number;
  readonly text: string;
  /** Our event or effect that holds it. */
  readonly source: EventId | EffectId;
  /** The platform's id, where known. */
  readonly messageId?: string;
  readonly authorId?: string;
  /** A human of the account wrote it, in the platform's own app. */
  readonly byStaff?: true;
  /** Given to the desk in this ticket. */
  readonly ticketId?: TicketId;
}

/**
 * A message with a part that the guard only suspects, as it reads with that part shown. It exists in memory alone, and
 * for a few minutes.
 */
export interface HeldText {
  readonly source: EventId;
  readonly text: string;
  /** The suspected parts. */
  readonly values: readonly string[];
}

/** Facts from outside the conversation, gathered before the pipeline; each may be absent. */
export interface Facts {
  /** Whether the person came to the group only lately. */
  readonly newcomer?: boolean;
  /** How many people were lately answered from an article, by its slug. */
  readonly asked?: Readonly<Record<string, number>>;
  /** What the operator has announced, past and to come. */
  readonly notices?: readonly Notice[];
  /** What unusually many people ask about right now. */
  readonly crowds?: readonly Crowd[];
}

/** Who waits for an answer of an account whose sends are few. */
export interface Queue {
  /** Conversations that wait. */
  readonly waiting: number;
  /** How long a reply takes that is written now, in ms. */
  readonly delayMs: number;
  /** Whoever could not be answered within this time is given to the desk, in ms. */
  readonly answerWithinMs: number;
  /** When our lines of the history were sent, by their effects; what is not in here waits still. @default all were at once */
  readonly sentAt?: Readonly<Record<string, number>>;
}

/**
 * What one pass of the pipeline works on: the events of one conversation that are answered together.
 * Messages of a direct chat that waited together are one turn, and so are the parts of an album; every other event is a
 * turn of its own.
 */
export interface Turn {
  readonly id: TurnId;
  /** The only clock that the pipeline may ask. */
  readonly now: number;
  readonly account: Account;
  readonly conversation: Conversation;
  /** Who acted; undefined for timers, tickets and outcomes. */
  readonly person?: Person;
  /** At least one, oldest first. */
  readonly events: readonly [InboundEvent, ...InboundEvent[]];
  /** The last messages before this turn, oldest first. */
  readonly history: readonly PastMessage[];
  readonly tickets: readonly Ticket[];
  /** What the conversation carried of late, oldest first; without what expired. */
  readonly attachments: readonly KeptAttachment[];
  readonly facts: Facts;
  /** What the person wrote of late and the guard suspects, as far as it is still in memory. */
  readonly held?: readonly HeldText[];
  /** The oldest event waited so long that the reply must say so. */
  readonly late: boolean;
  readonly caps: Caps;
  /** Absent where sends are plentiful. */
  readonly queue?: Queue;
  /** The platform shows buttons; otherwise a message names its choices. */
  readonly hasButtons: boolean;
  /** What the platform can carry out; what is missing here ends as a dead letter. @default everything */
  readonly supports?: ReadonlySet<Capability>;
  /** A fresh ticket id, should the turn open one. */
  readonly newTicketId: TicketId;
  /** Fresh and not to be guessed: for an invitation into the direct chat, and to name what the turn keeps. */
  readonly newMark: string;
}

/** What the person has used up; a stage that would go over says so once and stays quiet. */
export interface Caps {
  readonly repliesLeft: number;
  readonly ticketsLeft: number;
  /** They were last asked at this time whether an answer helped, by whichever account. */
  readonly helpfulAskedAt?: number;
}

/** What a stage saw, for the trace. No free text of a person. */
export interface Finding {
  readonly name: string;
  readonly detail?: string;
  readonly score?: number;
}

export const stageNames = [
  "protect",
  "moderate",
  "consent",
  "handover",
  "command",
  "form",
  "guide",
  "language",
  "answer",
  "escalate",
  "render",
] as const;
export type StageName = (typeof stageNames)[number];

export interface StageResult {
  readonly findings?: readonly Finding[];
  /** Added whatever later stages decide. */
  readonly effects?: readonly EffectDraft[];
  readonly patch?: ConversationPatch;
  readonly timers?: readonly TimerCommand[];
  readonly tickets?: readonly TicketCommand[];
  /** The first decision wins; later deciding stages are not run. */
  readonly decision?: Decision;
  /** No later stage runs, decided or not. */
  readonly stop?: boolean;
  /** Stored texts to overwrite, because a secret was found to be spread over them. */
  readonly overwrite?: readonly Overwrite[];
  /** The direct chat opens with the question of this event for whoever comes with `turn.newMark`, if they asked it. */
  readonly invite?: EventId;
  /** Held texts that are settled: forgotten with the turn's commit. */
  readonly drop?: readonly EventId[];
  /** What is kept of the conversation is to be erased. */
  readonly erase?: Erasure;
  /** Nothing can be decided without this fact: the turn is to be run again with it, and no more asked for. */
  readonly wants?: "newcomer";
}

/** A stage of the pipeline: pure, and the turn is all it knows. */
export interface Stage {
  readonly name: StageName;
  run(turn: Turn): StageResult;
}

export interface Overwrite {
  readonly source: EventId | EffectId;
  readonly text: string;
  readonly kind: SecretKind;
  /** Pieces of a secret that stand in the text, to be found in what quotes it. In memory only. */
  readonly pieces?: readonly string[];
  /** What was masked was harmless: only the message itself is changed, nothing that quotes it. */
  readonly restores?: true;
}

/** What is kept of what was said in a conversation, as far as nobody has to work on it. */
export interface Erasure {
  /** Also what still waits to be sent: it comes to nothing then. */
  readonly waitingToo: boolean;
  /** Nothing that is younger. @default all */
  readonly until?: number;
  /**
   * Also what the person said where others talk, to whatever account, and what we answered to it. The timer is set in
   * each case that became of it.
   */
  readonly amongOthers?: SetTimer;
  /** Set in each other direct chat of the person: what is kept of a chat is changed by its own turns alone. */
  readonly inOtherChats?: SetTimer;
}

/** Set again with the same key, an earlier timer is cancelled. */
export type TimerCommand = SetTimer | { readonly cancel: string };

export interface SetTimer {
  readonly set: string;
  readonly fireAt: number;
  readonly expireAt: number;
  readonly data: string;
  /** @default the turn's own conversation */
  readonly in?: Pick<Conversation, "id" | "kind">;
}

/** What became of one stage, as the audit and the console show it. */
export interface StageTrace {
  readonly stage: StageName;
  readonly outcome: "passed" | "decided" | "added" | "stopped" | "skipped";
  readonly findings: readonly Finding[];
}

export interface TurnResult {
  readonly decision: Decision;
  readonly effects: readonly Effect[];
  readonly patch: ConversationPatch;
  readonly timers: readonly TimerCommand[];
  readonly overwrite: readonly Overwrite[];
  readonly tickets: readonly TicketCommand[];
  readonly invite?: EventId;
  readonly drop?: readonly EventId[];
  readonly erase?: Erasure;
  readonly wants?: "newcomer";
  readonly trace: readonly StageTrace[];
  /** What was answered or handed over. */
  readonly topic?: Topic;
}

/** An article and the coins and networks that the question names; nothing of a person. */
export interface Topic {
  readonly slug: ArticleSlug;
  readonly coins: readonly string[];
}

/** Rows of `tickets` that the turn writes with everything else. */
export type TicketCommand =
  | { readonly open: TicketId; readonly category: TicketCategory }
  | { readonly update: TicketId; readonly status?: Ticket["status"]; readonly sequence?: number };
