import { forget } from "../dialogue/state.ts";
import type { DialogueState } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import { isByStaff, readAct, spokenIn } from "./act.ts";

/** Some platforms let us write only for a while after the person did: until when, by the newest message. */
const windowEnd = (turn: Turn): number =>
  Math.max(
    turn.conversation.state.replyUntilAt ?? 0,
    ...spokenIn(turn).flatMap(({ message }) =>
      message.replyUntilAt === undefined || isByStaff(turn, message) ? [] : [message.replyUntilAt],
    ),
  );

/** What a person's coming changes by itself, whatever they want: undefined when it changes nothing. */
export const noteArrival = (
  turn: Turn,
  state: DialogueState = turn.conversation.state,
): DialogueState | undefined => {
  const replyUntilAt = windowEnd(turn);
  const later = replyUntilAt > (state.replyUntilAt ?? 0) ? { ...state, replyUntilAt } : state;
  const isBack = state.unreachable === true && readAct(turn).kind !== "none";
  const noted = isBack ? forget(later, "unreachable") : later;
  return noted === turn.conversation.state ? undefined : noted;
};

/** What the platform will not let through later dies then, and is reported. */
export const expireWithWindow = (draft: EffectDraft, { replyUntilAt }: DialogueState): EffectDraft =>
  replyUntilAt === undefined || draft.kind !== "message.send" || draft.conversationId !== undefined
    ? draft
    : { ...draft, expiresAt: Math.min(replyUntilAt, draft.expiresAt ?? replyUntilAt) };
