import type { SentTo, UnparsedUpdate } from "../domain/adapter.ts";
import type { KeptAttachment } from "../domain/attachment.ts";
import type { Conversation, ConversationKind } from "../domain/conversation.ts";
import type { DeliveryFailure, Receipt } from "../domain/delivery.ts";
import type { Effect, EffectKind, Lane, Priority } from "../domain/effect.ts";
import type { EventKind, InboundEvent } from "../domain/event.ts";
import type {
  AccountId,
  AttachmentId,
  ConversationId,
  EffectId,
  EventId,
  TicketId,
  TurnId,
} from "../domain/ids.ts";
import type { ExpectedValue } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import type { Ticket } from "../domain/ticket.ts";
import type { PastMessage, Turn, TurnResult } from "../domain/turn.ts";
import type { GroupSend, GroupsPort } from "./port-groups.ts";
import type { PastPort } from "./port-past.ts";
import type { ScarcePort } from "./port-scarce.ts";
import type { TopicsPort } from "./port-topics.ts";
import type { TurnTrace } from "./turn-trace.ts";

/** An event as the inbox holds it. */
export interface StoredEvent {
  readonly seq: number;
  readonly event: InboundEvent;
  /** Attempts begun so far, the one under way included. */
  readonly attempts: number;
}

export interface IntakeBatch {
  readonly accountId: AccountId;
  readonly events: readonly InboundEvent[];
  readonly unparsed: readonly UnparsedUpdate[];
  readonly cursor?: string;
  readonly now: number;
}

/** What a turn is built from, besides its events. */
export interface ConversationRecord {
  readonly conversation: Conversation;
  readonly isNew: boolean;
  readonly person: Person | undefined;
  /** Oldest first. */
  readonly history: readonly PastMessage[];
  readonly tickets: readonly Ticket[];
  /** Oldest first. */
  readonly attachments: readonly KeptAttachment[];
  /** Unsent answers that a newer message may replace, and the turns that they answer. */
  readonly supersedable: readonly { readonly seq: number; readonly turnId: TurnId }[];
}

/** An effect as the outbox holds it. */
export interface StoredEffect {
  readonly seq: number;
  readonly effect: Effect;
  readonly destination: string;
  readonly state: "pending" | "sending";
  readonly attempts: number;
  /** How often the outcome of sending it was unknown. */
  readonly uncertain: number;
  readonly conversationKind: ConversationKind;
  readonly createdAt: number;
}

/** Calls that one effect has cost so far; `at` is when the last one began. */
export interface UsedSend {
  readonly at: number;
  readonly calls: number;
}

export interface TurnCommit {
  readonly turn: Turn;
  readonly record: ConversationRecord;
  readonly result: TurnResult;
  readonly seqs: readonly number[];
  /** One entry per effect: a permit is held, so it may be born `sending` if its lane is free. */
  readonly reserved: readonly boolean[];
  /** The events could not be handled and are given up: they become dead letters. */
  readonly dead: boolean;
  /** Unsent answers that this turn replaces. If one was sent meanwhile, nothing is committed. */
  readonly supersedes: readonly number[];
}

/** Undefined when an answer to be replaced had been sent meanwhile: the turn must be built again. */
export type TurnCommitted = readonly StoredEffect[] | undefined;

/** How a delivery ended. `calls`: how many messages of the allowance the attempt used; one, where it is not said. */
export type Settlement = { readonly stored: StoredEffect } & (
  | {
      readonly to: "sent";
      readonly receipt: Receipt;
      /** The next in the lane is not sent before. */
      readonly nextAt?: number;
    }
  | {
      readonly to: "retry";
      readonly at: number;
      readonly failure: DeliveryFailure;
      readonly reason: string;
      readonly uncertain: number;
      readonly calls?: number;
    }
  | {
      readonly to: "dead";
      readonly failure: DeliveryFailure | "expired" | "superseded";
      readonly reason: string;
      readonly calls?: number;
    }
);

