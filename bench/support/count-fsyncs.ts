import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { Side } from "./side.ts";

export interface FsyncCount {
  readonly count: number;
  readonly commits: number;
  readonly method: string;
}

const hasStrace = (): boolean => spawnSync("strace", ["-V"]).status === 0;

/**
 * Counts fsync and fdatasync calls of a process while something runs, with strace. Where strace is missing or may not
 * attach, the commits are counted instead (each is one fsync with SQLite's WAL and synchronous=FULL; checkpoints are
 * not seen), and the method says so.
 */
export async function countFsyncs(side: Side, run: () => Promise<unknown>): Promise<FsyncCount> {
  const tracer = hasStrace() ? await attach(side.pid) : undefined;
  const before = await side.usage();
  await run();
  const after = await side.usage();
  const commits = after.commits - before.commits;
  const counted = tracer && (await detach(tracer));
  return counted === undefined
    ? {
        count: commits,
        commits,
        method: "commits counted; strace is not available, so checkpoints are not seen",
      }
    : { count: counted, commits, method: "strace" };
}

interface Tracer {
  readonly child: ChildProcess;
  readonly lines: () => number;
}

async function attach(pid: number | undefined): Promise<Tracer | undefined> {
  const child = spawn("strace", ["-f", "-e", "trace=fsync,fdatasync", "-p", String(pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  let syncs = 0;
  const attached = new Promise<boolean>((resolve) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      told = (told + text).slice(-2_000);
      syncs += text.match(/\b(?:fsync|fdatasync)\(/g)?.length ?? 0;
      if (/attached/.test(told)) resolve(true);
    });
    child.once("exit", () => resolve(false));
  });
  return (await attached) ? { child, lines: () => syncs } : undefined;
}

async function detach({ child, lines }: Tracer): Promise<number> {
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
  return lines();
}
