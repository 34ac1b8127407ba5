import type { Clock } from "../../../src/domain/clock.ts";
import type { Changes } from "../../wire/changes.ts";
import { Chat } from "../chat.ts";
import { secondsOf, type Who } from "../group/people.ts";
import type { FileDraft, FileStore } from "../media/file-store.ts";
import { mediaOf, messageFile } from "../media/media-wire.ts";
import { type Draft, editIn, type Place, post } from "../place.ts";
import type { ChatMessage, FileKind, TgUser } from "../types.ts";
import { wireMessage } from "../wire-message.ts";

/** After the client's last message. */
const replyMs = 24 * 60 * 60 * 1_000;

/** What a connection has to do with its bot. */
export interface BusinessBot extends Who {
  readonly files: FileStore;
  tell(kind: string, content: object, chatId?: number): unknown;
}

interface BusinessWorld {
  readonly bot: BusinessBot;
  readonly clock: Clock;
  readonly changes: Changes;
}

export interface BusinessOptions {
  readonly id: string;
  readonly owner: TgUser;
  /** @default true */
  readonly canReply?: boolean | undefined;
}

interface ClientChat {
  readonly chat: Chat;
  lastReceivedAt: number;
}

const kinds = { message: "business_message", edited_message: "edited_business_message" } as const;

/** A person's own account that a bot was connected to: the chats that clients have with that person. */
export class BusinessConnection {
  readonly id: string;
  readonly owner: TgUser;
  readonly canReply: boolean;
  readonly #world: BusinessWorld;
  readonly #chats = new Map<number, ClientChat>();
  readonly #since: number;
  #lastMessageId = 0;
  enabled = true;

  constructor(options: BusinessOptions, world: BusinessWorld) {
    this.id = options.id;
    this.owner = options.owner;
    this.canReply = options.canReply ?? true;
    this.#world = world;
    this.#since = world.clock.now();
    this.#tellState();
  }

  /** A client writes to the owner. */
  receive(client: Who, text: string, options: { readonly replyTo?: number } = {}): ChatMessage {
    return this.#receive(client, { kind: "text", text, replyTo: options.replyTo });
  }

  receiveFile(
    client: Who,
    kind: FileKind,
    options: FileDraft & { readonly caption?: string } = {},
  ): ChatMessage {
    const file = this.#world.bot.files.add(kind, options);
    const { caption: text = "" } = options;
    return this.#receive(client, { kind, text, file: messageFile(file), extra: mediaOf(file) });
  }

  /** The owner writes to a client, by hand. */
  say(client: Who, text: string): ChatMessage {
    return post(this.#place(client, this.owner), { kind: "text", text }, this.#world.clock);
  }

  edit(client: Who, messageId: number, text: string): ChatMessage {
    const message = this.#needed(client, messageId);
    const at = this.#world.clock.now();
    return editIn(this.#place(client, message.from), { message, text, at });
  }

  remove(client: Who, messageIds: readonly number[]): void {
    const chat = this.chat(client);
    const deletedAt = this.#world.clock.now();
    for (const id of messageIds) chat.change(this.#needed(client, id), { deletedAt });
    const content = { business_connection_id: this.id, chat: chat.about, message_ids: messageIds };
    if (this.enabled) this.#world.bot.tell("deleted_business_messages", content, chat.id);
  }

  /** The chat with a client; opened when there is none. */
  chat({ user }: Who): Chat {
    const known = this.#chats.get(user.id);
    if (known) return known.chat;
    const { id, first_name, username } = user;
    const named = username === undefined ? {} : { username };
    const chat = new Chat({ id, type: "private", first_name, ...named }, this.#world.changes);
    this.#chats.set(id, { chat, lastReceivedAt: Number.NEGATIVE_INFINITY });
    return chat;
  }

  get chats(): readonly Chat[] {
    return [...this.#chats.values()].map(({ chat }) => chat);
  }

  find(clientId: number): Chat | undefined {
    return this.#chats.get(clientId)?.chat;
  }

  /** The client has written within a day. */
  isOpen(clientId: number): boolean {
    const { lastReceivedAt = Number.NEGATIVE_INFINITY } = this.#chats.get(clientId) ?? {};
    return this.#world.clock.now() - lastReceivedAt <= replyMs;
  }

  enable(): void {
    this.enabled = true;
    this.#tellState();
  }

  disable(): void {
    this.enabled = false;
    this.#tellState();
  }

  readonly nextMessageId = (): number => {
    this.#lastMessageId += 1;
    return this.#lastMessageId;
  };

  /** A `BusinessConnection`. */
  get wire(): object {
    return {
      id: this.id,
      user: this.owner,
      user_chat_id: this.owner.id,
      date: secondsOf(this.#since),
      rights: { ...(this.canReply && { can_reply: true }), can_read_messages: true },
      is_enabled: this.enabled,
    };
  }

  #receive(client: Who, draft: Draft): ChatMessage {
    const message = post(this.#place(client, client.user), draft, this.#world.clock);
    const known = this.#chats.get(client.user.id);
    if (known) known.lastReceivedAt = message.at;
    return message;
  }

  #place(client: Who, from: TgUser): Place {
    const chat = this.chat(client);
    return {
      chat,
      from,
      extra: { business_connection_id: this.id },
      nextMessageId: this.nextMessageId,
      tell: (kind, message) => {
        if (this.enabled) this.#world.bot.tell(kinds[kind], wireMessage(chat, message), chat.id);
      },
    };
  }

  #needed(client: Who, messageId: number): ChatMessage {
    const message = this.chat(client).find(messageId);
    if (!message) throw new Error(`There is no message ${messageId} in the chat with ${client.user.id}.`);
    return message;
  }

  #tellState(): void {
    this.#world.bot.tell("business_connection", this.wire, this.owner.id);
  }
}
