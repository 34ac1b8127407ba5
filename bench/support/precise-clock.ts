import type { Clock } from "../../src/domain/clock.ts";

/** The real time with fractions of a ms: latencies of a few ms are told apart. */
export const preciseClock: Clock = { now: () => performance.timeOrigin + performance.now() };
