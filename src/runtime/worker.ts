import type { ConversationId } from "../domain/ids.ts";
import type { Storage } from "../storage/port.ts";
import { Albums, albumOf, albumParts } from "./albums.ts";
import type { Lease, ReadyQueue } from "./ready-queue.ts";
import { roundsOf, splitIntoTurns, type TurnEvents } from "./turn-events.ts";
import { attemptsPerTurn, type TurnRunner } from "./turn-runner.ts";

/** Turns under way at once; each may come to need a permit. */
export const turnsAtOnce = 128;
const eventsReadAtOnce = 200;
const lookAgainMs = 60;
const storageRetryMs = 2_000;

export interface WorkerParts {
  readonly storage: Storage;
  readonly turns: TurnRunner;
  readonly ready: ReadyQueue;
  /** False while what is decided could not be begun anyway; {@link Worker.wake} says when to look again. */
  readonly mayLease: () => boolean;
  /** False while taking in needs all the time there is: what nobody waits for is left on disk until then. */
  readonly mayLeaseQuiet: () => boolean;
}

/** Step 4: leases conversations, reads what waits for each, and has it handled turn by turn. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #albums: Albums;
  #busy = 0;
  #again: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#albums = new Albums((id) => parts.ready.addFromDisk(id));
    parts.ready.onReady(() => this.#fill());
  }

  get idle(): boolean {
    return this.#busy === 0;
  }

  /** There may be something to lease. */
  wake(): void {
    this.#fill();
  }

  /** Leases nothing new. What is under way goes on. */
  stop(): void {
    this.#stopped = true;
    this.#albums.stop();
  }

  /** Resolves when nothing is under way. */
  async finished(): Promise<void> {
    while (!this.idle) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /**
   * Works off what waited when the last process died: one event at a time, the attempt counted before it is made, so
   * that an event that ends the process is found out and given up. Other conversations go on meanwhile.
   * Resolves to whether all of it was done.
   */
  async recover(waiting: readonly ConversationId[]): Promise<boolean> {
    const { ready } = this.#parts;
    const leases = waiting.filter((id) => ready.leaseOne(id));
    for (const id of leases) {
      if (this.#stopped) return false;
      await this.#recoverOne(id).catch(() => ready.addFromDisk(id));
      ready.release(id, { reread: true });
    }
    return !this.#stopped;
  }

  async #recoverOne(id: ConversationId): Promise<void> {
    const { storage, turns } = this.#parts;
    for (;;) {
      if (this.#hasMoved(id)) return;
      const waiting = await storage.inbox.pending(id, albumParts);
      const [next] = waiting;
      if (!next || this.#stopped) return;
      const album = next.attempts === 1 ? albumOf(next) : undefined;
      if (album !== undefined) {
        const [, ...parts] = waiting.filter((stored) => albumOf(stored) === album);
        const group = [next, ...parts] as const;
        await storage.inbox.attempt(group.map(({ seq }) => seq));
        await turns.handle(group);
        continue;
      }
      await storage.inbox.attempt([next.seq]);
      if (next.attempts > attemptsPerTurn) {
        await turns.giveUp(
          [next],
          next.attempts,
          new Error("the process ended while this was being handled"),
        );
      } else {
        await turns.handle([next]);
      }
    }
  }

  #fill(): void {
    const { ready, mayLease, mayLeaseQuiet } = this.#parts;
    while (!this.#stopped && this.#busy < turnsAtOnce) {
      if (!mayLease()) {
        this.#lookAgain();
        return;
      }
      const lease = ready.lease({ quiet: mayLeaseQuiet });
      if (!lease) {
        if (ready.quietWait) this.#lookAgain();
        return;
      }
      void this.#work(lease);
    }
  }

  /** Asked for with every send that is finished while too many are under way: one timer serves them all. */
  #lookAgain(): void {
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      this.#fill();
    }, lookAgainMs).unref();
  }

  async #work({ id, events: handed, quiet }: Lease): Promise<void> {
    const { storage, ready } = this.#parts;
    this.#busy += 1;
    try {
      const inMemory = this.#albums.holds(id) ? undefined : handed;
      const events = inMemory ?? (await storage.inbox.pending(id, eventsReadAtOnce));
      for (const round of roundsOf(splitIntoTurns(this.#albums.ready(id, events)))) {
        if (this.#hasMoved(id)) return;
        await this.#handle(round);
      }
      if (this.#hasMoved(id)) return;
      if (!inMemory && events.length === eventsReadAtOnce) ready.addFromDisk(id, { quiet });
    } catch {
      // Only the storage can fail here, and the events are still in it. The lease is kept, so that none overtakes them.
      if (!this.#stopped) await new Promise((resolve) => setTimeout(resolve, storageRetryMs).unref());
      ready.addFromDisk(id);
    } finally {
      this.#busy -= 1;
      ready.release(id);
      this.#fill();
    }
  }

  async #handle(round: readonly TurnEvents[]): Promise<void> {
    const { turns } = this.#parts;
    const [first] = round;
    if (round.length === 1 && first) return turns.handle(first);
    // What did not come to nothing after all is handled by itself, in its order.
    const quiet = await Promise.allSettled(round.map((group) => turns.handleQuiet(group)));
    for (const [index, result] of quiet.entries()) {
      const group = round[index];
      if (group && (result.status === "rejected" || !result.value)) await turns.handle(group);
    }
  }

  /** The chat goes on under another id: what waits for it is worked off there, in one place. */
  #hasMoved(id: ConversationId): boolean {
    const { storage, ready } = this.#parts;
    const current = storage.conversations.current(id);
    if (current !== id) ready.addFromDisk(current);
    return current !== id;
  }
}
