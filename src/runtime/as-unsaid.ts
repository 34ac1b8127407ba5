import type { Conversation } from "../domain/conversation.ts";
import type { ConversationRecord } from "../storage/port.ts";

/** The conversation as if the answers that are replaced had never been written: if they were all, nobody knows who speaks. */
export const asUnsaid = ({ conversation, history, supersedable }: ConversationRecord): Conversation => {
  const isUnsaid = (source: string) => supersedable.some(({ turnId }) => source.startsWith(`${turnId}:`));
  const spoke = history.some(({ direction, source }) => direction === "out" && !isUnsaid(source));
  if (spoke) return conversation;
  const { introducedAt: _, ...state } = conversation.state;
  return { ...conversation, state };
};
