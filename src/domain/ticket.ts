import type { DeskAttachment, TicketAttachment } from "./attachment.ts";
import type { ConversationId, EventId, TicketId } from "./ids.ts";
import type { Locale } from "./locale.ts";

export const ticketCategories = ["account_security", "funds", "trading", "technical", "other"] as const;
export type TicketCategory = (typeof ticketCategories)[number];

export interface Ticket {
  readonly id: TicketId;
  readonly conversationId: ConversationId;
  readonly category: TicketCategory;
  readonly status: "open" | "solved" | "closed";
  readonly openedAt: number;
  /** The desk's own reference, known once `ticket.open` has settled. */
  readonly deskRef?: string;
  /** The highest sequence number among the desk's webhooks for this ticket. */
  readonly lastSequence: number;
}

/** Fields of a ticket, beside its lines, that hold a person's own words. */
export const ticketFields = ["subject", "description", "happenedWhen", "accountReference"] as const;
export type TicketField = (typeof ticketFields)[number];

/** What the desk is given when a ticket is opened. */
export interface TicketDraft {
  readonly category: TicketCategory;
  readonly urgent: boolean;
  readonly subject: string;
  readonly locale: Locale;
  /** UID or masked e-mail or phone; never a credential. */
  readonly accountReference?: string;
  readonly description: string;
  readonly happenedWhen?: string;
  readonly consentAt?: number;
  /** Nobody answered the person in time, as too many waited: since when they wait. */
  readonly unansweredSince?: number;
  readonly person: { readonly id: string; readonly displayName: string; readonly username?: string };
  readonly channel: { readonly platform: string; readonly account: string };
  readonly transcript: readonly TicketEntry[];
  readonly attachments?: readonly TicketAttachment[];
}

/** One line of the redacted conversation at the desk. */
export interface TicketEntry {
  readonly kind: "message" | "attachment_notice" | "note" | "delivery";
  readonly author: "person" | "bot" | "agent" | "system";
  readonly at: number;
  readonly text: string;
  readonly attachments?: readonly TicketAttachment[];
  /** For `delivery`: which webhook event it is about and how it went. */
  readonly delivery?: {
    readonly eventId: string;
    readonly state: "delivered" | "failed" | "refused" | "uncertain";
    readonly reason?: string;
  };
}

/** An agent's public reply, as the desk's webhook told it. */
export interface TicketReply {
  readonly text: string;
  readonly agentName?: string;
  readonly attachments?: readonly DeskAttachment[];
  /** This replaces the text of an earlier reply: the event that brought it. */
  readonly edits?: EventId;
  /** The platform's ids of the messages that the edited reply became; put in by the worker. */
  readonly sentAs?: readonly string[];
  /** The guard took a secret out of the text, or could not read it (then it is empty): not relayed, and the desk is told. */
  readonly refused?: "secret" | "unread";
}

export interface TicketChange {
  readonly status?: Ticket["status"];
  /** `agent`: a human takes the conversation over. `bot`: it is handed back. */
  readonly owner?: "agent" | "bot";
}
