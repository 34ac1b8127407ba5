import type { Clock } from "../../src/domain/clock.ts";
import type { Bot } from "./bot.ts";
import type { BusinessConnection } from "./business/business-connection.ts";
import type { Chat } from "./chat.ts";
import type { Group } from "./group/group.ts";
import { openTopic, type TopicHandle } from "./group/topics.ts";
import type { FileDraft, FileStore } from "./media/file-store.ts";
import { mediaOf, messageFile } from "./media/media-wire.ts";
import { type Draft, editIn, type Place, post } from "./place.ts";
import { type Pressed, press } from "./press.ts";
import { privatePlace, privateTopicPlace } from "./private-place.ts";
import type { ChatMessage, FileKind, TgButton, TgEntity, TgUser } from "./types.ts";
import { membershipUpdate } from "./wire-message.ts";

export interface PersonOptions {
  readonly id: number;
  readonly firstName: string;
  readonly username?: string;
  readonly languageCode?: string;
}

export interface ToBot {
  /** The username of the bot that is meant. @default the bot that was added first */
  readonly bot?: string;
}

export interface Where extends ToBot {
  /** A group's id. @default the chat with the bot */
  readonly chat?: number;
}

export interface WriteOptions extends Where {
  readonly topic?: number;
  readonly replyTo?: number;
  /** Write as a channel of one's own, in a group. */
  readonly asChannel?: { readonly id: number; readonly title: string };
}

export interface SayOptions extends WriteOptions {
  /** @default what Telegram's servers would find: commands, links, mentions, mail addresses */
  readonly entities?: readonly TgEntity[];
  /** The part of the replied message that is shown. */
  readonly quote?: string;
  /** Somebody's name: the message was theirs, and is passed on. */
  readonly forwardedFrom?: string;
}

export interface FileOptions extends WriteOptions, FileDraft {
  readonly caption?: string;
  readonly entities?: readonly TgEntity[];
}

export interface AlbumItem extends FileDraft {
  readonly kind: "photo" | "video" | "document" | "audio";
  readonly caption?: string;
}

interface PersonWorld {
  readonly clock: Clock;
  readonly files: FileStore;
  readonly bot: (username: string | undefined) => Bot;
  readonly bots: () => readonly Bot[];
  readonly group: (id: number) => Group;
}

/** Someone who writes to the bots. */
export class Person {
  readonly user: TgUser;
  readonly #world: PersonWorld;
  #presses = 0;
  #albums = 0;

  constructor(options: PersonOptions, world: PersonWorld) {
    const { id, firstName, username, languageCode } = options;
    this.user = {
      id,
      is_bot: false,
      first_name: firstName,
      ...(username !== undefined && { username }),
      ...(languageCode !== undefined && { language_code: languageCode }),
    };
    this.#world = world;
  }

  get id(): number {
    return this.user.id;
  }

