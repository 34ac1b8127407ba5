import type { Bot } from "./bot.ts";
import type { Chat } from "./chat.ts";
import type { ChatMessage, MediaKind } from "./types.ts";

const seconds = (at: number) => Math.floor(at / 1_000);

/** A message as Telegram sends it in updates and answers. */
export const wireMessage = (chat: Chat, message: ChatMessage, depth = 0): object => {
  const replied = depth === 0 && message.replyTo !== undefined ? chat.find(message.replyTo) : undefined;
  const isText = message.kind === "text";
  return {
    message_id: message.id,
    from: message.from,
    chat: chat.about,
    date: seconds(message.at),
    ...(message.editedAt !== undefined && { edit_date: seconds(message.editedAt) }),
    ...(replied && { reply_to_message: wireMessage(chat, replied, depth + 1) }),
    ...(isText && { text: message.text }),
    ...(isText && message.entities.length > 0 && { entities: message.entities }),
    ...(message.kind !== "text" && media(message.kind, message.id)),
    ...(!isText && message.text !== "" && { caption: message.text, caption_entities: message.entities }),
    ...(message.keyboard.length > 0 && { reply_markup: { inline_keyboard: message.keyboard } }),
  };
};

const media = (kind: MediaKind, n: number): object => {
  const file = { file_id: `sandbox-${kind}-${n}`, file_unique_id: `u${n}`, file_size: 20_000 };
  switch (kind) {
    case "photo":
      return {
        photo: [
          { ...file, file_id: `${file.file_id}-s`, width: 90, height: 67 },
          { ...file, width: 800, height: 600 },
        ],
      };
    case "voice":
      return { voice: { ...file, duration: 3, mime_type: "audio/ogg" } };
    case "sticker":
      return {
        sticker: {
          ...file,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: "👍",
        },
      };
    case "document":
      return { document: { ...file, file_name: "statement.pdf", mime_type: "application/pdf" } };
    default:
      return kind satisfies never;
  }
};

/** `my_chat_member`: the person blocked the bot or took it back. */
export const membershipUpdate = (change: {
  bot: Bot;
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
