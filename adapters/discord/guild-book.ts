import { isLater } from "../shared/snowflakes.ts";
import { isObject, listOf, wholeOf } from "../shared/values.ts";
import {
  type NativeChannel,
  type NativeGuild,
  type NativeMember,
  type NativePacket,
  type NativeRole,
  privateThread,
  snowflakeOf,
} from "./native.ts";
import { moderates, rolesOf } from "./person.ts";
import type { ChannelKind } from "./place.ts";

/** Channels in which people write: text, news, threads of both, private threads, and beside voice. */
const textual: ReadonlySet<number> = new Set([0, 2, 5, 10, 11, privateThread, 13]);

interface KnownChannel {
  readonly guildId: string;
  readonly isOurs: boolean;
  /** The newest message that Discord told of; undefined in an empty channel. */
  lastMessageId: string | undefined;
}

interface KnownGuild {
  readonly ownerId: string | undefined;
  readonly moderatorRoles: Set<string>;
}

/** A channel whose newest message we may not have seen. */
export interface GapChannel {
  readonly guildId: string;
  readonly channelId: string;
}

/**
 * What we know of servers, and nothing more: who moderates, which channels there are and how far they have come. It is
 * all that is kept of them in memory, beside what rights-book.ts keeps of channels that are watched.
 */
export interface GuildBook {
  /** Takes note of what a packet tells of servers. */
  note(packet: NativePacket): void;
  kindOf(channelId: string): ChannelKind;
  moderatesIn(guildId: string): (userId: string, member: NativeMember) => boolean;
  /** Those of these channels in which something is newer than `after`. */
  newerThan(after: string, among: readonly string[]): readonly GapChannel[];
  readonly guildIds: readonly string[];
  setBot(botId: string): void;
}

const isArchived = ({ thread_metadata: metadata }: NativeChannel): boolean =>
  isObject(metadata) && "archived" in metadata && metadata.archived === true;

export const createGuildBook = (): GuildBook => {
  const guilds = new Map<string, KnownGuild>();
  const channels = new Map<string, KnownChannel>();
  let botId: string | undefined;

  const noteChannel = (value: unknown, inGuild?: string) => {
    const channel: NativeChannel = isObject(value) ? value : {};
    const id = snowflakeOf(channel.id);
    const guildId = inGuild ?? snowflakeOf(channel.guild_id);
    const type = wholeOf(channel.type);
    if (id === undefined || guildId === undefined || type === undefined || !textual.has(type)) return;
    const isOurs = type === privateThread && botId !== undefined && channel.owner_id === botId;
    // Whoever writes in it opens it again, which is told.
    if (isArchived(channel) && !isOurs) return void channels.delete(id);
    channels.set(id, { guildId, isOurs, lastMessageId: snowflakeOf(channel.last_message_id) });
  };

  const forgetGuild = (guildId: string) => {
    guilds.delete(guildId);
    for (const [id, channel] of channels) if (channel.guildId === guildId) channels.delete(id);
  };

  const noteRole = (known: KnownGuild, value: unknown) => {
    const role: NativeRole = isObject(value) ? value : {};
    const id = snowflakeOf(role.id);
    if (id === undefined) return;
    if (moderates(role.permissions)) known.moderatorRoles.add(id);
    else known.moderatorRoles.delete(id);
  };

  const noteGuild = (guild: NativeGuild, whole: boolean) => {
    const id = snowflakeOf(guild.id);
    if (id === undefined || guild.unavailable === true) return;
    const known: KnownGuild = { ownerId: snowflakeOf(guild.owner_id), moderatorRoles: new Set() };
    for (const role of listOf(guild.roles)) noteRole(known, role);
    // Everybody's role has the server's own id.
    known.moderatorRoles.delete(id);
    guilds.set(id, known);
    if (!whole) return;
    for (const channel of [...listOf(guild.channels), ...listOf(guild.threads)]) noteChannel(channel, id);
  };

  const noteNewest = (channelId: unknown, messageId: unknown) => {
    const known = channels.get(String(channelId));
    const id = snowflakeOf(messageId);
    if (known === undefined || id === undefined) return;
    if (known.lastMessageId === undefined || isLater(id, known.lastMessageId)) known.lastMessageId = id;
  };

  const note = (packet: NativePacket) => {
    const data: {
      readonly [key in "id" | "guild_id" | "role" | "role_id" | "threads" | "channel_id"]?: unknown;
    } = isObject(packet.d) ? packet.d : {};
    const guildId = snowflakeOf(data.guild_id);
    switch (packet.t) {
      case "GUILD_CREATE":
        return noteGuild(data, true);
      case "GUILD_UPDATE":
        return noteGuild(data, false);
      case "GUILD_DELETE":
        return forgetGuild(String(data.id));
      case "GUILD_ROLE_CREATE":
      case "GUILD_ROLE_UPDATE": {
        const known = guilds.get(String(guildId));
        return known && noteRole(known, data.role);
      }
      case "GUILD_ROLE_DELETE":
        return void guilds.get(String(guildId))?.moderatorRoles.delete(String(data.role_id));
      case "CHANNEL_CREATE":
      case "CHANNEL_UPDATE":
      case "THREAD_CREATE":
      case "THREAD_UPDATE":
        return noteChannel(packet.d);
      case "CHANNEL_DELETE":
      case "THREAD_DELETE":
        return void channels.delete(String(data.id));
      case "THREAD_LIST_SYNC":
        for (const thread of listOf(data.threads)) noteChannel(thread, guildId);
        return;
      case "MESSAGE_CREATE":
        return noteNewest(data.channel_id, data.id);
      default:
    }
  };

  return {
    note,
    // What is not known yet is taken for a group: nothing private is said there.
    kindOf: (channelId) => (channels.get(channelId)?.isOurs === true ? "ours" : "group"),
    moderatesIn: (guildId) => (userId, member) => {
      const known = guilds.get(guildId);
      return known?.ownerId === userId || rolesOf(member).some((role) => known?.moderatorRoles.has(role));
    },
    newerThan: (after, among) =>
      among.flatMap((channelId) => {
        const { guildId, lastMessageId } = channels.get(channelId) ?? {};
        const isNewer = lastMessageId !== undefined && isLater(lastMessageId, after);
        return guildId !== undefined && isNewer ? [{ guildId, channelId }] : [];
      }),
    get guildIds() {
      return [...guilds.keys()];
    },
    setBot: (id) => {
      botId = id;
    },
  };
};