/** What will not be tried again unless an operator says so. */
export interface DeadLetter {
  /** `effect:12` or `event:34`; what `cli dead retry` takes. */
  readonly letter: string;
  readonly id: EffectId | EventId;
  readonly kind: EffectKind | EventKind;
  readonly conversationId: ConversationId;
  readonly failure: string;
  readonly reason: string;
  readonly at: number;
}

/** A turn as the console and the audit show it. */
export interface TurnRecord {
  readonly seq: number;
  readonly at: number;
  readonly conversationId: ConversationId;
  readonly id: TurnId;
  readonly trace: TurnTrace;
  readonly effects: readonly {
    readonly id: EffectId;
    readonly kind: EffectKind;
    readonly lane: Lane;
    readonly priority: Priority;
    readonly state: string;
    readonly failure?: string;
  }[];
}

export interface Backlog {
  readonly inboxPending: number;
  readonly outboxPending: Readonly<Record<string, number>>;
  readonly dead: number;
}

/** Key-value state that may expire; any Map-like store serves keyv. */
export interface KeyValueStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttl?: number): Promise<void>;
  delete(key: string): Promise<boolean>;
  clear(): Promise<void>;
}

/**
 * All that the fleet keeps. Every method that writes resolves when the write is on disk, and joins whatever else
 * waits into one commit. Writes reject with AppError STORAGE_FULL or STORAGE_DAMAGED when nothing can be stored.
 */
