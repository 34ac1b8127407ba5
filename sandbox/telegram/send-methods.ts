import { badRequest } from "./api-error.ts";
import { addSent, keepAllowance, replyTarget } from "./deliver-message.ts";
import { type CheckedText, checkText } from "./entities.ts";
import { checkKeyboard } from "./keyboard.ts";
import { isLoadChat, sentToLoad } from "./load-send.ts";
import { chatIdOf, type Method } from "./method.ts";
import { type Params, stringParam, structureParam } from "./params.ts";
import { sendTarget, textSending } from "./send-target.ts";
import { wireMessage } from "./wire-message.ts";

const actions = new Set(
  `typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
  find_location record_video_note upload_video_note`.split(/\s+/),
);

export const textOf = (params: Params): CheckedText => {
  if (stringParam(params, "parse_mode") !== "")
    throw badRequest("can't parse entities: the sandbox reads entities, not a parse_mode");
  return checkText(stringParam(params, "text"), structureParam(params, "entities"));
};

const sendMessage: Method = (call) => {
  const { bot, params } = call;
  const isCounted = bot.loads.length > 0 && isLoadChat(call);
  const target = isCounted ? undefined : sendTarget(call, textSending);
  const { text, entities } = textOf(params);
  const keyboard = checkKeyboard(structureParam(params, "reply_markup"));
  if (!target) return sentToLoad(call, text);
  const replyTo = replyTarget(params, target.chat);
  keepAllowance(call, target.chat.id);
  const message = addSent(call, target, {
    kind: "text",
    text,
    entities,
    keyboard,
    method: "sendMessage",
    replyTo,
  });
  return wireMessage(target.chat, message);
};

const sendChatAction: Method = (call) => {
  const { bot, params, clock } = call;
  if (!actions.has(stringParam(params, "action"))) throw badRequest("wrong parameter action in request");
  if (bot.load(chatIdOf(params))) return true;
  sendTarget(call, textSending).chat.showTyping(clock.now());
  return true;
};

export const sendMethods: Readonly<Record<string, Method>> = { sendMessage, sendChatAction };
