import type { Account } from "../domain/account.ts";
import { DeliveryError } from "../domain/delivery.ts";
import type { Storage, StoredEffect } from "../storage/port.ts";

/**
 * The last gate before a platform: an account that writes only to whom wrote first sends nothing anywhere else, whatever
 * decided it. Throws DeliveryError.
 */
export const refuseColdMessage = (
  { effect }: StoredEffect,
  { account, storage }: { account: Account; storage: Pick<Storage, "conversations"> },
): void => {
  if (account.policies?.onlyWhoWroteFirst !== true || effect.kind !== "message.send") return;
  if (storage.conversations.heardFrom(effect.conversationId)) return;
  throw new DeliveryError(
    "rejected",
    "nobody has written there, and the account writes only to who wrote first",
    { uncalled: true },
  );
};
