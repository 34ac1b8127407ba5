import { AppError } from "../domain/errors.ts";
import type { Settlement, Storage, StoredEvent } from "../storage/port.ts";
import { backoffMs, type RetryPolicy } from "./retry.ts";

/**
 * Writes down what became of a delivery, for as long as it takes: an outcome that is known must not be forgotten, nor
 * its lane stand still. Only a stop or a damaged storage ends it.
 */
export async function settleOnDisk(input: {
  readonly settlement: Settlement;
  readonly storage: Storage;
  readonly policy: RetryPolicy;
  readonly now: number;
  readonly isStopped: () => boolean;
}): Promise<readonly StoredEvent[]> {
  const { settlement, storage, policy, now, isStopped } = input;
  for (let attempts = 1; ; attempts++) {
    try {
      return await storage.outbox.settle([settlement], now);
    } catch (error) {
      if (isStopped() || (error instanceof AppError && error.code === "STORAGE_DAMAGED")) throw error;
      await new Promise((resolve) => setTimeout(resolve, backoffMs(attempts, policy)));
    }
  }
}
