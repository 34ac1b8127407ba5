import { badRequest } from "./api-error.ts";
import type { Chat } from "./chat.ts";
import { type CheckedText, checkCaption } from "./entities.ts";
import { checkKeyboard } from "./keyboard.ts";
import { isLoadChat } from "./load-send.ts";
import { type Call, type Method, ownMessageOf } from "./method.ts";
import { stringParam, structureParam } from "./params.ts";
import { textOf } from "./send-methods.ts";
import { standingIn } from "./standing.ts";
import type { ChatMessage, TgKeyboard } from "./types.ts";
import { wireMessage } from "./wire-message.ts";

const unmodified =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

const sameKeyboard = (a: TgKeyboard, b: TgKeyboard) => JSON.stringify(a) === JSON.stringify(b);

const keyboardOf = ({ params }: Call) => checkKeyboard(structureParam(params, "reply_markup"));

/** Another text, or another caption. */
const rewrite = (call: Call, target: { chat: Chat; message: ChatMessage }, written: CheckedText): object => {
  const { chat, message } = target;
  const { text, entities } = written;
  const keyboard = keyboardOf(call);
  const sameText = text === message.text && JSON.stringify(entities) === JSON.stringify(message.entities);
  if (sameText && sameKeyboard(keyboard, message.keyboard)) throw badRequest(unmodified);
  const changed = chat.change(message, {
    text,
    entities,
    keyboard,
    buttons: keyboard.flat(),
    editedAt: call.clock.now(),
    earlierTexts: [...message.earlierTexts, message.text],
  });
  return wireMessage(chat, changed);
};

const editMessageText: Method = (call) => {
  if (isLoadChat(call)) return true;
  const chat = standingIn(call);
  const message = ownMessageOf(call, chat);
  const written = textOf(call.params);
  if (message.kind !== "text") throw badRequest("there is no text in the message to edit");
  return rewrite(call, { chat, message }, written);
};

const editMessageCaption: Method = (call) => {
  if (isLoadChat(call)) return true;
  const chat = standingIn(call);
  const message = ownMessageOf(call, chat);
  const { params } = call;
  const written = checkCaption(stringParam(params, "caption"), structureParam(params, "caption_entities"));
  if (!message.file) throw badRequest("there is no caption in the message to edit");
  return rewrite(call, { chat, message }, written);
};

const editMessageReplyMarkup: Method = (call) => {
  if (isLoadChat(call)) return true;
  const chat = standingIn(call);
  const message = ownMessageOf(call, chat);
  const keyboard = keyboardOf(call);
  if (sameKeyboard(keyboard, message.keyboard)) throw badRequest(unmodified);
  return wireMessage(chat, chat.change(message, { keyboard, buttons: keyboard.flat() }));
};

export const editMethods: Readonly<Record<string, Method>> = {
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
};
