import type { Clock } from "../../src/domain/clock.ts";

/** The real clock: the only place in the sandbox that asks the machine for the time. */
export const systemClock: Clock = { now: () => Date.now() };
