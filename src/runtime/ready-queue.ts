import type { ConversationId } from "../domain/ids.ts";
import type { StoredEvent } from "../storage/port.ts";
import { isQuiet } from "./turn-events.ts";

/** Events held in memory at most; beyond that only the conversation is remembered and its events are read again. */
const heldAtMost = 5_000;
/** The same for those that nobody waits for. */
const quietHeldAtMost = 1_000;
/** From so many events in memory on, bulk intake waits for the workers. */
const crowded = 400;

/** What waits for one conversation. */
interface Waiting {
  /** Undefined: the events must be read from the inbox. */
  events: StoredEvent[] | undefined;
  /** Nobody waits for any of them, see {@link isQuiet}. */
  quiet: boolean;
}

/**
 * Conversations with something to do, first come first served, and their leases: a conversation is worked on by one
 * worker at a time. What has just been stored is handed over in memory; the inbox on disk holds it as well.
 * Groups in which nobody spoke to us come after everybody else.
 */
export class ReadyQueue {
  readonly #waiting = new Map<ConversationId, Waiting>();
  readonly #leased = new Set<ConversationId>();
  readonly #ready = new Set<ConversationId>();
  readonly #quiet = new Set<ConversationId>();
  #held = 0;
  #quietHeld = 0;
  #waitingForRoom: (() => void)[] = [];
  #onReady: () => void = () => undefined;

  onReady(listener: () => void): void {
    this.#onReady = listener;
  }

  /** New events of one conversation, oldest first, already on disk. */
  add(events: readonly StoredEvent[]): void {
    for (const stored of events) this.#add(stored);
    if (events.length > 0) this.#onReady();
  }

  /**
   * A conversation whose events are to be read from the inbox.
   *
   * @param options.quiet nobody waits for any of them, as far as is known.
   */
  addFromDisk(id: ConversationId, { quiet } = { quiet: false }): void {
    const waiting = this.#waiting.get(id);
    if (waiting) this.#spill(waiting);
    else this.#waiting.set(id, { events: undefined, quiet });
    this.#enqueue(id);
    this.#onReady();
  }

  /**
   * Leases the next conversation; give it back with {@link release}.
   *
   * @param may.quiet asked when only such are left that nobody waits for.
   */
  lease(may: { readonly quiet: () => boolean } = { quiet: () => true }): Lease | undefined {
    const [prompt] = this.#ready;
    if (prompt !== undefined) return this.#take(prompt);
    const [quiet] = this.#quiet;
    return quiet !== undefined && may.quiet() ? this.#take(quiet) : undefined;
  }

  /** Leases this very conversation, unless someone has it. Its events are to be read from the inbox. */
  leaseOne(id: ConversationId): boolean {
    if (this.#leased.has(id)) return false;
    this.#leased.add(id);
    return true;
  }

  /** @param options.reread what was handed over in memory meanwhile may have been handled: read the inbox instead. */
  release(id: ConversationId, options?: { reread: boolean }): void {
    const waiting = this.#waiting.get(id);
    if (options?.reread && waiting) this.#spill(waiting);
    if (!this.#leased.delete(id) || !waiting) return;
    this.#enqueue(id);
    this.#onReady();
  }

  /** Resolves when the workers keep up: whoever brings events in bulk waits for it before bringing more. */
  room(): Promise<void> {
    if (this.#held < crowded) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForRoom.push(resolve));
  }

  /** There is something to lease that nobody waits for. */
  get quietWait(): boolean {
    return this.#quiet.size > 0;
  }

  get idle(): boolean {
    return this.#leased.size === 0 && this.#waiting.size === 0;
  }

  #add(stored: StoredEvent): void {
    const id = stored.event.conversationId;
    const quiet = isQuiet(stored);
    const known = this.#waiting.get(id);
    const waiting = known ?? { events: [], quiet };
    if (!known) this.#waiting.set(id, waiting);
    if (waiting.quiet && !quiet) this.#rouse(waiting);
    if (waiting.events) {
      waiting.events.push(stored);
      this.#count(waiting, 1);
      if (waiting.quiet ? this.#quietHeld > quietHeldAtMost : this.#held > heldAtMost) this.#spill(waiting);
    }
    if (!known || !quiet) this.#enqueue(id);
  }

  #take(id: ConversationId): Lease {
    this.#ready.delete(id);
    this.#quiet.delete(id);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting) this.#count(waiting, -(waiting.events?.length ?? 0));
    if (this.#held < crowded && this.#waitingForRoom.length > 0) {
      for (const resolve of this.#waitingForRoom.splice(0)) resolve();
    }
    this.#leased.add(id);
    return { id, events: waiting?.events, quiet: waiting?.quiet === true };
  }

  /** Somebody waits now. */
  #rouse(waiting: Waiting): void {
    const { length = 0 } = waiting.events ?? [];
    this.#count(waiting, -length);
    waiting.quiet = false;
    this.#count(waiting, length);
  }

  #enqueue(id: ConversationId): void {
    if (this.#leased.has(id)) return;
    const quiet = this.#waiting.get(id)?.quiet === true;
    if (!quiet) this.#quiet.delete(id);
    (quiet ? this.#quiet : this.#ready).add(id);
  }

  #spill(waiting: Waiting): void {
    this.#count(waiting, -(waiting.events?.length ?? 0));
    waiting.events = undefined;
  }

  #count(waiting: Waiting, change: number): void {
    if (waiting.quiet) this.#quietHeld += change;
    else this.#held += change;
  }
}

export interface Lease {
  readonly id: ConversationId;
  /** Undefined: they are to be read from the inbox. */
  readonly events: readonly StoredEvent[] | undefined;
  /** Nobody waits for any of them. */
  readonly quiet: boolean;
}
