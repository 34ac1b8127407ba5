import { Histogram, type Registry } from "prom-client";
import { createCells, type Labels } from "./cells.ts";

interface HistogramCell {
  readonly labels: Labels;
  /** By upper bound, not cumulative; the last is above all bounds. */
  readonly counts: number[];
  sum: number;
}

const sampleLines = (name: string, bounds: readonly number[], cell: HistogramCell) => {
  let count = 0;
  const buckets = cell.counts.map((n, index) => {
    count += n;
    return {
      metricName: `${name}_bucket`,
      labels: { ...cell.labels, le: bounds[index] ?? "+Inf" },
      value: count,
    };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: { ...cell.labels }, value: cell.sum },
    { metricName: `${name}_count`, labels: { ...cell.labels }, value: count },
  ];
};

/** Histograms that are fed milliseconds and show seconds; `bounds` are seconds, ascending. */
export const createHistogram =
  (registry: Registry) =>
  (name: string, help: string, bounds: readonly number[], labelNames: readonly string[] = []) => {
    const cells = createCells<HistogramCell>(labelNames, (labels) => ({
      labels,
      counts: new Array<number>(bounds.length + 1).fill(0),
      sum: 0,
    }));
    const metric = new Histogram({ name, help, labelNames, buckets: [...bounds], registers: [registry] });
    const empty = { labels: {}, counts: new Array<number>(bounds.length + 1).fill(0), sum: 0 };
    const get = async () => {
      const shown = cells.all.length === 0 && labelNames.length === 0 ? [empty] : cells.all;
      return {
        name,
        help,
        type: "histogram",
        aggregator: "sum",
        values: shown.flatMap((cell) => sampleLines(name, bounds, cell)),
      };
    };
    // The registry reads a histogram by these two; its own `observe` finds a bucket by printing a float, 1 µs a call.
    Object.assign(metric, { get, getForPromString: get });
    return (ms: number, a?: string) => {
      const seconds = Math.max(0, ms) / 1_000;
      const cell = cells.of(a);
      let index = 0;
      while (index < bounds.length && seconds > (bounds[index] ?? 0)) index++;
      cell.counts[index] = (cell.counts[index] ?? 0) + 1;
      cell.sum += seconds;
    };
  };
