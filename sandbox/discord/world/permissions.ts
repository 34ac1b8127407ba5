import type { Overwrite } from "./types.ts";

/** Discord's names and bits; only what the sandbox asks for. */
export const permissionBits = {
  KickMembers: 1n << 1n,
  BanMembers: 1n << 2n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewAuditLog: 1n << 7n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  ChangeNickname: 1n << 26n,
  ManageRoles: 1n << 28n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
  ModerateMembers: 1n << 40n,
  PinMessages: 1n << 51n,
} as const satisfies Readonly<Record<string, bigint>>;
export type Permission = keyof typeof permissionBits;

export const bitsOf = (names: readonly Permission[]): bigint =>
  names.reduce((bits, name) => bits | permissionBits[name], 0n);

export const allPermissions = (1n << 53n) - 1n;

/** What everybody may in a new server. */
export const everyoneMay = bitsOf([
  "ViewChannel",
  "SendMessages",
  "AddReactions",
  "EmbedLinks",
  "AttachFiles",
  "ReadMessageHistory",
  "ChangeNickname",
  "UseApplicationCommands",
  "CreatePublicThreads",
  "CreatePrivateThreads",
  "SendMessagesInThreads",
]);

/** What is left of a member who is timed out. */
export const timedOutMay = bitsOf(["ViewChannel", "ReadMessageHistory"]);

/** What a role's or a channel's settings make of the permissions below them. */
const applied = (bits: bigint, overwrites: readonly Overwrite[]): bigint => {
  const deny = overwrites.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
  const allow = overwrites.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
  return (bits & ~deny) | allow;
};

/** Everyone's overwrite first, then those of the roles together, then the member's own. */
export const overwritten = (
  base: bigint,
  who: { readonly guildId: string; readonly roleIds: readonly string[]; readonly userId: string },
  overwrites: readonly Overwrite[],
): bigint => {
  const of = (fits: (overwrite: Overwrite) => boolean) => overwrites.filter(fits);
  const everyone = applied(
    base,
    of(({ id }) => id === who.guildId),
  );
  const roles = applied(
    everyone,
    of(({ id, type }) => type === 0 && who.roleIds.includes(id)),
  );
  return applied(
    roles,
    of(({ id, type }) => type === 1 && id === who.userId),
  );
};
