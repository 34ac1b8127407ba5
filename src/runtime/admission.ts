import type { Clock } from "../domain/clock.ts";
import { type Effect, priorities } from "../domain/effect.ts";
import type { StoredEffect } from "../storage/port.ts";
import type { ChatPace, Claim, Paced } from "./chat-pace.ts";
import type { Limiter, Permit } from "./limiter.ts";

/** Both rights that a message needs, the account's and the chat's, as one. */
const joined = (permit: Permit, claim: Claim, clock: Clock): Permit => ({
  done: (messages = 1) => {
    claim.done(clock.now(), messages);
    permit.done(messages);
  },
  unused: () => {
    claim.unused();
    permit.unused();
  },
});

/** The account's permit together with the chat's slot; undefined while the chat has to wait. */
export function withChatsSlot(parts: {
  pace: ChatPace | undefined;
  paced: Paced;
  clock: Clock;
  acquire: () => Permit | undefined;
}): Permit | undefined {
  const { pace, paced, clock, acquire } = parts;
  if (!pace) return acquire();
  const claim = pace.claim(paced, clock.now());
  if ("freeAt" in claim) return undefined;
  const permit = acquire();
  if (permit) return joined(permit, claim, clock);
  claim.unused();
  return undefined;
}

/** Where sends are few, what got none of them is looked at again, in ms, unless it is known when slots come free. */
const lookAgainMs = 1_000;

interface AdmissionParts {
  readonly limiter: Limiter;
  readonly pace?: ChatPace;
  /** Present where sends are few. */
  readonly messagesOf?: (effect: Effect) => number;
  readonly clock: Clock;
}

interface Rights {
  readonly permit: Permit | undefined;
  readonly claim: Claim | undefined;
}

/** The rights of the effects that are taken from the outbox in one transaction: permits of the account, and slots of the chats. */
export class Admission {
  readonly #parts: AdmissionParts;
  /** Held before anything is taken, as turns under way reserve theirs meanwhile. */
  readonly #held: Permit[] = [];
  readonly #rights = new Map<number, Rights>();

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** @returns how many effects may be taken, `wanted` at most. */
  hold(priority: number, wanted: number): number {
    const { limiter, messagesOf } = this.#parts;
    if (priority < 0) return 0;
    // Where effects need several, each takes its own once it is known.
    if (messagesOf) return Math.min(wanted, limiter.available(priority));
    while (this.#held.length < wanted) {
      const permit = limiter.tryAcquire(priority);
      if (!permit) break;
      this.#held.push(permit);
    }
    return this.#held.length;
  }

  /** Begins anew: the transaction may be tried again. */
  readonly begin = (): ((stored: StoredEffect) => number) => {
    this.#forgetRights();
    const { limiter, pace, messagesOf, clock } = this.#parts;
    return (stored) => {
      const now = clock.now();
      const claim = pace?.claim(stored, now);
      if (claim && "freeAt" in claim) return claim.freeAt;
      const { effect, seq } = stored;
      const permit = messagesOf && limiter.tryAcquire(priorities[effect.priority], messagesOf(effect));
      if (messagesOf && !permit) {
        claim?.unused();
        return now + lookAgainMs;
      }
      this.#rights.set(seq, { permit, claim });
      return 0;
    };
  };

  /** The permit with which an effect that was taken is sent. */
  permitFor({ seq }: StoredEffect): Permit | undefined {
    const { permit = this.#held.pop(), claim } = this.#rights.get(seq) ?? {};
    this.#rights.delete(seq);
    return permit && claim ? joined(permit, claim, this.#parts.clock) : permit;
  }

  /** What was not taken after all. */
  giveBack(): void {
    this.#forgetRights();
    for (const permit of this.#held) permit.unused();
    this.#held.length = 0;
  }

  #forgetRights(): void {
    for (const { permit, claim } of this.#rights.values()) {
      claim?.unused();
      permit?.unused();
    }
    this.#rights.clear();
  }
}
