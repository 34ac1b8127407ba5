import type { Clock } from "../../src/domain/clock.ts";
import type { FaultOrder } from "../wire/faults.ts";
import { badRequest } from "./api-error.ts";
import type { Bot } from "./bot.ts";
import type { Chat } from "./chat.ts";
import { integerParam, type Params, stringParam } from "./params.ts";
import type { ChatMessage } from "./types.ts";
import type { WebhookReply } from "./webhook/webhook-sender.ts";

export interface Call {
  readonly bot: Bot;
  readonly params: Params;
  readonly clock: Clock;
  readonly fault?: FaultOrder | undefined;
  /** Carries out what the answer to a webhook's post orders. */
  readonly call: (reply: WebhookReply) => void;
}

/** One method of the Bot API: returns its `result`, or throws an ApiError. */
export type Method = (call: Call) => unknown;

/** A result that Telegram sends with a description. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}

export const chatIdOf = (params: Params): number => {
  const id = integerParam(params, "chat_id");
  if (id !== undefined) return id;
  throw badRequest(stringParam(params, "chat_id") === "" ? "chat_id is empty" : "chat not found");
};

export const chatOf = ({ bot, params }: Call): Chat => {
  const chat = bot.chat(chatIdOf(params));
  if (!chat) throw badRequest("chat not found");
  return chat;
};

/** The bot's own message that an edit is about. */
export const ownMessageOf = (call: Call, chat: Chat): ChatMessage => {
  const id = integerParam(call.params, "message_id");
  const message = id === undefined ? undefined : chat.find(id);
  if (!message || message.deletedAt !== undefined) throw badRequest("message to edit not found");
  if (message.direction !== "out") throw badRequest("message can't be edited");
  return message;
};
