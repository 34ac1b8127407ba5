import type Keyv from "keyv";
import type { PersonId } from "../domain/ids.ts";
import type { CapBook, CapLimits } from "./ports.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const peopleAtMost = 20_000;

/**
 * How much of the fleet each person has used up. Replies are counted in memory by the hour; whoever reached the
 * cap is remembered through keyv, so that a restart does not give an abuser a fresh hour.
 */
export function createCapBook(options: {
  limits: CapLimits;
  cooldowns: Keyv<boolean>;
  onReached: () => void;
}): CapBook {
  const { limits, cooldowns, onReached } = options;
  const used = new Map<PersonId, { since: number; replies: number; capped: boolean }>();

  const helpfulAskedAt = new Map<PersonId, number>();

  const usageOf = async (personId: PersonId, now: number) => {
    const known = used.get(personId);
    if (known && now - known.since < hourMs) return known;
    const capped = known === undefined && (await cooldowns.get(personId)) === true;
    const fresh = { since: now, replies: capped ? limits.repliesPerHour : 0, capped };
    used.delete(personId);
    used.set(personId, fresh);
    forgetOldest(used);
    return fresh;
  };
  return {
    async left({ personId, tickets, now }) {
      const replies = personId === undefined ? 0 : (await usageOf(personId, now)).replies;
      const asked = personId === undefined ? undefined : helpfulAskedAt.get(personId);
      const ticketsToday = tickets.filter(({ openedAt }) => now - openedAt < dayMs).length;
      return {
        repliesLeft: Math.max(0, limits.repliesPerHour - replies),
        ticketsLeft: Math.max(0, limits.ticketsPerDay - ticketsToday),
        ...(asked !== undefined && { helpfulAskedAt: asked }),
      };
    },
    askedHelpful(personId, now) {
      if (personId === undefined) return;
      helpfulAskedAt.delete(personId);
      helpfulAskedAt.set(personId, now);
      forgetOldest(helpfulAskedAt);
    },
    replied(personId, now) {
      const usage = personId === undefined ? undefined : used.get(personId);
      if (!usage || personId === undefined) return;
      usage.replies += 1;
      if (usage.replies < limits.repliesPerHour || usage.capped) return;
      usage.capped = true;
      onReached();
      void cooldowns.set(personId, true, Math.max(1, usage.since + hourMs - now));
    },
  };
}

/** In the order in which they came: memory is bounded, however many people there are. */
const forgetOldest = (people: Map<PersonId, unknown>): void => {
  if (people.size <= peopleAtMost) return;
  for (const oldest of people.keys()) {
    people.delete(oldest);
    return;
  }
};
