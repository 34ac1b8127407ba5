import type { Chat, Topic } from "../chat.ts";
import type { ChatMessage } from "../types.ts";

/** How Telegram words that a topic is gone. */
export const goneWords = ["message thread not found", "TOPIC_DELETED"] as const;
export type GoneWords = (typeof goneWords)[number];

export interface TopicHandle {
  readonly id: number;
  readonly name: string;
  close(): void;
  reopen(): void;
  rename(name: string): void;
  /** Its messages go with it. */
  remove(words?: GoneWords): void;
}

export interface TopicPlace {
  readonly chat: Chat;
  now(): number;
  /** A service message; in the topic when one is given. */
  announce(says: Readonly<Record<string, unknown>>, topic?: number | "own"): ChatMessage;
}

const set = ({ chat }: TopicPlace, id: number, patch: Partial<Topic>): void => {
  const topic = chat.topics.get(id);
  if (topic) chat.topics.set(id, { ...topic, ...patch });
};

const setClosed = (place: TopicPlace, id: number, closed: boolean): void => {
  set(place, id, { closed });
  place.announce({ [closed ? "forum_topic_closed" : "forum_topic_reopened"]: {} }, id);
};

export const topicHandle = (place: TopicPlace, id: number): TopicHandle => {
  const topic = place.chat.topics.get(id);
  if (!topic) throw new Error(`There is no topic ${id} in chat ${place.chat.id}.`);
  return {
    id,
    name: topic.name,
    close: () => setClosed(place, id, true),
    reopen: () => setClosed(place, id, false),
    rename: (name) => {
      set(place, id, { name });
      place.announce({ forum_topic_edited: { name } }, id);
    },
    remove: (words = "message thread not found") => {
      set(place, id, { removed: words });
      const deletedAt = place.now();
      for (const message of place.chat.messages)
        if (message.topic === id && message.deletedAt === undefined)
          place.chat.change(message, { deletedAt });
    },
  };
};

/** A topic's id is that of the service message that opens it. */
export const openTopic = (place: TopicPlace, name: string): TopicHandle => {
  const created = { name, icon_color: 7_322_096 };
  const { id } = place.announce({ forum_topic_created: created }, "own");
  place.chat.topics.set(id, { id, name, closed: false });
  return topicHandle(place, id);
};
