import { isObject, listOf } from "../shared/values.ts";
import type { Api } from "./api.ts";
import { type NativeChannel, type NativeOverwrite, snowflakeOf, textChannel } from "./native.ts";
import { hidesFrom } from "./permissions.ts";

interface RoomPort {
  readonly api: Pick<Api, "call">;
  readonly signal: AbortSignal;
}

const mostRooms = 4;

const channelFrom = (value: unknown): NativeChannel => (isObject(value) ? value : {});

const isOpenToAll = ({ permission_overwrites: overwrites }: NativeChannel, guildId: string): boolean =>
  !listOf(overwrites).some((value) => {
    const overwrite: NativeOverwrite = isObject(value) ? value : {};
    return overwrite.id === guildId && hidesFrom(overwrite);
  });

/**
 * Where else on a server a private thread may be opened for somebody who speaks in a thread, a post of a forum or a channel
 * of announcements, the nearest first: Discord takes them in channels of text only, and shows them to who sees those.
 */
export const threadRooms = async (
  { api, signal }: RoomPort,
  { guildId, channelId }: { readonly guildId: string; readonly channelId: string },
): Promise<readonly string[]> => {
  const here = channelFrom(await api.call({ method: "GET", path: `/channels/${channelId}`, signal }));
  const all = listOf(await api.call({ method: "GET", path: `/guilds/${guildId}/channels`, signal })).map(
    channelFrom,
  );
  const parent = all.find(({ id }) => id === here.parent_id);
  const category = parent?.parent_id ?? here.parent_id;
  const nearness = ({ id, parent_id: above }: NativeChannel): number => {
    if (id === here.parent_id) return 0;
    return above === category ? 1 : 2;
  };
  return all
    .filter((channel) => channel.type === textChannel)
    .filter((channel) => channel.id === here.parent_id || isOpenToAll(channel, guildId))
    .toSorted((one, other) => nearness(one) - nearness(other))
    .flatMap(({ id }) => snowflakeOf(id) ?? [])
    .slice(0, mostRooms);
};
