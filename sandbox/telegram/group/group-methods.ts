import { fieldsOf } from "../../wire/values.ts";
import { badRequest } from "../api-error.ts";
import { type Call, chatIdOf, type Method } from "../method.ts";
import { booleanParam, integerParam, stringParam, structureParam } from "../params.ts";
import { checkPresence } from "../send-target.ts";
import type { TgUser } from "../types.ts";
import type { Group } from "./group.ts";
import {
  type AdminRight,
  adminRights,
  hasRight,
  isAdmin,
  type Member,
  memberWire,
  permissionsOf,
} from "./rights.ts";

const refusals: Readonly<Partial<Record<AdminRight, string>>> = {
  can_restrict_members: "not enough rights to restrict/unrestrict chat member",
  can_invite_users: "not enough rights to manage chat invite link",
  can_pin_messages: "not enough rights to manage pinned messages in the chat",
  can_change_info: "not enough rights to change chat title",
  can_manage_topics: "not enough rights to manage topics",
};

/** The group that a call is about, in which the bot is. */
const groupOf = (call: Call): Group => {
  const group = call.bot.groups.get(chatIdOf(call.params));
  if (!group) throw badRequest("chat not found");
  checkPresence(call, group);
  return group;
};

/** The same, where the bot has the right. */
export const groupWith = (call: Call, right: AdminRight): Group => {
  const group = groupOf(call);
  const { user } = call.bot;
  if (hasRight(group.roster.known(user), right)) return group;
  throw badRequest(
    group.chat.about.type === "group" ? "CHAT_ADMIN_REQUIRED" : (refusals[right] ?? "not enough rights"),
  );
};

const isCounted = ({ bot, params }: Call) => bot.load(chatIdOf(params)) !== undefined;

const userIdOf = ({ params }: Call): number => {
  const id = integerParam(params, "user_id");
  if (id === undefined) throw badRequest("invalid user_id specified");
  return id;
};

const memberOf = (call: Call, group: Group): Member => {
  const member = group.member(userIdOf(call));
  if (!member) throw badRequest("PARTICIPANT_ID_INVALID");
  return member;
};

/** Someone whom the bot may act on: neither the owner, nor an admin, nor itself. */
const subjectOf = (call: Call, group: Group): { readonly user: TgUser } => {
  const member = memberOf(call, group);
  if (member.user.id === call.bot.user.id) throw badRequest("can't restrict self");
  if (member.status === "creator") throw badRequest("can't remove chat owner");
  if (isAdmin(member)) throw badRequest("user is an administrator of the chat");
  return member;
};

const untilOf = ({ params, clock }: Call): { untilAt?: number } => {
  const untilAt = (integerParam(params, "until_date") ?? 0) * 1_000;
  // Under 30 seconds and over 366 days is for ever.
  const distanceMs = untilAt - clock.now();
  return distanceMs < 30_000 || distanceMs > 366 * 86_400_000 ? {} : { untilAt };
};

const getChatAdministrators: Method = (call) => {
  if (isCounted(call)) return [];
  const withBots = booleanParam(call.params, "return_bots");
  const { user } = call.bot;
  return groupOf(call)
    .members.filter((member) => isAdmin(member))
    .filter((member) => withBots || !member.user.is_bot || member.user.id === user.id)
    .map(memberWire);
};

const getChatMember: Method = (call) => {
  if (isCounted(call))
    return { status: "member", user: { id: userIdOf(call), is_bot: false, first_name: "Load" } };
  return memberWire(memberOf(call, groupOf(call)));
};

const getChatMemberCount: Method = (call) =>
  isCounted(call) ? 1_000 : groupOf(call).members.filter(({ status }) => !/left|kicked/.test(status)).length;

const banChatMember: Method = (call) => {
  if (isCounted(call)) return true;
  const group = groupWith(call, "can_restrict_members");
  group.kick(subjectOf(call, group), { by: call.bot, ...untilOf(call) });
  return true;
};

/** Whoever is in the group is put out, unless only the banned are meant. */
const unbanChatMember: Method = (call) => {
  if (isCounted(call)) return true;
  const group = groupWith(call, "can_restrict_members");
  if (group.chat.about.type === "group")
    throw badRequest("method is available for supergroup and channel chats only");
  const member = group.member(userIdOf(call));
  if (!member) return true;
  if (member.status === "kicked") group.unban(member, { by: call.bot });
  else if (!booleanParam(call.params, "only_if_banned") && member.status !== "left")
    group.unban(subjectOf(call, group), { by: call.bot });
  return true;
};

const restrictChatMember: Method = (call) => {
  if (isCounted(call)) return true;
  const group = groupWith(call, "can_restrict_members");
  if (group.chat.about.type === "group") throw badRequest("method is available only for supergroups");
  const permissions = permissionsOf(fieldsOf(structureParam(call.params, "permissions")));
  group.restrict(subjectOf(call, group), permissions, { by: call.bot, ...untilOf(call) });
  return true;
};

const promoteChatMember: Method = (call) => {
  const group = groupWith(call, "can_promote_members");
  const member = memberOf(call, group);
  if (member.status === "creator") throw badRequest("can't remove chat owner");
  const rights = adminRights.filter((right) => booleanParam(call.params, right));
  if (rights.length === 0) group.demote(member, { by: call.bot });
  else group.promote(member, { rights, by: call.bot });
  return true;
};

const leaveChat: Method = (call) => {
  groupOf(call).leave(call.bot);
  return true;
};

const setChatTitle: Method = (call) => {
  groupWith(call, "can_change_info").rename(stringParam(call.params, "title"), { by: call.bot });
  return true;
};

const pinChatMessage: Method = (call) => {
  const group = groupWith(call, "can_pin_messages");
  const id = integerParam(call.params, "message_id") ?? 0;
  if (!group.chat.find(id)) throw badRequest("message to pin not found");
  group.pin(id, { by: call.bot });
  return true;
};

export const groupMethods: Readonly<Record<string, Method>> = {
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  banChatMember,
  unbanChatMember,
  restrictChatMember,
  promoteChatMember,
  leaveChat,
  setChatTitle,
  pinChatMessage,
};
