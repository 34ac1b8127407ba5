import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type { Registry } from "prom-client";

/** A registry with the process's own metrics: memory, CPU, event loop, garbage collection. */
export const createRegistry = (): Registry => {
  const registry = new Registry();
  // 100 ms instead of 10 ms: an idle fleet is not woken a hundred times a second.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  return registry;
};

/** A label set beyond this many is counted as `other`, so that no stranger can fill the registry. */
const maxChildren = 2_000;
const labelValue = /^[\w@./:+-]{1,100}$/;
const safeLabel = (value: string) => (labelValue.test(value) ? value : "other");

/** Remembers the child of each label set: a hot call is one look-up, without prom-client's checks of the labels. */
const childrenOf = <Child>(make: (labels: string[]) => Child) => {
  const children = new Map<string, Child>();
  return (labels: readonly string[]): Child => {
    const key = labels.length === 1 ? (labels[0] ?? "") : labels.join("\n");
    const known = children.get(key);
    if (known !== undefined) return known;
    const child = make(children.size < maxChildren ? labels.map(safeLabel) : labels.map(() => "other"));
    if (children.size < maxChildren * 2) children.set(key, child);
    return child;
  };
};

/** Makers of metrics in one registry; names follow Prometheus: base units, `_total` for counters. */
export const metricsIn = (registry: Registry) => {
  const registers = [registry];
  return {
    counter: (name: string, help: string, labelNames: readonly string[] = []) => {
      const metric = new Counter({ name, help, labelNames, registers });
      if (labelNames.length === 0) return () => metric.inc();
      const child = childrenOf((labels) => metric.labels(...labels));
      return (...labels: readonly string[]) => child(labels).inc();
    },
    gauge: (name: string, help: string, labelNames: readonly string[] = [], collect?: () => void) => {
      const metric = new Gauge({ name, help, labelNames, registers, ...(collect && { collect }) });
      if (labelNames.length === 0) return (value: number) => metric.set(value);
      const child = childrenOf((labels) => metric.labels(...labels));
      return (value: number, ...labels: readonly string[]) => child(labels).set(value);
    },
    /** Observes milliseconds and exposes seconds. */
    histogram: (name: string, help: string, buckets: number[], labelNames: readonly string[] = []) => {
      const metric = new Histogram({ name, help, labelNames, buckets, registers });
      if (labelNames.length === 0) return (ms: number) => metric.observe(Math.max(0, ms) / 1_000);
      const child = childrenOf((labels) => metric.labels(...labels));
      return (ms: number, ...labels: readonly string[]) => child(labels).observe(Math.max(0, ms) / 1_000);
    },
  };
};
