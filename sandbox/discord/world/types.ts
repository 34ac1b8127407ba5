import type { StoredFile } from "../../wire/stored-file.ts";
import type { Fields } from "../../wire/values.ts";

/** What goes over the wire, as Discord's documentation names it; only what the sandbox uses. */
export interface DcUser {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: string;
  readonly avatar: null;
  readonly public_flags: number;
  readonly flags: number;
  readonly primary_guild: null;
  readonly bot?: true;
}

/** The first second of 2015, from which Discord counts. */
export const discordEpochMs = 1_420_070_400_000;

export const channelTypes = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

export const messageTypes = {
  plain: 0,
  memberJoined: 7,
  threadCreated: 18,
  reply: 19,
  slashCommand: 20,
  menuCommand: 23,
  autoModAction: 24,
} as const;

/** Bits of `flags` of a message. */
export const messageFlags = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

export interface Overwrite {
  readonly id: string;
  /** 0 a role, 1 a member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface MessageInteraction {
  readonly id: string;
  readonly type: number;
  readonly user: DcUser;
  /** Of a command. */
  readonly name?: string;
}

/** A message in a channel, from whomever, with what became of it. */
export interface DcMessage {
  readonly id: string;
  readonly channelId: string;
  /** When the sandbox got it, ms since the epoch. */
  readonly at: number;
  /** As the fleet sees it: `out` was written by a bot. */
  readonly direction: "in" | "out";
  readonly author: DcUser;
  readonly type: number;
  readonly text: string;
  readonly flags: number;
  readonly files: readonly StoredFile[];
  readonly embeds: readonly Fields[];
  readonly components: readonly Fields[];
  /** Users who are mentioned, with those whom a reply pings. */
  readonly mentions: readonly string[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
  readonly nonce?: string | number;
  readonly replyTo?: string;
  /** The only person who sees it. */
  readonly onlyFor?: string;
  /** What it answers. */
  readonly interaction?: MessageInteraction;
  /** The bot whose message it is. */
  readonly applicationId?: string;
  /** The channel's system says it; told on the wire beside. */
  readonly extra?: Fields;
  readonly reactions: readonly { readonly emoji: string; readonly userId: string }[];
  readonly pinned: boolean;
  readonly editedAt?: number;
  /** Texts that an edit replaced, oldest first. */
  readonly earlierTexts: readonly string[];
  readonly deletedAt?: number;
  /** Who deleted it. */
  readonly deletedBy?: string;
}
