import { ApiError } from "./api-error.ts";

export interface QueuedUpdate {
  readonly id: number;
  readonly json: string;
  /** When it happened, ms since the epoch. */
  readonly at: number;
  readonly chatId: number | undefined;
}

/** Makes updates on demand, so that hundreds of thousands of them take no memory. */
export interface UpdateSource {
  /** At most `max` updates that have happened by now, each made with the next id. */
  make(max: number, nextId: () => number): QueuedUpdate[];
  readonly exhausted: boolean;
}

/** Takes updates out instead of a poll. */
export interface Taker {
  /** Taken out and not delivered. */
  readonly held: number;
  updatesReady(): void;
}

export interface Poll {
  readonly offset: number | undefined;
  readonly limit: number;
  readonly timeoutMs: number;
  /** The answer, as JSON. */
  readonly answer: (body: string) => void;
  readonly fail: (error: ApiError) => void;
}

const keptMs = 24 * 60 * 60 * 1_000;
const otherPoll =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

/** One bot's updates: kept until confirmed by a higher offset, for a day at most; at most one poll waits for them. */
export class UpdateQueue {
  readonly #now: () => number;
  readonly #repeats: (update: QueuedUpdate) => boolean;
  readonly #isLate: (update: QueuedUpdate) => boolean;
  #updates: QueuedUpdate[] = [];
  /** Delivered in the next answer whatever its offset says: repeated or injected ones. */
  #again: QueuedUpdate[] = [];
  /** Each is delivered right behind the next newer one. */
  #late: QueuedUpdate[] = [];
  #sources: UpdateSource[] = [];
  #taker: Taker | undefined;
  #waiting: { poll: Poll; timer: NodeJS.Timeout } | undefined;
  #flushing = false;
  #lastId: number;

  /**
   * `repeats` tells whether an update that is being delivered is to be delivered a second time, `isLate` whether a new
   * one is to be overtaken.
   */
  constructor(options: {
    firstId: number;
    now: () => number;
    repeats: (update: QueuedUpdate) => boolean;
    isLate: (update: QueuedUpdate) => boolean;
  }) {
    this.#lastId = options.firstId - 1;
    this.#now = options.now;
    this.#repeats = options.repeats;
    this.#isLate = options.isLate;
  }

  /** Updates that nobody has confirmed. */
  get pending(): number {
    const held = this.#taker?.held ?? 0;
    return this.#updates.length + this.#again.length + this.#late.length + held;
  }

  readonly nextId = (): number => {
    this.#lastId += 1;
    return this.#lastId;
  };

  /** An update with an id from {@link nextId}. */
  add(update: QueuedUpdate): void {
    if (this.#isLate(update)) this.#late.push(update);
    else this.#updates.push(update);
    this.#wake();
  }

  /** An update with an id of its own; one that is not new is delivered all the same. */
  addGiven(update: QueuedUpdate): void {
    if (update.id > this.#lastId) {
      this.#lastId = update.id;
      this.#updates.push(update);
    } else this.#again.push(update);
    this.#wake();
  }

  addSource(source: UpdateSource): void {
    this.#sources.push(source);
    this.#wake();
  }

  /** A source has more to make. */
  sourceReady(): void {
    this.#wake();
  }

  poll(poll: Poll): void {
    this.terminate(otherPoll);
    this.#confirm(poll.offset);
    if (poll.timeoutMs === 0 || this.#fill(poll.limit)) {
      poll.answer(this.#take(poll.limit));
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting = undefined;
      poll.answer(this.#take(poll.limit));
    }, poll.timeoutMs);
    this.#waiting = { poll, timer };
  }

  /** The poller hung up. */
  abandon(poll: Poll): void {
    if (this.#waiting?.poll !== poll) return;
    clearTimeout(this.#waiting.timer);
    this.#waiting = undefined;
  }

  terminate(description: string): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.abandon(waiting.poll);
    waiting.poll.fail(new ApiError(409, description));
  }

  drop(): void {
    this.#updates = [];
    this.#again = [];
    this.#late = [];
  }

  setTaker(taker: Taker | undefined): void {
    this.#taker = taker;
    if (taker) this.#wake();
  }

  /** At most `limit` updates, which are the taker's from now on. */
  takeOut(limit: number): readonly QueuedUpdate[] {
    if (limit <= 0 || !this.#fill(limit)) return [];
    const { delivered, fresh } = this.#pick(limit);
    this.#updates = this.#updates.slice(fresh);
    return delivered;
  }

  /** What the taker could not deliver, oldest first. */
  putBack(updates: readonly QueuedUpdate[]): void {
    this.#updates = [...updates, ...this.#updates];
    this.#wake();
  }

  #confirm(offset: number | undefined): void {
    if (offset === undefined || offset === 0) return;
    if (offset < 0) {
      this.#updates = this.#updates.slice(offset);
      return;
    }
    const first = this.#updates[0];
    if (!first || first.id >= offset) return;
    const kept = this.#updates.findIndex(({ id }) => id >= offset);
    this.#updates = kept < 0 ? [] : this.#updates.slice(kept);
  }

  /** Fetches from the sources what is missing to `limit`; tells whether there is anything to deliver. */
  #fill(limit: number): boolean {
    const oldest = this.#now() - keptMs;
    if (this.#updates[0] && this.#updates[0].at < oldest)
      this.#updates = this.#updates.filter(({ at }) => at >= oldest);
    for (const source of this.#sources) {
      const missing = limit - this.#updates.length;
      if (missing <= 0) break;
      this.#updates.push(...source.make(missing, this.nextId));
    }
    if (this.#sources.some(({ exhausted }) => exhausted))
      this.#sources = this.#sources.filter(({ exhausted }) => !exhausted);
    return this.#updates.length + this.#again.length > 0;
  }

  /** What goes out next, and how many of the fresh are in it. */
  #pick(limit: number): { delivered: readonly QueuedUpdate[]; fresh: number } {
    const again = this.#again.splice(0, limit);
    const fresh = this.#updates.slice(0, limit - again.length);
    const newestId = fresh.at(-1)?.id ?? 0;
    const late = this.#late.filter(({ id }) => id < newestId);
    if (late.length > 0) this.#late = this.#late.filter(({ id }) => id > newestId);
    for (const update of fresh) if (this.#repeats(update)) this.#again.push(update);
    const delivered = again.length + late.length > 0 ? [...again, ...fresh, ...late] : fresh;
    return { delivered, fresh: fresh.length };
  }

  #take(limit: number): string {
    this.#fill(limit);
    return `{"ok":true,"result":[${this.#pick(limit)
      .delivered.map(({ json }) => json)
      .join(",")}]}`;
  }

  /** After the current round of events, so that what happens together is delivered together. */
  #wake(): void {
    if ((!this.#waiting && !this.#taker) || this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#taker?.updatesReady();
      const waiting = this.#waiting;
      if (!waiting || !this.#fill(waiting.poll.limit)) return;
      this.abandon(waiting.poll);
      waiting.poll.answer(this.#take(waiting.poll.limit));
    });
  }
}
