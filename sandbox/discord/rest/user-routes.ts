import { fieldsOf, isList, stringOf } from "../../wire/values.ts";
import { channelWire } from "../world/guild-wire.ts";
import { invalidForm, refused } from "./api-error.ts";
import { required } from "./form-faults.ts";
import { type Call, guildOf, nothing, type Operation, pathOf, type Routes } from "./route.ts";

const me = ({ application }: Call) => ({
  ...application.user,
  mfa_enabled: true,
  locale: "en-US",
  verified: true,
  email: null,
});

const applicationWire = ({ application, world }: Call) => ({
  id: application.id,
  name: application.user.username,
  icon: null,
  description: "",
  type: null,
  verify_key: "0".repeat(64),
  flags: application.flags,
  flags_new: String(application.flags),
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: application.user,
  approximate_guild_count: [...world.guilds.values()].filter(({ members }) => members.has(application.id))
    .length,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  explicit_content_filter: 0,
  team: null,
  eligible_oauth2_scopes: [],
  bot: application.user,
});

const createDm: Operation = (call) => {
  const { world, application } = call;
  const body = fieldsOf(call.body);
  const recipients = isList(body["recipients"]) ? body["recipients"] : [];
  const id = stringOf(body["recipient_id"]) ?? stringOf(recipients[0]);
  if (id === undefined) throw invalidForm(required("recipient_id"));
  const user = world.users.get(id);
  if (!user) throw refused(10013);
  if (user.bot) throw refused(50007);
  return channelWire(world.dm(application.id, id));
};

const getUser: Operation = (call) => {
  const user = call.world.users.get(pathOf(call, "user"));
  if (!user) throw refused(10013);
  return user;
};

const listMyGuilds: Operation = ({ world, application }) =>
  [...world.guilds.values()]
    .filter(({ members }) => members.has(application.id))
    .map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: guild.ownerId === application.id,
      permissions: String(guild.permissions(application.id)),
      features: [],
    }));

const leaveGuild: Operation = (call) => {
  guildOf(call).leave(call.application.id);
  return nothing;
};

const botGateway: Operation = ({ gateway, application }) => ({
  url: gateway.url,
  shards: gateway.shards,
  session_start_limit: gateway.budget(application).wire,
});

export const userRoutes = {
  "GET /gateway": ["get_gateway", ({ gateway }) => ({ url: gateway.url })],
  "GET /gateway/bot": ["get_bot_gateway", botGateway],
  "GET /applications/@me": ["get_my_application", applicationWire],
  "GET /oauth2/applications/@me": ["get_my_oauth2_application", applicationWire],
  "GET /users/@me": ["get_my_user", me],
  "GET /users/@me/guilds": ["list_my_guilds", listMyGuilds],
  "DELETE /users/@me/guilds/:guild": ["leave_guild", leaveGuild],
  "POST /users/@me/channels": ["create_dm", createDm],
  "GET /users/:user": ["get_user", getUser],
} as const satisfies Routes;
