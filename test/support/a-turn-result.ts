import type { EffectDraft, SendMessage } from "../../src/domain/effect.ts";
import { effectId } from "../../src/domain/ids.ts";
import type { Turn, TurnResult } from "../../src/domain/turn.ts";

/** What a turn comes to, told briefly: effects are drafts, and what is absent is empty. */
export type Outcome = Partial<Omit<TurnResult, "effects">> & { readonly effects?: readonly EffectDraft[] };

export const aTurnResult = (turn: Turn, { effects = [], ...outcome }: Outcome = {}): TurnResult => {
  const { id: conversationId, accountId, ownerEpoch } = turn.conversation;
  const last = turn.events.at(-1) ?? turn.events[0];
  return {
    decision: { kind: "ignore", reason: "scripted" },
    patch: {},
    timers: [],
    overwrite: [],
    tickets: [],
    trace: [],
    ...outcome,
    effects: effects.map((draft, n) => ({
      ...draft,
      id: effectId(last.id, n),
      accountId,
      conversationId: draft.conversationId ?? conversationId,
      ownerEpoch: outcome.patch?.ownerEpoch ?? ownerEpoch,
    })),
  };
};

type SayOverride = Partial<Omit<SendMessage, "id" | "accountId" | "conversationId" | "ownerEpoch">>;

/** The draft of an answer. */
export const saying = (text: string, override: SayOverride = {}): EffectDraft => ({
  kind: "message.send",
  lane: "talk",
  priority: "answer",
  visibility: "private",
  content: { text, spans: [] },
  ...override,
});

/** The draft of a deletion. */
export const deleting = (messageId: string): EffectDraft => ({
  kind: "message.delete",
  lane: "guard",
  priority: "protect",
  messageId,
});
