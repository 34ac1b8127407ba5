import type { Chat } from "../chat.ts";
import type { ChatMessage, TgUser } from "../types.ts";
import { anonymousAdmin, channelWriter } from "./people.ts";
import { isAdmin, type Member } from "./rights.ts";

/** Who a group's message is said to be from: an anonymous admin is the group, whoever writes as a channel is that. */
export const writerOf = (
  chat: Chat,
  member: Member,
  asChannel: { readonly id: number; readonly title: string } | undefined,
): { from: TgUser; extra?: Readonly<Record<string, unknown>> } => {
  if (asChannel) return { from: channelWriter, extra: { sender_chat: { ...asChannel, type: "channel" } } };
  if (!isAdmin(member) || !member.anonymous) return { from: member.user };
  const signature = member.title === undefined ? {} : { author_signature: member.title };
  return { from: anonymousAdmin, extra: { sender_chat: chat.about, ...signature } };
};

/** In a supergroup without topics a reply says which thread of replies it is in, and is no topic message. */
export const threadOf = (chat: Chat, replied: ChatMessage | undefined): { message_thread_id?: number } => {
  if (!replied || replied.topic !== undefined || chat.about.type !== "supergroup") return {};
  const thread = replied.extra?.["message_thread_id"];
  return { message_thread_id: typeof thread === "number" ? thread : replied.id };
};
