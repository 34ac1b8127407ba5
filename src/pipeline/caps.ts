import { forget } from "../dialogue/state.ts";
import type { DialogueState } from "../domain/conversation.ts";
import type { Progress } from "./progress.ts";
import { converse } from "./replies.ts";

const withState = (progress: Progress, state: DialogueState): Progress => ({
  ...progress,
  turn: { ...progress.turn, conversation: { ...progress.turn.conversation, state } },
  patch: { ...progress.patch, state },
});

/** Replies that a person has used up are not sent. Warnings, tickets and humans' replies are not counted here. */
export const capReplies = (progress: Progress): Progress => {
  const { decision, turn } = progress;
  const { state } = turn.conversation;
  const isReply =
    decision?.kind === "answer" ||
    decision?.kind === "ask" ||
    (decision?.kind === "converse" && decision.priority === undefined);
  if (!isReply) return progress;
  if (turn.caps.repliesLeft > 0)
    return state.cappedAt === undefined ? progress : withState(progress, forget(state, "cappedAt"));
  const silent = { ...progress, decision: { kind: "ignore", reason: "capped" } } as const;
  // In a group nobody is told in front of the others; only a warning still invites.
  if (turn.conversation.kind === "group")
    return progress.effects.length > 0 ? silent : { ...silent, invite: undefined };
  if (state.cappedAt !== undefined) return silent;
  const told = withState(progress, { ...state, cappedAt: turn.now });
  return { ...told, decision: converse("capped", ["caps.replies"]) };
};
