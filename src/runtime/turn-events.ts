import type { StoredEvent } from "../storage/port.ts";
import { albumOf, albumParts } from "./albums.ts";

type Group = readonly [StoredEvent, ...StoredEvent[]];

const isDirectMessage = ({ event }: StoredEvent): boolean =>
  event.conversationKind === "direct" &&
  (event.kind === "message.created" || event.kind === "message.edited");

/**
 * Cuts waiting events into turns, in order: messages of a direct chat that follow one another are one turn, and so
 * are answered together; so are the parts of an album, wherever it was sent. Everything else is a turn of its own.
 */
export function splitIntoTurns(events: readonly StoredEvent[]): readonly Group[] {
  const groups: [StoredEvent, ...StoredEvent[]][] = [];
  const albums = new Map<string, [StoredEvent, ...StoredEvent[]]>();
  let open: [StoredEvent, ...StoredEvent[]] | undefined;
  for (const stored of events) {
    const isDirect = isDirectMessage(stored);
    const album = isDirect ? undefined : albumOf(stored);
    const begun = isDirect ? open : album === undefined ? undefined : albums.get(album);
    if (begun && (isDirect || begun.length < albumParts)) {
      begun.push(stored);
      continue;
    }
    const group: [StoredEvent, ...StoredEvent[]] = [stored];
    groups.push(group);
    open = isDirect ? group : undefined;
    if (album !== undefined) albums.set(album, group);
  }
  return groups;
}
