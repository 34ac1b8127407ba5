import { type LoadKind, loadKinds } from "./load-plan.ts";

export interface LoadReport {
  readonly updates: number;
  /** Made and handed to the bot. */
  readonly delivered: number;
  /** Delivered numbers that want a reply: all but an album's further pictures, and edits. */
  readonly expected: number;
  readonly replies: number;
  /** Replies that carried such a number. */
  readonly numbered: number;
  /** Such numbers that came more than once. */
  readonly duplicates: number;
  /** Replies that carried the number of an edit: it was read again. */
  readonly toEdits: number;
  /** A chat's number that came after a higher one. */
  readonly outOfOrder: number;
  readonly personsReplied: number;
  readonly firstDeliveredAt: number;
  readonly lastReplyAt: number;
  readonly kinds: Readonly<Record<LoadKind, { readonly delivered: number; readonly replied: number }>>;
  /** ms from the update's time to its reply; of numbered replies. */
  readonly latencyMs: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** A number waits for its reply, has it, or wants none. */
const waiting = 0;
const answered = 1;
const unasked = 2;

/** Counts what was delivered and what came back, in a few bytes an update. */
export class LoadCount {
  readonly #updates: number;
  readonly #madeAt: Float64Array;
  readonly #latencies: Float32Array;
  readonly #states: Uint8Array;
  readonly #kinds: Uint8Array;
  readonly #lastSeen: Int32Array;
  readonly #repliesOf: Uint32Array;
  #replies = 0;
  #numbered = 0;
  #duplicates = 0;
  #toEdits = 0;
  #outOfOrder = 0;
  #firstDeliveredAt = 0;
  #lastReplyAt = 0;
  made = 0;

  constructor(updates: number, chats: number) {
    this.#updates = updates;
    this.#madeAt = new Float64Array(updates);
    this.#latencies = new Float32Array(updates);
    this.#states = new Uint8Array(updates);
    this.#kinds = new Uint8Array(updates);
    this.#lastSeen = new Int32Array(chats).fill(-1);
    this.#repliesOf = new Uint32Array(chats);
  }

  get replies(): number {
    return this.#replies;
  }

  get firstDeliveredAt(): number {
    return this.#firstDeliveredAt;
  }

  delivered(update: { readonly kind: LoadKind; readonly wantsReply: boolean; readonly at: number }): void {
    const { kind, wantsReply, at } = update;
    if (this.made === 0) this.#firstDeliveredAt = at;
    this.#madeAt[this.made] = at;
    this.#kinds[this.made] = loadKinds.indexOf(kind);
    if (!wantsReply) this.#states[this.made] = unasked;
    this.made += 1;
  }

  /** A message came to a chat; the number that stands in it is the last one behind a `#`. */
  replied(chat: number, text: string, now: number): void {
    this.#replies += 1;
    this.#lastReplyAt = now;
    this.#repliesOf[chat] = (this.#repliesOf[chat] ?? 0) + 1;
    const mark = text.lastIndexOf("#");
    if (mark >= 0) this.#countNumber(Number.parseInt(text.slice(mark + 1), 10), chat, now);
  }

  #countNumber(n: number, chat: number, now: number): void {
    if (!(n >= 0 && n < this.made)) return;
    if (this.#states[n] === unasked) {
      this.#toEdits += 1;
      return;
    }
    this.#numbered += 1;
    if (this.#states[n] === answered) {
      this.#duplicates += 1;
      return;
    }
    this.#states[n] = answered;
    this.#latencies[n] = now - (this.#madeAt[n] ?? now);
    if (n < (this.#lastSeen[chat] ?? -1)) this.#outOfOrder += 1;
    else this.#lastSeen[chat] = n;
  }

  /** Numbers that want a reply and have none. */
  missing(): number[] {
    const missing: number[] = [];
    for (let n = 0; n < this.made; n += 1) if (this.#states[n] === waiting) missing.push(n);
    return missing;
  }

  repliesTo(chat: number): number {
    return this.#repliesOf[chat] ?? 0;
  }

  report(): LoadReport {
    const latencies = this.#latencies.filter((_, n) => this.#states[n] === answered).sort();
    const at = (share: number) =>
      latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
    const { kinds, expected } = this.#byKind();
    return {
      updates: this.#updates,
      delivered: this.made,
      expected,
      replies: this.#replies,
      numbered: this.#numbered,
      duplicates: this.#duplicates,
      toEdits: this.#toEdits,
      outOfOrder: this.#outOfOrder,
      personsReplied: this.#repliesOf.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      firstDeliveredAt: this.#firstDeliveredAt,
      lastReplyAt: this.#lastReplyAt,
      kinds,
      latencyMs: { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) },
    };
  }

  #byKind() {
    const none = () => ({ delivered: 0, replied: 0 });
    const kinds = { direct: none(), group: none(), album: none(), edit: none() };
    let expected = 0;
    for (let n = 0; n < this.made; n += 1) {
      const counted = kinds[loadKinds[this.#kinds[n] ?? 0] ?? "direct"];
      counted.delivered += 1;
      if (this.#states[n] === answered) counted.replied += 1;
      if (this.#states[n] !== unasked) expected += 1;
    }
    return { kinds, expected };
  }
}
