import { setTimeout as pause } from "node:timers/promises";

type Perhaps<T> = T | undefined | false;

/** Resolves with the first value that is neither undefined nor false; asks every few milliseconds. */
export const eventually = async <T>(
  look: () => Perhaps<T> | Promise<Perhaps<T>>,
  { timeoutMs = 15_000, what = "it" } = {},
): Promise<T> => {
  const endAt = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() >= endAt) throw new Error(`Not seen within ${timeoutMs} ms: ${what}`);
    await pause(3);
  }
};
