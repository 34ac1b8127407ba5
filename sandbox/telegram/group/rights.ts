import type { Fields } from "../../wire/values.ts";
import type { TgUser } from "../types.ts";

/** The rights of an administrator, as the Bot API names them. */
export const adminRights = [
  "can_manage_chat",
  "can_delete_messages",
  "can_manage_video_chats",
  "can_restrict_members",
  "can_promote_members",
  "can_change_info",
  "can_invite_users",
  "can_post_stories",
  "can_edit_stories",
  "can_delete_stories",
  "can_pin_messages",
  "can_manage_topics",
  "can_manage_tags",
] as const;
export type AdminRight = (typeof adminRights)[number];

export const usualRights: readonly AdminRight[] = adminRights.filter(
  (right) => right !== "can_promote_members",
);

/** What a member may do, as the Bot API names it. */
export const permissionNames = [
  "can_send_messages",
  "can_send_audios",
  "can_send_documents",
  "can_send_photos",
  "can_send_videos",
  "can_send_video_notes",
  "can_send_voice_notes",
  "can_send_polls",
  "can_send_other_messages",
  "can_add_web_page_previews",
  "can_react_to_messages",
  "can_edit_tag",
  "can_change_info",
  "can_invite_users",
  "can_pin_messages",
  "can_manage_topics",
] as const;
export type Permission = (typeof permissionNames)[number];
export type Permissions = Readonly<Partial<Record<Permission, boolean>>>;

export const allPermissions: Permissions = Object.fromEntries(permissionNames.map((name) => [name, true]));

/** The permissions that are named with true in unknown JSON. */
export const permissionsOf = (fields: Fields): Permissions =>
  Object.fromEntries(permissionNames.map((name) => [name, fields[name] === true]));

export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export interface Member {
  readonly user: TgUser;
  readonly status: MemberStatus;
  /** Of an administrator. */
  readonly rights: readonly AdminRight[];
  /** Of a restricted member. */
  readonly permissions: Permissions;
  readonly anonymous: boolean;
  readonly title?: string;
  /** When a restriction or a ban ends. */
  readonly untilAt?: number;
}

export const aMember = (user: TgUser, status: MemberStatus = "member"): Member => ({
  user,
  status,
  rights: status === "creator" ? adminRights : [],
  permissions: allPermissions,
  anonymous: false,
});

export const isPresent = ({ status }: Member): boolean => status !== "left" && status !== "kicked";

export const isAdmin = ({ status }: Member): boolean => status === "creator" || status === "administrator";

export const hasRight = (member: Member, right: AdminRight): boolean =>
  member.status === "creator" || (member.status === "administrator" && member.rights.includes(right));

export const may = (member: Member, permission: Permission): boolean =>
  isPresent(member) && (member.status !== "restricted" || member.permissions[permission] === true);

const until = ({ untilAt }: Member) => (untilAt === undefined ? 0 : Math.floor(untilAt / 1_000));

/** A `ChatMember`. */
export const memberWire = (member: Member): object => {
  const { status, user } = member;
  switch (status) {
    case "creator":
      return { status, user, is_anonymous: member.anonymous, ...titleOf(member) };
    case "administrator":
      return {
        status,
        user,
        can_be_edited: false,
        is_anonymous: member.anonymous,
        ...Object.fromEntries(adminRights.map((right) => [right, member.rights.includes(right)])),
        ...titleOf(member),
      };
    case "restricted":
      return {
        status,
        user,
        is_member: true,
        ...Object.fromEntries(permissionNames.map((name) => [name, member.permissions[name] === true])),
        until_date: until(member),
      };
    case "kicked":
      return { status, user, until_date: until(member) };
    case "member":
    case "left":
      return { status, user };
    default:
      return status satisfies never;
  }
};

const titleOf = ({ title }: Member) => (title === undefined ? {} : { custom_title: title });
