import type { Lane } from "../domain/effect.ts";
import type { ConversationId } from "../domain/ids.ts";
import type { TransactionFollower } from "./writer.ts";

/**
 * The lanes in which something is being sent, and whether more waits behind it. One process owns the storage, so
 * this may live in memory; it follows the transactions: what a rolled-back one did is undone.
 */
export class LanesInFlight implements TransactionFollower {
  readonly #waiters = new Map<string, boolean>();
  #undo: (() => void)[] = [];

  has(conversationId: ConversationId, lane: Lane): boolean {
    return this.#waiters.has(`${lane} ${conversationId}`);
  }

  /** @param waits whether more may wait behind what is sent now. */
  begin(conversationId: ConversationId, lane: Lane, waits: boolean): void {
    this.#set(`${lane} ${conversationId}`, waits);
  }

  /** Something was added behind what is being sent. */
  wait(conversationId: ConversationId, lane: Lane): void {
    this.#set(`${lane} ${conversationId}`, true);
  }

  /** Nothing is being sent in the lane any more. Returns whether something waits. */
  end(conversationId: ConversationId, lane: Lane): boolean {
    const key = `${lane} ${conversationId}`;
    const waits = this.#waiters.get(key);
    if (waits === undefined) return true;
    this.#waiters.delete(key);
    this.#undo.push(() => this.#waiters.set(key, waits));
    return waits;
  }

  /** Conversations go on under other ids. */
  rename(renamed: (id: ConversationId) => ConversationId): void {
    for (const [key, waits] of [...this.#waiters]) {
      const lane = key.slice(0, key.indexOf(" "));
      const id = key.slice(lane.length + 1) as ConversationId;
      const to = `${lane} ${renamed(id)}`;
      if (to === key) continue;
      this.#waiters.delete(key);
      this.#undo.push(() => this.#waiters.set(key, waits));
      this.#set(to, waits || this.#waiters.get(to) === true);
    }
  }

  beforeCommit(): void {}

  committed(): void {
    this.#undo = [];
  }

  rolledBack(): void {
    for (const step of this.#undo.reverse()) step();
    this.#undo = [];
  }

  #set(key: string, waits: boolean): void {
    const before = this.#waiters.get(key);
    this.#waiters.set(key, waits);
    this.#undo.push(() => {
      if (before === undefined) this.#waiters.delete(key);
      else this.#waiters.set(key, before);
    });
  }
}
