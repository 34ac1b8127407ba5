import type { GroupRight } from "../../src/domain/conversation.ts";
import { isObject, listOf, wholeOf } from "../shared/values.ts";
import type { NativeChannel, NativeGuild, NativeMember, NativeOverwrite, NativeRole } from "./native.ts";
import { bitsOf, rolesOf } from "./person.ts";

/** https://discord.com/developers/docs/topics/permissions */
const bits = {
  banMembers: 1n << 2n,
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
} as const;

/** What the bot needs in a channel of text, by the names that Discord shows. */
const needed: readonly (readonly [string, bigint])[] = [
  ["Send Messages", bits.sendMessages],
  ["Manage Messages", bits.manageMessages],
  ["Attach Files", bits.attachFiles],
  ["Read Message History", bits.readHistory],
  ["Create Private Threads", bits.createPrivateThreads],
  ["Send Messages in Threads", bits.sendInThreads],
];

const ofText: ReadonlySet<number> = new Set([0, 5]);
export const isOfText = ({ type }: NativeChannel): boolean => ofText.has(wholeOf(type) ?? -1);

/** Whether an overwrite keeps its channel from whom it is for. */
export const hidesFrom = ({ deny }: NativeOverwrite): boolean => (bitsOf(deny) & bits.viewChannel) !== 0n;

export interface Question {
  readonly guild: NativeGuild;
  readonly channel: NativeChannel;
  /** The bot on that server. */
  readonly member: NativeMember;
  readonly botId: string;
}

const ofRoles = ({ guild, member }: Question): bigint => {
  const held = new Set([...rolesOf(member), guild.id]);
  let permissions = 0n;
  for (const value of listOf(guild.roles)) {
    const role: NativeRole = isObject(value) ? value : {};
    if (held.has(role.id)) permissions |= bitsOf(role.permissions);
  }
  return permissions;
};

/** In Discord's order: everybody's, then those of roles together, then the bot's own. */
const withOverwrites = (permissions: bigint, { guild, channel, member, botId }: Question): bigint => {
  const roles = new Set<unknown>(rolesOf(member));
  const overwrites = listOf(channel.permission_overwrites).flatMap((value): NativeOverwrite[] =>
    isObject(value) ? [value] : [],
  );
  const apply = (sum: bigint, chosen: readonly NativeOverwrite[]) => {
    const deny = chosen.reduce((all, { deny }) => all | bitsOf(deny), 0n);
    const allow = chosen.reduce((all, { allow }) => all | bitsOf(allow), 0n);
    return (sum & ~deny) | allow;
  };
  const ofEverybody = overwrites.filter(({ id }) => id === guild.id);
  const ofHeld = overwrites.filter(({ id }) => id !== guild.id && roles.has(id));
  const own = overwrites.filter(({ id }) => id === botId);
  return [ofEverybody, ofHeld, own].reduce(apply, permissions);
};

/** All that the bot may do in a channel; nothing where it does not see it. */
const permissionsIn = (question: Question): bigint => {
  const held = ofRoles(question);
  if ((held & bits.administrator) !== 0n) return ~0n;
  const permissions = withOverwrites(held, question);
  return (permissions & bits.viewChannel) === 0n ? 0n : permissions;
};

const rightBits: readonly (readonly [GroupRight, bigint])[] = [
  ["delete_messages", bits.manageMessages],
  ["restrict_members", bits.moderateMembers | bits.banMembers],
];
/** Every right that there is on Discord. */
export const allRights: readonly GroupRight[] = rightBits.map(([right]) => right);

export const rightsIn = (question: Question): readonly GroupRight[] => {
  const permissions = permissionsIn(question);
  return rightBits.flatMap(([right, needs]) => ((permissions & needs) === needs ? [right] : []));
};

/** What of permissions and overwrites is needed for {@link rightsIn}; the rest need not be kept. */
export const rightsMask = rightBits.reduce(
  (sum, [, needs]) => sum | needs,
  bits.administrator | bits.viewChannel,
);

/** Permissions that the bot lacks in a channel that it sees; none for a channel that it does not, or that is no text. */
export const missingIn = (question: Question): readonly string[] => {
  if (!isOfText(question.channel)) return [];
  const permissions = permissionsIn(question);
  if (permissions === 0n) return [];
  return needed.flatMap(([name, bit]) => ((permissions & bit) === 0n ? [name] : []));
};
