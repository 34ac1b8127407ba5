import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import type { Snowflakes } from "../../wire/snowflakes.ts";
import type { Fields } from "../../wire/values.ts";
import type { AttachmentLinks } from "./attachment-links.ts";
import type { Channel } from "./channel.ts";
import type { DcUser } from "./types.ts";

/** Something that happened, for every bot that may see it and asked for it. */
export interface Happening {
  readonly name: string;
  readonly data: Fields;
  readonly guildId?: string;
  /** Only bots that see the channel are told. */
  readonly channel?: Channel;
  /** Only this bot is told. */
  readonly botId?: string;
}

/** What every part of the world has at hand. */
export interface Core {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly ids: Snowflakes;
  readonly files: AttachmentLinks;
  /** People and bots. */
  readonly users: Map<string, DcUser>;
  /** Channels of guilds, threads and direct chats. */
  readonly channels: Map<string, Channel>;
  tell(happening: Happening): void;
}

export const isoTime = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");
