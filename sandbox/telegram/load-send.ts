import { keepAllowance } from "./deliver-message.ts";
import { type Call, chatIdOf } from "./method.ts";

/** A load's chat is one that nobody wrote in but the load. */
export const isLoadChat = ({ bot, params }: Call): boolean => {
  const chatId = chatIdOf(params);
  return bot.chat(chatId) === undefined && bot.load(chatId) !== undefined;
};

/** To a chat of a load: counted, not kept. Undefined when the chat is none. */
export const sentToLoad = (call: Call, text: string): object | undefined => {
  const { bot, clock, params } = call;
  if (bot.loads.length === 0 || !isLoadChat(call)) return undefined;
  const chatId = chatIdOf(params);
  const load = bot.load(chatId);
  if (!load) return undefined;
  keepAllowance(call, chatId);
  load.replied(chatId, text);
  return {
    message_id: bot.nextMessageId(),
    from: bot.user,
    chat: load.about(chatId),
    date: Math.floor(clock.now() / 1_000),
    text,
  };
};
