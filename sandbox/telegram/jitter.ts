/** Gives 0 to `maxMs`, spread evenly and in the same order in every run. */
export const jitter = (maxMs: number): (() => number) => {
  if (maxMs <= 0) return () => 0;
  let state = 0x2545f491;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * maxMs;
  };
};
