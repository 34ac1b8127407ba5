import type { InboundEvent } from "../domain/event.ts";
import type { Turn } from "../domain/turn.ts";
import { isOldNews, withoutHandle } from "./act.ts";

/** Commands that mean us even where other bots listen; what others are called is not ours to answer. */
export const groupCommands: ReadonlySet<string> = new Set([
  "start",
  "help",
  "human",
  "agent",
  "ticket",
  "status",
  "language",
]);

/** In a group we speak when we are named, replied to, commanded, or one of our buttons is pressed. */
export const isSummons = (event: InboundEvent): boolean => {
  switch (event.kind) {
    case "message.created":
    case "message.edited":
      return event.message.mentionsUs;
    case "command.called":
      return groupCommands.has(event.name.toLowerCase());
    case "button.pressed":
      return true;
    default:
      return false;
  }
};

/** An edit of what was answered; one that names us for the first time is a summons of its own. */
export const isAnsweredBefore = (turn: Turn): boolean => {
  if (!isOldNews(turn)) return false;
  const [event] = turn.events;
  if (event.kind !== "message.edited") return true;
  const { handle } = turn.account;
  const namesUs = (text: string) => withoutHandle(text, handle) !== text.replace(/[ \t]+/g, " ").trim();
  return (
    !namesUs(event.message.text) ||
    turn.history.some(({ messageId, text }) => messageId === event.message.id && namesUs(text))
  );
};

/** The message that a reply in a group belongs under. */
export const summoningMessage = (event: InboundEvent): string | undefined => {
  if ("message" in event) return event.message.id;
  return "messageId" in event ? event.messageId : undefined;
};
