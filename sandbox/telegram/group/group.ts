import { Chat } from "../chat.ts";
import { type Place, post } from "../place.ts";
import type { ChatMessage, TgUser } from "../types.ts";
import { wireMessage } from "../wire-message.ts";
import { JoinRequest } from "./join-request.ts";
import { type LinkedChannel, linkedChannel } from "./linked-channel.ts";
import {
  anonymousAdmin,
  type GroupBot,
  type GroupWorld,
  someOwner,
  telegramItself,
  type Who,
} from "./people.ts";
import { isSeenBy } from "./privacy.ts";
import {
  type AdminRight,
  aMember,
  hasRight,
  isAdmin,
  isPresent,
  type Member,
  may,
  type Permissions,
  permissionNames,
  usualRights,
} from "./rights.ts";
import { Roster } from "./roster.ts";
import { openTopic, type TopicHandle, type TopicPlace, topicHandle } from "./topics.ts";
import { threadOf, writerOf } from "./writer.ts";

export interface GroupOptions {
  readonly id: number;
  readonly title: string;
  /** @default by the id: below -1,000,000,000,000 a supergroup */
  readonly type?: "group" | "supergroup";
  readonly forum?: boolean;
  readonly username?: string;
  /** Here from the start; nobody is told. */
  readonly members?: readonly Who[];
  readonly owner?: Who;
}

export interface By {
  /** @default the owner */
  readonly by?: Who | undefined;
}

export interface Timed extends By {
  /** When it ends by itself. */
  readonly untilAt?: number | undefined;
}

export interface Promotion extends By {
  /** @default all but promoting others */
  readonly rights?: readonly AdminRight[] | undefined;
  readonly anonymous?: boolean | undefined;
  readonly title?: string | undefined;
}

export interface Spot {
  readonly topic?: number | undefined;
  readonly replyTo?: number | undefined;
  /** Write as a channel of one's own. */
  readonly asChannel?: { readonly id: number; readonly title: string } | undefined;
}

export const announcements = ["both", "old", "new", "none"] as const;
export type Announcement = (typeof announcements)[number];

const firstSupergroupId = -1_000_000_000_000;
const anonymous: Who = { user: anonymousAdmin };

/** A group or supergroup: who is in it, who may what, and which bot gets to see what. */
export class Group {
  readonly chat: Chat;
  readonly joinRequests: JoinRequest[] = [];
  readonly roster: Roster;
  readonly #world: GroupWorld;
  readonly #open: (options: GroupOptions) => Group;
  #lastMessageId = 0;
  /** The supergroup that it has become. */
  movedTo: number | undefined;
  linked: LinkedChannel | undefined;

  /** `open` makes the supergroup that this group may become. */
  constructor(options: GroupOptions, world: GroupWorld, open: (options: GroupOptions) => Group) {
    const { id, title, forum, username, type = id < firstSupergroupId ? "supergroup" : "group" } = options;
    const named = username === undefined ? {} : { username };
    this.#world = world;
    this.#open = open;
    this.chat = new Chat({ id, title, type, ...named, ...(forum && { is_forum: true }) }, world.changes);
    this.roster = new Roster(this.chat, world);
    this.roster.put(aMember(options.owner?.user ?? someOwner, "creator"));
    this.roster.put(...(options.members ?? []).map(({ user }) => aMember(user)));
  }

  get id(): number {
    return this.chat.id;
  }

  get members(): readonly Member[] {
    return this.roster.members;
  }

  member(id: number): Member | undefined {
    return this.roster.member(id);
  }

  join(who: Who, how: { readonly via_join_request?: true } = {}): void {
    this.roster.set(aMember(who.user), { by: who.user, how });
    this.announce({ new_chat_members: [who.user] }, { by: who });
  }

  leave(who: Who): void {
    this.roster.set(aMember(who.user, "left"), { by: who.user });
    this.announce({ left_chat_member: who.user }, { by: who });
  }

  add(who: Who, { by }: By = {}): void {
    this.#set(aMember(who.user), by);
    this.announce({ new_chat_members: [who.user] }, { by });
  }

  kick(who: Who, { by, untilAt }: Timed = {}): void {
    const wasHere = isPresent(this.roster.known(who.user));
    this.#set({ ...aMember(who.user, "kicked"), ...(untilAt !== undefined && { untilAt }) }, by);
    if (wasHere) this.announce({ left_chat_member: who.user }, { by });
  }

  unban(who: Who, { by }: By = {}): void {
    this.#set(aMember(who.user, "left"), by);
  }

  promote(who: Who, options: Promotion = {}): void {
    const { rights = usualRights, anonymous = false, title, by } = options;
    const titled = title === undefined ? {} : { title };
    this.#set({ ...aMember(who.user, "administrator"), rights, anonymous, ...titled }, by);
  }

  demote(who: Who, { by }: By = {}): void {
    this.#set(aMember(who.user), by);
  }

  restrict(who: Who, permissions: Permissions, { by, untilAt }: Timed = {}): void {
    const isFree = permissionNames.every((name) => permissions[name] === true);
    const until = untilAt === undefined ? {} : { untilAt };
    const restricted: Member = { ...aMember(who.user, "restricted"), permissions, ...until };
    this.#set(isFree ? aMember(who.user) : restricted, by);
  }

  rename(title: string, { by }: By = {}): void {
    this.chat.about = { ...this.chat.about, title };
    this.announce({ new_chat_title: title }, { by });
  }

