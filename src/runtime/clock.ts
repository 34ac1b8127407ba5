import type { Clock } from "../domain/clock.ts";

/** The machine's clock; the only place that asks it. */
export const systemClock: Clock = { now: () => Date.now() };

/** Ms since some moment, with fractions: for telling how long something took. */
export const elapsedMs = (): number => performance.now();
