import { hasWords } from "../dialogue/words.ts";
import type { InboundEvent } from "../domain/event.ts";
import { type EventId, eventId } from "../domain/ids.ts";
import type { Message } from "../domain/message.ts";
import type { Turn } from "../domain/turn.ts";
import { isOldNews, namesAccount } from "./act.ts";
import { withoutMasks } from "./masks.ts";

/** Commands that mean us even where other bots listen; what others are called is not ours to answer. */
const groupCommands: ReadonlySet<string> = new Set([
  "start",
  "help",
  "human",
  "agent",
  "ticket",
  "status",
  "language",
]);

const nameOf = (handle: string) => handle.replace(/^@/, "").toLowerCase();

/** The accounts that a text names, in its order. */
const namedIn = (text: string, handles: readonly string[]): readonly string[] => {
  const ours = new Set(handles.map(nameOf));
  return [...text.matchAll(/(?<![\w@])@(\w+)/gu)].flatMap(([, name = ""]) =>
    ours.has(name.toLowerCase()) ? [name.toLowerCase()] : [],
  );
};

/** What was first said elsewhere, be it by the channel behind the group, speaks of us and not to us. */
const isPassedOn = ({ forwardedFrom, author }: Message): boolean =>
  forwardedFrom !== undefined || author.role === "staff";

const isSummons = (event: InboundEvent): boolean => {
  switch (event.kind) {
    case "message.created":
    case "message.edited":
      return event.message.mentionsUs && !isPassedOn(event.message);
    case "command.called":
      return groupCommands.has(event.name.toLowerCase());
    case "button.pressed":
      return true;
    default:
      return false;
  }
};

/**
 * In a group we speak when we are named, replied to, commanded, or one of our buttons is pressed. Of an album, any part
 * may do so.
 */
export const summonsIn = ({ events }: Turn): InboundEvent | undefined => events.find(isSummons);

/**
 * Several accounts of the fleet may be in one group: who is named first is meant, and who is named rather than who is
 * replied to.
 */
export const isForAnother = (turn: Turn, handles: readonly string[]): boolean => {
  const event = summonsIn(turn);
  if (event === undefined || !("message" in event)) return false;
  const [first] = namedIn(event.message.text, handles);
  return first !== undefined && first !== nameOf(turn.account.handle);
};

/** An edit of what was answered; one that names us for the first time is a summons of its own. */
export const isAnsweredBefore = (turn: Turn): boolean => {
  if (!isOldNews(turn)) return false;
  const event = summonsIn(turn);
  if (event?.kind !== "message.edited") return true;
  const { handle } = turn.account;
  return (
    !namesAccount(event.message.text, handle) ||
    turn.history.some(({ messageId, text }) => messageId === event.message.id && namesAccount(text, handle))
  );
};

/** The message that a reply in a group belongs under. */
export const summoningMessage = (turn: Turn): string | undefined => {
  const event = summonsIn(turn) ?? turn.events[0];
  if ("message" in event) return event.message.id;
  return "messageId" in event ? event.messageId : undefined;
};

/** The event that holds what the person asked. */
export const askingEvent = (turn: Turn): EventId => {
  const told = turn.events.find((event) => "message" in event && hasWords(event.message.text));
  return (summonsIn(turn) ?? told ?? turn.events[0]).id;
};

const shortlyMs = 2 * 60_000;

/** What was asked before we were called to it: its text, and its event when the same person wrote it. */
export interface AskedBefore {
  readonly text: string;
  readonly source: EventId | undefined;
}

/** Who calls us and says nothing means what they reply to, or what they wrote just before. */
export const askedBefore = (turn: Turn): AskedBefore | undefined => {
  const { history, account } = turn;
  const event = summonsIn(turn);
  if (event === undefined || !("message" in event)) return undefined;
  const { replyTo, author } = event.message;
  const at = history.findLastIndex((past) =>
    replyTo === undefined
      ? past.direction === "out" || past.authorId === author.id
      : past.direction === "in" && past.messageId === replyTo,
  );
  const past = history[at];
  if (past?.direction !== "in" || !hasWords(past.text) || namesAccount(past.text, account.handle))
    return undefined;
  if (replyTo === undefined && event.occurredAt - past.at > shortlyMs) return undefined;
  const source = eventId(account.id, past.source.slice(account.id.length + 1));
  return { text: withoutMasks(past.text), source: past.authorId === author.id ? source : undefined };
};
