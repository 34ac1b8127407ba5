import { randomBytes } from "node:crypto";
import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import { Snowflakes } from "../../wire/snowflakes.ts";
import type { StoredFile } from "../../wire/stored-file.ts";
import type { Activity } from "./activity.ts";
import { Conversation, directConversationId } from "./conversation.ts";
import { linkedText } from "./linked-text.ts";
import {
  type App,
  type DmEvent,
  type DmEventType,
  type Grant,
  type LinkedText,
  type Media,
  type MediaType,
  type Post,
  twitterEpochMs,
  type User,
} from "./types.ts";
import { Uploads } from "./uploads.ts";

export interface DmDraft {
  readonly from: User;
  readonly text: string;
  readonly media?: Media | undefined;
  readonly by: DmEvent["by"];
}

const mediaTypeOf = (mediaType: string): MediaType => {
  if (mediaType === "image/gif") return "animated_gif";
  return mediaType.startsWith("video/") ? "video" : "photo";
};

const keyPrefixes: Readonly<Record<MediaType, string>> = { photo: "3", video: "7", animated_gif: "16" };

/** Everybody and everything on X: users, apps, conversations, posts, media. */
export class World {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly ids: Snowflakes;
  readonly users = new Map<string, User>();
  /** By consumer key. */
  readonly apps = new Map<string, App>();
  /** By access token. */
  readonly grants = new Map<string, Grant>();
  readonly conversations = new Map<string, Conversation>();
  /** By id. */
  readonly events = new Map<string, DmEvent>();
  readonly posts = new Map<string, Post>();
  readonly uploads: Uploads;
  /** Who is told of what happens; webhooks pass it on to apps. */
  tell: (activity: Activity) => void = () => {};

  constructor(world: { readonly clock: Clock; readonly changes: Changes }) {
    this.clock = world.clock;
    this.changes = world.changes;
    this.uploads = new Uploads(world.clock);
    this.ids = new Snowflakes({ epochMs: twitterEpochMs, now: () => world.clock.now() });
  }

  addUser(facts: { readonly username: string; readonly name: string; readonly id?: string }): User {
    const { username, name, id = this.ids.next() } = facts;
    const createdAt = this.clock.now();
    const user: User = {
      id,
      username,
      name,
      createdAt,
      standing: "active",
      dmsClosed: false,
      blocks: new Set(),
    };
    this.users.set(id, user);
    this.changes.changed();
    return user;
  }

  addApp(keys: Pick<App, "consumerKey" | "consumerSecret">): App {
    const app = { ...keys, id: this.ids.next(), bearer: `AAAA${randomBytes(24).toString("hex")}` };
    this.apps.set(app.consumerKey, app);
    return app;
  }

  userByName(username: string): User | undefined {
    const wanted = username.toLowerCase();
    return [...this.users.values()].find((user) => user.username.toLowerCase() === wanted);
  }

  /** Whether an app may act for the user: an account of a fleet. */
  isAccount(userId: string): boolean {
    return [...this.grants.values()].some(({ user }) => user.id === userId);
  }

  direct(one: string, other: string): Conversation {
    return this.#conversation({
      id: directConversationId(one, other),
      isGroup: false,
      participants: [one, other],
    });
  }

  group(creator: User, participants: readonly string[]): Conversation {
    const everybody = [creator.id, ...participants];
    const group = this.#conversation({ id: this.ids.next(), isGroup: true, participants: everybody });
    this.#record(group, { type: "ParticipantsJoin", from: creator, participants: everybody });
    return group;
  }

  #conversation(facts: {
    readonly id: string;
    readonly isGroup: boolean;
    readonly participants: readonly string[];
  }): Conversation {
    const known = this.conversations.get(facts.id);
    if (known) return known;
    const isAccount = (userId: string) => this.isAccount(userId);
    const made = new Conversation(facts, { changes: this.changes, isAccount });
    this.conversations.set(facts.id, made);
    return made;
  }

  /** Says something in a conversation, and tells everybody who takes part. */
  dm(conversation: Conversation, { from, text, media, by }: DmDraft): DmEvent {
    const event = this.#record(conversation, { type: "MessageCreate", from, text, media, by });
    this.tell({ type: "dm.sent", userId: from.id, event });
    for (const userId of conversation.participants)
      if (userId !== from.id) this.tell({ type: "dm.received", userId, event });
    return event;
  }

  leave(conversation: Conversation, user: User): void {
    conversation.participants.delete(user.id);
    this.#record(conversation, { type: "ParticipantsLeave", from: user, participants: [user.id] });
  }

  #record(
    conversation: Conversation,
    facts: Partial<DmDraft> & {
      readonly type: DmEventType;
      readonly from: User;
      readonly participants?: readonly string[];
    },
  ): DmEvent {
    const { type, from, text = "", media, by = "app", participants } = facts;
    const id = this.ids.next();
    const event: DmEvent = {
      id,
      type,
      at: this.clock.now(),
      conversationId: conversation.id,
      senderId: from.id,
      text,
      linked: this.#linked(text, id, media),
      by,
      deletedBy: new Set(),
      ...(media && { media }),
      ...(participants && { participants }),
    };
    this.events.set(id, event);
    conversation.add(event);
    return event;
  }

  #linked(text: string, salt: string, media: Media | undefined): LinkedText {
    return linkedText(text, { salt, ...(media && { more: `https://x.com/messages/media/${salt}` }) });
  }

  /** A file as X keeps it, but for its bytes: X makes a film of a moving picture. */
  media(file: StoredFile): Media {
    const type = mediaTypeOf(file.mediaType);
    const ending = type === "photo" ? file.fileName.slice(file.fileName.lastIndexOf(".") + 1) : "mp4";
    const resource = `${randomBytes(6).toString("hex")}.${ending}`;
    return { id: file.id, key: `${keyPrefixes[type]}_${file.id}`, type, file, resource };
  }

  post(draft: {
    readonly author: User;
    readonly text: string;
    readonly replyTo?: Post | undefined;
    readonly media?: readonly Media[];
  }): Post {
    const { author, text, replyTo, media = [] } = draft;
    const id = this.ids.next();
    const answered = replyTo ? [replyTo.authorId, ...replyTo.mentions] : [];
    const hidden = [...new Set(answered)]
      .filter((userId) => userId !== author.id)
      .flatMap((userId) => this.users.get(userId) ?? []);
    const named = [...text.matchAll(/@(\w{1,15})/g)].flatMap(([, name = ""]) => this.userByName(name) ?? []);
    const mentioned = [...new Set([...hidden, ...named])].filter((user) => user !== author);
    const prefix = hidden.map(({ username }) => `@${username} `).join("");
    const post: Post = {
      id,
      at: this.clock.now(),
      authorId: author.id,
      text,
      prefix,
      linked: linkedText(prefix + text, { salt: id }),
      conversationId: replyTo?.conversationId ?? id,
      mentions: mentioned.map((user) => user.id),
      media,
      deleted: false,
      ...(replyTo && { replyTo: replyTo.id }),
    };
    this.posts.set(id, post);
    this.changes.changed();
    for (const user of mentioned) this.tell({ type: "post.mention.create", userId: user.id, post });
    return post;
  }
}
