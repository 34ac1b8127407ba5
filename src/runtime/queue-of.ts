import type { Queue } from "../domain/turn.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";

/** Who waits for an answer, and for how long somebody would who wrote now; undefined where sends are plentiful. */
export async function queueOf({
  answerWithinMs,
  storage,
  limiter,
  destination,
}: DispatcherOptions): Promise<Queue | undefined> {
  if (answerWithinMs === undefined) return undefined;
  const waiting = await storage.scarce.waiting(destination);
  return { waiting, delayMs: limiter.waitMs(waiting), answerWithinMs };
}
