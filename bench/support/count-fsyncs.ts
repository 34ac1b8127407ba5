import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { Side } from "./side.ts";

export interface FsyncCount {
  /** Without it nothing was counted; `method` says why. */
  readonly count: number | undefined;
  readonly commits: number;
  readonly method: string;
}

const hasStrace = (): boolean => spawnSync("strace", ["-V"]).status === 0;

/** Counts fsync and fdatasync calls of a process while something runs, with strace. */
export async function countFsyncs(side: Side, run: () => Promise<unknown>): Promise<FsyncCount> {
  if (!hasStrace()) return notCounted(side, run, "strace is missing");
  const tracer = await attach(side.pid);
  if (!tracer) return notCounted(side, run, "strace may not attach");
  const commits = await countCommits(side, run);
  return { count: await detach(tracer), commits, method: "strace" };
}

/** Commits that the side made while something ran. */
export async function countCommits(side: Side, run: () => Promise<unknown>): Promise<number> {
  const before = await side.usage();
  await run();
  const after = await side.usage();
  return after.commits - before.commits;
}

/** Commits are no substitute: what checkpoints sync is not among them. */
async function notCounted(side: Side, run: () => Promise<unknown>, reason: string): Promise<FsyncCount> {
  return { count: undefined, commits: await countCommits(side, run), method: `not measured: ${reason}` };
}

interface Tracer {
  readonly child: ChildProcess;
  readonly syncs: () => number;
}

/** Strace writes one line a call; a call that another thread interrupts is resumed in a line without "(". */
const syncsIn = (lines: string): number => lines.match(/\b(?:fsync|fdatasync)\(/g)?.length ?? 0;

async function attach(pid: number | undefined): Promise<Tracer | undefined> {
  const child = spawn("strace", ["-f", "-e", "trace=fsync,fdatasync", "-p", String(pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let unfinishedLine = "";
  let syncs = 0;
  const attached = new Promise<boolean>((resolve) => {
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      const text = unfinishedLine + chunk;
      const end = text.lastIndexOf("\n") + 1;
      const lines = text.slice(0, end);
      unfinishedLine = text.slice(end);
      syncs += syncsIn(lines);
      if (/attached/.test(lines)) resolve(true);
    });
    child.once("close", () => resolve(false));
  });
  return (await attached) ? { child, syncs: () => syncs + syncsIn(unfinishedLine) } : undefined;
}

/** Waits for `close`: at `exit`, lines may still be in the pipe. */
async function detach({ child, syncs }: Tracer): Promise<number> {
  const ended = once(child, "close");
  child.kill("SIGINT");
  await ended;
  return syncs();
}
