import { fieldsOf, numberOf } from "../wire/values.ts";
import { badRequest, tooManyRequests } from "./api-error.ts";
import type { Chat } from "./chat.ts";
import type { Call } from "./method.ts";
import { booleanParam, integerParam, type Params, structureParam } from "./params.ts";
import type { SendTarget } from "./send-target.ts";
import type { ChatMessage, MessageFile, MessageKind, TgEntity, TgKeyboard } from "./types.ts";

export interface Outgoing {
  readonly kind: MessageKind;
  readonly text: string;
  readonly entities: readonly TgEntity[];
  readonly keyboard: TgKeyboard;
  readonly method: string;
  readonly replyTo?: number | undefined;
  readonly albumId?: string;
  readonly file?: MessageFile;
  readonly extra?: Readonly<Record<string, unknown>>;
}

export const keepAllowance = ({ bot, clock }: Call, chatId: number): void => {
  const retryAfterS = bot.limits?.take(chatId, clock.now()) ?? 0;
  if (retryAfterS > 0) throw tooManyRequests(retryAfterS);
};

export const replyTarget = (params: Params, chat: Chat): number | undefined => {
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

/** Puts a bot's message into the chat; whether it may be sent was asked before. */
export const addSent = (call: Call, target: SendTarget, outgoing: Outgoing): ChatMessage => {
  const { kind, text, entities, keyboard, method, replyTo, albumId, file } = outgoing;
  const extra = target.extra || outgoing.extra ? { ...target.extra, ...outgoing.extra } : undefined;
  return target.chat.add({
    id: target.nextMessageId(),
    direction: "out",
    kind,
    at: call.clock.now(),
    from: target.from,
    text,
    entities,
    keyboard,
    buttons: keyboard.flat(),
    earlierTexts: [],
    method,
    ...(target.topic !== undefined && { topic: target.topic }),
    ...(replyTo !== undefined && { replyTo }),
    ...(albumId !== undefined && { albumId }),
    ...(file && { file }),
    ...(extra && { extra }),
  });
};
