import { accountId } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** A response that took longer than this is not waited for by any adapter. */
const longestSendMs = 60_000;
const dayMs = 24 * 3_600_000;

/** What was used of the allowances before the start is read back, so that no restart overspends them. */
export async function restoreAllowances(
  dispatchers: Iterable<Dispatcher>,
  { storage, now }: { storage: Storage; now: number },
): Promise<void> {
  const { outbox, scarce } = storage;
  for (const { destination, limiter, pace, isScarce } of dispatchers) {
    if (limiter.windowMs > 0) {
      const since = now - limiter.windowMs - (isScarce ? longestSendMs : 0);
      const used = await outbox.usedSince(destination, { since, now });
      // When each reached the platform is not known, but that it had by then.
      const sends = isScarce
        ? used.map((one) => ({ ...one, at: Math.min(now, one.at + longestSendMs) }))
        : used;
      const receivedAts = isScarce ? await scarce.receivedSince(accountId(destination), now - dayMs) : [];
      limiter.occupy({ sends, receivedAts });
    }
    if (!pace || pace.groupWindowMs === 0) continue;
    const since = now - pace.groupWindowMs - longestSendMs;
    pace.occupy(await outbox.groupSendsSince(destination, { since, now }), now);
  }
}
