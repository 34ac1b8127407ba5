import { isList } from "../wire/values.ts";
import { badRequest } from "./api-error.ts";
import { hasRight } from "./group/rights.ts";
import { isLoadChat } from "./load-send.ts";
import type { Call, Method } from "./method.ts";
import { integerParam, structureParam } from "./params.ts";
import { standingIn } from "./standing.ts";
import type { ChatMessage } from "./types.ts";

const deletableForMs = 48 * 60 * 60 * 1_000;
const maxDeletesPerCall = 100;

/** In a private chat any message, in a group one's own, with the right all. */
const hasRightOver = ({ bot }: Call, chatId: number, message: ChatMessage): boolean => {
  const group = bot.groups.get(chatId);
  if (!group || message.from.id === bot.user.id) return true;
  return hasRight(group.roster.known(bot.user), "can_delete_messages");
};

const isTooOld = ({ clock }: Call, message: ChatMessage) => clock.now() - message.at > deletableForMs;

const deleteMessage: Method = (call) => {
  if (isLoadChat(call)) return true;
  const chat = standingIn(call);
  const id = integerParam(call.params, "message_id");
  const message = id === undefined ? undefined : chat.find(id);
  if (!message || message.deletedAt !== undefined) throw badRequest("message to delete not found");
  if (isTooOld(call, message) || !hasRightOver(call, chat.id, message))
    throw badRequest("message can't be deleted");
  chat.change(message, { deletedAt: call.clock.now() });
  return true;
};

/** Those that are not there are skipped, as at Telegram. */
const deleteMessages: Method = (call) => {
  const ids = structureParam(call.params, "message_ids");
  if (!isList(ids) || ids.length === 0) throw badRequest("message identifiers are not specified");
  if (ids.length > maxDeletesPerCall) throw badRequest("too many message identifiers specified");
  if (isLoadChat(call)) return true;
  const chat = standingIn(call);
  const found = ids.flatMap((id) => (typeof id === "number" ? (chat.find(id) ?? []) : []));
  const present = found.filter(({ deletedAt }) => deletedAt === undefined);
  if (present.some((message) => !hasRightOver(call, chat.id, message)))
    throw badRequest("message can't be deleted");
  for (const message of present)
    if (!isTooOld(call, message)) chat.change(message, { deletedAt: call.clock.now() });
  return true;
};

export const deleteMethods: Readonly<Record<string, Method>> = { deleteMessage, deleteMessages };
