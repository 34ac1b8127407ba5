import { type Fields, fieldsOf, isList } from "../../wire/values.ts";
import type { PrivilegedIntent } from "../world/application.ts";

export const intentBits = {
  Guilds: 1 << 0,
  GuildMembers: 1 << 1,
  GuildModeration: 1 << 2,
  GuildPresences: 1 << 8,
  GuildMessages: 1 << 9,
  GuildMessageReactions: 1 << 10,
  GuildMessageTyping: 1 << 11,
  DirectMessages: 1 << 12,
  DirectMessageReactions: 1 << 13,
  DirectMessageTyping: 1 << 14,
  MessageContent: 1 << 15,
  AutoModerationConfiguration: 1 << 20,
  AutoModerationExecution: 1 << 21,
} as const;
/** Every bit that Discord knows, those of scheduled events, polls and voice too. */
const knownBits = 0b1_1011_0000_1111_1111_1111_1111;

export const intentsAreValid = (intents: number): boolean =>
  Number.isSafeInteger(intents) && intents >= 0 && (intents & ~knownBits) === 0;

/** What is asked for and was not granted. */
export const ungranted = (intents: number, granted: ReadonlySet<PrivilegedIntent>): boolean =>
  (["GuildMembers", "GuildPresences", "MessageContent"] as const).some(
    (name) => (intents & intentBits[name]) !== 0 && !granted.has(name),
  );

/** The intent that each event belongs to, in servers and in direct chats; what is not here is told to everybody. */
const wanted: Readonly<Record<string, { readonly guild: number; readonly dm?: number }>> = {
  GUILD_CREATE: { guild: intentBits.Guilds },
  GUILD_UPDATE: { guild: intentBits.Guilds },
  GUILD_DELETE: { guild: intentBits.Guilds, dm: intentBits.Guilds },
  GUILD_ROLE_CREATE: { guild: intentBits.Guilds },
  GUILD_ROLE_UPDATE: { guild: intentBits.Guilds },
  GUILD_ROLE_DELETE: { guild: intentBits.Guilds },
  CHANNEL_CREATE: { guild: intentBits.Guilds },
  CHANNEL_UPDATE: { guild: intentBits.Guilds },
  CHANNEL_DELETE: { guild: intentBits.Guilds },
  THREAD_CREATE: { guild: intentBits.Guilds },
  THREAD_UPDATE: { guild: intentBits.Guilds },
  THREAD_DELETE: { guild: intentBits.Guilds },
  THREAD_MEMBERS_UPDATE: { guild: intentBits.GuildMembers },
  GUILD_MEMBER_ADD: { guild: intentBits.GuildMembers },
  GUILD_MEMBER_UPDATE: { guild: intentBits.GuildMembers },
  GUILD_MEMBER_REMOVE: { guild: intentBits.GuildMembers },
  GUILD_BAN_ADD: { guild: intentBits.GuildModeration },
  GUILD_BAN_REMOVE: { guild: intentBits.GuildModeration },
  MESSAGE_CREATE: { guild: intentBits.GuildMessages, dm: intentBits.DirectMessages },
  MESSAGE_UPDATE: { guild: intentBits.GuildMessages, dm: intentBits.DirectMessages },
  MESSAGE_DELETE: { guild: intentBits.GuildMessages, dm: intentBits.DirectMessages },
  MESSAGE_DELETE_BULK: { guild: intentBits.GuildMessages },
  MESSAGE_REACTION_ADD: { guild: intentBits.GuildMessageReactions, dm: intentBits.DirectMessageReactions },
  MESSAGE_REACTION_REMOVE: { guild: intentBits.GuildMessageReactions, dm: intentBits.DirectMessageReactions },
  TYPING_START: { guild: intentBits.GuildMessageTyping, dm: intentBits.DirectMessageTyping },
  AUTO_MODERATION_RULE_CREATE: { guild: intentBits.AutoModerationConfiguration },
  AUTO_MODERATION_RULE_UPDATE: { guild: intentBits.AutoModerationConfiguration },
  AUTO_MODERATION_RULE_DELETE: { guild: intentBits.AutoModerationConfiguration },
  AUTO_MODERATION_ACTION_EXECUTION: { guild: intentBits.AutoModerationExecution },
};

const joins = (data: Fields): unknown[] =>
  isList(data["added_members"]) ? data["added_members"].map((member) => fieldsOf(member)["user_id"]) : [];

/** Of itself a bot is told whether or not it may watch others. */
const aboutItself = (name: string, data: Fields, botId: string): boolean =>
  (name === "GUILD_MEMBER_UPDATE" && fieldsOf(data["user"])["id"] === botId) ||
  (name === "THREAD_MEMBERS_UPDATE" && joins(data).includes(botId));

/** Whether a bot with these intents is told of an event. */
export const isWanted = (
  event: { readonly name: string; readonly data: Fields; readonly inGuild: boolean },
  intents: number,
  botId: string,
): boolean => {
  const bits = wanted[event.name];
  if (!bits) return true;
  const bit = event.inGuild ? bits.guild : (bits.dm ?? 0);
  return (intents & bit) !== 0 || aboutItself(event.name, event.data, botId);
};

const hidden = { content: "", embeds: [], attachments: [], components: [] };

const isAbout = (message: Fields, botId: string): boolean =>
  fieldsOf(message["author"])["id"] === botId ||
  (isList(message["mentions"]) && message["mentions"].some((user) => fieldsOf(user)["id"] === botId));

/** A server's message for a bot that may not read what is said: as it is only when it wrote or is named in it. */
export const withoutContent = (message: Fields, botId: string): Fields => {
  const referenced = message["referenced_message"];
  const inside =
    referenced === undefined || referenced === null
      ? {}
      : { referenced_message: withoutContent(fieldsOf(referenced), botId) };
  const { poll: _poll, ...shown } = message;
  return isAbout(message, botId) ? { ...message, ...inside } : { ...shown, ...hidden, ...inside };
};
