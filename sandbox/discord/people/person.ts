import { type FileDraft, storedFile } from "../../wire/stored-file.ts";
import type { Fields } from "../../wire/values.ts";
import { screenMember, screenText } from "../automod/screen.ts";
import { begin } from "../interactions/begin.ts";
import type { Interaction } from "../interactions/interaction.ts";
import type { Channel } from "../world/channel.ts";
import type { Guild } from "../world/guild.ts";
import { edit, post, remove } from "../world/post.ts";
import { react } from "../world/react.ts";
import { type DcMessage, type DcUser, messageFlags } from "../world/types.ts";
import type { Standing, World } from "../world/world.ts";
import type { Actor } from "./actor.ts";
import {
  autocomplete,
  type CommandCall,
  callOnMessage,
  callOnUser,
  callSlash,
  type OptionValue,
} from "./call-command.ts";
import { type ModalValues, submitModal } from "./submit-modal.ts";
import { choose, press } from "./use-components.ts";

export interface PersonOptions {
  readonly name: string;
  /** @default a new one */
  readonly id?: string;
  readonly displayName?: string;
  /** What the person's Discord speaks. @default "en-US" */
  readonly locale?: string;
}

export interface ToBot {
  /** The username of the bot that is meant. @default the bot that was added first */
  readonly bot?: string;
}

export interface Where extends ToBot {
  /** A server's channel or a thread. @default the direct chat with the bot */
  readonly channel?: Channel;
}

export interface SayOptions extends Where {
  readonly replyTo?: string;
  /** Whether a reply pings whom it replies to. @default true */
  readonly ping?: boolean;
  readonly files?: readonly FileDraft[];
}

/** With a subscription; what is longer, Discord's apps send as a file. */
const longestText = 4_000;

/** Someone who uses Discord. */
export class Person {
  readonly user: DcUser;
  readonly #world: World;
  readonly #standing: Standing;

  constructor(user: DcUser, world: World, standing: Standing) {
    this.user = user;
    this.#world = world;
    this.#standing = standing;
  }

  get id(): string {
    return this.user.id;
  }

  get locale(): string {
    return this.#standing.locale;
  }

  /** The direct chat with the bot; opened when there is none. */
  dm({ bot }: ToBot = {}): Channel {
    return this.#world.dm(this.#world.bot(bot).id, this.id);
  }

