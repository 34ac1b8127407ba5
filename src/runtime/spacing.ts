import type { ConversationId, TurnId } from "../domain/ids.ts";

interface Booking {
  readonly at: number;
  readonly turn: TurnId;
  /** The booking before those of this turn. */
  readonly before: number;
  /** Something that this turn says will be said whatever comes next. */
  readonly firm: boolean;
}

/** Keeps the least time between two messages to one conversation: each booking takes the next free time. */
export class Spacing {
  readonly #last = new Map<ConversationId, Booking>();

  /** The time from which the conversation may be written to, `earliestAt` at the soonest; it is taken. */
  book(
    id: ConversationId,
    want: { turn: TurnId; firm: boolean; now: number; spacingMs: number; earliestAt: number },
  ): number {
    const { turn, firm, now, spacingMs, earliestAt } = want;
    const last = this.#last.get(id);
    const at = Math.max(now, (last?.at ?? 0) + spacingMs, earliestAt);
    const isSameTurn = last?.turn === turn;
    const before = (isSameTurn ? last.before : last?.at) ?? 0;
    this.#set(id, { at, turn, before, firm: firm || (isSameTurn && last.firm) });
    this.#forgetBefore(now - spacingMs);
    return at;
  }

  /**
   * What was booked for these turns is free again, as their answers are replaced.
   * @returns a function that takes the time back, should the answers have been sent after all.
   */
  release(id: ConversationId, turns: readonly TurnId[]): () => void {
    const last = this.#last.get(id);
    if (!last || last.firm || !turns.includes(last.turn)) return () => undefined;
    this.#set(id, { ...last, at: last.before });
    return () => this.#set(id, last);
  }

  #set(id: ConversationId, booking: Booking): void {
    this.#last.delete(id);
    this.#last.set(id, booking);
  }

  #forgetBefore(before: number): void {
    for (const [id, { at }] of this.#last) {
      if (at >= before) return;
      this.#last.delete(id);
    }
  }
}