  /** The chat with the bot; opened when there is none. */
  chat({ bot }: ToBot = {}): Chat {
    const { id, first_name, username } = this.user;
    return this.#world.bot(bot).openChat({
      id,
      type: "private",
      first_name,
      ...(username !== undefined && { username }),
    });
  }

  say(text: string, options: SayOptions = {}): ChatMessage {
    const { entities, quote, forwardedFrom } = options;
    const date = Math.floor(this.#world.clock.now() / 1_000);
    const extra = {
      ...(quote !== undefined && { quote: { text: quote, position: 0 } }),
      ...(forwardedFrom !== undefined && {
        forward_origin: { type: "hidden_user", sender_user_name: forwardedFrom, date },
      }),
    };
    return this.#post({ kind: "text", text, entities, extra }, options);
  }

  sendPoll(
    options: WriteOptions & { readonly question: string; readonly answers: readonly string[] },
  ): ChatMessage {
    const { question, answers } = options;
    const poll = {
      id: String(this.#world.clock.now()),
      question,
      options: answers.map((text, n) => ({ persistent_id: String(n), text, voter_count: 0 })),
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: "regular",
      allows_multiple_answers: false,
    };
    return this.#post({ kind: "poll", extra: { poll } }, options);
  }

  send(kind: FileKind, options: FileOptions = {}): ChatMessage {
    return this.#post(this.#fileDraft(kind, options), options);
  }

  sendPhoto(options: FileOptions = {}): ChatMessage {
    return this.send("photo", options);
  }

  sendDocument(options: FileOptions = {}): ChatMessage {
    return this.send("document", options);
  }

  sendVideo(options: FileOptions = {}): ChatMessage {
    return this.send("video", options);
  }

  sendAudio(options: FileOptions = {}): ChatMessage {
    return this.send("audio", options);
  }

  sendAnimation(options: FileOptions = {}): ChatMessage {
    return this.send("animation", options);
  }

  sendVoice(options: FileOptions = {}): ChatMessage {
    return this.send("voice", options);
  }

  sendSticker(options: FileOptions = {}): ChatMessage {
    return this.send("sticker", options);
  }

  sendLocation(
    options: WriteOptions & { readonly latitude?: number; readonly longitude?: number } = {},
  ): ChatMessage {
    const { latitude = 47.37, longitude = 8.54 } = options;
    return this.#post({ kind: "location", extra: { location: { latitude, longitude } } }, options);
  }

  sendContact(
    options: WriteOptions & { readonly phoneNumber?: string; readonly firstName?: string } = {},
  ): ChatMessage {
    const { phoneNumber = "+41790000000", firstName = this.user.first_name } = options;
    const contact = { phone_number: phoneNumber, first_name: firstName, user_id: this.id };
    return this.#post({ kind: "contact", extra: { contact } }, options);
  }

  /** Messages that belong together: so many pictures, or what is listed. The caption stands at the first. */
  sendAlbum(
    items: number | readonly AlbumItem[],
    options: WriteOptions & { readonly caption?: string } = {},
  ): ChatMessage[] {
    this.#albums += 1;
    const albumId = `${this.id}${String(this.#albums).padStart(6, "0")}`;
    const listed =
      typeof items === "number" ? Array.from({ length: items }, () => ({ kind: "photo" as const })) : items;
    const place = this.#place(options);
    return listed.map((item: AlbumItem, n) => {
      const caption = item.caption ?? (n === 0 ? options.caption : undefined);
      const draft = this.#fileDraft(item.kind, { ...item, ...(caption !== undefined && { caption }) });
      const reply = n === 0 ? { replyTo: options.replyTo } : {};
      return post(place, { ...draft, albumId, ...reply }, this.#world.clock);
    });
  }

  /** Another text, or another caption. */
  edit(messageId: number, text: string, options: Where = {}): ChatMessage {
    const place = this.#place(options);
    const message = place.chat.find(messageId);
    if (message?.direction !== "in" || message.from.id !== place.from.id)
      throw new Error(`Person ${this.id} wrote no message ${messageId}.`);
    const { topic } = message;
    return editIn(topic === undefined ? place : { ...place, topic }, {
      message,
      text,
      at: this.#world.clock.now(),
    });
  }

  /** Deletes a message; Telegram tells a bot nothing of it. */
  remove(messageId: number, options: Where = {}): void {
    const { chat } = this.#place(options);
    const message = chat.find(messageId);
    if (!message) throw new Error(`There is no message ${messageId} in chat ${chat.id}.`);
    chat.change(message, { deletedAt: this.#world.clock.now() });
  }

  /** Presses a button by its label or its data, on the newest message that has it, or on `messageId`. */
  press(
    button: string | TgButton,
    options: Where & { readonly messageId?: number; readonly business?: BusinessConnection } = {},
  ): Pressed {
    const { business, messageId } = options;
    this.#presses += 1;
    return press({
      id: `${this.id}${String(this.#presses).padStart(9, "0")}`,
      bot: this.#world.bot(options.bot),
      chat: business?.chat(this) ?? this.#place(options).chat,
      user: this.user,
      button,
      messageId,
      at: this.#world.clock.now(),
    });
  }

  /** Lets a bot write in the person's own chats with others. */
  connectBusiness(options: ToBot & { readonly canReply?: boolean } = {}): BusinessConnection {
    const bot = this.#world.bot(options.bot);
    this.chat(options);
    return bot.connectBusiness(this.user, options.canReply);
  }

  block(options: ToBot = {}): void {
    this.#setBlocked(options, true);
  }

  unblock(options: ToBot = {}): void {
    this.#setBlocked(options, false);
  }

  /** The account is gone; Telegram tells a bot only when it writes. */
  deactivate(): void {
    for (const { user } of this.#world.bots())
      this.chat(user.username === undefined ? {} : { bot: user.username }).deactivated = true;
  }

  /** A topic in the private chat. */
  topic(name: string, options: ToBot = {}): TopicHandle {
    const bot = this.#world.bot(options.bot);
    const where = { bot, chat: this.chat(options), user: this.user };
    return openTopic(privateTopicPlace(where, this.#world.clock), name);
  }

  #setBlocked(options: ToBot, blocked: boolean): void {
    const bot = this.#world.bot(options.bot);
    const chat = this.chat(options);
    if (chat.blocked === blocked) return;
    chat.blocked = blocked;
    const now = this.#world.clock.now();
    bot.tell("my_chat_member", membershipUpdate({ bot, chat, from: this.user, blocked, now }), chat.id);
  }

  #post(draft: Draft, options: WriteOptions): ChatMessage {
    return post(this.#place(options), { ...draft, replyTo: options.replyTo }, this.#world.clock);
  }

  #fileDraft(kind: FileKind, options: FileOptions): Draft {
    const file = this.#world.files.add(kind, options);
    const { caption: text = "", entities } = options;
    return { kind, text, entities, file: messageFile(file), extra: mediaOf(file) };
  }

  #place(options: WriteOptions): Place {
    if (options.chat !== undefined && options.chat !== this.id)
      return this.#world.group(options.chat).place(this.user, options);
    const bot = this.#world.bot(options.bot);
    return privatePlace({ bot, chat: this.chat(options), user: this.user }, options);
  }
}
