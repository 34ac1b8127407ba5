import type { ChatMessage, TgUser } from "../types.ts";
import { isAdmin, isPresent, type Member } from "./rights.ts";

const commandIsFor = (text: string, username: string): boolean => {
  const [, addressee] = text.split("@", 2);
  return addressee === undefined || addressee.toLowerCase() === username.toLowerCase();
};

const names = (message: ChatMessage, { id, username = "" }: TgUser): boolean =>
  message.entities.some(({ type, offset, length, user }) => {
    const text = message.text.slice(offset, offset + length);
    if (type === "mention") return text.toLowerCase() === `@${username.toLowerCase()}`;
    if (type === "text_mention") return user?.id === id;
    return type === "bot_command" && offset === 0 && commandIsFor(text, username);
  });

/**
 * Whether a bot gets a group's message. With privacy mode on, one that is no admin gets service messages, commands for it
 * or for anybody, its name, and replies to it.
 */
export const isSeenBy = (
  bot: { readonly member: Member; readonly readsAll: boolean },
  message: ChatMessage,
  repliedTo: ChatMessage | undefined,
): boolean => {
  const { member, readsAll } = bot;
  if (!isPresent(member)) return false;
  if (readsAll || isAdmin(member) || message.kind === "service") return true;
  return repliedTo?.from.id === member.user.id || names(message, member.user);
};
