import { channelWire, guildFactsWire, memberWire, roleWire } from "../world/guild-wire.ts";
import { refused } from "./api-error.ts";
import { type Call, guildOf, type Operation, pathOf, type Routes } from "./route.ts";

const getGuild: Operation = (call) => {
  const guild = guildOf(call);
  const counts = {
    approximate_member_count: guild.members.size,
    approximate_presence_count: guild.members.size,
  };
  return { ...guildFactsWire(guild), ...(call.query.get("with_counts") === "true" && counts) };
};

const channels: Operation = (call) =>
  guildOf(call)
    .channels.filter(({ isThread }) => !isThread)
    .map(channelWire);

const activeThreads: Operation = (call) => {
  const guild = guildOf(call);
  const threads = guild.channels.filter(
    (channel) => channel.facts.thread?.archived === false && guild.sees(call.application.id, channel),
  );
  const own = threads.filter(({ members }) => members.has(call.application.id));
  return {
    threads: threads.map(channelWire),
    members: own.map(({ id, facts }) => ({
      id,
      user_id: call.application.id,
      join_timestamp: new Date(facts.thread?.createdAt ?? 0).toISOString(),
      flags: 0,
    })),
    has_more: false,
  };
};

const roles: Operation = (call) => [...guildOf(call).roles.values()].map(roleWire);

/** The whole list only with the Members intent. */
const listMembers: Operation = (call) => {
  const guild = guildOf(call);
  if (!call.application.granted.has("GuildMembers")) throw refused(50001);
  const after = BigInt(call.query.get("after") ?? 0);
  return [...guild.members.values()]
    .filter(({ user }) => BigInt(user.id) > after)
    .sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1))
    .slice(0, Number(call.query.get("limit") ?? 1))
    .map(memberWire);
};

const searchMembers: Operation = (call) => {
  const query = (call.query.get("query") ?? "").toLowerCase();
  return [...guildOf(call).members.values()]
    .filter(({ user, nick }) =>
      [user.username, nick ?? ""].some((name) => name.toLowerCase().startsWith(query)),
    )
    .slice(0, Number(call.query.get("limit") ?? 1))
    .map(memberWire);
};

const getMember: Operation = (call) => {
  const guild = guildOf(call);
  const id = pathOf(call, "user");
  const member = guild.members.get(id);
  if (member) return memberWire(member);
  throw refused(call.world.users.has(id) ? 10007 : 10013);
};

const myMember: Operation = (call: Call) => {
  const member = guildOf(call).members.get(call.application.id);
  if (!member) throw refused(10007);
  return memberWire(member);
};

export const guildRoutes = {
  "GET /guilds/:guild": ["get_guild", getGuild],
  "GET /guilds/:guild/channels": ["list_guild_channels", channels],
  "GET /guilds/:guild/threads/active": ["get_active_guild_threads", activeThreads],
  "GET /guilds/:guild/roles": ["list_guild_roles", roles],
  "GET /guilds/:guild/members": ["list_guild_members", listMembers],
  "GET /guilds/:guild/members/search": ["search_guild_members", searchMembers],
  "GET /guilds/:guild/members/:user": ["get_guild_member", getMember],
  "GET /users/@me/guilds/:guild/member": ["get_my_guild_member", myMember],
} as const satisfies Routes;
