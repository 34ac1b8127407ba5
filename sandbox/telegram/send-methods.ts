import { fieldsOf, isList, numberOf } from "../wire/values.ts";
import { ApiError, badRequest, tooManyRequests } from "./api-error.ts";
import type { Chat } from "./chat.ts";
import { type CheckedText, checkText } from "./entities.ts";
import { checkKeyboard } from "./keyboard.ts";
import type { LoadRun } from "./load.ts";
import { type Call, chatIdOf, chatOf, type Method, ownMessageOf } from "./method.ts";
import { booleanParam, integerParam, type Params, stringParam, structureParam } from "./params.ts";
import type { TgKeyboard } from "./types.ts";
import { wireMessage } from "./wire-message.ts";

const deletableForMs = 48 * 60 * 60 * 1_000;
const maxDeletesPerCall = 100;
const actions = new Set(
  `typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
  find_location record_video_note upload_video_note`.split(/\s+/),
);

const blockedError = () => new ApiError(403, "Forbidden: bot was blocked by the user");

const textOf = (params: Params): CheckedText => {
  if (stringParam(params, "parse_mode") !== "")
    throw badRequest("can't parse entities: the sandbox reads entities, not a parse_mode");
  return checkText(stringParam(params, "text"), structureParam(params, "entities"));
};

const keepAllowance = ({ bot, clock }: Call, chatId: number): void => {
  const retryAfterS = bot.limits?.take(chatId, clock.now()) ?? 0;
  if (retryAfterS > 0) throw tooManyRequests(retryAfterS);
};

const replyTarget = (params: Params, chat: Chat): number | undefined => {
  const reply = fieldsOf(structureParam(params, "reply_parameters"));
  const id = numberOf(reply["message_id"]) ?? integerParam(params, "reply_to_message_id");
  if (id === undefined) return undefined;
  const target = chat.find(id);
  if (target && target.deletedAt === undefined) return id;
  const withoutIt =
    reply["allow_sending_without_reply"] === true || booleanParam(params, "allow_sending_without_reply");
  if (withoutIt) return undefined;
  throw badRequest("message to be replied not found");
};

const sendMessage: Method = (call) => {
  const { bot, params, clock } = call;
  const chatId = chatIdOf(params);
  const chat = bot.chat(chatId);
  const load = chat ? undefined : bot.load(chatId);
  if (!chat && !load) throw badRequest("chat not found");
  const { text, entities } = textOf(params);
  const keyboard = checkKeyboard(structureParam(params, "reply_markup"));
  if (load) return sendCounted(call, { load, chatId, text });
  if (!chat) return undefined;
  if (chat.blocked) throw blockedError();
  const replyTo = replyTarget(params, chat);
  keepAllowance(call, chatId);
  const message = chat.add({
    id: bot.nextMessageId(),
    direction: "out",
    kind: "text",
    at: clock.now(),
    from: bot.user,
    text,
    entities,
    keyboard,
    buttons: keyboard.flat(),
    earlierTexts: [],
    method: "sendMessage",
    ...(replyTo !== undefined && { replyTo }),
  });
  return wireMessage(chat, message);
};

/** To a person of a load run: counted, not kept. */
const sendCounted = (call: Call, sent: { load: LoadRun; chatId: number; text: string }) => {
  const { bot, clock } = call;
  const { load, chatId, text } = sent;
  keepAllowance(call, chatId);
  load.replied(chatId, text);
  return {
    message_id: bot.nextMessageId(),
    from: bot.user,
    chat: { id: chatId, type: "private", first_name: `Load ${chatId}` },
    date: Math.floor(clock.now() / 1_000),
    text,
  };
};

const unmodified =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

const sameKeyboard = (a: TgKeyboard, b: TgKeyboard) => JSON.stringify(a) === JSON.stringify(b);

const editMessageText: Method = (call) => {
  const chat = chatOf(call);
  const message = ownMessageOf(call, chat);
  const { text, entities } = textOf(call.params);
  const keyboard = checkKeyboard(structureParam(call.params, "reply_markup"));
  const sameText = text === message.text && JSON.stringify(entities) === JSON.stringify(message.entities);
  if (sameText && sameKeyboard(keyboard, message.keyboard)) throw badRequest(unmodified);
  const earlierTexts = [...message.earlierTexts, message.text];
  const buttons = keyboard.flat();
  const editedAt = call.clock.now();
  return wireMessage(
    chat,
    chat.change(message, { text, entities, keyboard, buttons, editedAt, earlierTexts }),
  );
};

const editMessageReplyMarkup: Method = (call) => {
  const chat = chatOf(call);
  const message = ownMessageOf(call, chat);
  const keyboard = checkKeyboard(structureParam(call.params, "reply_markup"));
  if (sameKeyboard(keyboard, message.keyboard)) throw badRequest(unmodified);
  return wireMessage(chat, chat.change(message, { keyboard, buttons: keyboard.flat() }));
};

const deleteMessage: Method = (call) => {
  const { bot, params, clock } = call;
  if (bot.load(chatIdOf(params))) return true;
  const chat = chatOf(call);
  const id = integerParam(params, "message_id");
  const message = id === undefined ? undefined : chat.find(id);
  if (!message || message.deletedAt !== undefined) throw badRequest("message to delete not found");
  if (clock.now() - message.at > deletableForMs) throw badRequest("message can't be deleted");
  chat.change(message, { deletedAt: clock.now() });
  return true;
};

/** Those that are not there are skipped, as at Telegram. */
const deleteMessages: Method = (call) => {
  const ids = structureParam(call.params, "message_ids");
  if (!isList(ids) || ids.length === 0) throw badRequest("message identifiers are not specified");
  if (ids.length > maxDeletesPerCall) throw badRequest("too many message identifiers specified");
  const chat = chatOf(call);
  for (const id of ids) {
    const message = typeof id === "number" ? chat.find(id) : undefined;
    if (message && message.deletedAt === undefined) chat.change(message, { deletedAt: call.clock.now() });
  }
  return true;
};

const sendChatAction: Method = (call) => {
  const { bot, params, clock } = call;
  if (!actions.has(stringParam(params, "action"))) throw badRequest("wrong parameter action in request");
  if (bot.load(chatIdOf(params))) return true;
  const chat = chatOf(call);
  if (chat.blocked) throw blockedError();
  chat.showTyping(clock.now());
  return true;
};

export const sendMethods: Readonly<Record<string, Method>> = {
  sendMessage,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  sendChatAction,
};
