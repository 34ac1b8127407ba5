/** What Telegram sends is read through these types: a field is unknown until it has been looked at. */
type Loose<Key extends string> = { readonly [key in Key]?: unknown };

export type NativeUpdate = Loose<
  "update_id" | "message" | "edited_message" | "callback_query" | "my_chat_member"
>;
export type NativeUser = Loose<
  "id" | "is_bot" | "first_name" | "last_name" | "username" | "language_code" | "title"
>;
export type NativeChat = Loose<"id" | "type" | "title" | "username">;
export type NativeMessage = Loose<
  | "message_id"
  | "date"
  | "edit_date"
  | "chat"
  | "from"
  | "text"
  | "caption"
  | "entities"
  | "caption_entities"
  | "reply_to_message"
  | "forward_origin"
  | "forward_from"
  | "forward_from_chat"
  | "forward_sender_name"
  | "location"
  | (typeof contentKeys)[number][0]
>;
export type NativeEntity = Loose<"type" | "offset" | "length" | "url">;
export type NativeFile = Loose<"file_id" | "file_size" | "file_name" | "mime_type">;
export type NativeOrigin = Loose<"type" | "sender_user" | "sender_user_name" | "sender_chat" | "chat">;
export type NativeQuery = Loose<"id" | "from" | "data" | "message">;
export type NativeMembership = Loose<"chat" | "from" | "date" | "new_chat_member">;
export type NativeMember = Loose<"status">;

/** What a message can consist of beside text. An animation carries a document too, a venue a location: the first wins. */
export const contentKeys = [
  ["photo", "photo"],
  ["animation", "video"],
  ["document", "document"],
  ["video", "video"],
  ["voice", "voice"],
  ["audio", "audio"],
  ["video_note", "video"],
  ["sticker", "sticker"],
  ["venue", "location"],
  ["location", "location"],
  ["contact", "contact"],
  ["poll", "other"],
  ["dice", "other"],
  ["game", "other"],
  ["story", "other"],
  ["invoice", "other"],
  ["paid_media", "other"],
  ["checklist", "other"],
  ["giveaway", "other"],
  ["gift", "other"],
  ["unique_gift", "other"],
  ["live_photo", "photo"],
  ["rich_message", "other"],
  ["passport_data", "other"],
  ["web_app_data", "other"],
] as const;

/** Messages that tell what happened to the chat: nobody said anything. */
export const serviceKeys: ReadonlySet<string> = new Set([
  "new_chat_members",
  "left_chat_member",
  "chat_owner_left",
  "chat_owner_changed",
  "new_chat_title",
  "new_chat_photo",
  "delete_chat_photo",
  "group_chat_created",
  "supergroup_chat_created",
  "channel_chat_created",
  "message_auto_delete_timer_changed",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
  "pinned_message",
  "successful_payment",
  "refunded_payment",
  "users_shared",
  "chat_shared",
  "connected_website",
  "write_access_allowed",
  "proximity_alert_triggered",
  "boost_added",
  "chat_background_set",
  "checklist_tasks_done",
  "checklist_tasks_added",
  "direct_message_price_changed",
  "paid_message_price_changed",
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "general_forum_topic_hidden",
  "general_forum_topic_unhidden",
  "gift_upgrade_sent",
  "giveaway_created",
  "giveaway_winners",
  "giveaway_completed",
  "managed_bot_created",
  "poll_option_added",
  "poll_option_deleted",
  "suggested_post_approved",
  "suggested_post_approval_failed",
  "suggested_post_declined",
  "suggested_post_paid",
  "suggested_post_refunded",
  "video_chat_scheduled",
  "video_chat_started",
  "video_chat_ended",
  "video_chat_participants_invited",
]);

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The text of a field, or undefined when it holds anything else. */
export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A whole number, such as an id or a date; undefined for anything else. */
export const wholeOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
