import type { Params } from "./params.ts";

/** A call as the sandbox got and answered it. */
export interface LoggedRequest {
  readonly at: number;
  /** The bot's username. */
  readonly bot: string;
  readonly method: string;
  readonly chatId: number | undefined;
  readonly params: Params;
  /** 0: the connection was reset. */
  readonly status: number;
  readonly error?: string;
}

const requestsKept = 5_000;

/** The last calls, and how many there were of each method and status. */
export class RequestLog {
  readonly keeps: boolean;
  readonly #kept: LoggedRequest[] = [];
  readonly #counts = new Map<string, number>();

  constructor(keeps: boolean) {
    this.keeps = keeps;
  }

  add(request: LoggedRequest): void {
    if (this.#kept.length >= requestsKept * 2) this.#kept.splice(0, requestsKept);
    this.#kept.push(request);
  }

  count(method: string, status: number): void {
    const key = `${method} ${status}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#kept.slice(-requestsKept);
  }

  /** Such as `{"sendmessage 200": 12, "sendmessage 429": 1}`; counted even when nothing is kept. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
