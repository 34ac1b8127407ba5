import type { AutoModRule } from "../automod/rules.ts";
import { Channel, type ChannelFacts } from "./channel.ts";
import { type Core, isoTime } from "./core.ts";
import type { Member, Role } from "./guild-parts.ts";
import { channelWire, guildWire, memberWire, roleWire } from "./guild-wire.ts";
import {
  allPermissions,
  bitsOf,
  everyoneMay,
  overwritten,
  type Permission,
  timedOutMay,
} from "./permissions.ts";
import { channelTypes, type DcUser, type Overwrite } from "./types.ts";

export interface GuildOptions {
  readonly name: string;
  /** @default a new one */
  readonly id?: string;
  readonly locale?: string;
}

export interface OverwriteOptions {
  /** A role or a member. @default everybody */
  readonly for?: { readonly id: string; readonly isMember?: boolean };
  readonly allow?: readonly Permission[];
  readonly deny?: readonly Permission[];
}

export interface ChannelOptions {
  readonly name: string;
  readonly type?: "text" | "announcement" | "voice" | "category" | "forum";
  readonly topic?: string;
  readonly parentId?: string;
  readonly overwrites?: readonly OverwriteOptions[];
}

/** Threads are not counted. https://support.discord.com/hc/en-us/articles/115001580171-Channel-Categories-101 */
const mostInCategory = 50;

/** A server: its members, roles, channels and bans. */
export class Guild {
  readonly id: string;
  readonly createdAt: number;
  readonly locale: string;
  readonly roles = new Map<string, Role>();
  readonly members = new Map<string, Member>();
  readonly bans = new Map<string, { readonly user: DcUser; readonly reason: string | null }>();
  readonly rules = new Map<string, AutoModRule>();
  readonly #core: Core;
  /** @default 1,000, as at Discord */
  maxActiveThreads = 1_000;
  /** Sessions that begin are not told of it yet. */
  isUnavailable = false;
  name: string;
  ownerId: string;

