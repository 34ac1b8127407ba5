import type { ConversationId } from "../domain/ids.ts";

/** Keeps the least time between two messages to one conversation: each booking takes the next free time. */
export class Spacing {
  readonly #lastBooked = new Map<ConversationId, number>();

  /** The time from which the conversation may be written to, `earliestAt` at the soonest; it is taken. */
  book(id: ConversationId, want: { now: number; spacingMs: number; earliestAt: number }): number {
    const { now, spacingMs, earliestAt } = want;
    const free = (this.#lastBooked.get(id) ?? 0) + spacingMs;
    const at = Math.max(now, free, earliestAt);
    this.#lastBooked.delete(id);
    this.#lastBooked.set(id, at);
    this.#forgetBefore(now - spacingMs);
    return at;
  }

  #forgetBefore(before: number): void {
    for (const [id, at] of this.#lastBooked) {
      if (at >= before) return;
      this.#lastBooked.delete(id);
    }
  }
}
