/** Time is handed in, so that tests can move it. `src/runtime/clock.ts` holds the real one. */
export interface Clock {
  /** ms since the epoch. */
  now(): number;
}
