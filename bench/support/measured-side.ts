/** The child's half of a measurement: tells its CPU time when asked, and ends when told. */
export function answerMeasurements(side: {
  stop: () => Promise<unknown>;
  commits?: () => number;
  /** What the parent must know of this side. */
  facts?: object;
}): void {
  process.on("message", (order) => {
    if (order === "usage") {
      const { user, system } = process.cpuUsage();
      process.send?.({
        cpuMicros: user + system,
        commits: side.commits?.() ?? 0,
        rssBytes: process.memoryUsage.rss(),
      });
    } else if (order === "stop") {
      void side.stop().finally(() => process.exit(0));
    }
  });
  // A parent that is gone measures no more.
  process.on("disconnect", () => process.exit(1));
  process.send?.(side.facts ?? {});
}
