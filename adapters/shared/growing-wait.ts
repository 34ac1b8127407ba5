const firstWaitMs = 500;
const maxWaitMs = 30_000;

/** 0.5 s, 1 s, 2 s … 30 s. */
export const growingWaitMs = (failures: number): number =>
  Math.min(maxWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
