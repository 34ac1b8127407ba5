import { forget } from "../dialogue/state.ts";
import type { Capability } from "../domain/adapter.ts";
import type { GroupRight } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { InboundEvent } from "../domain/event.ts";
import { nativeConversationId } from "../domain/ids.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import type { Tools } from "./tools.ts";

type RightsChanged = Extract<InboundEvent, { kind: "rights.changed" }>;

/** Unknown rights are tried; the platform refuses what we may not do. */
export const mayDo = ({ conversation, supports }: Turn, right: GroupRight): boolean => {
  const needed = neededFor[right];
  if (needed !== undefined && supports !== undefined && !supports.has(needed)) return false;
  return conversation.state.rights === undefined || conversation.state.rights.includes(right);
};

/** What the platform must be able to do, wherever the message stands. */
const neededFor: Partial<Readonly<Record<GroupRight, Capability>>> = { delete_messages: "message.delete" };

/** To those who look after the account's groups, wherever that is. */
export const tellModerators = (
  turn: Turn,
  { say, tools }: { say: readonly Phrase[]; tools: Tools },
): readonly EffectDraft[] => {
  const { account, conversation } = turn;
  const { moderators } = account;
  if (moderators === undefined || moderators === conversation.id) return [];
  const locale = account.locale ?? tools.settings.locales[0];
  return [
    {
      kind: "message.send",
      conversationId: moderators,
      lane: "guard",
      priority: "moderate",
      visibility: "public",
      content: tools.voice.text(locale, say),
    },
  ];
};

/** What we may do in a group from now on; what was taken away is told to its moderators. */
export const changeRights = (
  turn: Turn,
  { event, tools }: { event: RightsChanged; tools: Tools },
): StageResult => {
  const { state, id } = turn.conversation;
  const group = nativeConversationId(id);
  if (!event.present)
    return {
      findings: [{ name: "removed_from_group" }],
      effects: tellModerators(turn, { say: [{ key: "moderators.removed", args: { group } }], tools }),
      patch: { state: forget(state, "rights") },
      decision: { kind: "ignore", reason: "removed_from_group" },
    };
  const lost = (event.before ?? state.rights ?? []).filter((right) => !event.rights.includes(right));
  const say: readonly Phrase[] = [
    { key: "moderators.rights_lost", args: { group } },
    ...lost.map((right) => ({ key: `moderators.lost.${right}` })),
    { key: "moderators.rights_todo" },
  ];
  return {
    findings: lost.map((right) => ({ name: "right_lost", detail: right })),
    effects: lost.length > 0 ? tellModerators(turn, { say, tools }) : [],
    patch: { state: { ...state, rights: event.rights } },
    decision: { kind: "ignore", reason: lost.length > 0 ? "rights_lost" : "rights_changed" },
  };
};
