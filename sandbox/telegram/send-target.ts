import { badRequest, forbidden, movedTo } from "./api-error.ts";
import type { BusinessConnection } from "./business/business-connection.ts";
import { connectionOf } from "./business/business-methods.ts";
import type { Chat } from "./chat.ts";
import type { Group } from "./group/group.ts";
import { hasRight, isPresent, may, type Permission } from "./group/rights.ts";
import { type Call, chatIdOf } from "./method.ts";
import { integerParam } from "./params.ts";
import type { TgUser } from "./types.ts";

/** Where a bot's message goes. */
export interface SendTarget {
  readonly chat: Chat;
  readonly from: TgUser;
  readonly topic?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
  nextMessageId(): number;
}

/** What is sent, as a permission and as Telegram's errors word it. */
export interface Sending {
  readonly permission: Permission;
  readonly words: string;
}

export const textSending: Sending = { permission: "can_send_messages", words: "text messages" };

/** Throws what Telegram answers where the bot may not write. */
export const sendTarget = (call: Call, sending: Sending): SendTarget => {
  const { bot, params } = call;
  const chatId = chatIdOf(params);
  const connection = connectionOf(call);
  if (connection) return businessTarget(call, connection, chatId);
  const chat = bot.chat(chatId);
  const group = bot.groups.get(chatId);
  if (!chat) throw unknownChat(call, chatId);
  if (group) checkGroup(call, group, sending);
  else {
    if (chat.deactivated) throw forbidden("user is deactivated");
    if (chat.blocked) throw forbidden("bot was blocked by the user");
  }
  const topic = topicOf(call, chat, group);
  return {
    chat,
    from: bot.user,
    ...(topic !== undefined && { topic }),
    nextMessageId: group ? group.nextMessageId : () => bot.nextMessageId(),
  };
};

const businessTarget = ({ bot }: Call, connection: BusinessConnection, clientId: number): SendTarget => {
  const chat = connection.find(clientId);
  if (!connection.canReply) throw badRequest("BUSINESS_CONNECTION_NOT_ALLOWED");
  if (!chat || !connection.isOpen(clientId)) throw badRequest("BUSINESS_PEER_INVALID");
  const extra = { business_connection_id: connection.id, sender_business_bot: bot.user };
  return { chat, from: connection.owner, extra, nextMessageId: connection.nextMessageId };
};

const unknownChat = ({ bot }: Call, chatId: number) =>
  chatId > 0 && bot.knows(chatId)
    ? forbidden("bot can't initiate conversation with a user")
    : badRequest("chat not found");

/** The bot is in the group, which is still where it was. */
export const checkPresence = ({ bot }: Pick<Call, "bot">, group: Group): void => {
  if (group.movedTo !== undefined) throw movedTo(group.movedTo);
  const member = group.member(bot.user.id);
  if (!member) throw badRequest("chat not found");
  const kind = `${group.chat.about.type} chat`;
  if (member.status === "kicked") throw forbidden(`bot was kicked from the ${kind}`);
  if (!isPresent(member)) throw forbidden(`bot is not a member of the ${kind}`);
};

const checkGroup = (call: Call, group: Group, { permission, words }: Sending): void => {
  checkPresence(call, group);
  const member = group.member(call.bot.user.id);
  if (member && !may(member, permission)) throw badRequest(`not enough rights to send ${words} to the chat`);
};

/** General has no id on the wire. */
const topicOf = ({ bot, params }: Call, chat: Chat, group: Group | undefined): number | undefined => {
  const id = integerParam(params, "message_thread_id");
  if (id === undefined || id === 0) return undefined;
  const topic = chat.topics.get(id);
  if (!topic) throw badRequest("message thread not found");
  if (topic.removed) throw badRequest(topic.removed);
  const member = group?.member(bot.user.id);
  if (topic.closed && !(member && hasRight(member, "can_manage_topics"))) throw badRequest("TOPIC_CLOSED");
  return id;
};