  /** Throws when Discord would not let the person write there. */
  say(text: string, options: SayOptions = {}): DcMessage {
    const channel = this.place(options);
    screenText(this.#world, channel, { user: this.user, text });
    const paste = text.length > longestText ? [{ fileName: "message.txt", bytes: Buffer.from(text) }] : [];
    const drafts = [...paste, ...(options.files ?? [])];
    const files = drafts.map((draft) => storedFile(draft, this.#world.ids.next()));
    const { replyTo, ping = true } = options;
    return post(this.#world, channel, {
      author: this.user,
      text: paste.length > 0 ? "" : text,
      files,
      replyTo,
      mentions: { users: "all", roles: "all", everyone: false, repliedUser: ping },
    });
  }

  edit(messageId: string, text: string): DcMessage {
    const message = this.#own(messageId);
    const channel = this.#world.channels.get(message.channelId);
    if (channel) screenText(this.#world, channel, { user: this.user, text });
    return edit(this.#world, message, { text });
  }

  /** Deletes an own message, or as a moderator somebody else's. */
  remove(messageId: string): void {
    const message = this.#find(messageId);
    const channel = this.#world.channels.get(message.channelId);
    const guild = channel && this.#world.guildOf(channel);
    if (message.author.id !== this.id && !guild?.may(this.id, "ManageMessages", channel))
      throw new Error(`${this.user.username} may not delete message ${messageId}.`);
    remove(this.#world, [message], this.id);
  }

  react(messageId: string, emoji: string, has = true): void {
    react(this.#world, this.#find(messageId), { user: this.user, emoji, has });
  }

  /** Presses a button by its label or its custom id, on the newest message that has it. */
  press(wanted: string, options: Where & { readonly messageId?: string } = {}): Interaction {
    return press(this.#world, this.#actor, wanted, this.#use(options));
  }

  /** Chooses in a select by its placeholder or its custom id, string options by label or value. */
  choose(
    select: string,
    values: readonly string[],
    options: Where & { readonly messageId?: string } = {},
  ): Interaction {
    return choose(this.#world, this.#actor, { select, values }, this.#use(options));
  }

  /** Calls a slash command; a subcommand stands in the name, as in `ticket open`. */
  call(
    name: string,
    { options, ...where }: Where & { readonly options?: Readonly<Record<string, OptionValue>> } = {},
  ): Interaction {
    return callSlash(this.#world, this.#actor, this.#command(name, where), options);
  }

  /** Types in a slash command's option; `choices` of the interaction are what is offered. */
  autocomplete(
    name: string,
    typed: { readonly option: string; readonly text: string },
    where: Where = {},
  ): Interaction {
    return autocomplete(this.#world, this.#actor, this.#command(name, where), typed);
  }

  /** Calls a command of a message's menu. */
  callOnMessage(name: string, messageId: string, where: Where = {}): Interaction {
    return callOnMessage(this.#world, this.#actor, this.#command(name, where), messageId);
  }

  /** Calls a command of a member's menu. */
  callOnUser(name: string, about: { readonly user: DcUser }, where: Where = {}): Interaction {
    return callOnUser(this.#world, this.#actor, this.#command(name, where), about.user);
  }

  /** Fills in the form that an interaction opened, by custom ids, and sends it. */
  submit(opened: Interaction, values: ModalValues): Interaction {
    return submitModal(this.#world, this.#actor, opened, values);
  }

  /** An interaction with data that no client would send. */
  forge(
    data: Fields,
    { type, messageId, ...where }: Where & { readonly type: number; readonly messageId?: string },
  ): Interaction {
    const channel = where.channel ?? this.dm(where);
    const message = messageId === undefined ? undefined : this.#find(messageId);
    const application = this.#world.bot(where.bot);
    return begin(this.#world, {
      ...this.#actor,
      type,
      application,
      channel,
      data,
      ...(message && { message }),
    });
  }

  /** Comes into a server; its AutoMod looks at the name. */
  join(guild: Guild, roleIds: readonly string[] = []): void {
    guild.join(this.user, roleIds);
    screenMember(this.#world, guild, this.user);
  }

  leave(guild: Guild): void {
    guild.leave(this.id);
  }

  /** Takes no direct messages of servers' members; sends fail with 50007. */
  closeDms(): void {
    this.#standing.dmsClosed = true;
  }

  openDms(): void {
    this.#standing.dmsClosed = false;
  }

  /** Adds the bot to the own account: it may write without a server in common. */
  install({ bot }: ToBot = {}): void {
    this.#standing.installed.add(this.#world.bot(bot).id);
  }

  uninstall({ bot }: ToBot = {}): void {
    this.#standing.installed.delete(this.#world.bot(bot).id);
  }

  /** Where the person writes; who has no server in common with a bot must have installed it. */
  place({ channel, bot }: Where): Channel {
    if (!channel) {
      const { id } = this.#world.bot(bot);
      if (!this.#world.shareGuild(id, this.id)) this.#standing.installed.add(id);
      return this.#world.dm(id, this.id);
    }
    if (!this.#world.sees(this.id, channel))
      throw new Error(`${this.user.username} does not see ${channel.name}.`);
    const guild = this.#world.guildOf(channel);
    const right = channel.isThread ? "SendMessagesInThreads" : "SendMessages";
    if (guild && !guild.may(this.id, right, channel))
      throw new Error(`${this.user.username} may not write in ${channel.name}.`);
    return channel;
  }

  get #actor(): Actor {
    return { user: this.user, locale: this.locale };
  }

  #use({ messageId, channel, ...to }: Where & { readonly messageId?: string }) {
    const place =
      messageId === undefined ? channel : this.#world.channels.get(this.#find(messageId).channelId);
    return { channel: place ?? this.dm(to), messageId };
  }

  #command(name: string, { channel, ...to }: Where): CommandCall {
    return { name, application: this.#world.bot(to.bot), channel: channel ?? this.dm(to) };
  }

  #own(messageId: string): DcMessage {
    const message = this.#find(messageId);
    if (message.author.id === this.id) return message;
    throw new Error(`${this.user.username} did not write message ${messageId}.`);
  }

  #find(messageId: string): DcMessage {
    for (const channel of this.#world.channels.values()) {
      const message = channel.find(messageId);
      if (message && message.deletedAt === undefined && (message.flags & messageFlags.loading) === 0)
        return message;
    }
    throw new Error(`There is no message ${messageId}.`);
  }
}
