import { scan } from "../../src/guard/scan.ts";
import { hostileTexts } from "../../test/guard/hostile-texts.ts";
import { round } from "./result.ts";

const context = { expects: [] };

/** CPU time of this thread in ms: what others do on the machine is not in it. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** What the guard does in a second of CPU, and how long single messages take by the clock; a warm-up before. */
export function scanSpeed(texts: readonly string[]) {
  for (const text of texts.slice(0, 20_000)) scan(text, context);
  const tookMs = new Float64Array(texts.length);
  let hard = 0;
  let soft = 0;
  const before = cpuMs();
  texts.forEach((text, n) => {
    const startedAt = performance.now();
    const { findings } = scan(text, context);
    tookMs[n] = performance.now() - startedAt;
    if (findings.some(({ level }) => level === "hard")) hard += 1;
    else if (findings.length > 0) soft += 1;
  });
  const allMs = cpuMs() - before;
  tookMs.sort();
  const at = (share: number) => round(tookMs[Math.floor((tookMs.length - 1) * share)] ?? Number.NaN, 4);
  return {
    messages: texts.length,
    perSecondAndCore: round(texts.length / (allMs / 1_000), 0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    hard,
    soft,
  };
}

/** Hostile texts of a length, the slowest first: CPU time, the mean of some looks after a first one. */
export function hostileSpeed(length: number, looks = 3) {
  const took = Object.entries(hostileTexts).map(([name, make]) => {
    const text = make(length);
    scan(text, context);
    const startedAt = cpuMs();
    for (let look = 0; look < looks; look += 1) scan(text, context);
    return { name, ms: round((cpuMs() - startedAt) / looks, 2) };
  });
  return took.sort((a, b) => b.ms - a.ms);
}
