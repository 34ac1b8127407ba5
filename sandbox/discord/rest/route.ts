import { Answer } from "../../wire/answer.ts";
import type { FaultOrder } from "../../wire/faults.ts";
import type { Upload } from "../../wire/multipart.ts";
import type { Routes as NamedRoutes } from "../../wire/router.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Application } from "../world/application.ts";
import type { Channel } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";
import type { Permission } from "../world/permissions.ts";
import type { DcMessage } from "../world/types.ts";
import type { World } from "../world/world.ts";
import { refused } from "./api-error.ts";

export interface Call {
  readonly world: World;
  readonly gateway: Gateway;
  readonly application: Application;
  /** What stands in the path, by name. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** `files[0]` and so on. */
  readonly files: ReadonlyMap<string, Upload>;
  readonly reason: string | null;
  readonly fault: FaultOrder | undefined;
}

export const nothing = new Answer(204);

/** One operation: returns what is answered with 200, or an {@link Answer}, or throws an ApiError. */
export type Operation = (call: Call) => unknown;

/** Operations by `<METHOD> <path>`, each with its published name. */
export type Routes = NamedRoutes<Operation>;

export const pathOf = ({ path }: Call, name: string): string => path[name] ?? "";

/** The channel that a call is about, as far as the bot sees it. */
export const channelOf = (call: Call): Channel => {
  const channel = call.world.channels.get(pathOf(call, "channel"));
  if (!channel || channel.deleted) throw refused(10003);
  if (!call.world.sees(call.application.id, channel)) throw refused(50001);
  return channel;
};

/** Throws unless the bot may do that in the channel; in a direct chat everybody may. */
export const needRight = (call: Call, channel: Channel, permission: Permission): void => {
  const guild = call.world.guildOf(channel);
  if (guild && !guild.may(call.application.id, permission, channel)) throw refused(50013);
};

export const messageOf = (call: Call, channel: Channel): DcMessage => {
  const message = channel.find(pathOf(call, "message"));
  if (!message || message.deletedAt !== undefined || message.onlyFor !== undefined) throw refused(10008);
  return message;
};

/** The guild that a call is about; whoever is no member does not see it. */
export const guildOf = (call: Call): Guild => {
  const guild = call.world.guilds.get(pathOf(call, "guild"));
  if (!guild) throw refused(10004);
  if (!guild.members.has(call.application.id)) throw refused(50001);
  return guild;
};

export const needGuildRight = (call: Call, guild: Guild, permission: Permission): void => {
  if (!guild.may(call.application.id, permission)) throw refused(50013);
};
