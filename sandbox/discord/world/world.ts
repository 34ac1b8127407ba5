import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import { Snowflakes } from "../../wire/snowflakes.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { Application, type BotOptions } from "./application.ts";
import type { AttachmentLinks } from "./attachment-links.ts";
import { Channel, type Closed } from "./channel.ts";
import type { Core, Happening } from "./core.ts";
import { Guild, type GuildOptions } from "./guild.ts";
import { channelTypes, type DcUser, discordEpochMs } from "./types.ts";

/** How somebody stands to bots outside of servers. */
export interface Standing {
  /** Takes no direct messages. */
  dmsClosed: boolean;
  /** Bots that the person added to the own account. */
  readonly installed: Set<string>;
  locale: string;
}

/** All that is at Discord, apart from how one talks to it. */
export class World implements Core {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly ids: Snowflakes;
  readonly files: AttachmentLinks;
  readonly users = new Map<string, DcUser>();
  readonly standings = new Map<string, Standing>();
  readonly channels = new Map<string, Channel>();
  readonly guilds = new Map<string, Guild>();
  /** By token. */
  readonly applications = new Map<string, Application>();
  /** By token. */
  readonly interactions = new Map<string, Interaction>();
  readonly #dms = new Map<string, Channel>();

  constructor(parts: { readonly clock: Clock; readonly changes: Changes; readonly files: AttachmentLinks }) {
    this.clock = parts.clock;
    this.changes = parts.changes;
    this.files = parts.files;
    this.ids = new Snowflakes({ epochMs: discordEpochMs, now: () => this.clock.now() });
  }

  addApplication(options: BotOptions): Application {
    const application = new Application(options, () => this.ids.next());
    this.applications.set(options.token, application);
    this.users.set(application.id, application.user);
    return application;
  }

  /** By username. @default the first one */
  bot(username?: string): Application {
    const all = [...this.applications.values()];
    const bot = username === undefined ? all[0] : all.find(({ user }) => user.username === username);
    if (!bot) throw new Error(username === undefined ? "No bot was added." : `There is no bot ${username}.`);
    return bot;
  }

  addGuild(options: GuildOptions, owner: DcUser): Guild {
    const guild = new Guild(options, owner, this);
    this.guilds.set(guild.id, guild);
    return guild;
  }

  guildOf(channel: Channel): Guild | undefined {
    return this.guilds.get(channel.facts.guildId ?? "");
  }

  /** Whether somebody sees a channel: of direct chats those whose it is. */
  sees(userId: string, channel: Channel): boolean {
    const guild = this.guildOf(channel);
    if (guild) return guild.sees(userId, channel);
    return channel.facts.recipients?.some(({ id }) => id === userId) ?? false;
  }

  /** The direct chat of a bot and a person; made when there is none. */
  dm(botId: string, userId: string): Channel {
    const key = `${botId} ${userId}`;
    const known = this.#dms.get(key);
    if (known) return known;
    const recipients = [botId, userId].flatMap((id) => this.users.get(id) ?? []);
    const channel = new Channel({ id: this.ids.next(), type: channelTypes.dm, recipients }, this.changes);
    this.#dms.set(key, channel);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Why a bot cannot write to a person; undefined when it can. */
  dmClosed(botId: string, userId: string): Closed | undefined {
    const standing = this.standings.get(userId);
    if (standing?.dmsClosed) return "dms_closed";
    if (standing?.installed.has(botId)) return undefined;
    return this.shareGuild(botId, userId) ? undefined : "no_mutual_guild";
  }

  shareGuild(userId: string, otherId: string): boolean {
    return [...this.guilds.values()].some(({ members }) => members.has(userId) && members.has(otherId));
  }

  tell(happening: Happening): void {
    const { name, data, guildId, channel, botId } = happening;
    for (const application of this.applications.values()) {
      if (application.sessions.size === 0) continue;
      if (botId !== undefined ? application.id !== botId : !this.#concerns(application.id, happening))
        continue;
      const about = guildId ?? channel?.facts.guildId;
      for (const session of application.sessions)
        session.tell(name, data, about === undefined ? {} : { guildId: about });
    }
    this.changes.changed();
  }

  #concerns(userId: string, { guildId, channel }: Happening): boolean {
    if (channel) return this.sees(userId, channel);
    return this.guilds.get(guildId ?? "")?.members.has(userId) ?? false;
  }
}
