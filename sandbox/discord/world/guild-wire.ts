import type { Channel } from "./channel.ts";
import { isoTime } from "./core.ts";
import type { GuildFacts, Member, Role } from "./guild-parts.ts";
import type { Overwrite } from "./types.ts";

const colorless = { primary_color: 0, secondary_color: null, tertiary_color: null };

export const roleWire = (role: Role) => ({
  id: role.id,
  name: role.name,
  permissions: String(role.permissions),
  position: role.position,
  color: 0,
  colors: colorless,
  hoist: false,
  managed: role.managed,
  mentionable: false,
  icon: null,
  unicode_emoji: null,
  flags: 0,
  ...(role.botId !== undefined && { tags: { bot_id: role.botId } }),
});

const quarantinedFlag = 1 << 7;

/** As it stands in a message, where the author stands beside it. */
export const memberFacts = ({ nick, roleIds, joinedAt, timedOutUntil, quarantined }: Member) => ({
  avatar: null,
  banner: null,
  communication_disabled_until: timedOutUntil === undefined ? null : isoTime(timedOutUntil),
  flags: quarantined ? quarantinedFlag : 0,
  joined_at: isoTime(joinedAt),
  nick: nick ?? null,
  pending: false,
  premium_since: null,
  roles: roleIds,
  mute: false,
  deaf: false,
});

export const memberWire = (member: Member) => ({ ...memberFacts(member), user: member.user });

const overwriteWire = ({ id, type, allow, deny }: Overwrite) => ({
  id,
  type,
  allow: String(allow),
  deny: String(deny),
});

const threadWire = (channel: Channel) => {
  const { thread, ownerId } = channel.facts;
  if (!thread) return {};
  const count = channel.messages.filter(({ deletedAt }) => deletedAt === undefined).length;
  return {
    owner_id: ownerId ?? "0",
    message_count: count,
    total_message_sent: channel.messages.length,
    member_count: channel.members.size,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: isoTime(thread.archivedAt),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: isoTime(thread.createdAt),
      ...(channel.facts.type === 12 && { invitable: thread.invitable }),
    },
  };
};

/** A channel as bots get it: of a direct chat only the other side is named. */
export const channelWire = (channel: Channel) => {
  const {
    id,
    type,
    name,
    topic,
    guildId,
    parentId,
    overwrites = [],
    position = 0,
    slowmodeS,
  } = channel.facts;
  const common = { id, type, flags: 0, last_message_id: channel.lastMessageId ?? null };
  if (channel.isDm)
    return { ...common, recipients: (channel.facts.recipients ?? []).filter(({ bot }) => !bot) };
  const placed = { ...common, guild_id: guildId, name: name ?? "", parent_id: parentId ?? null };
  if (channel.isThread) return { ...placed, rate_limit_per_user: slowmodeS ?? 0, ...threadWire(channel) };
  return {
    ...placed,
    position,
    topic: topic ?? null,
    nsfw: false,
    rate_limit_per_user: slowmodeS ?? 0,
    permission_overwrites: overwrites.map(overwriteWire),
  };
};

/** What stands in any form of a guild. */
export const guildFactsWire = (guild: GuildFacts) => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: ["COMMUNITY"],
  banner: null,
  owner_id: guild.ownerId,
  application_id: null,
  region: "rotterdam",
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 1,
  roles: [...guild.roles.values()].map(roleWire),
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 2,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: guild.locale,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
});

/** `GUILD_CREATE` for one bot: the channels that it sees, and of the members itself alone. */
export const guildWire = (guild: GuildFacts, botId: string) => {
  const seen = guild.channels.filter((channel) => guild.sees(botId, channel));
  const own = guild.members.get(botId);
  return {
    ...guildFactsWire(guild),
    joined_at: isoTime(own?.joinedAt ?? guild.createdAt),
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberWire(own)] : [],
    channels: seen.filter(({ isThread }) => !isThread).map(channelWire),
    threads: seen
      .filter(({ facts }) => facts.thread?.archived === false)
      .map((thread) => ({ ...channelWire(thread), newly_created: false })),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};
