import { snowflakesSince } from "../shared/snowflakes.ts";

/** What X sends is read through these types: a field is unknown until it has been looked at. */
type Loose<Key extends string> = { readonly [key in Key]?: unknown };

/** A delivery of the X Activity API. https://docs.x.com/x-api/activity/event-payloads */
export type NativeDelivery = Loose<"data" | "replay_job_status">;
export type NativeReplay = Loose<"job_state">;
export type NativeActivity = Loose<"event_uuid" | "event_type" | "payload" | "includes">;
/** Of `dm.sent` and `dm.received`. */
export type NativeDmPayload = Loose<"direct_message_events" | "users">;
export type NativeDm = Loose<"type" | "id" | "message_create">;
export type NativeDmCreate = Loose<"target" | "sender_id" | "message_data">;
export type NativeDmTarget = Loose<"recipient_id">;
export type NativeDmData = Loose<"text" | "entities" | "attachment">;
/** Of `chat.received`: nothing of it can be read but who wrote, and when. */
export type NativeChat = Loose<"id" | "created_at_msec" | "sender_id" | "conversation_id">;
export type NativeRevocation = Loose<"user_id">;

/** What `GET /2/dm_events` tells. */
export type NativePage = Loose<"data" | "includes" | "meta" | "errors">;
export type NativeMeta = Loose<"next_token" | "result_count">;
export type NativeDmEvent = Loose<
  "id" | "event_type" | "text" | "sender_id" | "dm_conversation_id" | "attachments" | "entities"
>;
export type NativeKeys = Loose<"media_keys">;
export type NativeIncludes = Loose<"users" | "media">;
export type NativeMedia = Loose<
  "media_key" | "id" | "type" | "url" | "media_url_https" | "preview_image_url" | "variants" | "video_info"
>;
export type NativeVariant = Loose<"bit_rate" | "bitrate" | "content_type" | "url">;
export type NativeUser = Loose<"id" | "name" | "username" | "data">;
export type NativeEntities = Loose<"urls" | "mentions">;
export type NativeUrl = Loose<"url" | "expanded_url">;
export type NativeMention = Loose<"id" | "start">;
export type NativePost = Loose<
  | "id"
  | "text"
  | "author_id"
  | "conversation_id"
  | "entities"
  | "attachments"
  | "in_reply_to_user_id"
  | "display_text_range"
  | "referenced_posts"
  | "referenced_tweets"
>;
export type NativeReference = Loose<"type" | "id">;
export type NativeWebhook = Loose<"id" | "url" | "valid">;
export type NativeSubscription = Loose<"subscription_id" | "event_type" | "filter" | "webhook_id" | "tag">;
export type NativeFilter = Loose<"user_id">;

const idShape = /^\d{1,19}$/;

/** The id of anything on X, or undefined. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === "string" && idShape.test(value) ? value : undefined;

/** X counts from the fourth of November 2010. */
export const { timeOf, leastIdAt } = snowflakesSince(1_288_834_974_657);

/** The last id before a time: what is later than it was made at that time or after it. */
export const idBefore = (at: number): string => String(BigInt(leastIdAt(at)) - 1n);
