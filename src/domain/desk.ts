import type { Receipt } from "./delivery.ts";
import type { DeskEffect } from "./effect.ts";

/** A ticket system behind the fleet. */
export interface TicketDesk {
  readonly name: string;
  /** Perform one effect; idempotent by the effect's id. Throws DeliveryError only. */
  deliver(effect: DeskEffect, signal: AbortSignal): Promise<Receipt>;
}
