import type { ConversationId } from "../domain/ids.ts";
import type { StoredEvent } from "../storage/port.ts";

/** No platform puts more into one album; what claims to be more is read in such portions. */
export const albumParts = 10;
/** After this long without a further part an album is taken as it is, in ms. */
const lastPartMs = 2_000;
/** Albums waited for at the same time; further ones are taken as they come. */
const waitedForAtMost = 5_000;

/** Parts with the same key were sent together; undefined for what is no part of an album. */
export const albumOf = ({ event }: StoredEvent): string | undefined =>
  event.kind === "message.created" && event.message.albumId !== undefined
    ? `${event.message.albumId} ${event.message.author.id}`
    : undefined;

interface Hold {
  readonly album: string;
  readonly parts: number;
  readonly timer: NodeJS.Timeout;
  isOver: boolean;
}

/**
 * Albums whose parts may still be coming. Their parts wait in the inbox; here is only noted who waits, one entry a
 * conversation, so that without albums nothing is done at all.
 */
export class Albums {
  readonly #holds = new Map<ConversationId, Hold>();
  readonly #onOver: (id: ConversationId) => void;

  /** @param onOver no further part came in time: the conversation's events are to be read from the inbox. */
  constructor(onOver: (id: ConversationId) => void) {
    this.#onOver = onOver;
  }

  /** Parts of an album wait in the inbox: they belong before what is handed over in memory. */
  holds(id: ConversationId): boolean {
    return this.#holds.has(id);
  }

  /** The events without the album at their end, if more of it may come; nobody else waits for it. */
  ready(id: ConversationId, events: readonly StoredEvent[]): readonly StoredEvent[] {
    const last = events.at(-1);
    const album = last && albumOf(last);
    if (album === undefined) {
      if (last && this.#holds.size > 0) this.#end(id);
      return events;
    }
    const parts = events.filter((stored) => albumOf(stored) === album);
    const begun = parts.length % albumParts;
    const hold = this.#holds.get(id);
    const isKnown = hold?.album === album && hold.parts === begun;
    if (begun === 0 || (isKnown && hold.isOver)) {
      this.#end(id);
      return events;
    }
    if (!isKnown) {
      this.#end(id);
      if (this.#holds.size >= waitedForAtMost) return events;
      this.#begin(id, { album, parts: begun });
    }
    const waiting = new Set(parts.slice(-begun));
    return events.filter((stored) => !waiting.has(stored));
  }

  /** What is waited for stays in the inbox. */
  stop(): void {
    for (const id of [...this.#holds.keys()]) this.#end(id);
  }

  #begin(id: ConversationId, { album, parts }: { album: string; parts: number }): void {
    const over = () => {
      hold.isOver = true;
      this.#onOver(id);
    };
    const hold: Hold = { album, parts, timer: setTimeout(over, lastPartMs), isOver: false };
    this.#holds.set(id, hold);
  }

  #end(id: ConversationId): void {
    clearTimeout(this.#holds.get(id)?.timer);
    this.#holds.delete(id);
  }
}
