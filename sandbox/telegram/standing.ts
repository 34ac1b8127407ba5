import { badRequest } from "./api-error.ts";
import { connectionOf } from "./business/business-methods.ts";
import type { Chat } from "./chat.ts";
import { type Call, chatIdOf, chatOf } from "./method.ts";
import { checkPresence } from "./send-target.ts";

/** The chat that a call is about; in a group the bot must be there. */
export const standingIn = (call: Call): Chat => {
  const connection = connectionOf(call);
  if (connection) {
    const found = connection.find(chatIdOf(call.params));
    if (!found) throw badRequest("chat not found");
    return found;
  }
  const chat = chatOf(call);
  const group = call.bot.groups.get(chat.id);
  if (group) checkPresence(call, group);
  return chat;
};
