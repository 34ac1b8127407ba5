import type { Bot, CallbackAnswer } from "./bot.ts";
import type { Chat } from "./chat.ts";
import type { ChatMessage, TgButton, TgUser } from "./types.ts";
import { wireMessage } from "./wire-message.ts";

export interface Pressed {
  readonly id: string;
  /** Resolves when the bot answers the press; never, when it does not. */
  readonly answer: Promise<CallbackAnswer>;
}

interface Press {
  readonly id: string;
  readonly bot: Bot;
  readonly chat: Chat;
  readonly user: TgUser;
  readonly button: string | TgButton;
  readonly messageId: number | undefined;
  readonly at: number;
}

/** Presses a button by its label or its data, on the newest message that has it, or on `messageId`. */
export const press = ({ id, bot, chat, user, button, messageId, at }: Press): Pressed => {
  const [message, pressed] = findButton(chat, button, messageId);
  const { promise, resolve } = Promise.withResolvers<CallbackAnswer>();
  bot.callbacks.set(id, { at, answer: resolve });
  const shown = wireMessage(chat, message);
  const data = pressed.callback_data;
  bot.tell(
    "callback_query",
    { id, from: user, message: shown, chat_instance: String(chat.id), data },
    chat.id,
  );
  return { id, answer: promise };
};

/** The newest message that has the button, by its label or its data, and the button. */
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
