import type { Clock } from "../../src/domain/clock.ts";
import type { Bot } from "./bot.ts";
import type { Chat } from "./chat.ts";
import type { TopicPlace } from "./group/topics.ts";
import { type Place, post } from "./place.ts";
import type { TgUser } from "./types.ts";
import { wireMessage } from "./wire-message.ts";

interface PrivateChat {
  readonly bot: Bot;
  readonly chat: Chat;
  readonly user: TgUser;
}

/** Where a person writes to a bot. Throws when they cannot. */
export const privatePlace = (
  { bot, chat, user }: PrivateChat,
  { topic, replyTo }: { readonly topic?: number; readonly replyTo?: number } = {},
): Place => {
  if (chat.blocked) throw new Error(`Person ${user.id} has blocked @${bot.user.username} and cannot write.`);
  const inTopic = topic ?? (replyTo === undefined ? undefined : chat.find(replyTo)?.topic);
  if (inTopic !== undefined && chat.topics.get(inTopic)?.removed !== undefined)
    throw new Error(`There is no topic ${inTopic} any more.`);
  return {
    chat,
    from: user,
    nextMessageId: () => bot.nextMessageId(),
    tell: (kind, message) => void bot.tell(kind, wireMessage(chat, message), chat.id),
    ...(inTopic !== undefined && { topic: inTopic }),
  };
};

/** The same for its topics. */
export const privateTopicPlace = (where: PrivateChat, clock: Clock): TopicPlace => {
  const place = privatePlace(where);
  return {
    chat: where.chat,
    now: () => clock.now(),
    announce: (says, topic) => {
      const id = place.nextMessageId();
      const inTopic = topic === "own" ? id : topic;
      const spot = { ...place, nextMessageId: () => id, ...(inTopic !== undefined && { topic: inTopic }) };
      return post(spot, { kind: "service", extra: says }, clock);
    },
  };
};
