import type { ConversationId } from "../domain/ids.ts";
import type { StoredEvent } from "../storage/port.ts";

/** Events held in memory at most; beyond that only the conversation is remembered and its events are read again. */
const heldAtMost = 5_000;
/** From so many events in memory on, bulk intake waits for the workers. */
const crowded = 400;

/**
 * Conversations with something to do, first come first served, and their leases: a conversation is worked on by one
 * worker at a time. What has just been stored is handed over in memory; the inbox on disk holds it as well.
 */
export class ReadyQueue {
  /** Undefined: the events must be read from the inbox. */
  readonly #waiting = new Map<ConversationId, StoredEvent[] | undefined>();
  readonly #leased = new Set<ConversationId>();
  readonly #ready = new Set<ConversationId>();
  #held = 0;
  #waitingForRoom: (() => void)[] = [];
  #onReady: () => void = () => undefined;

  onReady(listener: () => void): void {
    this.#onReady = listener;
  }

  /** New events of one conversation, oldest first, already on disk. */
  add(events: readonly StoredEvent[]): void {
    for (const stored of events) {
      const id = stored.event.conversationId;
      const known = this.#waiting.has(id);
      const held = this.#waiting.get(id);
      if (known && !held) continue;
      if (this.#held >= heldAtMost) {
        this.#spill(id);
      } else {
        this.#held += 1;
        if (held) held.push(stored);
        else this.#waiting.set(id, [stored]);
      }
      if (!known) this.#enqueue(id);
    }
    if (events.length > 0) this.#onReady();
  }

  /** A conversation whose events are to be read from the inbox. */
  addFromDisk(id: ConversationId): void {
    const known = this.#waiting.has(id);
    this.#spill(id);
    if (!known) this.#enqueue(id);
    this.#onReady();
  }

  /** Leases the next conversation; give it back with {@link release}. */
  lease(): { readonly id: ConversationId; readonly events: readonly StoredEvent[] | undefined } | undefined {
    const [id] = this.#ready;
    if (id === undefined) return undefined;
    this.#ready.delete(id);
    const events = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#held -= events?.length ?? 0;
    if (this.#held < crowded && this.#waitingForRoom.length > 0) {
      for (const resolve of this.#waitingForRoom.splice(0)) resolve();
    }
    this.#leased.add(id);
    return { id, events };
  }

  /** Leases this very conversation, unless someone has it. Its events are to be read from the inbox. */
  leaseOne(id: ConversationId): boolean {
    if (this.#leased.has(id)) return false;
    this.#leased.add(id);
    return true;
  }

  /** @param options.reread what was handed over in memory meanwhile may have been handled: read the inbox instead. */
  release(id: ConversationId, options?: { reread: boolean }): void {
    if (options?.reread && this.#waiting.has(id)) this.#spill(id);
    if (!this.#leased.delete(id) || !this.#waiting.has(id)) return;
    this.#ready.add(id);
    this.#onReady();
  }

  /** Resolves when the workers keep up: whoever brings events in bulk waits for it before bringing more. */
  room(): Promise<void> {
    if (this.#held < crowded) return Promise.resolve();
    return new Promise((resolve) => this.#waitingForRoom.push(resolve));
  }

  get idle(): boolean {
    return this.#ready.size === 0 && this.#leased.size === 0 && this.#waiting.size === 0;
  }

  #enqueue(id: ConversationId): void {
    if (!this.#leased.has(id)) this.#ready.add(id);
  }

  #spill(id: ConversationId): void {
    this.#held -= this.#waiting.get(id)?.length ?? 0;
    this.#waiting.set(id, undefined);
  }
}
