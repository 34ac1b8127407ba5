import type { Receipt } from "./delivery.ts";
import type { DeskEffect } from "./effect.ts";
import type { TicketId } from "./ids.ts";
import type { TicketChange, TicketReply } from "./ticket.ts";

/** A ticket system behind the fleet. */
export interface TicketDesk {
  readonly name: string;
  /** Perform one effect; idempotent by the effect's id. Throws DeliveryError only. */
  deliver(effect: DeskEffect, signal: AbortSignal): Promise<Receipt>;
  /** Hand over a file; idempotent by ticket and attachment id. Throws DeliveryError only. Absent when the desk takes no files. */
  attach?(attachment: DeskAttachment, signal: AbortSignal): Promise<void>;
  /** The bytes of a file that an agent attached, size-capped. Throws DeliveryError only; `rejected`: the desk does not have it. Absent when the desk gives no files. */
  fetchAttachment?(
    file: { readonly ticketId: TicketId; readonly id: string },
    signal: AbortSignal,
  ): Promise<Uint8Array>;
}

export interface DeskAttachment {
  readonly ticketId: TicketId;
  /** Unique within its ticket. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName?: string;
}

/** What a desk tells by webhook, once its signature and form were found right. */
export type DeskEvent = {
  /** The desk's own id of the event; told twice, it is one event. */
  readonly eventId: string;
  /** Counts up per ticket, from 1. */
  readonly sequence: number;
  readonly occurredAt: number;
  readonly ticketId: TicketId;
} & (
  | {
      readonly kind: "ticket.replied";
      readonly reply: TicketReply;
      /** The reply replaces the text of an earlier one: the desk's own id of the event that told it. */
      readonly edits?: string;
    }
  | { readonly kind: "ticket.changed"; readonly change: TicketChange }
);

/** Takes a desk's event in; resolves when it is on disk. Throws AppError INTAKE_STOPPED when it cannot be stored now. */
export type AcceptDeskEvent = (event: DeskEvent) => Promise<"stored" | "duplicate" | "unknown_ticket">;
