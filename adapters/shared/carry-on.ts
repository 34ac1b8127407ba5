import type { DeliveryError } from "../../src/domain/delivery.ts";
import { pause } from "./pause.ts";

/** A part after the first waits at most this long for its turn; then the message counts as broken off. */
const maxPartWaitMs = 30_000;
const maxPartTries = 4;

/** A part after the first is tried again where that is safe, because the whole cannot be. */
export const carryOn = async (
  send: () => Promise<void>,
  { toError, signal }: { readonly toError: (error: unknown) => DeliveryError; readonly signal: AbortSignal },
): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const { failure, retryAfterMs, movedTo } = toError(error);
      const waitMs = retryAfterMs ?? 1000 * tries;
      const again = (failure === "rate_limited" || failure === "transient") && movedTo === undefined;
      if (!again || tries >= maxPartTries || waitMs > maxPartWaitMs || signal.aborted) throw error;
      await pause(waitMs, signal);
    }
  }
};
