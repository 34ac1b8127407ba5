import type { Chat } from "./chat.ts";
import { type Call, chatOf } from "./method.ts";
import { checkPresence } from "./send-target.ts";

/** The chat that a call is about; in a group the bot must be there. */
export const standingIn = (call: Call): Chat => {
  const chat = chatOf(call);
  const group = call.bot.groups.get(chat.id);
  if (group) checkPresence(call, group);
  return chat;
};
