import type { RawEvent } from "../../src/domain/event.ts";

/** None: understood, and of no concern to the fleet. `undefined`: not understood. */
export type Parsed = readonly RawEvent[] | undefined;

export const noEvents: readonly RawEvent[] = [];
