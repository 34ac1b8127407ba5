import { readFile } from "node:fs/promises";
import { setTimeout as pass } from "node:timers/promises";

const everyMs = 100;

/** Resident memory of a process, from the kernel: asking the process itself would wait for it. Linux only. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}

/** The most that a process takes while something runs. */
export async function peakWhile<T>(
  pid: number | undefined,
  run: Promise<T>,
): Promise<{ peak: number; result: T }> {
  let peak = 0;
  let over = false;
  const result = run.finally(() => {
    over = true;
  });
  while (!over) {
    peak = Math.max(peak, await residentBytes(pid));
    await Promise.race([pass(everyMs), result.catch(() => undefined)]);
  }
  return { peak, result: await result };
}
