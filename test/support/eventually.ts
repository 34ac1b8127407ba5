import { setTimeout as pause } from "node:timers/promises";

/** Resolves with the first value that is neither undefined nor false; asks every few milliseconds. */
export const eventually = async <T>(
  look: () => T | Promise<T>,
  { timeoutMs = 5_000, what = "it" } = {},
): Promise<Exclude<T, undefined | false>> => {
  const endAt = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
    if (performance.now() >= endAt) throw new Error(`Not seen within ${timeoutMs} ms: ${what}`);
    await pause(3);
  }
};
