import type { Clock } from "../domain/clock.ts";
import type { StoredEffect } from "../storage/port.ts";
import type { ChatPace, Claim, Paced } from "./chat-pace.ts";
import type { Permit } from "./limiter.ts";

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

/** The slots of the chats whose effects are taken from the outbox in one transaction. */
export class Admission {
  readonly #pace: ChatPace;
  readonly #clock: Clock;
  readonly #claims = new Map<number, Claim>();

  constructor(pace: ChatPace, clock: Clock) {
    this.#pace = pace;
    this.#clock = clock;
  }

  /** Begins anew: the transaction may be tried again. */
  readonly begin = (): ((stored: StoredEffect) => number) => {
    this.giveBack();
    return (stored) => {
      const claim = this.#pace.claim(stored, this.#clock.now());
      if ("freeAt" in claim) return claim.freeAt;
      this.#claims.set(stored.seq, claim);
      return 0;
    };
  };

  /** The permit with which an effect that was taken is sent. */
  permitFor({ seq }: StoredEffect, permit: Permit): Permit {
    const claim = this.#claims.get(seq);
    this.#claims.delete(seq);
    return claim ? joined(permit, claim, this.#clock) : permit;
  }

  /** Slots of what was not taken after all. */
  giveBack(): void {
    for (const claim of this.#claims.values()) claim.unused();
    this.#claims.clear();
  }
}
