import type { DialogueState } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { Turn } from "../domain/turn.ts";
import { readAct } from "./act.ts";

/** Of a thread that goes on for ever the newest people are remembered. */
const mostRemembered = 500;

/** Whether the account says nothing in public but how to reach it in private. */
export const onlyInvites = ({ account, conversation }: Turn): boolean =>
  account.policies?.inPublic === "invites_once" && conversation.kind === "group";

/** Whether this person has had their reply in this thread. */
export const wasRepliedTo = ({ conversation, person }: Turn): boolean =>
  person !== undefined && (conversation.state.repliedTo ?? []).includes(person.id);

const isHere = ({ kind, conversationId }: EffectDraft): boolean =>
  kind === "message.send" && conversationId === undefined;

/**
 * One reply a person and thread; what comes beside it is not said. A warning that waits for the outcome of a deletion is
 * that reply. One about a later secret is said all the same: it may still be deleted.
 */
export const replyOnce = (
  turn: Turn,
  drafts: readonly EffectDraft[],
): { readonly drafts: readonly EffectDraft[]; readonly state?: DialogueState } => {
  const { person, conversation } = turn;
  const { repliedTo = [], warnings = [] } = conversation.state;
  if (!onlyInvites(turn) || person === undefined || readAct(turn).kind === "none") return { drafts };
  const first = wasRepliedTo(turn) ? undefined : drafts.find(isHere);
  const kept = drafts.filter((draft) => draft === first || !isHere(draft));
  if (wasRepliedTo(turn) || (first === undefined && warnings.length === 0)) return { drafts: kept };
  const state = { ...conversation.state, repliedTo: [...repliedTo, person.id].slice(-mostRemembered) };
  return { drafts: kept, state };
};
