import { setImmediate } from "node:timers/promises";
import { accountId } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** A response that took longer than this is not waited for by any adapter. */
const longestSendMs = 60_000;
const dayMs = 24 * 3_600_000;

/** What was used of the allowances before the start is read back, so that no restart overspends them. */
export async function restoreAllowances(
  dispatchers: readonly Dispatcher[],
  { storage, now }: { storage: Storage; now: number },
): Promise<void> {
  const { outbox } = storage;
  for (const { destination, limiter, pace, isScarce } of dispatchers) {
    if (limiter.windowMs > 0) {
      const since = now - limiter.windowMs - (isScarce ? longestSendMs : 0);
      const used = await outbox.usedSince(destination, { since, now });
      // When each reached the platform is not known, but that it had by then.
      const sends = isScarce
        ? used.map((one) => ({ ...one, at: Math.min(now, one.at + longestSendMs) }))
        : used;
      limiter.occupy(sends);
    }
    if (!pace || pace.groupWindowMs === 0) continue;
    const since = now - pace.groupWindowMs - longestSendMs;
    pace.occupy(await outbox.groupSendsSince(destination, { since, now }), now);
  }
  await restoreReceived(dispatchers, { storage, now });
}

/** Another process may have taken messages in, which cost as those of our own do. */
export async function restoreReceived(
  dispatchers: readonly Dispatcher[],
  { storage, now }: { storage: Storage; now: number },
): Promise<void> {
  for (const { destination, limiter, isScarce } of dispatchers) {
    if (!isScarce) continue;
    // What is on disk by now has been noted by then, so that nothing counts twice.
    await setImmediate();
    limiter.restoreReceived(await storage.scarce.receivedSince(accountId(destination), now - dayMs));
  }
}
