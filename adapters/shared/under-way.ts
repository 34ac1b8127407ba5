export interface UnderWay {
  /** Counts a promise until it settles. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
}

/** Knows whether anything is under way, so that a close can wait for it. */
export const createUnderWay = (): UnderWay => {
  let count = 0;
  let waiting: (() => void)[] = [];
  const done = () => {
    count -= 1;
    if (count > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    track(work) {
      count += 1;
      work.then(done, done);
      return work;
    },
    settled: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
};
