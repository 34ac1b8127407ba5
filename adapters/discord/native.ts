import { snowflakesSince } from "../shared/snowflakes.ts";

/** What Discord sends is read through these types: a field is unknown until it has been looked at. */
type Loose<Key extends string> = { readonly [key in Key]?: unknown };

/** A packet of the gateway. */
export type NativePacket = Loose<"op" | "t" | "s" | "d">;
export type NativeReady = Loose<"session_id" | "resume_gateway_url" | "user" | "guilds" | "application">;
export type NativeUser = Loose<"id" | "username" | "global_name" | "bot" | "discriminator" | "locale">;
export type NativeMember = Loose<
  "user" | "nick" | "roles" | "permissions" | "joined_at" | "communication_disabled_until"
>;
export type NativeRole = Loose<"id" | "permissions" | "tags" | "name">;
export type NativeGuild = Loose<
  "id" | "name" | "owner_id" | "roles" | "channels" | "threads" | "members" | "unavailable"
>;
export type NativeChannel = Loose<
  | "id"
  | "type"
  | "guild_id"
  | "parent_id"
  | "owner_id"
  | "name"
  | "last_message_id"
  | "permission_overwrites"
  | "recipients"
  | "thread_metadata"
>;
export type NativeOverwrite = Loose<"id" | "type" | "allow" | "deny">;
export type NativeMessage = Loose<
  | "id"
  | "type"
  | "flags"
  | "channel_id"
  | "guild_id"
  | "author"
  | "member"
  | "webhook_id"
  | "content"
  | "timestamp"
  | "edited_timestamp"
  | "mentions"
  | "mention_roles"
  | "message_reference"
  | "referenced_message"
  | "message_snapshots"
  | "attachments"
  | "embeds"
  | "sticker_items"
  | "poll"
  | "nonce"
>;
export type NativeReference = Loose<"type" | "message_id" | "channel_id" | "guild_id">;
export type NativeSnapshot = Loose<"message">;
export type NativeAttachment = Loose<
  "id" | "filename" | "title" | "content_type" | "size" | "url" | "duration_secs" | "flags"
>;
export type NativeDeletion = Loose<"id" | "ids" | "channel_id" | "guild_id">;
export type NativeMembership = Loose<"guild_id" | "user" | "joined_at" | "roles">;
export type NativeInteraction = Loose<
  | "id"
  | "application_id"
  | "type"
  | "data"
  | "guild_id"
  | "channel_id"
  | "channel"
  | "member"
  | "user"
  | "token"
  | "message"
  | "locale"
  | "context"
>;
export type NativeCommandData = Loose<"id" | "name" | "type" | "options" | "resolved" | "target_id">;
export type NativeOption = Loose<"name" | "type" | "value" | "options">;
export type NativeComponentData = Loose<"custom_id" | "component_type" | "values">;
export type NativeModalData = Loose<"custom_id" | "components" | "resolved">;
export type NativeComponent = Loose<"type" | "custom_id" | "value" | "values" | "component" | "components">;

/** Types of channels. */
export const textChannel = 0;
export const privateThread = 12;

const snowflake = /^\d{15,20}$/;

/** The id of anything on Discord, or undefined. */
export const snowflakeOf = (value: unknown): string | undefined =>
  typeof value === "string" && snowflake.test(value) ? value : undefined;

/** Discord counts from the first of January 2015. */
export const { timeOf, leastIdAt } = snowflakesSince(1_420_070_400_000);

/** Which of so many shards tells of a server. https://discord.com/developers/docs/events/gateway#sharding */
export const shardOfGuild = (guildId: string, shardCount: number): number =>
  Number((BigInt(guildId) >> 22n) % BigInt(shardCount));

/** A date as Discord writes it, in ms since the epoch. */
export const dateOf = (value: unknown): number | undefined => {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};
