import type { ConversationKind } from "../../src/domain/conversation.ts";
import {
  type AccountId,
  type ConversationId,
  conversationId,
  type EventId,
  eventId,
} from "../../src/domain/ids.ts";
import { isObject, textOf } from "../shared/values.ts";
import { businessMark, isGroup } from "./address.ts";
import { idOf, type NativeChat, type NativeMessage } from "./native.ts";

/** What is the same for all updates of an account. */
export interface ParseContext {
  readonly accountId: AccountId;
  /** The bot's own name, in lower case and without the @. */
  readonly username: string;
  /** The bot's own id, as its token tells it; undefined when it does not. */
  readonly botId?: number | undefined;
  /** For updates that carry no time of their own. */
  readonly receivedAt: number;
}

/** An update's own id beside what is the same for all. */
export interface Origin {
  readonly updateId: number;
  readonly context: ParseContext;
}

/** The chat where something happened, and what every event of it has. */
export interface Place {
  readonly chatId: number;
  readonly fields: {
    readonly id: EventId;
    readonly accountId: AccountId;
    readonly conversationId: ConversationId;
    readonly conversationKind: ConversationKind;
    readonly platformEventId: string;
  };
}

/** The topic in which all begins. It has no id of its own in messages, but one in some methods. */
const generalTopic = 1;
const maxConnectionUnits = 256;

/** Channels and the inboxes of channels are no places of the fleet. Of all others the id tells, in updates as in sends. */
const kindOfChat = (chat: NativeChat, id: number): ConversationKind | "elsewhere" => {
  if (chat.type === "channel" || chat.is_direct_messages === true) return "elsewhere";
  return isGroup(id) ? "group" : "direct";
};

/**
 * What divides the chat. A thread of replies in a group without topics has a `message_thread_id` too:
 * only `is_topic_message` makes it a topic.
 */
const divisionOf = (native: NativeMessage, kind: ConversationKind): string => {
  const connection = textOf(native.business_connection_id) ?? "";
  if (connection !== "") return `/${businessMark}${connection.slice(0, maxConnectionUnits)}`;
  const thread = idOf(native.message_thread_id);
  if (native.is_topic_message !== true || thread === undefined) return "";
  return kind === "group" && thread === generalTopic ? "" : `/${thread}`;
};

/** Where a message, or anything else that has a chat, belongs. `undefined`: it does not tell. */
export const placeOf = (
  native: NativeMessage,
  { updateId, context }: Origin,
): Place | "elsewhere" | undefined => {
  if (!isObject(native.chat)) return undefined;
  const chat: NativeChat = native.chat;
  const chatId = idOf(chat.id);
  if (chatId === undefined) return undefined;
  const kind = kindOfChat(chat, chatId);
  if (kind === "elsewhere") return kind;
  const platformEventId = String(updateId);
  const fields = {
    id: eventId(context.accountId, platformEventId),
    accountId: context.accountId,
    conversationId: conversationId(context.accountId, `${chatId}${divisionOf(native, kind)}`),
    conversationKind: kind,
    platformEventId,
  };
  return { chatId, fields };
};

/** The fields of the n-th event that one update makes; the first has the update's own id. */
export const nthFields = ({ fields }: Place, n: number): Place["fields"] => {
  if (n === 0) return fields;
  const platformEventId = `${fields.platformEventId}/${n}`;
  return { ...fields, platformEventId, id: eventId(fields.accountId, platformEventId) };
};

/** The conversation of a whole chat, whichever part of it something came from. */
export const chatFields = (place: Place): Place["fields"] => ({
  ...place.fields,
  conversationId: conversationId(place.fields.accountId, String(place.chatId)),
});
