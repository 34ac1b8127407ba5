const requestsKept = 5_000;

/** The last calls, and how many there were of each kind and status. */
export class RequestLog<Request> {
  readonly keeps: boolean;
  readonly #kept: Request[] = [];
  readonly #counts = new Map<string, number>();

  constructor(keeps: boolean) {
    this.keeps = keeps;
  }

  add(request: Request): void {
    if (this.#kept.length >= requestsKept * 2) this.#kept.splice(0, requestsKept);
    this.#kept.push(request);
  }

  count(method: string, status: number): void {
    const key = `${method} ${status}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Oldest first. */
  get requests(): readonly Request[] {
    return this.#kept.slice(-requestsKept);
  }

  /** Such as `{"sendMessage 200": 12, "sendMessage 429": 1}`; counted even when nothing is kept. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
