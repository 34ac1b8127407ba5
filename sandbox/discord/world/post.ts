import type { StoredFile } from "../../wire/stored-file.ts";
import type { Fields } from "../../wire/values.ts";
import type { Channel } from "./channel.ts";
import { memberFacts } from "./guild-wire.ts";
import { messageWire } from "./message-wire.ts";
import { type DcMessage, type DcUser, type MessageInteraction, messageFlags, messageTypes } from "./types.ts";
import type { World } from "./world.ts";

/** Whom a message may ping; everybody whom it names unless given. */
export interface AllowedMentions {
  readonly users: "all" | readonly string[];
  readonly roles: "all" | readonly string[];
  readonly everyone: boolean;
  readonly repliedUser: boolean;
}

export interface Draft {
  readonly author: DcUser;
  readonly text?: string;
  readonly type?: number;
  readonly flags?: number;
  readonly files?: readonly StoredFile[];
  readonly embeds?: readonly Fields[];
  readonly components?: readonly Fields[];
  readonly replyTo?: string | undefined;
  readonly mentions?: AllowedMentions;
  readonly nonce?: string | number | undefined;
  readonly onlyFor?: string | undefined;
  readonly interaction?: MessageInteraction;
  readonly extra?: Fields;
}

const everybody: AllowedMentions = { users: "all", roles: "all", everyone: false, repliedUser: true };

const pings = (text: string, pattern: RegExp, allowed: "all" | readonly string[]): string[] => {
  const ids = [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);
  return [...new Set(ids)].filter((id) => allowed === "all" || allowed.includes(id));
};

const mentionsOf = (channel: Channel, { text = "", replyTo, mentions = everybody }: Draft) => {
  const replied = replyTo === undefined ? undefined : channel.find(replyTo);
  const named = pings(text, /<@!?(\d{1,20})>/g, mentions.users);
  const repliedTo = replied && mentions.repliedUser ? [replied.author.id] : [];
  return {
    mentions: [...new Set([...named, ...repliedTo])],
    mentionRoles: pings(text, /<@&(\d{1,20})>/g, mentions.roles),
    mentionEveryone: mentions.everyone && /@(everyone|here)\b/.test(text),
  };
};

/** Puts a message into a channel; the bots that see it are told. */
export const post = (world: World, channel: Channel, draft: Draft): DcMessage => {
  const { author, text = "", replyTo, onlyFor, nonce, interaction, extra } = draft;
  const message = channel.add({
    id: world.ids.next(),
    channelId: channel.id,
    at: world.clock.now(),
    direction: author.bot ? "out" : "in",
    author,
    type: draft.type ?? (replyTo === undefined ? messageTypes.plain : messageTypes.reply),
    text,
    flags: (draft.flags ?? 0) | (onlyFor === undefined ? 0 : messageFlags.ephemeral),
    files: draft.files ?? [],
    embeds: draft.embeds ?? [],
    components: draft.components ?? [],
    ...mentionsOf(channel, draft),
    reactions: [],
    pinned: false,
    earlierTexts: [],
    ...(replyTo !== undefined && { replyTo }),
    ...(onlyFor !== undefined && { onlyFor }),
    ...(nonce !== undefined && { nonce }),
    ...(interaction && { interaction }),
    ...(author.bot && { applicationId: author.id }),
    ...(extra && { extra }),
  });
  for (const file of message.files) world.files.keep(channel.id, file);
  if (channel.facts.thread?.archived) wake(world, channel);
  if (channel.isThread && onlyFor === undefined) channel.members.add(author.id);
  tellOf(world, "MESSAGE_CREATE", message);
  return message;
};

const wake = (world: World, channel: Channel): void => {
  const { thread } = channel.facts;
  if (thread) world.guildOf(channel)?.updateChannel(channel, { thread: { ...thread, archived: false } });
};

/** What one person alone sees is told to the bot that said it, as if it stood in a direct chat. */
const tellOf = (world: World, name: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: DcMessage): void => {
  const channel = world.channels.get(message.channelId);
  const data = { ...messageWire(message, world, ""), channel_type: channel?.facts.type };
  if (message.onlyFor !== undefined) {
    world.tell({ name, data, botId: message.author.id });
    return;
  }
  const guild = channel && world.guildOf(channel);
  const member = guild?.members.get(message.author.id);
  const place = guild ? { guild_id: guild.id, ...(member && { member: memberFacts(member) }) } : {};
  world.tell({ name, data: { ...data, ...place }, ...(channel && { channel }) });
};

export type Edit = Partial<
  Pick<DcMessage, "text" | "files" | "embeds" | "components" | "flags" | "pinned" | "reactions">
>;

/** Changes a message; with another text it counts as edited. */
export const edit = (world: World, message: DcMessage, patch: Edit): DcMessage => {
  const channel = world.channels.get(message.channelId);
  if (!channel) throw new Error(`There is no channel ${message.channelId}.`);
  const said = patch.text !== undefined || patch.components || patch.embeds || patch.files;
  const reworded = patch.text !== undefined && patch.text !== message.text;
  const changed = channel.change(message, {
    ...patch,
    ...(said && (message.flags & messageFlags.loading) === 0 && { editedAt: world.clock.now() }),
    ...(reworded && { earlierTexts: [...message.earlierTexts, message.text] }),
  });
  for (const file of changed.files) world.files.keep(channel.id, file);
  tellOf(world, "MESSAGE_UPDATE", changed);
  return changed;
};

/** Deletes messages; the links of their files die with them. */
export const remove = (world: World, messages: readonly DcMessage[], byId: string): void => {
  const [first] = messages;
  const channel = first && world.channels.get(first.channelId);
  if (!channel) return;
  for (const message of messages) {
    channel.change(message, { deletedAt: world.clock.now(), deletedBy: byId });
    for (const { id } of message.files) world.files.end(id);
  }
  const { guildId } = channel.facts;
  const place = { channel_id: channel.id, ...(guildId !== undefined && { guild_id: guildId }) };
  const ids = messages.filter(({ onlyFor }) => onlyFor === undefined).map(({ id }) => id);
  if (ids.length > 1) world.tell({ name: "MESSAGE_DELETE_BULK", data: { ids, ...place }, channel });
  else if (ids[0] !== undefined)
    world.tell({ name: "MESSAGE_DELETE", data: { id: ids[0], ...place }, channel });
};
