import type { Interaction } from "../discord/interactions/interaction.ts";
import type { Channel } from "../discord/world/channel.ts";
import type { Guild } from "../discord/world/guild.ts";
import type { DcMessage } from "../discord/world/types.ts";

/** A message as JSON: its files without their bytes. */
export const messageView = ({ files, ...message }: DcMessage) => ({
  ...message,
  files: files.map(({ bytes: _bytes, ...facts }) => facts),
});

export const channelView = ({ facts, members }: Channel) => {
  const { id, type, name = "", topic, guildId, parentId, recipients, thread } = facts;
  const people = recipients?.map((user) => user.id);
  return { id, type, name, topic, guildId, parentId, thread, recipients: people, members: [...members] };
};

export const guildView = (guild: Guild) => ({
  id: guild.id,
  name: guild.name,
  ownerId: guild.ownerId,
  channels: guild.channels.map(channelView),
  members: [...guild.members.values()].map(({ user, nick, roleIds, timedOutUntil }) => ({
    id: user.id,
    username: user.username,
    bot: user.bot === true,
    nick,
    roleIds,
    timedOutUntil,
  })),
  roles: [...guild.roles.values()].map(({ id, name }) => ({ id, name })),
  bans: [...guild.bans.keys()],
});

export const interactionView = (interaction: Interaction) => ({
  interaction: interaction.id,
  acknowledged: interaction.acknowledged,
  failed: interaction.hasFailed,
  modal: interaction.modal,
  choices: interaction.choices,
  replies: interaction.replies.map(messageView),
});
