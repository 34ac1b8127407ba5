import type { Phrase } from "../domain/decision.ts";
import { type EffectDraft, priorities } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";

const minuteMs = 60_000;
/** A shorter delay need not be named. */
const longDelayMs = 10 * minuteMs;
const hourMinutes = 60;

/** Rounded up, as nobody minds an answer that comes sooner: to five minutes, and to whole hours above one. */
const named = (delayMs: number): Phrase => {
  const minutes = Math.ceil(delayMs / (5 * minuteMs)) * 5;
  return minutes <= hourMinutes
    ? { key: "queue.minutes", args: { count: minutes } }
    : { key: "queue.hours", args: { count: Math.ceil(delayMs / minuteMs / hourMinutes) } };
};

/** How long replies take, when that is long. Nobody is told a time after which they would be given up. */
export const delayTold = ({ queue }: Turn): readonly Phrase[] =>
  queue === undefined || queue.delayMs < longDelayMs
    ? []
    : [named(Math.min(queue.delayMs, queue.answerWithinMs))];

/** Others wait: nothing is asked that can be done without. */
export const othersWait = ({ queue }: Turn): boolean => queue !== undefined && queue.waiting > 0;

/** Whoever is not answered in time is given to the desk instead; until then the oldest question counts. */
export const expireInQueue = (turn: Turn, draft: EffectDraft): readonly EffectDraft[] => {
  const { queue } = turn;
  if (queue === undefined || draft.kind !== "message.send") return [draft];
  const rank = priorities[draft.priority];
  if (rank >= priorities.satisfaction && othersWait(turn)) return [];
  if (rank <= priorities.human) return [draft];
  const expiresAt = Math.min(turn.events[0].occurredAt, turn.now) + queue.answerWithinMs;
  return [{ ...draft, expiresAt: Math.min(expiresAt, draft.expiresAt ?? expiresAt) }];
};
