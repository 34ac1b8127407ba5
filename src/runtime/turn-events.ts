import type { StoredEvent } from "../storage/port.ts";

type Group = readonly [StoredEvent, ...StoredEvent[]];

const isDirectMessage = ({ event }: StoredEvent): boolean =>
  event.conversationKind === "direct" &&
  (event.kind === "message.created" || event.kind === "message.edited");

/**
 * Cuts waiting events into turns, in order: messages of a direct chat that follow one another are one turn, and so
 * are answered together; everything else is a turn of its own.
 */
export function splitIntoTurns(events: readonly StoredEvent[]): readonly Group[] {
  const groups: [StoredEvent, ...StoredEvent[]][] = [];
  let open: [StoredEvent, ...StoredEvent[]] | undefined;
  for (const stored of events) {
    if (open && isDirectMessage(stored)) {
      open.push(stored);
      continue;
    }
    const group: [StoredEvent, ...StoredEvent[]] = [stored];
    groups.push(group);
    open = isDirectMessage(stored) ? group : undefined;
  }
  return groups;
}
