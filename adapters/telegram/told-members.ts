import type { Clock } from "../../src/domain/clock.ts";
import type { RawEvent } from "../../src/domain/event.ts";

/** A group's own message and the update to its admins come within seconds of each other. */
const withinMs = 60_000;
const maxRemembered = 2000;

/**
 * A bot that is admin of a group is told twice of each who joins or leaves. The second telling is left out. The same
 * telling, offered again because it was not taken in, is kept.
 */
export const createToldMembers = (clock: Clock) => {
  const told = new Map<string, { readonly eventId: string; readonly at: number }>();

  const isRepeated = (event: RawEvent): boolean => {
    if (event.kind !== "member.joined" && event.kind !== "member.left") return false;
    const subject = `${event.conversationId} ${event.person.id}`;
    const key = `${subject} ${event.kind}`;
    const before = told.get(key);
    if (before !== undefined && before.eventId !== event.id && clock.now() - before.at < withinMs)
      return true;
    // Whoever comes back after leaving comes anew.
    told.delete(`${subject} ${event.kind === "member.joined" ? "member.left" : "member.joined"}`);
    told.delete(key);
    told.set(key, { eventId: event.id, at: clock.now() });
    const [oldest] = told.keys();
    if (told.size > maxRemembered && oldest !== undefined) told.delete(oldest);
    return false;
  };

  return { leaveOut: (events: readonly RawEvent[]) => events.filter((event) => !isRepeated(event)) };
};