  pin(messageId: number, { by }: By = {}): void {
    const message = this.chat.find(messageId);
    if (!message) throw new Error(`There is no message ${messageId} in group ${this.id}.`);
    this.announce({ pinned_message: wireMessage(this.chat, message, 1) }, { by });
  }

  topic(name: string, { by }: By = {}): TopicHandle {
    return openTopic(this.#topicPlace(by), name);
  }

  topicById(id: number, { by }: By = {}): TopicHandle {
    return topicHandle(this.#topicPlace(by), id);
  }

  linkChannel(about: {
    readonly id: number;
    readonly title: string;
    readonly username?: string;
  }): LinkedChannel {
    const { clock } = this.#world;
    this.linked ??= linkedChannel({ ...about, type: "channel" }, this.placeOf(telegramItself), clock);
    return this.linked;
  }

  requestJoin(who: Who, options: { readonly bio?: string; readonly query?: boolean } = {}): JoinRequest {
    const { bio, query = false } = options;
    const id = `${-this.id}${String(this.joinRequests.length + 1).padStart(6, "0")}`;
    const request = new JoinRequest({ id, user: who.user, query }, this.#world.clock);
    this.joinRequests.push(request);
    for (const bot of this.#world.bots()) {
      if (!hasRight(this.roster.known(bot.user), "can_invite_users")) continue;
      bot.openChat({ id: who.user.id, type: "private", first_name: who.user.first_name });
      bot.tell("chat_join_request", request.wire(this.chat.about, bio), this.id);
    }
    return request;
  }

  /** Becomes a supergroup with the same members; `announce` tells in which of the two the bots hear of it. */
  migrate(options: By & { readonly to?: number; readonly announce?: Announcement } = {}): Group {
    const { by, to = firstSupergroupId + this.id, announce = "both" } = options;
    const next = this.#open({ id: to, title: this.chat.about.title ?? "", type: "supergroup" });
    next.roster.put(...this.members);
    if (announce === "both" || announce === "old") this.announce({ migrate_to_chat_id: to }, { by });
    if (announce === "both" || announce === "new")
      next.announce({ migrate_from_chat_id: this.id, sender_chat: next.chat.about }, { by: anonymous });
    this.movedTo = to;
    return next;
  }

  /** What happened here, as a message of its own kind. */
  announce(
    says: Readonly<Record<string, unknown>>,
    { by, topic }: By & { readonly topic?: number | "own" | undefined } = {},
  ): ChatMessage {
    const id = this.nextMessageId();
    const place = { ...this.placeOf(this.roster.actor(by)), nextMessageId: () => id };
    const inTopic = topic === "own" ? id : topic;
    const spot = inTopic === undefined ? place : { ...place, topic: inTopic };
    return post(spot, { kind: "service", extra: says }, this.#world.clock);
  }

  /** Where a person writes. Throws when they may not. */
  place(user: TgUser, { topic, replyTo, asChannel }: Spot = {}): Place {
    const member = this.roster.known(user);
    if (this.movedTo !== undefined) throw new Error(`Group ${this.id} has moved to ${this.movedTo}.`);
    if (!may(member, "can_send_messages"))
      throw new Error(`${user.first_name} is not in group ${this.id}, or may not write there.`);
    const replied = replyTo === undefined ? undefined : this.chat.find(replyTo);
    const inTopic = topic ?? replied?.topic;
    this.#checkTopic(inTopic, member);
    const { from, extra } = writerOf(this.chat, member, asChannel);
    const beside = { ...extra, ...threadOf(this.chat, replied) };
    return { ...this.placeOf(from), extra: beside, ...(inTopic !== undefined && { topic: inTopic }) };
  }

  readonly nextMessageId = (): number => {
    this.#lastMessageId += 1;
    return this.#lastMessageId;
  };

  /** Whether they may write is not asked. */
  placeOf(from: TgUser): Place {
    return {
      chat: this.chat,
      from,
      nextMessageId: this.nextMessageId,
      tell: (kind, message) => this.#tell(kind, message),
    };
  }

  #checkTopic(id: number | undefined, member: Member): void {
    if (id === undefined) return;
    const topic = this.chat.topics.get(id);
    if (!topic || topic.removed) throw new Error(`There is no topic ${id} in group ${this.id}.`);
    if (topic.closed && !isAdmin(member)) throw new Error(`Topic ${id} of group ${this.id} is closed.`);
  }

  #topicPlace(by: Who | undefined): TopicPlace {
    return {
      chat: this.chat,
      now: () => this.#world.clock.now(),
      announce: (says, topic) => this.announce(says, { by, topic }),
    };
  }

  #set(member: Member, by: Who | undefined): void {
    this.roster.set(member, { by: this.roster.actor(by) });
  }

  #tell(kind: string, message: ChatMessage): void {
    const repliedTo = message.replyTo === undefined ? undefined : this.chat.find(message.replyTo);
    const sees = ({ user, readsAll }: GroupBot) =>
      user.id !== message.from.id &&
      isSeenBy({ member: this.roster.known(user), readsAll }, message, repliedTo);
    const seeing = this.#world.bots().filter(sees);
    if (seeing.length === 0) return;
    const wire = wireMessage(this.chat, message);
    for (const bot of seeing) bot.tell(kind, wire, this.id);
  }
}
