import { type Effect, isDeskEffect } from "../domain/effect.ts";

/** The destination of everything that goes to the ticket desk. */
export const deskDestination = "desk";

/** Who carries an effect out: the desk, or the account. */
export const destinationOf = (effect: Effect): string =>
  isDeskEffect(effect) ? deskDestination : effect.accountId;
