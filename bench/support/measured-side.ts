/** What a side can be asked for, by name. */
export type Orders = Readonly<Record<string, (fields: never) => unknown>>;

interface Asked {
  readonly id: number;
  readonly order: string;
  readonly fields: never;
}

const usage = (commits: number) => {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, commits, rssBytes: process.memoryUsage.rss() };
};

const textOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** The child's half of a measurement: does what it is asked, tells its CPU time, and ends when told. */
export function answerMeasurements(side: {
  stop: () => Promise<unknown>;
  commits?: () => number;
  /** What the parent must know of this side. */
  facts?: object;
  orders?: Orders;
}): void {
  const orders: Orders = { ...side.orders, usage: () => usage(side.commits?.() ?? 0) };
  const answer = async ({ id, order, fields }: Asked) => {
    try {
      const run = orders[order];
      if (!run) throw new Error(`This side knows no order ${order}.`);
      process.send?.({ id, answer: await run(fields) });
    } catch (error) {
      process.send?.({ id, error: textOf(error) });
    }
  };
  process.on("message", (asked: Asked) => {
    if (asked.order === "stop") void side.stop().finally(() => process.exit(0));
    else void answer(asked);
  });
  // A parent that is gone measures no more.
  process.on("disconnect", () => process.exit(1));
  process.send?.({ facts: side.facts ?? {} });
}
