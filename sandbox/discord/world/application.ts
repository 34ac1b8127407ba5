import type { Fields } from "../../wire/values.ts";
import type { DcMessage, DcUser } from "./types.ts";

/** Intents that must be granted to an application before it may ask for them. */
export const privilegedIntents = ["GuildPresences", "GuildMembers", "MessageContent"] as const;
export type PrivilegedIntent = (typeof privilegedIntents)[number];

export interface BotOptions {
  readonly token: string;
  readonly username: string;
  /** @default a new one */
  readonly id?: string;
  /** What the developer portal has switched on. @default none */
  readonly granted?: readonly PrivilegedIntent[];
}

/** Where a bot's happenings go: one session of the gateway. */
export interface Session {
  tell(name: string, data: Fields, about: { readonly guildId?: string }): void;
}

/** One application with its bot account: both have the same id. */
export class Application {
  readonly id: string;
  readonly token: string;
  readonly user: DcUser;
  /** What the developer portal has switched on; may be changed. */
  readonly granted: Set<PrivilegedIntent>;
  readonly sessions = new Set<Session>();
  /** Of the application, by id; those of guilds stand beside. */
  readonly commands = new Map<string, Fields>();
  /** The last message of each nonce. */
  readonly nonces = new Map<string, DcMessage>();
  readonly guildCommands = new Map<string, Map<string, Fields>>();

  constructor(options: BotOptions, newId: () => string) {
    this.id = options.id ?? newId();
    this.token = options.token;
    this.granted = new Set(options.granted ?? []);
    this.user = aUser({ id: this.id, username: options.username, isBot: true });
  }

  /** Bits of `flags`: what is granted to a bot of fewer than 100 servers. */
  get flags(): number {
    const bit = (intent: PrivilegedIntent, at: number) => (this.granted.has(intent) ? 1 << at : 0);
    return bit("GuildPresences", 13) | bit("GuildMembers", 15) | bit("MessageContent", 19);
  }
}

export const aUser = (facts: {
  readonly id: string;
  readonly username: string;
  readonly displayName?: string;
  readonly isBot?: boolean;
}): DcUser => ({
  id: facts.id,
  username: facts.username,
  global_name: facts.displayName ?? (facts.isBot ? null : facts.username),
  discriminator: facts.isBot ? "0001" : "0",
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
  ...(facts.isBot && { bot: true }),
});
