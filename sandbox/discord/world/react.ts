import { memberWire } from "./guild-wire.ts";
import { emojiWire } from "./message-wire.ts";
import type { DcMessage, DcUser } from "./types.ts";
import type { World } from "./world.ts";

/** Puts a reaction under a message or takes it away; nothing when it is as wished. */
export const react = (
  world: World,
  message: DcMessage,
  reaction: { readonly user: DcUser; readonly emoji: string; readonly has: boolean },
): void => {
  const { user, emoji, has } = reaction;
  const channel = world.channels.get(message.channelId);
  const isSame = (other: DcMessage["reactions"][number]) => other.emoji === emoji && other.userId === user.id;
  if (!channel || message.reactions.some(isSame) === has) return;
  const others = message.reactions.filter((other) => !isSame(other));
  channel.change(message, { reactions: has ? [...others, { emoji, userId: user.id }] : others });
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  const data = {
    user_id: user.id,
    channel_id: channel.id,
    message_id: message.id,
    emoji: emojiWire(emoji),
    type: 0,
    burst: false,
    ...(guild && { guild_id: guild.id }),
    ...(has && { message_author_id: message.author.id }),
    ...(has && member && { member: memberWire(member) }),
  };
  world.tell({ name: has ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", data, channel });
};
