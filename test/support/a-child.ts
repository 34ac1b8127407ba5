import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of its own, killed when the test ends if it has not ended by itself. */
export interface Child {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** The first match in what it has written or will write to standard output. */
  prints(fits: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  readonly ended: Promise<Ended>;
}

/** Only what a process needs to run: nothing of the machine's own settings reaches it. */
const environment = (extra: Environment) => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] ?? "",
  ...extra,
});

export interface ChildOptions {
  /** What it reads from standard input; `open` leaves that to the test. @default nothing */
  readonly input?: string | Buffer | "open";
}

/** Starts a script of the project on this Node.js. */
export const aChild = (
  script: string,
  args: readonly string[] = [],
  env: Environment = {},
  { input }: ChildOptions = {},
): Child => {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectFolder,
    env: environment(env),
    stdio: ["pipe", "pipe", "pipe"],
  });
  // It may end before it has read everything.
  child.stdin.on("error", () => undefined);
  if (input !== "open") child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const ended = once(child, "close").then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stdout,
    stderr,
  }));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended;
  });
  const prints = (fits: RegExp, timeoutMs = 40_000) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${fits} was not printed (${why}): ${stdout}${stderr}`));
      const timer = setTimeout(() => fail(`within ${timeoutMs} ms`), timeoutMs);
      const look = () => {
        const match = stdout.match(fits);
        if (!match) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      void ended.then(() => {
        clearTimeout(timer);
        fail("it ended");
      });
      look();
    });
  return { process: child, output: () => stdout, prints, ended };
};

/** The fleet as an operator starts it; resolves when it runs, with its address. */
export const aFleetProcess = async (
  configPath: string,
  env: Environment = {},
): Promise<Child & { readonly url: string }> => {
  const child = aChild("bin/start.js", [], { FLOTILLA_CONFIG: configPath, ...env });
  const [, url = ""] = await child.prints(/Readiness: (\S+)\/readyz/);
  return { ...child, url };
};

/** One command of the command line, until it ends. */
export const cli = (
  args: readonly string[],
  env: Environment = {},
  input?: string | Buffer,
): Promise<Ended> => aChild("bin/cli.js", args, env, input === undefined ? {} : { input }).ended;
