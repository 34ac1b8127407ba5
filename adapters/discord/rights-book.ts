import type { GroupRight } from "../../src/domain/conversation.ts";
import { isObject, listOf } from "../shared/values.ts";
import type { StoredRights } from "./cursor.ts";
import {
  type NativeChannel,
  type NativeGuild,
  type NativeMember,
  type NativeOverwrite,
  type NativePacket,
  type NativeRole,
  type NativeUser,
  snowflakeOf,
} from "./native.ts";
import { allRights, isOfText, rightsIn, rightsMask } from "./permissions.ts";
import { bitsOf, rolesOf } from "./person.ts";

/** What we may do in a channel from now on. Without a channel: we were taken out of the server. */
export interface RightsChange {
  readonly guildId: string;
  readonly channelId?: string;
  readonly rights: readonly GroupRight[];
  readonly before?: readonly GroupRight[];
}

/** What we may do in the channels that we watch. */
export interface RightsBook {
  /** Takes note of a packet, and tells what it changes. */
  note(packet: NativePacket): readonly RightsChange[];
}

interface KnownGuild {
  readonly roles: Map<string, string>;
  member: NativeMember;
  readonly channels: Map<
    string,
    { readonly overwrites: readonly NativeOverwrite[]; rights: readonly GroupRight[] }
  >;
}

const masked = (bits: unknown): string => String(bitsOf(bits) & rightsMask);
const isSame = (a: readonly GroupRight[], b: readonly GroupRight[]) => a.join() === b.join();

const objectIn = (value: unknown): object => (isObject(value) ? value : {});
const overwritesOf = (channel: NativeChannel): readonly NativeOverwrite[] =>
  listOf(channel.permission_overwrites).map((value) => {
    const { id, allow, deny }: NativeOverwrite = objectIn(value);
    return { id, allow: masked(allow), deny: masked(deny) };
  });

export const createRightsBook = (options: {
  readonly botId: () => string | undefined;
  /** Channels in which something was lacking when it was told last. */
  readonly lacking: StoredRights;
}): RightsBook => {
  const guilds = new Map<string, KnownGuild>();

  const rightsOf = (guildId: string, overwrites: readonly NativeOverwrite[]): readonly GroupRight[] => {
    const { roles = new Map<string, string>(), member = {} } = guilds.get(guildId) ?? {};
    const guild = { id: guildId, roles: [...roles].map(([id, permissions]) => ({ id, permissions })) };
    return rightsIn({
      guild,
      channel: { permission_overwrites: overwrites },
      member,
      botId: options.botId() ?? "",
    });
  };

  /** Nothing is told of a channel that is new and lacks nothing. */
  const look = (
    guildId: string,
    { channelId, overwrites }: { channelId: string; overwrites: readonly NativeOverwrite[] },
  ): readonly RightsChange[] => {
    const channels = guilds.get(guildId)?.channels;
    const rights = rightsOf(guildId, overwrites);
    const before = channels?.get(channelId)?.rights ?? options.lacking.get(channelId);
    channels?.set(channelId, { overwrites, rights });
    if (isSame(rights, before ?? allRights)) return [];
    return [{ guildId, channelId, rights, ...(before && { before }) }];
  };

  const lookAtAll = (guildId: string): readonly RightsChange[] =>
    [...(guilds.get(guildId)?.channels ?? [])].flatMap(([channelId, { overwrites }]) =>
      look(guildId, { channelId, overwrites }),
    );

  const lookAt = (value: unknown, guildId: string): readonly RightsChange[] => {
    const channel: NativeChannel = objectIn(value);
    const channelId = snowflakeOf(channel.id);
    if (channelId === undefined || !isOfText(channel)) return [];
    return look(guildId, { channelId, overwrites: overwritesOf(channel) });
  };

  const noteRole = (guildId: string, value: unknown) => {
    const { id, permissions }: NativeRole = objectIn(value);
    const roleId = snowflakeOf(id);
    if (roleId !== undefined) guilds.get(guildId)?.roles.set(roleId, masked(permissions));
  };

  const ownMember = (members: unknown): NativeMember | undefined =>
    listOf(members)
      .map((value): NativeMember => objectIn(value))
      .find((member) => {
        const user: NativeUser = objectIn(member.user);
        return user.id === options.botId();
      });

  const noteGuild = (guild: NativeGuild): readonly RightsChange[] => {
    const id = snowflakeOf(guild.id);
    const member = ownMember(guild.members);
    if (id === undefined || guild.unavailable === true || member === undefined) return [];
    const channels = guilds.get(id)?.channels ?? new Map();
    guilds.set(id, { roles: new Map(), member: { roles: rolesOf(member) }, channels });
    for (const role of listOf(guild.roles)) noteRole(id, role);
    return listOf(guild.channels).flatMap((channel) => lookAt(channel, id));
  };

  return {
    note: ({ t, d }) => {
      const data: NativeGuild &
        NativeMember & { readonly guild_id?: unknown; readonly role?: unknown; readonly role_id?: unknown } =
        objectIn(d);
      const guildId = snowflakeOf(data.guild_id) ?? "";
      const known = guilds.get(guildId);
      switch (t) {
        case "GUILD_CREATE":
          return noteGuild(data);
        case "GUILD_DELETE": {
          const id = snowflakeOf(data.id);
          // An outage of Discord's is no farewell.
          if (id === undefined || data.unavailable === true || !guilds.delete(id)) return [];
          return [{ guildId: id, rights: [] }];
        }
        case "GUILD_ROLE_CREATE":
        case "GUILD_ROLE_UPDATE":
          noteRole(guildId, data.role);
          return lookAtAll(guildId);
        case "GUILD_ROLE_DELETE":
          known?.roles.delete(String(data.role_id));
          return lookAtAll(guildId);
        case "GUILD_MEMBER_UPDATE": {
          const member = ownMember([d]);
          if (known === undefined || member === undefined) return [];
          known.member = { roles: rolesOf(member) };
          return lookAtAll(guildId);
        }
        case "CHANNEL_CREATE":
        case "CHANNEL_UPDATE":
          return known === undefined ? [] : lookAt(d, guildId);
        case "CHANNEL_DELETE":
          known?.channels.delete(String(data.id));
          return [];
        default:
          return [];
      }
    },
  };
};
