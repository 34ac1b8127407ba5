import { decoded } from "../../wire/values.ts";
import type { Operation, Routes } from "./route.ts";

export interface Found {
  readonly name: string;
  readonly run: Operation;
  readonly path: Readonly<Record<string, string>>;
}

interface Entry {
  readonly name: string;
  readonly run: Operation;
  readonly steps: readonly string[];
}

/** Finds the operation of a method and a path; in a route's path `:name` stands for any step. */
export class Router {
  readonly #entries = new Map<string, Entry[]>();
  readonly names: readonly string[];

  constructor(routes: Routes) {
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

  find(method: string, path: string): Found | undefined {
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
