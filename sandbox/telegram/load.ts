import type { TgChat } from "./types.ts";
import type { QueuedUpdate, UpdateSource } from "./update-queue.ts";

export interface LoadOptions {
  /** Updates in all. */
  readonly updates: number;
  /** They come from this many persons in turn. */
  readonly persons: number;
  /** @default 5,000,000 */
  readonly firstPersonId?: number;
  /** What is written, in turn; ` #<n>` with the update's number is put behind it. @default ["load"] */
  readonly texts?: readonly string[];
  /** Put the number behind each text. Without it a reply cannot be told apart from another. @default true */
  readonly numbered?: boolean;
  /** Updates a second; without it they are there as fast as the bot polls. */
  readonly ratePerS?: number;
}

export interface LoadReport {
  readonly updates: number;
  /** Made and handed to the bot. */
  readonly delivered: number;
  readonly replies: number;
  /** Replies that carried the number of an update. */
  readonly numbered: number;
  /** Numbers that came more than once. */
  readonly duplicates: number;
  /** A person's number that came after a higher one. */
  readonly outOfOrder: number;
  readonly personsReplied: number;
  readonly firstDeliveredAt: number;
  readonly lastReplyAt: number;
  /** ms from the update's time to its reply; of numbered replies. */
  readonly latencyMs: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** Many updates from many persons, made while they are fetched, and their replies counted instead of kept. */
export class LoadRun implements UpdateSource {
  readonly #options: Required<Omit<LoadOptions, "ratePerS">> & { readonly ratePerS: number | undefined };
  readonly #now: () => number;
  readonly #nextMessageId: () => number;
  readonly #startedAt: number;
  readonly #madeAt: Float64Array;
  readonly #latencies: Float32Array;
  readonly #seen: Uint8Array;
  readonly #lastSeen: Int32Array;
  readonly #repliesOf: Uint32Array;
  readonly #waits: { replies: number; done: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #made = 0;
  #replies = 0;
  #numbered = 0;
  #duplicates = 0;
  #outOfOrder = 0;
  #firstDeliveredAt = 0;
  #lastReplyAt = 0;

  constructor(
    options: LoadOptions,
    world: { now: () => number; nextMessageId: () => number; ready: () => void },
  ) {
    const {
      updates,
      persons,
      firstPersonId = 5_000_000,
      texts = ["load"],
      numbered = true,
      ratePerS,
    } = options;
    this.#options = { updates, persons, firstPersonId, texts, numbered, ratePerS };
    this.#now = world.now;
    this.#nextMessageId = world.nextMessageId;
    this.#startedAt = world.now();
    this.#madeAt = new Float64Array(updates);
    this.#latencies = new Float32Array(updates);
    this.#seen = new Uint8Array(updates);
    this.#lastSeen = new Int32Array(persons).fill(-1);
    this.#repliesOf = new Uint32Array(persons);
    if (ratePerS !== undefined) this.#timer = setInterval(world.ready, 2).unref();
  }

  get exhausted(): boolean {
    return this.#made >= this.#options.updates;
  }

  covers(chatId: number): boolean {
    const n = chatId - this.#options.firstPersonId;
    return n >= 0 && n < this.#options.persons;
  }

  /** The chat of that id as the Bot API tells of it. */
  about(chatId: number): TgChat {
    return { id: chatId, type: "private", first_name: `Load ${chatId}` };
  }

  make(max: number, nextId: () => number): QueuedUpdate[] {
    const now = this.#now();
    const { updates, ratePerS } = this.#options;
    const due = ratePerS === undefined ? updates : Math.floor(((now - this.#startedAt) / 1_000) * ratePerS);
    const made: QueuedUpdate[] = [];
    while (made.length < max && this.#made < Math.min(due, updates)) {
      const n = this.#made;
      const at = ratePerS === undefined ? now : this.#startedAt + ((n + 1) / ratePerS) * 1_000;
      this.#madeAt[n] = at;
      made.push(this.#update(n, nextId(), at));
      this.#made += 1;
    }
    if (made.length > 0 && this.#firstDeliveredAt === 0) this.#firstDeliveredAt = now;
    if (this.exhausted) this.#stopTimer();
    return made;
  }

  #update(n: number, id: number, at: number): QueuedUpdate {
    const { persons, firstPersonId, texts, numbered } = this.#options;
    const chatId = firstPersonId + (n % persons);
    const written = texts[n % texts.length] ?? "";
    const text = JSON.stringify(numbered ? `${written} #${n}` : written);
    const name = `"first_name":"Load ${chatId}"`;
    const json = `{"update_id":${id},"message":{"message_id":${this.#nextMessageId()},"from":{"id":${chatId},"is_bot":false,${name},"language_code":"en"},"chat":{"id":${chatId},${name},"type":"private"},"date":${Math.floor(at / 1_000)},"text":${text}}}`;
    return { id, json, at, chatId };
  }

  /** The bot sent a message to one of the run's persons. */
  replied(chatId: number, text: string): void {
    const now = this.#now();
    this.#replies += 1;
    this.#lastReplyAt = now;
    const person = chatId - this.#options.firstPersonId;
    this.#repliesOf[person] = (this.#repliesOf[person] ?? 0) + 1;
    const mark = text.lastIndexOf("#");
    if (mark >= 0) this.#countNumber(Number.parseInt(text.slice(mark + 1), 10), person, now);
    if (this.#waits.length > 0) this.#checkWaits();
  }

  #countNumber(n: number, person: number, now: number): void {
    if (!(n >= 0 && n < this.#made)) return;
    this.#numbered += 1;
    if (this.#seen[n] === 1) {
      this.#duplicates += 1;
      return;
    }
    this.#seen[n] = 1;
    this.#latencies[n] = now - (this.#madeAt[n] ?? now);
    if (n < (this.#lastSeen[person] ?? -1)) this.#outOfOrder += 1;
    else this.#lastSeen[person] = n;
  }

  /** Resolves at the given number of replies. */
  waitForReplies(replies: number, timeoutMs: number): Promise<LoadReport> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.#replies} of ${replies} replies within ${timeoutMs} ms.`)),
        timeoutMs,
      );
      this.#waits.push({
        replies,
        done: () => {
          clearTimeout(timer);
          resolve(this.report());
        },
      });
      this.#checkWaits();
    });
  }

  #checkWaits(): void {
    for (let n = this.#waits.length - 1; n >= 0; n -= 1) {
      const wait = this.#waits[n];
      if (!wait || this.#replies < wait.replies) continue;
      this.#waits.splice(n, 1);
      wait.done();
    }
  }

  /** Numbers that no reply has carried. */
  missing(): number[] {
    const missing: number[] = [];
    for (let n = 0; n < this.#made; n += 1) if (this.#seen[n] === 0) missing.push(n);
    return missing;
  }

  repliesTo(chatId: number): number {
    return this.#repliesOf[chatId - this.#options.firstPersonId] ?? 0;
  }

  report(): LoadReport {
    const latencies = this.#latencies.filter((_, n) => this.#seen[n] === 1).sort();
    const at = (share: number) =>
      latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
    return {
      updates: this.#options.updates,
      delivered: this.#made,
      replies: this.#replies,
      numbered: this.#numbered,
      duplicates: this.#duplicates,
      outOfOrder: this.#outOfOrder,
      personsReplied: this.#repliesOf.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      firstDeliveredAt: this.#firstDeliveredAt,
      lastReplyAt: this.#lastReplyAt,
      latencyMs: { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) },
    };
  }

  stop(): void {
    this.#stopTimer();
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
