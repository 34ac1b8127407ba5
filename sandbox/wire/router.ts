import { decoded } from "./values.ts";

/** What answers, by `<METHOD> <path>`, each with its published name; `:name` in a path stands for any step. */
export type Routes<Run> = Readonly<Record<string, readonly [name: string, run: Run]>>;

export interface Found<Run> {
  readonly name: string;
  readonly run: Run;
  readonly path: Readonly<Record<string, string>>;
}

interface Entry<Run> {
  readonly name: string;
  readonly run: Run;
  readonly steps: readonly string[];
}

/** Finds the operation of a method and a path. */
export class Router<Run> {
  readonly #entries = new Map<string, Entry<Run>[]>();
  readonly names: readonly string[];

  constructor(routes: Routes<Run>) {
    for (const [key, [name, run]] of Object.entries(routes)) {
      const [method = "", path = ""] = key.split(" ");
      const steps = path.split("/").slice(1);
      const shape = `${method} ${steps.length}`;
      const entries = this.#entries.get(shape) ?? [];
      entries.push({ name, run, steps });
      // What is named goes before what may be anything.
      entries.sort((a, b) => variables(a.steps) - variables(b.steps));
      this.#entries.set(shape, entries);
    }
    this.names = Object.values(routes).map(([name]) => name);
  }

  find(method: string, path: string): Found<Run> | undefined {
    const given = path.split("/").slice(1);
    const entries = this.#entries.get(`${method} ${given.length}`) ?? [];
    for (const { name, run, steps } of entries) {
      if (!steps.every((step, n) => step.startsWith(":") || step === given[n])) continue;
      const named = steps.flatMap((step, n) =>
        step.startsWith(":") ? [[step.slice(1), decoded(given[n] ?? "")] as const] : [],
      );
      return { name, run, path: Object.fromEntries(named) };
    }
    return undefined;
  }
}

const variables = (steps: readonly string[]): number => steps.filter((step) => step.startsWith(":")).length;
