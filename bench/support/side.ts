import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export interface Usage {
  readonly cpuMicros: number;
  readonly commits: number;
  readonly rssBytes: number;
}

interface Told {
  readonly id?: number;
  readonly answer?: unknown;
  readonly error?: string;
}

interface Asking {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const quickLoading = new URL("../../bin/quick-loading.js", import.meta.url).href;

/** One side of a measurement in a process of its own. */
export class Side {
  readonly #child: ChildProcess;
  readonly #asking = new Map<number, Asking>();
  #lastId = 0;

  /** What the side told of itself when it was ready. */
  readonly facts: Readonly<Record<string, string>>;

  private constructor(child: ChildProcess, facts: Readonly<Record<string, string>>) {
    this.#child = child;
    this.facts = facts;
    child.on("message", (told: Told) => this.#hear(told));
    child.once("exit", (code) => {
      for (const { reject } of this.#asking.values()) reject(new Error(`the side ended with ${code}`));
    });
  }

  /** @param file module under bench/sides; resolves when it says that it is ready. */
  static async start(file: string, settings: object, execArgv: readonly string[] = []): Promise<Side> {
    const child = fork(new URL(`../sides/${file}`, import.meta.url), [JSON.stringify(settings)], {
      // As bin/start.js does, and before the side itself is loaded.
      execArgv: ["--import", quickLoading, ...execArgv],
      // Standard output is for results.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const failed = once(child, "exit").then(([code]) => {
      throw new Error(`${file} ended with ${code} before it was ready`);
    });
    const [{ facts }] = await Promise.race([once(child, "message"), failed]);
    failed.catch(() => undefined);
    return new Side(child, facts);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Resolves to what the side answers. */
  async ask<Answer>(order: string, fields: object = {}): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#asking.set(id, { resolve, reject });
    this.#child.send({ id, order, fields });
    return (await promise) as Answer;
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>("usage");
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.send({ order: "stop" });
    await ended;
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }

  #hear({ id = 0, answer, error }: Told): void {
    const asking = this.#asking.get(id);
    this.#asking.delete(id);
    if (error === undefined) asking?.resolve(answer);
    else asking?.reject(new Error(error));
  }
}
