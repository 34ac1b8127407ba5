import type { Channel } from "./channel.ts";
import type { DcUser } from "./types.ts";

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly position: number;
  readonly managed: boolean;
  /** The bot whose role it is. */
  readonly botId?: string;
}

export interface Member {
  readonly user: DcUser;
  readonly nick: string | undefined;
  readonly roleIds: readonly string[];
  readonly joinedAt: number;
  readonly timedOutUntil: number | undefined;
  /** AutoMod took offence at the name: may only look. */
  readonly quarantined?: boolean;
}

/** A guild as the wire needs it. */
export interface GuildFacts {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly createdAt: number;
  readonly roles: ReadonlyMap<string, Role>;
  readonly members: ReadonlyMap<string, Member>;
  readonly channels: readonly Channel[];
  sees(userId: string, channel: Channel): boolean;
}