export interface Storage extends GroupsPort, PastPort, ScarcePort, TopicsPort {
  readonly inbox: {
    /** Stores what is new. One entry per event: what was stored, or undefined for a duplicate. */
    append(batch: IntakeBatch): Promise<readonly (StoredEvent | undefined)[]>;
    cursor(accountId: AccountId): Promise<string | undefined>;
    /** Direct chats in which somebody wrote since then, the latest first; as far as the newest events of all accounts tell. */
    directChats(accountId: AccountId, since: number): Promise<readonly ConversationId[]>;
    /** Conversations with pending events, the longest waiting first. */
    pendingConversations(): Promise<readonly ConversationId[]>;
    /** Pending events of a conversation, oldest first. */
    pending(conversationId: ConversationId, limit: number): Promise<readonly StoredEvent[]>;
    /** The message events that an unsent answer was meant for. */
    ofTurn(conversationId: ConversationId, turnId: TurnId): Promise<readonly StoredEvent[]>;
    /** Counts an attempt before it is made. */
    attempt(seqs: readonly number[]): Promise<void>;
    /** What a form of the conversation has asked for; the guard takes it out of the text. */
    expects(conversationId: ConversationId): readonly ExpectedValue[];
  };
  readonly turns: {
    load(conversationId: ConversationId, hints: { event: InboundEvent }): Promise<ConversationRecord>;
    commit(commit: TurnCommit): Promise<TurnCommitted>;
    recent(query: {
      after: number;
      limit: number;
      conversationId?: ConversationId;
    }): Promise<readonly TurnRecord[]>;
  };
  readonly outbox: {
    /** What was `sending` when the last process ended: the outcome is unknown. Decides for each; rebuilds the lanes. */
    recover(
      decide: (stored: StoredEffect) => "repeat" | "repeat_uncertain" | "dead",
      now: number,
    ): Promise<readonly StoredEvent[]>;
    /** Marks due heads as `sending` and returns them, most urgent first. */
    takeDue(query: {
      destination: string;
      now: number;
      limit: number;
      maxPriority: number;
      /** Answers and receipts go in the order in which people have waited. @default by priority, and as they became due */
      longestWaitFirst?: boolean;
      /**
       * Asked of each, anew for each try of the transaction: when it may go at the soonest. What may not go now waits
       * on disk until then.
       */
      admit?: () => (stored: StoredEffect) => number;
    }): Promise<{
      readonly taken: readonly StoredEffect[];
      readonly settled: readonly StoredEvent[];
      readonly held: number;
    }>;
    /** Gives up heads that have expired, without a permit: whoever waits for one may wait long. */
    expireDue(destination: string, now: number): Promise<readonly StoredEvent[]>;
    /** When the next head is due; undefined when none waits. */
    nextDueAt(query: { destination: string; maxPriority: number }): Promise<number | undefined>;
    settle(settlements: readonly Settlement[], now: number): Promise<readonly StoredEvent[]>;
    /** What waits because the other side failed becomes due now: it is back. Spacing and 429s still hold. */
    hasten(destination: string, now: number): Promise<void>;
    /** Sends to a destination that began since `since`: allowance already used. */
    usedSince(destination: string, times: { since: number; now: number }): Promise<readonly UsedSend[]>;
    /** Messages to groups that began since `since`: when each was sent, or `now` while that is not known. */
    groupSendsSince(
      destination: string,
      times: { since: number; now: number },
    ): Promise<readonly GroupSend[]>;
    /** What the fleet itself sent to a conversation since then, or may have sent. */
    sentTo(conversationId: ConversationId, since: number): Promise<SentTo>;
    /** The effect whose button was pressed, if it belongs to that conversation. */
    bySeq(seq: number, conversationId: ConversationId): Promise<Effect | undefined>;
  };
  readonly timers: {
    /** Turns due timers into inbox events; expired ones are dropped. */
    fireDue(now: number): Promise<readonly StoredEvent[]>;
    nextFireAt(): Promise<number | undefined>;
  };
  readonly tickets: {
    find(
      id: TicketId,
    ): Promise<(Ticket & { accountId: AccountId; conversationKind: ConversationKind }) | undefined>;
  };
  readonly attachments: {
    /** What the conversation carried, oldest first, as far as it has not expired. */
    of(conversationId: ConversationId): Promise<readonly KeptAttachment[]>;
    /** Seals bytes on disk, before the effect that fetched them is settled. Written twice, the last holds. */
    write(
      id: AttachmentId,
      file: Pick<KeptAttachment, "fileName" | "mediaType" | "size"> & { bytes: Uint8Array },
    ): Promise<void>;
    /** Undefined when they are not kept, or not any more. */
    bytes(id: AttachmentId): Promise<Uint8Array | undefined>;
  };
  readonly operator: {
    pausedAccounts(): Promise<ReadonlySet<string>>;
    setPaused(accountId: AccountId, paused: boolean, now: number): Promise<void>;
    /** Held after a restore: nothing is sent until released. */
    isHeld(): Promise<boolean>;
    release(now: number): Promise<void>;
    /** Drops every effect that waits. Resolves to how many. */
    discardWaiting(now: number): Promise<number>;
    /** Changes whenever another process wrote. */
    externalVersion(): number;
    backlog(): Promise<Backlog>;
    /** The latest dead letters, newest first. */
    dead(limit: number): Promise<readonly DeadLetter[]>;
    /** Puts dead letters back to be tried again, but for words to who wants none. Resolves to how many were found. */
    retryDead(letters: readonly string[] | "all", now: number): Promise<number>;
  };
  readonly keyv: KeyValueStore;
  readonly maintenance: {
    /** Whether the last process ended by a clean stop. */
    readonly cleanStart: boolean;
    /** Marks progress outside the storage, so that a restored copy is noticed. */
    beat(): Promise<void>;
    /** Forgets texts older than `textBefore`, and rows older than `rowBefore`. */
    purge(limits: { textBefore: number; rowBefore: number; now: number }): Promise<{
      texts: number;
      rows: number;
      /** What could not be sent in all that time, told to whom it was for. */
      settled: readonly StoredEvent[];
    }>;
    /** Throws the fault that stops intake, if there is one; tries to write when the disk was full. */
    check(): Promise<void>;
    /** Forgets what is held in memory; after another process wrote. */
    forgetCached(): void;
  };
  /** The same for the same value, made with the key file's key; it tells nothing of the value. */
  readonly fingerprintOf: (value: string) => string;
  /** Commits made since the start. */
  readonly commits: () => number;
  fault(): "full" | "damaged" | undefined;
  close(options: { clean: boolean }): void;
}
