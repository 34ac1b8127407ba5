import type { StoredEvent } from "../storage/port.ts";
import { albumOf, albumParts } from "./albums.ts";

/** The events of one conversation that make one turn, oldest first. */
export type TurnEvents = readonly [StoredEvent, ...StoredEvent[]];

/**
 * Said in a group to nobody of ours, and the guard found nothing in it: there are many of them, they come to nothing as
 * a rule, and nobody waits.
 */
export const isQuiet = ({ event }: StoredEvent): boolean =>
  event.kind === "message.created" &&
  event.conversationKind === "group" &&
  !event.message.mentionsUs &&
  !event.message.withheld &&
  event.message.secrets.length === 0 &&
  event.message.albumId === undefined;

const isDirectMessage = ({ event }: StoredEvent): boolean =>
  event.conversationKind === "direct" &&
  (event.kind === "message.created" || event.kind === "message.edited");

const bareNumber = /^\s*\p{Nd}{1,2}\s*$/u;

/** Where there are no buttons, a number presses one: it answers what was shown, whatever is written after it. */
const isChoice = ({ event }: StoredEvent): boolean =>
  event.kind === "message.created" &&
  event.message.attachments.length === 0 &&
  bareNumber.test(event.message.text);

/**
 * Cuts waiting events into turns, in order: messages of a direct chat that follow one another are one turn, and so
 * are answered together; so are the parts of an album, wherever it was sent. Everything else is a turn of its own, and
 * so is a number with which a direct chat goes on.
 */
export function splitIntoTurns(events: readonly StoredEvent[]): readonly TurnEvents[] {
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
    open = isDirect && !(groups.length === 1 && isChoice(stored)) ? group : undefined;
    if (album !== undefined) albums.set(album, group);
  }
  return groups;
}

const authorOf = ({ event }: StoredEvent) => ("message" in event ? event.message.author.id : undefined);

/**
 * Turns that may be run side by side: quiet ones that follow one another, each by somebody else, so that what one person
 * wrote is still read in its order. Everything else is a round of its own.
 */
export function roundsOf(turns: readonly TurnEvents[]): readonly (readonly TurnEvents[])[] {
  const rounds: TurnEvents[][] = [];
  let authors: Set<unknown> | undefined;
  for (const turn of turns) {
    const [first, ...rest] = turn;
    const quiet = rest.length === 0 && isQuiet(first);
    const author = authorOf(first);
    if (quiet && authors && !authors.has(author)) {
      rounds.at(-1)?.push(turn);
      authors.add(author);
      continue;
    }
    rounds.push([turn]);
    authors = quiet ? new Set([author]) : undefined;
  }
  return rounds;
}
