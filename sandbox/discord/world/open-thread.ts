import type { Channel } from "./channel.ts";
import type { Guild } from "./guild.ts";
import type { World } from "./world.ts";

const dayMinutes = 1_440;

export interface ThreadOptions {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly ownerId: string;
  readonly slowmodeS?: number | undefined;
  /** @default a day */
  readonly autoArchiveMinutes?: number | undefined;
  /** @default true */
  readonly invitable?: boolean;
}

/** A thread in a channel of a server; the bots that see it are told. */
export const openThread = (
  world: World,
  place: { readonly guild: Guild; readonly parent: Channel },
  options: ThreadOptions,
): Channel => {
  const { id, type, name, ownerId } = options;
  const now = world.clock.now();
  return place.guild.openChannel(
    {
      id,
      type,
      name,
      guildId: place.guild.id,
      parentId: place.parent.id,
      ownerId,
      slowmodeS: options.slowmodeS ?? 0,
      thread: {
        archived: false,
        locked: false,
        archivedAt: now,
        autoArchiveMinutes: options.autoArchiveMinutes ?? dayMinutes,
        invitable: options.invitable ?? true,
        createdAt: now,
      },
    },
    { newly_created: true },
  );
};