  constructor(options: GuildOptions, owner: DcUser, core: Core) {
    this.#core = core;
    this.id = options.id ?? core.ids.next();
    this.name = options.name;
    this.locale = options.locale ?? "en-US";
    this.ownerId = owner.id;
    this.createdAt = core.clock.now();
    this.roles.set(this.id, {
      id: this.id,
      name: "@everyone",
      permissions: everyoneMay,
      position: 0,
      managed: false,
    });
    this.members.set(owner.id, this.#newMember(owner));
  }

  /** Channels and threads, in the order in which they were made. */
  get channels(): readonly Channel[] {
    return [...this.#core.channels.values()].filter(({ facts }) => facts.guildId === this.id);
  }

  addChannel(options: ChannelOptions): Channel {
    const { name, type = "text", topic, parentId, overwrites = [] } = options;
    const inCategory = this.channels.filter(
      ({ isThread, facts }) => !isThread && facts.parentId === parentId,
    );
    if (parentId !== undefined && inCategory.length >= mostInCategory)
      throw new Error(`Maximum number of channels in category reached (${mostInCategory})`);
    return this.openChannel({
      id: this.#core.ids.next(),
      type: channelTypes[type],
      name,
      guildId: this.id,
      position: this.channels.length,
      overwrites: overwrites.map((overwrite) => this.overwrite(overwrite)),
      ...(topic !== undefined && { topic }),
      ...(parentId !== undefined && { parentId }),
    });
  }

  /** A channel or thread as it stands; the bots that see it are told. */
  openChannel(facts: ChannelFacts, extra: object = {}): Channel {
    const channel = new Channel(facts, this.#core.changes);
    this.#core.channels.set(channel.id, channel);
    if (facts.ownerId !== undefined) channel.members.add(facts.ownerId);
    const name = channel.isThread ? "THREAD_CREATE" : "CHANNEL_CREATE";
    this.#core.tell({ name, data: { ...channelWire(channel), ...extra }, guildId: this.id, channel });
    return channel;
  }

  updateChannel(channel: Channel, patch: Partial<ChannelFacts>): void {
    channel.update(patch);
    const name = channel.isThread ? "THREAD_UPDATE" : "CHANNEL_UPDATE";
    this.#core.tell({ name, data: channelWire(channel), guildId: this.id, channel });
  }

  removeChannel(channel: Channel): void {
    const { id, type, parentId } = channel.facts;
    const data = channel.isThread
      ? { id, guild_id: this.id, parent_id: parentId ?? null, type }
      : channelWire(channel);
    const name = channel.isThread ? "THREAD_DELETE" : "CHANNEL_DELETE";
    this.#core.tell({ name, data, guildId: this.id, channel });
    channel.deleted = true;
    this.#core.channels.delete(channel.id);
    this.#core.changes.changed();
  }

  /** Adds somebody to a thread, or takes somebody out. */
  setInThread(thread: Channel, userId: string, isIn: boolean): void {
    if (thread.members.has(userId) === isIn) return;
    if (isIn) thread.members.add(userId);
    else thread.members.delete(userId);
    const added = {
      id: thread.id,
      user_id: userId,
      join_timestamp: isoTime(this.#core.clock.now()),
      flags: 0,
    };
    const data = {
      id: thread.id,
      guild_id: this.id,
      member_count: thread.members.size,
      ...(isIn ? { added_members: [added] } : { removed_member_ids: [userId] }),
    };
    this.#core.tell({ name: "THREAD_MEMBERS_UPDATE", data, guildId: this.id, channel: thread });
  }

  overwrite({ for: about, allow = [], deny = [] }: OverwriteOptions): Overwrite {
    const type = about?.isMember === true ? 1 : 0;
    return { id: about?.id ?? this.id, type, allow: bitsOf(allow), deny: bitsOf(deny) };
  }

  /** Sets what a role, a member or everybody may in a channel. */
  permit(channel: Channel, options: OverwriteOptions): void {
    const overwrite = this.overwrite(options);
    const others = (channel.facts.overwrites ?? []).filter(({ id }) => id !== overwrite.id);
    this.updateChannel(channel, { overwrites: [...others, overwrite] });
  }

  addRole(options: {
    readonly name: string;
    readonly permissions?: readonly Permission[] | bigint;
    readonly botId?: string;
  }): Role {
    const { name, permissions = [], botId } = options;
    // A bot's role comes to stand on top, others begin below all that are there.
    const position = botId === undefined ? 1 : this.roles.size;
    for (const [id, other] of this.roles)
      if (other.position >= position) this.roles.set(id, { ...other, position: other.position + 1 });
    const role: Role = {
      id: this.#core.ids.next(),
      name,
      permissions: typeof permissions === "bigint" ? permissions : bitsOf(permissions),
      position,
      managed: botId !== undefined,
      ...(botId !== undefined && { botId }),
    };
    this.roles.set(role.id, role);
    this.#tell("GUILD_ROLE_CREATE", { role: roleWire(role) });
    return role;
  }

  updateRole(role: Role, permissions: readonly Permission[]): void {
    const changed = { ...role, permissions: bitsOf(permissions) };
    this.roles.set(role.id, changed);
    this.#tell("GUILD_ROLE_UPDATE", { role: roleWire(changed) });
  }

  /** The member that is there, or a new one. */
  join(user: DcUser, roleIds: readonly string[] = []): Member {
    const known = this.members.get(user.id);
    if (known) return known;
    if (this.bans.has(user.id)) throw new Error(`${user.username} is banned from ${this.name}.`);
    const member = { ...this.#newMember(user), roleIds };
    this.members.set(user.id, member);
    if (user.bot)
      this.#core.tell({
        name: "GUILD_CREATE",
        data: guildWire(this, user.id),
        guildId: this.id,
        botId: user.id,
      });
    this.#tell("GUILD_MEMBER_ADD", memberWire(member));
    this.#core.changes.changed();
    return member;
  }

  /** Left or was kicked; nothing when nobody of that id is there. */
  leave(userId: string): void {
    const member = this.members.get(userId);
    if (!member) return;
    this.members.delete(userId);
    this.#tell("GUILD_MEMBER_REMOVE", { user: member.user });
    const data = { id: this.id };
    if (member.user.bot) this.#core.tell({ name: "GUILD_DELETE", data, botId: userId });
    this.#core.changes.changed();
  }

  ban(user: DcUser, reason: string | null = null): void {
    if (!this.bans.has(user.id)) this.#tell("GUILD_BAN_ADD", { user });
    this.bans.set(user.id, { user, reason });
    this.leave(user.id);
    this.#core.changes.changed();
  }

  /** Whether there was a ban. */
  unban(userId: string): boolean {
    const ban = this.bans.get(userId);
    if (!ban) return false;
    this.bans.delete(userId);
    this.#tell("GUILD_BAN_REMOVE", { user: ban.user });
    this.#core.changes.changed();
    return true;
  }

  updateMember(userId: string, patch: Partial<Omit<Member, "user">>): Member {
    const member = this.members.get(userId);
    if (!member) throw new Error(`${userId} is no member of ${this.name}.`);
    const changed = { ...member, ...patch };
    this.members.set(userId, changed);
    this.#tell("GUILD_MEMBER_UPDATE", memberWire(changed));
    this.#core.changes.changed();
    return changed;
  }

  isTimedOut(userId: string): boolean {
    return (this.members.get(userId)?.timedOutUntil ?? 0) > this.#core.clock.now();
  }

  /** What somebody may in the guild, or in one of its channels. */
  permissions(userId: string, channel?: Channel): bigint {
    const member = this.members.get(userId);
    if (!member) return 0n;
    if (userId === this.ownerId) return allPermissions;
    const base = [this.id, ...member.roleIds].reduce(
      (bits, roleId) => bits | (this.roles.get(roleId)?.permissions ?? 0n),
      0n,
    );
    if (base & bitsOf(["Administrator"])) return allPermissions;
    const place = channel?.isThread ? this.#core.channels.get(channel.facts.parentId ?? "") : channel;
    const who = { guildId: this.id, roleIds: member.roleIds, userId };
    const bits = overwritten(base, who, place?.facts.overwrites ?? []);
    return this.isTimedOut(userId) || member.quarantined ? bits & timedOutMay : bits;
  }

  may(userId: string, permission: Permission, channel?: Channel): boolean {
    const wanted = bitsOf([permission]);
    return (this.permissions(userId, channel) & wanted) === wanted;
  }

  /** Whether somebody sees a channel; a private thread only its members and those who manage threads. */
  sees(userId: string, channel: Channel): boolean {
    if (!this.may(userId, "ViewChannel", channel)) return false;
    if (channel.facts.type !== channelTypes.privateThread) return true;
    return channel.members.has(userId) || this.may(userId, "ManageThreads", channel);
  }

  /** The place of somebody's highest role: nobody acts upon whoever stands as high. */
  rank(userId: string): number {
    if (userId === this.ownerId) return Number.POSITIVE_INFINITY;
    const roleIds = this.members.get(userId)?.roleIds ?? [];
    return Math.max(0, ...roleIds.map((id) => this.roles.get(id)?.position ?? 0));
  }

  #newMember(user: DcUser): Member {
    const joinedAt = this.#core.clock.now();
    return { user, nick: undefined, roleIds: [], joinedAt, timedOutUntil: undefined };
  }

  #tell(name: string, data: object): void {
    this.#core.tell({ name, data: { ...data, guild_id: this.id }, guildId: this.id });
  }
}
