import { type Effect, isDeskEffect } from "../domain/effect.ts";

/** The destination of everything that goes to the ticket desk. */
export const deskDestination = "desk";

/** The destination of what is fetched from the platforms: it uses up no account's allowance for sending. */
export const keeperDestination = "keeper";

/** Who carries an effect out: the desk, the keeper, or the account. */
export const destinationOf = (effect: Effect): string => {
  if (isDeskEffect(effect)) return deskDestination;
  return effect.kind === "attachment.keep" ? keeperDestination : effect.accountId;
};
