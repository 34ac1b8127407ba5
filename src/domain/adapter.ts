import type { Platform } from "./account.ts";
import type { Receipt } from "./delivery.ts";
import type { EffectKind, KeepAttachment, PlatformEffect, SendMessage } from "./effect.ts";
import type { RawEvent } from "./event.ts";
import type { FormName } from "./form.ts";
import type { ConversationId } from "./ids.ts";
import type { AttachmentRef } from "./message.ts";

/** An update that could not be parsed: its shape without its values, so that an operator can report it. */
export interface UnparsedUpdate {
  readonly platformEventId: string;
  /** The platform's name for the kind, as far as it can be told. */
  readonly kind: string;
  /** Keys and types only, such as `{"poll":{"id":"string"}}`. */
  readonly shape: string;
}

/** What an adapter hands over at once: it becomes durable as a whole. */
export interface Intake {
  readonly events: readonly RawEvent[];
  readonly unparsed: readonly UnparsedUpdate[];
  /** Where to go on after a restart. Stored in the same transaction as the events. */
  readonly cursor?: string;
}

/** Where an adapter's events go. */
export interface EventSink {
  /** Resolves when everything is on disk; only then acknowledge to the platform. Rejects when intake is stopped: do not acknowledge, try again later. */
  accept(intake: Intake): Promise<void>;
  /** The last stored cursor, or undefined at the very first start. */
  cursor(): Promise<string | undefined>;
  /** Direct chats in which somebody wrote since then, the latest first: where a platform cannot list them, each is asked what was missed. */
  directChats(since: number): Promise<readonly ConversationId[]>;
  /**
   * Takes one of the allowance's `reads`; it is on disk before this resolves, so that a restart never overspends.
   * Resolves to 0, or to how long to wait in ms when none is left: then none was taken. Receiving leaves some for
   * settling sends whose outcome is not known, which leaves more for receiving.
   */
  takeRead(purpose?: "receiving" | "settling"): Promise<number>;
  /** Gives back the last one that receiving took: its call certainly never reached the platform. */
  returnRead(): Promise<void>;
  /** Where a platform tells of our own sends, too: this tells them from what a human typed for us in its app. */
  sentTo(conversationId: ConversationId, since: number): Promise<SentTo>;
  /** The platform refused, for its limit, what is not a delivery: that is told by its failure. */
  rateLimited(retryAfterMs: number): void;
  /** What the adapter knows of its connection, for readiness and alarms. */
  report(status: ConnectionStatus): void;
}

/** What the fleet itself has sent to a conversation. */
export interface SentTo {
  /** The platform's ids of what arrived for certain. */
  readonly messageIds: readonly string[];
  /** What is being sent, or was and nobody knows whether it arrived. */
  readonly unsettled: readonly Pick<SendMessage, "content" | "attachments">[];
}

export type ConnectionStatus =
  /** With a reason where it works and an operator has something to mend all the same. */
  | { readonly state: "connected"; readonly reason?: string }
  | { readonly state: "waiting"; readonly reason: string; readonly untilAt?: number }
  | { readonly state: "failed"; readonly reason: string };

/** One line of what an operator must know before going live. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do when not ok: where to click, what to set. */
  readonly remedy?: string;
}

export interface Download {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** A button as the adapter sends it: `token` comes back in `button.pressed`. */
export interface ButtonToken {
  readonly label: string;
  readonly token: string;
  readonly opens?: FormName;
}

/** A file to be sent. */
export interface OutboundFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** An effect of which an adapter makes calls; bytes of attachments are fetched by {@link Adapter.download}. */
export type AdapterEffect = Exclude<PlatformEffect, KeepAttachment>;

/** What the dispatcher adds to an effect when it is delivered. */
export interface Delivery {
  readonly effect: AdapterEffect;
  /** In the order of the effect's buttons. */
  readonly buttons: readonly ButtonToken[];
  /** In the order of the effect's attachments; absent without any. */
  readonly files?: readonly OutboundFile[];
  /** An earlier attempt, since then, may have been carried out: its response was lost. */
  readonly uncertainSince?: number;
  /** Where the conversation began, when it goes on elsewhere: there its person can be found again. */
  readonly beganAs?: ConversationId;
}

/** So many sends in any window of `windowMs`. */
export interface SendWindow {
  readonly sends: number;
  readonly windowMs: number;
  /** Accounts whose windows bear the same name use up one together, such as those of one app. */
  readonly sharedAs?: string;
}

/** How sends that are few or dear are shared out among those who wait: the longest waiting person first. */
export interface Scarcity {
  /** So many of `sends`, and the same share of every other window and of the day's money, are for warnings and human replies alone. */
  readonly keptSends: number;
  /** Whoever could not be answered within this time is given to the desk, in a ticket marked as unanswered. */
  readonly answerWithinMs: number;
  readonly dollarsPerSend: number;
  /** Of each message that a person sends us. */
  readonly dollarsPerMessage: number;
  /** What may be spent in any 24 h; sends stop there. @default no cap */
  readonly dollarsPerDay?: number;
}

/** The platform's published allowances, as data. */
export interface Allowance {
  /** Sends in any window of `windowMs`. */
  readonly sends: number;
  readonly windowMs: number;
  /** Windows that hold as well, such as one of a day. */
  readonly more?: readonly SendWindow[];
  /** Absent where sends are plentiful. */
  readonly scarce?: Scarcity;
  /** Calls that only read; the adapter asks {@link EventSink.takeRead} before each. Absent where they need no counting. */
  readonly reads?: { readonly calls: number; readonly windowMs: number };
  /** Least time between two sends to one conversation. */
  readonly perConversationMs: number;
  /** The same for a group. */
  readonly perGroupMs: number;
  /** Sends to one group in any window. */
  readonly perGroup?: { readonly sends: number; readonly windowMs: number };
}

/** What a platform may lack. Without `buttons` a message names its choices in its text, by numbers, and brings none. */
export type Capability = EffectKind | "buttons";

export interface Adapter {
  readonly platform: Platform;
  readonly supports: ReadonlySet<Capability>;
  readonly allowance: Allowance | "unlimited";
  /** Whether a send whose response was lost may be repeated safely, or how it is told: see "Sending is a state on disk". */
  readonly repeatUncertain: "once" | "deduplicated" | "ask";
  /** Begin receiving. Resolves when receiving has begun or waits to begin; ends when `signal` aborts. `sink.accept` resolves when the event is durable; only then acknowledge to the platform. */
  start(sink: EventSink, signal: AbortSignal): Promise<void>;
  /** Platforms that push. Verify the signature before reading the body. */
  handleWebhook?(request: Request): Promise<Response>;
  /**
   * What native updates that an operator has kept come to, such as those in a webhook's log, without what only tells of
   * our own sends. Makes no call.
   */
  replay?(updates: readonly unknown[], sends: Pick<EventSink, "sentTo">): Promise<Intake>;
  /**
   * How many messages one becomes that is still to be sent, with its files. Makes no call. Where sends are few, so many
   * are set aside before it is sent. @default one
   */
  messagesOf?(effect: SendMessage): number;
  /** Perform one effect. Throws DeliveryError only. */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Receipt>;
  /** The bytes of an attachment, size-capped. Throws DeliveryError only. */
  download(ref: AttachmentRef, signal: AbortSignal): Promise<Download>;
  /** What an operator must know before going live: token, rights, webhook, allowances. Never throws. */
  probe(signal: AbortSignal): Promise<Check[]>;
  /** Stop receiving, wait for what is under way. */
  close(): Promise<void>;
}
