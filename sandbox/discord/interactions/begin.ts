import { randomBytes } from "node:crypto";
import { type Fields, fieldsOf } from "../../wire/values.ts";
import type { Application } from "../world/application.ts";
import type { Channel } from "../world/channel.ts";
import { channelWire, memberWire } from "../world/guild-wire.ts";
import { messageWire } from "../world/message-wire.ts";
import type { DcMessage, DcUser } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { Interaction } from "./interaction.ts";

const interactionsKept = 20_000;
const attachmentSizeLimit = 10 * 1_024 * 1_024;
/** Where it happened: in a server, or in the direct chat with the bot. */
const contexts = { guild: 0, botDm: 1 } as const;

export interface Beginning {
  readonly type: number;
  readonly application: Application;
  readonly user: DcUser;
  readonly locale: string;
  readonly channel: Channel;
  readonly data: Fields;
  readonly name?: string;
  readonly message?: DcMessage;
}

/** Who did it: a member with what the member may there, or the person alone. */
const whoWire = (world: World, { user, channel }: Beginning): Fields => {
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  if (!guild || !member) return { user };
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: ["COMMUNITY"] },
    guild_locale: guild.locale,
    member: { ...memberWire(member), permissions: String(guild.permissions(user.id, channel)) },
  };
};

/** Sends `INTERACTION_CREATE` to the bot. */
export const begin = (world: World, beginning: Beginning): Interaction => {
  const { type, application, user, channel, data, name, message, locale } = beginning;
  const interaction = new Interaction(
    {
      id: world.ids.next(),
      token: randomBytes(48).toString("base64url"),
      type,
      application,
      user,
      channel,
      ...(name !== undefined && { name }),
      ...(message && { message }),
    },
    world,
  );
  world.interactions.set(interaction.facts.token, interaction);
  const [oldest] = world.interactions.keys();
  if (world.interactions.size > interactionsKept && oldest !== undefined) world.interactions.delete(oldest);
  const guild = world.guildOf(channel);
  const { id, token } = interaction.facts;
  const wire = {
    id,
    token,
    type,
    version: 1,
    application_id: application.id,
    data,
    channel_id: channel.id,
    channel: { ...fieldsOf(channelWire(channel)), ...permissionsWire(world, beginning) },
    ...whoWire(world, beginning),
    ...(message && { message: messageWire(message, world, application.id) }),
    app_permissions: String(guild ? guild.permissions(application.id, channel) : everythingInDms),
    locale,
    entitlements: [],
    authorizing_integration_owners: guild ? { "0": guild.id } : { "1": user.id },
    context: guild ? contexts.guild : contexts.botDm,
    attachment_size_limit: attachmentSizeLimit,
  };
  const about = guild ? { guildId: guild.id } : {};
  world.tell({ name: "INTERACTION_CREATE", data: wire, botId: application.id, ...about });
  return interaction;
};

/** What Discord tells a bot that it may in its direct chats. */
const everythingInDms = 442_368n;

const permissionsWire = (world: World, { user, channel }: Beginning): Fields => {
  const guild = world.guildOf(channel);
  return guild ? { permissions: String(guild.permissions(user.id, channel)) } : {};
};
