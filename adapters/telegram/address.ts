import { DeliveryError } from "../../src/domain/delivery.ts";
import { type ConversationId, nativeConversationId } from "../../src/domain/ids.ts";
import { idOf } from "./native.ts";

/** Where a conversation is on Telegram. */
export interface Address {
  readonly chatId: number;
  /** The topic of a forum group or of a private chat; its General topic has none. */
  readonly threadId?: number;
  /** We speak for the business account behind this connection. */
  readonly businessId?: string;
}

/** Stands before the connection in the id of a business chat. */
export const businessMark = "business:";

export const isGroup = (chatId: number): boolean => chatId < 0;

/** Reads `<chat>`, `<chat>/<topic>` and `<chat>/business:<connection>`. Throws DeliveryError for anything else. */
export const readAddress = (id: ConversationId): Address => {
  const native = nativeConversationId(id);
  const slash = native.indexOf("/");
  const chatId = idOf(Number(slash < 0 ? native : native.slice(0, slash)));
  if (chatId === undefined) throw new DeliveryError("rejected", `${id} is no Telegram chat.`);
  if (slash < 0) return { chatId };
  const division = native.slice(slash + 1);
  if (division.startsWith(businessMark)) return { chatId, businessId: division.slice(businessMark.length) };
  const threadId = idOf(Number(division));
  if (threadId === undefined) throw new DeliveryError("rejected", `${id} is no topic of a Telegram chat.`);
  return { chatId, threadId };
};

/** The platform's number behind an id of ours. Throws DeliveryError when it is none. */
export const nativeNumber = (id: string, what: string): number => {
  const number = idOf(Number(id));
  if (number === undefined) throw new DeliveryError("rejected", `${id} is no Telegram ${what}.`);
  return number;
};
