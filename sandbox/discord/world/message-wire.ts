import type { StoredFile } from "../../wire/stored-file.ts";
import { type Fields, fieldsOf } from "../../wire/values.ts";
import type { AttachmentLinks } from "./attachment-links.ts";
import type { Channel } from "./channel.ts";
import { isoTime } from "./core.ts";
import { channelWire } from "./guild-wire.ts";
import { type DcMessage, type DcUser, messageFlags } from "./types.ts";

/** What a message refers to. */
export interface MessageSurroundings {
  readonly files: AttachmentLinks;
  readonly users: ReadonlyMap<string, DcUser>;
  readonly channels: ReadonlyMap<string, Channel>;
}

export const fileWire = (world: Pick<MessageSurroundings, "files">, channelId: string, file: StoredFile) => {
  const url = world.files.url(channelId, file);
  const { id, fileName: filename, size, mediaType, width, height, description } = file;
  return {
    id,
    filename,
    size,
    url,
    proxy_url: url,
    content_type: mediaType,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(description !== undefined && { description }),
  };
};

const reactionsWire = ({ reactions }: DcMessage, botId: string) =>
  [...new Set(reactions.map(({ emoji }) => emoji))].map((emoji) => {
    const by = reactions.filter((reaction) => reaction.emoji === emoji);
    return {
      emoji: emojiWire(emoji),
      count: by.length,
      count_details: { burst: 0, normal: by.length },
      burst_colors: [],
      me_burst: false,
      me: by.some(({ userId }) => userId === botId),
    };
  });

export const emojiWire = (emoji: string) => {
  const custom = /^(\w+):(\d+)$/.exec(emoji);
  return custom ? { id: custom[2] ?? null, name: custom[1] ?? null } : { id: null, name: emoji };
};

const referenceWire = (message: DcMessage, world: MessageSurroundings, botId: string): Fields => {
  if (message.replyTo === undefined) return {};
  const channel = world.channels.get(message.channelId);
  const replied = channel?.find(message.replyTo);
  const guildId = channel?.facts.guildId;
  const there = replied !== undefined && replied.deletedAt === undefined;
  return {
    message_reference: {
      type: 0,
      channel_id: message.channelId,
      message_id: message.replyTo,
      ...(guildId !== undefined && { guild_id: guildId }),
    },
    referenced_message: there ? messageWire({ ...replied, replyTo: undefined }, world, botId) : null,
  };
};

/** A message as one bot gets it from the API. */
export const messageWire = (
  message: Omit<DcMessage, "replyTo"> & { readonly replyTo?: string | undefined },
  world: MessageSurroundings,
  botId: string,
): Fields => {
  const { replyTo, ...rest } = message;
  const whole: DcMessage = replyTo === undefined ? rest : { ...rest, replyTo };
  const { interaction, nonce, applicationId } = whole;
  const thread = (whole.flags & messageFlags.hasThread) !== 0 ? world.channels.get(whole.id) : undefined;
  const reactions = reactionsWire(whole, botId);
  return {
    id: whole.id,
    type: whole.type,
    channel_id: whole.channelId,
    author: whole.author,
    content: whole.text,
    timestamp: isoTime(whole.at),
    edited_timestamp: whole.editedAt === undefined ? null : isoTime(whole.editedAt),
    tts: false,
    mention_everyone: whole.mentionEveryone,
    mentions: whole.mentions.flatMap((id) => world.users.get(id) ?? []),
    mention_roles: whole.mentionRoles,
    attachments: whole.files.map((file) => ({
      ...fileWire(world, whole.channelId, file),
      ...(whole.onlyFor !== undefined && { ephemeral: true }),
    })),
    embeds: whole.embeds,
    components: whole.components,
    pinned: whole.pinned,
    flags: whole.flags,
    ...(nonce !== undefined && { nonce }),
    ...(applicationId !== undefined && { application_id: applicationId }),
    ...(reactions.length > 0 && { reactions }),
    ...(thread && { thread: channelWire(thread) }),
    ...(interaction && {
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user: interaction.user,
        authorizing_integration_owners: {},
      },
    }),
    ...referenceWire(whole, world, botId),
    ...fieldsOf(whole.extra),
  };
};
