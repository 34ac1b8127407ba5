import { type Fields, fieldsOf, isList, numberOf, stringOf } from "../../wire/values.ts";
import type { Guild } from "../world/guild.ts";
import type { Member } from "../world/guild-parts.ts";
import { memberWire } from "../world/guild-wire.ts";
import { bitsOf, type Permission } from "../world/permissions.ts";
import { remove } from "../world/post.ts";
import { invalidForm, refused } from "./api-error.ts";
import { type Call, guildOf, needGuildRight, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const maxTimeoutMs = 28 * 24 * 60 * 60 * 1_000;
const maxDeleteS = 7 * 24 * 60 * 60;

const fault = (path: string, code: string, message: string) => invalidForm([{ path, code, message }]);

/** The member that a call is about; nobody acts upon whoever stands as high. */
const target = (call: Call, guild: Guild, permission: Permission): Member => {
  needGuildRight(call, guild, permission);
  const id = pathOf(call, "user");
  const member = guild.members.get(id);
  if (!member) throw refused(call.world.users.has(id) ? 10007 : 10013);
  if (guild.rank(id) >= guild.rank(call.application.id)) throw refused(50013);
  return member;
};

/** When a time-out ends; undefined when it is not asked for, null when it is lifted. */
const timeoutIn = (call: Call, body: Fields): number | null | undefined => {
  const until = body["communication_disabled_until"];
  if (until === undefined) return undefined;
  if (until === null) return null;
  const at = Date.parse(String(until));
  if (Number.isNaN(at))
    throw fault("communication_disabled_until", "DATE_TIME_TYPE_PARSE", `Could not parse ${String(until)}.`);
  if (at - call.world.clock.now() > maxTimeoutMs)
    throw fault(
      "communication_disabled_until",
      "BASE_TYPE_MAX_DATE",
      "Time out cannot be longer than 28 days.",
    );
  return at;
};

const updateMember: Operation = (call) => {
  const guild = guildOf(call);
  const body = fieldsOf(call.body);
  const until = timeoutIn(call, body);
  const nick = body["nick"];
  const roleIds = body["roles"];
  const needed: Permission =
    until !== undefined ? "ModerateMembers" : roleIds === undefined ? "ChangeNickname" : "ManageRoles";
  const member = target(call, guild, needed);
  const isAdmin = (guild.permissions(member.user.id) & bitsOf(["Administrator"])) !== 0n;
  if (until !== undefined && until !== null && isAdmin) throw refused(50013);
  const changed = guild.updateMember(member.user.id, {
    ...(until !== undefined && { timedOutUntil: until ?? undefined }),
    ...(nick !== undefined && { nick: stringOf(nick) }),
    ...(isList(roleIds) && { roleIds: roleIds.filter((id) => typeof id === "string") }),
  });
  return memberWire(changed);
};

const updateMe: Operation = (call) => {
  const guild = guildOf(call);
  const nick = stringOf(fieldsOf(call.body)["nick"]);
  needGuildRight(call, guild, "ChangeNickname");
  return memberWire(guild.updateMember(call.application.id, { nick }));
};

const kick: Operation = (call) => {
  const guild = guildOf(call);
  guild.leave(target(call, guild, "KickMembers").user.id);
  return nothing;
};

const setRole =
  (has: boolean): Operation =>
  (call) => {
    const guild = guildOf(call);
    const member = target(call, guild, "ManageRoles");
    const role = guild.roles.get(pathOf(call, "role"));
    if (!role) throw refused(10011);
    if (role.managed || role.position >= guild.rank(call.application.id)) throw refused(50013);
    const others = member.roleIds.filter((id) => id !== role.id);
    guild.updateMember(member.user.id, { roleIds: has ? [...others, role.id] : others });
    return nothing;
  };

const listBans: Operation = (call) => {
  const guild = guildOf(call);
  needGuildRight(call, guild, "BanMembers");
  return [...guild.bans.values()];
};

const getBan: Operation = (call) => {
  const guild = guildOf(call);
  needGuildRight(call, guild, "BanMembers");
  const ban = guild.bans.get(pathOf(call, "user"));
  if (!ban) throw refused(10026);
  return ban;
};

const ban: Operation = (call) => {
  const guild = guildOf(call);
  needGuildRight(call, guild, "BanMembers");
  const id = pathOf(call, "user");
  const user = call.world.users.get(id);
  if (!user) throw refused(10013);
  if (guild.rank(id) >= guild.rank(call.application.id)) throw refused(50013);
  const deleteS = numberOf(fieldsOf(call.body)["delete_message_seconds"]) ?? 0;
  if (deleteS < 0 || deleteS > maxDeleteS)
    throw fault(
      "delete_message_seconds",
      "NUMBER_TYPE_MAX",
      `int value should be less than or equal to ${maxDeleteS}.`,
    );
  guild.ban(user, call.reason);
  const since = call.world.clock.now() - deleteS * 1_000;
  for (const channel of deleteS > 0 ? guild.channels : []) {
    const theirs = channel.messages.filter(
      ({ author, at, deletedAt }) => author.id === id && at >= since && deletedAt === undefined,
    );
    remove(call.world, theirs, call.application.id);
  }
  return nothing;
};

const unban: Operation = (call) => {
  const guild = guildOf(call);
  needGuildRight(call, guild, "BanMembers");
  if (!guild.unban(pathOf(call, "user"))) throw refused(10026);
  return nothing;
};

export const memberRoutes = {
  "PATCH /guilds/:guild/members/@me": ["update_my_guild_member", updateMe],
  "PATCH /guilds/:guild/members/:user": ["update_guild_member", updateMember],
  "DELETE /guilds/:guild/members/:user": ["delete_guild_member", kick],
  "PUT /guilds/:guild/members/:user/roles/:role": ["add_guild_member_role", setRole(true)],
  "DELETE /guilds/:guild/members/:user/roles/:role": ["delete_guild_member_role", setRole(false)],
  "GET /guilds/:guild/bans": ["list_guild_bans", listBans],
  "GET /guilds/:guild/bans/:user": ["get_guild_ban", getBan],
  "PUT /guilds/:guild/bans/:user": ["ban_user_from_guild", ban],
  "DELETE /guilds/:guild/bans/:user": ["unban_user_from_guild", unban],
} as const satisfies Routes;
