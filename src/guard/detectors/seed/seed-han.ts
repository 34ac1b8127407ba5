import type { Tokens } from "./seed-tokens.ts";

/** Whether the Han characters from `from` to `to` (exclusive) stand side by side, as in a sentence, be it cut into words. */
export const isGlued = (tokens: Tokens, from: number, to: number): boolean => {
  let glued = 0;
  for (let i = from + 1; i < to; i += 1) if (tokens.starts[i] === tokens.ends[i - 1]) glued += 1;
  return glued * 8 > to - from;
};
