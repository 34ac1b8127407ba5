import { wholeOf } from "../shared/values.ts";
import type { allowedUpdates } from "./allowed-updates.ts";
import type { contentKeys } from "./native-content.ts";

/** What Telegram sends is read through these types: a field is unknown until it has been looked at. */
type Loose<Key extends string> = { readonly [key in Key]?: unknown };

export type NativeUpdate = Loose<"update_id" | (typeof allowedUpdates)[number]>;
export type NativeUser = Loose<
  "id" | "is_bot" | "first_name" | "last_name" | "username" | "language_code" | "title"
>;
export type NativeChat = Loose<"id" | "type" | "title" | "username" | "is_direct_messages">;
export type NativeMessage = Loose<
  | "message_id"
  | "date"
  | "edit_date"
  | "chat"
  | "message_thread_id"
  | "is_topic_message"
  | "business_connection_id"
  | "from"
  | "sender_chat"
  | "sender_business_bot"
  | "is_automatic_forward"
  | "is_from_offline"
  | "media_group_id"
  | "text"
  | "caption"
  | "entities"
  | "caption_entities"
  | "reply_to_message"
  | "quote"
  | "forward_origin"
  | "forward_from"
  | "forward_from_chat"
  | "forward_sender_name"
  | "forum_topic_created"
  | "new_chat_members"
  | "left_chat_member"
  | "migrate_to_chat_id"
  | "migrate_from_chat_id"
  | "rich_message"
  | "paid_media"
  | (typeof contentKeys)[number][0]
>;
export type NativeEntity = Loose<"type" | "offset" | "length" | "url" | "user">;
export type NativeFile = Loose<"file_id" | "file_size" | "file_name" | "mime_type">;
export type NativeOrigin = Loose<"type" | "sender_user" | "sender_user_name" | "sender_chat" | "chat">;
export type NativeTextQuote = Loose<"text">;
export type NativeQuery = Loose<"id" | "from" | "data" | "message">;
export type NativeMembership = Loose<"chat" | "from" | "date" | "old_chat_member" | "new_chat_member">;
export type NativeMember = Loose<
  | "status"
  | "user"
  | "is_member"
  | "can_delete_messages"
  | "can_restrict_members"
  | "can_invite_users"
  | "can_manage_topics"
>;
export type NativeJoinRequest = Loose<"chat" | "from" | "date" | "query_id">;
export type NativeConnection = Loose<"id" | "date" | "is_enabled" | "rights" | "can_reply">;
export type NativeDeletion = Loose<"chat" | "business_connection_id" | "message_ids">;

/** The number of a chat, of a topic, of a person: 0 is nobody's. */
export const idOf = (value: unknown): number | undefined => wholeOf(value) || undefined;

/** The last second that a Date can hold. */
const lastSecond = 8_640_000_000_000;

/** A date in whole seconds; 0 stands for a message that is not accessible any more, and is none. */
export const secondsOf = (value: unknown): number | undefined => {
  const seconds = wholeOf(value);
  return seconds !== undefined && seconds > 0 && seconds <= lastSecond ? seconds : undefined;
};
