import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { createCells } from "./cells.ts";
import { createHistogram } from "./histogram.ts";

export type { Registry } from "prom-client";

/** A registry with the process's own metrics: memory, CPU, event loop, garbage collection. */
export const createRegistry = (): Registry => {
  const registry = new Registry();
  // 100 ms instead of 10 ms: an idle fleet is not woken a hundred times a second.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  return registry;
};

/** Makers of metrics in one registry; names follow Prometheus: base units, `_total` for counters. */
export const metricsIn = (registry: Registry) => {
  const registers = [registry];

  const counter = (name: string, help: string, labelNames: readonly string[] = []) => {
    const cells = createCells(labelNames, (labels) => ({ labels, added: 0 }));
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const cell of cells.all) {
          if (cell.added > 0) this.inc(cell.labels, cell.added);
          cell.added = 0;
        }
      },
    });
    return (a?: string, b?: string, c?: string) => {
      cells.of(a, b, c).added++;
    };
  };

  /** `sample` runs before this gauge is read. */
  const gauge = (name: string, help: string, labelNames: readonly string[] = [], sample?: () => void) => {
    const cells = createCells(labelNames, (labels) => ({ labels, value: 0 }));
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        sample?.();
        for (const cell of cells.all) this.set(cell.labels, cell.value);
      },
    });
    return (value: number, a?: string, b?: string) => {
      cells.of(a, b).value = value;
    };
  };

  return { counter, gauge, histogram: createHistogram(registry) };
};
