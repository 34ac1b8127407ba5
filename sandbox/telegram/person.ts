import type { Clock } from "../../src/domain/clock.ts";
import type { Bot, CallbackAnswer } from "./bot.ts";
import type { Chat } from "./chat.ts";
import { detectEntities } from "./entities.ts";
import type { ChatMessage, MediaKind, TgButton, TgEntity, TgUser } from "./types.ts";
import { membershipUpdate, wireMessage } from "./wire-message.ts";

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

export interface SayOptions extends ToBot {
  readonly replyTo?: number;
  /** @default what Telegram's servers would find: commands, links, mentions, mail addresses */
  readonly entities?: readonly TgEntity[];
}

export interface Pressed {
  readonly id: string;
  /** Resolves when the bot answers the press; never, when it does not. */
  readonly answer: Promise<CallbackAnswer>;
}

/** Someone who writes to the bots. */
export class Person {
  readonly user: TgUser;
  readonly #bot: (username: string | undefined) => Bot;
  readonly #clock: Clock;
  #presses = 0;

  constructor(options: PersonOptions, world: { clock: Clock; bot: (username: string | undefined) => Bot }) {
    const { id, firstName, username, languageCode } = options;
    this.user = {
      id,
      is_bot: false,
      first_name: firstName,
      ...(username !== undefined && { username }),
      ...(languageCode !== undefined && { language_code: languageCode }),
    };
    this.#bot = world.bot;
    this.#clock = world.clock;
  }

  get id(): number {
    return this.user.id;
  }

  /** The chat with the bot; opened when there is none. */
  chat({ bot }: ToBot = {}): Chat {
    const { id, first_name, username } = this.user;
    return this.#bot(bot).openChat({
      id,
      type: "private",
      first_name,
      ...(username !== undefined && { username }),
    });
  }

  say(text: string, options: SayOptions = {}): ChatMessage {
    return this.#post("text", { ...options, text });
  }

  sendPhoto(options: ToBot & { readonly caption?: string } = {}): ChatMessage {
    return this.#post("photo", { ...options, text: options.caption ?? "" });
  }

  sendVoice(options: ToBot = {}): ChatMessage {
    return this.#post("voice", { ...options, text: "" });
  }

  sendSticker(options: ToBot = {}): ChatMessage {
    return this.#post("sticker", { ...options, text: "" });
  }

  sendDocument(options: ToBot & { readonly caption?: string } = {}): ChatMessage {
    return this.#post("document", { ...options, text: options.caption ?? "" });
  }

  edit(messageId: number, text: string, options: ToBot = {}): ChatMessage {
    const chat = this.chat(options);
    const message = chat.find(messageId);
    if (message?.direction !== "in") throw new Error(`Person ${this.id} wrote no message ${messageId}.`);
    const edited = chat.change(message, {
      text,
      entities: detectEntities(text),
      editedAt: this.#clock.now(),
      earlierTexts: [...message.earlierTexts, message.text],
    });
    this.#bot(options.bot).tell("edited_message", wireMessage(chat, edited), chat.id);
    return edited;
  }

  /** Presses a button by its label or its data, on the newest message that has it, or on `messageId`. */
  press(button: string | TgButton, options: ToBot & { readonly messageId?: number } = {}): Pressed {
    const bot = this.#bot(options.bot);
    const chat = this.chat(options);
    const [message, pressed] = findButton(chat, button, options.messageId);
    this.#presses += 1;
    const id = `${this.id}${String(this.#presses).padStart(9, "0")}`;
    const { promise, resolve } = Promise.withResolvers<CallbackAnswer>();
    bot.callbacks.set(id, { at: this.#clock.now(), answer: resolve });
    bot.tell(
      "callback_query",
      {
        id,
        from: this.user,
        message: wireMessage(chat, message),
        chat_instance: String(chat.id),
        data: pressed.callback_data,
      },
      chat.id,
    );
    return { id, answer: promise };
  }

  block(options: ToBot = {}): void {
    this.#setBlocked(options, true);
  }

  unblock(options: ToBot = {}): void {
    this.#setBlocked(options, false);
  }

  #setBlocked(options: ToBot, blocked: boolean): void {
    const bot = this.#bot(options.bot);
    const chat = this.chat(options);
    if (chat.blocked === blocked) return;
    chat.blocked = blocked;
    const now = this.#clock.now();
    bot.tell("my_chat_member", membershipUpdate({ bot, chat, from: this.user, blocked, now }), chat.id);
  }

  #post(kind: "text" | MediaKind, content: SayOptions & { readonly text: string }): ChatMessage {
    const bot = this.#bot(content.bot);
    const chat = this.chat(content);
    if (chat.blocked)
      throw new Error(`Person ${this.id} has blocked @${bot.user.username} and cannot write.`);
    const message = chat.add({
      id: bot.nextMessageId(),
      direction: "in",
      kind,
      at: this.#clock.now(),
      from: this.user,
      text: content.text,
      entities: content.entities ?? detectEntities(content.text),
      keyboard: [],
      buttons: [],
      earlierTexts: [],
      ...(content.replyTo !== undefined && { replyTo: content.replyTo }),
    });
    bot.tell("message", wireMessage(chat, message), chat.id);
    return message;
  }
}

const findButton = (
  chat: Chat,
  wanted: string | TgButton,
  messageId: number | undefined,
): [ChatMessage, TgButton] => {
  const isWanted = ({ text, callback_data }: TgButton) =>
    typeof wanted === "string"
      ? text === wanted || callback_data === wanted
      : callback_data === wanted.callback_data;
  for (const message of chat.messages.toReversed()) {
    if (message.deletedAt !== undefined) continue;
    if (messageId !== undefined && message.id !== messageId) continue;
    const button = message.buttons.find(
      (candidate) => candidate.callback_data !== undefined && isWanted(candidate),
    );
    if (button) return [message, button];
  }
  throw new Error(`No message in chat ${chat.id} has the button ${JSON.stringify(wanted)}.`);
};
