import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export interface Usage {
  readonly cpuMicros: number;
  readonly commits: number;
  readonly rssBytes: number;
}

/** One side of a measurement in a process of its own. */
export class Side {
  readonly #child: ChildProcess;

  /** What the side told of itself when it was ready. */
  readonly facts: Readonly<Record<string, string>>;

  private constructor(child: ChildProcess, facts: Readonly<Record<string, string>>) {
    this.#child = child;
    this.facts = facts;
  }

  /** @param file module under bench/sides; resolves when it says that it is ready. */
  static async start(file: string, args: readonly string[], execArgv: readonly string[] = []): Promise<Side> {
    const child = fork(new URL(`../sides/${file}`, import.meta.url), [...args], {
      execArgv: [...execArgv],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const failed = once(child, "exit").then(([code]) => {
      throw new Error(`${file} ended with ${code} before it was ready`);
    });
    const [facts] = await Promise.race([once(child, "message"), failed]);
    failed.catch(() => undefined);
    return new Side(child, facts);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#child, "message");
    this.#child.send("usage");
    const [usage] = (await answer) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.send("stop");
    await ended;
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
