import type { Api } from "../../../adapters/telegram/api.ts";
import { ApiFailure } from "../../../adapters/telegram/api-failure.ts";
import { requestFaults } from "../../support/telegram-spec.ts";

type Answer = unknown;

/** Answers calls by method: with a value, with what a function makes of the payload, or with a failure. */
export class ApiFake implements Pick<Api, "call"> {
  readonly calls: { readonly method: string; readonly payload: object }[] = [];
  readonly answers = new Map<string, Answer>();
  readonly #waiting = new Set<() => void>();

  async call(method: string, payload: object): Promise<unknown> {
    const wire: object = JSON.parse(JSON.stringify(payload));
    this.calls.push({ method, payload: wire });
    for (const check of this.#waiting) check();
    const answer = this.answers.get(method);
    if (answer === undefined) throw new ApiFailure("404 Not Found", { status: 404 });
    const result: unknown = typeof answer === "function" ? await answer(wire) : answer;
    if (result instanceof Error) throw result;
    return result;
  }

  payloads(method: string): readonly object[] {
    return this.calls.flatMap((call) => (call.method === method ? [call.payload] : []));
  }

  /** Resolves once so many calls of the method were made. */
  until(method: string, count: number): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.payloads(method).length < count) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** What was sent and the published Bot API does not know so. */
  get faults(): readonly string[] {
    return this.calls.flatMap(({ method, payload }) => requestFaults(method, payload));
  }
}
