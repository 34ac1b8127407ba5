import { priorities } from "../domain/effect.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";

/** Permits that come back are told of, except those that a turn did not use: they are looked for, in ms. */
const saturatedPollMs = 1_000;
/** The same where a window takes minutes. */
const scarcePollMs = 10_000;

/** The least urgent priority with permits: with only the kept-back ones, what is urgent and due; -1 for none. */
export async function affordable(
  options: Pick<DispatcherOptions, "limiter" | "storage" | "destination" | "answerWithinMs">,
  { maxPriority, now }: { maxPriority: number; now: number },
): Promise<{ upTo: number; againInMs: number }> {
  const { limiter, storage, destination, answerWithinMs } = options;
  const pollMs = answerWithinMs === undefined ? saturatedPollMs : scarcePollMs;
  const againInMs = Math.max(pollMs, limiter.frozenUntil() - now);
  if (limiter.available(maxPriority) > 0) return { upTo: maxPriority, againInMs };
  // What an agent says may wait for slots that warnings may use.
  const urgent = [priorities.human, priorities.moderate].find(
    (priority) => priority <= maxPriority && limiter.available(priority) > 0,
  );
  if (urgent === undefined) return { upTo: -1, againInMs };
  const dueAt = await storage.outbox.nextDueAt({ destination, maxPriority: urgent });
  if (dueAt !== undefined && dueAt <= now) return { upTo: urgent, againInMs };
  return { upTo: -1, againInMs: Math.min(againInMs, (dueAt ?? Infinity) - now) };
}
