import type { Chat } from "./chat.ts";
import type { ChatMessage, TgUser } from "./types.ts";

const seconds = (at: number) => Math.floor(at / 1_000);

/** In a group's topic Telegram calls what is no reply a reply to the message that made the topic. */
const repliedTo = (chat: Chat, { replyTo, topic, id }: ChatMessage): ChatMessage | undefined => {
  if (replyTo !== undefined) return chat.find(replyTo);
  return topic === undefined || topic === id || chat.about.type === "private" ? undefined : chat.find(topic);
};

/** A message as Telegram sends it in updates and answers. */
export const wireMessage = (chat: Chat, message: ChatMessage, depth = 0): object => {
  const replied = depth === 0 ? repliedTo(chat, message) : undefined;
  const isText = message.kind === "text";
  return {
    message_id: message.id,
    ...(message.topic !== undefined && { message_thread_id: message.topic, is_topic_message: true }),
    from: message.from,
    chat: chat.about,
    date: seconds(message.at),
    ...(message.editedAt !== undefined && { edit_date: seconds(message.editedAt) }),
    ...(replied && { reply_to_message: wireMessage(chat, replied, depth + 1) }),
    ...(message.albumId !== undefined && { media_group_id: message.albumId }),
    ...message.extra,
    ...(isText && { text: message.text }),
    ...(isText && message.entities.length > 0 && { entities: message.entities }),
    ...(!isText && message.text !== "" && { caption: message.text, caption_entities: message.entities }),
    ...(message.keyboard.length > 0 && { reply_markup: { inline_keyboard: message.keyboard } }),
  };
};

/** `my_chat_member`: the person blocked the bot or took it back. */
export const membershipUpdate = (change: {
  bot: { readonly user: TgUser };
  chat: Chat;
  from: object;
  blocked: boolean;
  now: number;
}) => {
  const { bot, chat, from, blocked, now } = change;
  const left = { user: bot.user, status: "kicked", until_date: 0 };
  const member = { user: bot.user, status: "member" };
  return {
    chat: chat.about,
    from,
    date: seconds(now),
    old_chat_member: blocked ? member : left,
    new_chat_member: blocked ? left : member,
  };
};
