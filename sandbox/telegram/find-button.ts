import type { Chat } from "./chat.ts";
import type { ChatMessage, TgButton } from "./types.ts";

/** The newest message that has the button, by its label or its data, and the button. */
export const findButton = (
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
