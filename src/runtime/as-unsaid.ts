import type { Conversation, DialogueState } from "../domain/conversation.ts";
import type { ConversationRecord } from "../storage/port.ts";

/**
 * The conversation as if the answers that are replaced had never been written: what they would have shown is not there
 * to choose from, and if they were all that was said, nobody knows who speaks.
 */
export const asUnsaid = ({ conversation, history, supersedable }: ConversationRecord): Conversation => {
  const isUnsaid = (source: string) => supersedable.some(({ turnId }) => source.startsWith(`${turnId}:`));
  const { shown } = conversation.state;
  const isShown = !history.some(({ source, at }) => at === shown?.at && isUnsaid(source));
  const seen = isShown ? conversation : { ...conversation, state: withoutShown(conversation.state) };
  const spoke = history.some(({ direction, source }) => direction === "out" && !isUnsaid(source));
  if (spoke) return seen;
  const { introducedAt: _, ...state } = seen.state;
  return { ...seen, state };
};

const withoutShown = ({ shown, ...state }: DialogueState): DialogueState =>
  shown?.before === undefined ? state : { ...state, shown: shown.before };
