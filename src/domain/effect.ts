import type { DeskAttachment } from "./attachment.ts";
import type { FormName } from "./form.ts";
import type { AccountId, AttachmentId, ConversationId, EffectId, EventId, TicketId } from "./ids.ts";
import type { AttachmentRef } from "./message.ts";
import type { ReplySlot } from "./reply-slot.ts";
import type { TicketCategory, TicketDraft, TicketEntry, TicketField } from "./ticket.ts";

/** Order holds within a lane of a conversation, and no lane waits for another. */
export const lanes = ["guard", "talk", "desk", "keep"] as const;
export type Lane = (typeof lanes)[number];

/** Lower goes first. */
export const priorities = {
  protect: 0,
  moderate: 1,
  human: 2,
  answer: 3,
  receipt: 4,
  satisfaction: 5,
  announcement: 6,
} as const;
export type Priority = keyof typeof priorities;

/** Formatting by spans, in UTF-16 units, so that a platform can render or ignore it without parsing. */
export interface TextSpan {
  readonly style: "bold" | "italic" | "code" | "link";
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly spans: readonly TextSpan[];
}

export interface Button {
  readonly label: string;
  /** The platform asks this form of whoever presses, where it has forms; elsewhere the button is pressed. */
  readonly opens?: FormName;
  /** Kept on our side; the platform carries only a short token. */
  readonly payload: string;
}

interface EffectFields {
  readonly id: EffectId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly lane: Lane;
  readonly priority: Priority;
  /** Not to be attempted before this time. */
  readonly notBeforeAt?: number;
  /** Worthless after this time: dropped and reported instead of sent. */
  readonly expiresAt?: number;
  /** The conversation's `ownerEpoch` when the effect was decided. */
  readonly ownerEpoch: number;
  /** The outcome comes back as an `effect.settled` event whatever it is; a death always does. */
  readonly report?: boolean;
}

export interface SendMessage extends EffectFields {
  readonly kind: "message.send";
  readonly visibility: "public" | "private";
  /** What is said. A private text in a group goes only by a private way. */
  readonly content: FormattedText;
  /** What may be said in public when no private way exists. Without it a private text is dropped and reported. */
  readonly publicStub?: FormattedText;
  readonly buttons?: readonly Button[];
  /** Files of an agent's reply; they go with the text as their caption, or after it. */
  readonly attachments?: readonly DeskAttachment[];
  readonly replyTo?: string;
  /** Of the event that is answered. */
  readonly replySlot?: ReplySlot;
  /** A newer message of the person may cancel this before it is sent. */
  readonly supersedable?: boolean;
  /** The desk's webhook event that this relays, for the delivery report. */
  readonly relayOf?: { readonly ticketId: TicketId; readonly eventId: EventId };
}

export interface EditMessage extends EffectFields {
  readonly kind: "message.edit";
  readonly messageId: string;
  readonly content: FormattedText;
  readonly buttons?: readonly Button[];
  /** The desk's webhook event that changes a reply, for the delivery report. */
  readonly relayOf?: { readonly ticketId: TicketId; readonly eventId: EventId };
}

export interface DeleteMessage extends EffectFields {
  readonly kind: "message.delete";
  readonly messageId: string;
}

export interface MemberEffect extends EffectFields {
  readonly kind: "member.mute" | "member.ban" | "member.restore";
  readonly nativePersonId: string;
  readonly untilAt?: number;
}

export interface AnswerJoin extends EffectFields {
  readonly kind: "join.answer";
  readonly nativePersonId: string;
  readonly queryId?: string;
  readonly accept: boolean;
}

export interface OpenTicket extends EffectFields {
  readonly kind: "ticket.open";
  readonly ticketId: TicketId;
  readonly draft: TicketDraft;
}

export interface AppendTicket extends EffectFields {
  readonly kind: "ticket.append";
  readonly ticketId: TicketId;
  readonly category: TicketCategory;
  readonly entry: TicketEntry;
}

/** Secrets were found later in what the desk was already given: overwrite it there. */
export interface RedactTicket extends EffectFields {
  readonly kind: "ticket.redact";
  readonly ticketId: TicketId;
  /** Lines by their time. */
  readonly replacements: readonly { readonly at: number; readonly text: string }[];
  /** Fields of the ticket itself. */
  readonly fields?: Readonly<Partial<Record<TicketField, string>>>;
}

/** Fetch the bytes of an attachment of a direct chat while they can be had, and keep them, sealed. */
export interface KeepAttachment extends EffectFields {
  readonly kind: "attachment.keep";
  /** Of its own: a slow download holds no answer back. */
  readonly lane: "keep";
  readonly attachmentId: AttachmentId;
  readonly ref: AttachmentRef;
  /** The message that carried it. */
  readonly messageId: string;
}

export type PlatformEffect =
  | SendMessage
  | EditMessage
  | DeleteMessage
  | MemberEffect
  | AnswerJoin
  | KeepAttachment;
export type DeskEffect = OpenTicket | AppendTicket | RedactTicket;
export type Effect = PlatformEffect | DeskEffect;
export type EffectKind = Effect["kind"];

/** An effect as a stage drafts it: the pipeline adds who and, unless the draft says it, where. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type EffectDraft = DistributiveOmit<Effect, "id" | "accountId" | "conversationId" | "ownerEpoch"> & {
  readonly conversationId?: ConversationId;
};

export const isDeskEffect = (effect: Effect): effect is DeskEffect => effect.lane === "desk";
