import { forget } from "../dialogue/state.ts";
import type { DialogueState } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { Turn } from "../domain/turn.ts";
import { isUnsaid, saidAt } from "./said-at.ts";
import type { Tools } from "./tools.ts";

/** What offers a person or a ticket, and nothing else that a yes could be meant for. */
const offers: ReadonlySet<string> = new Set([
  "answer.not_served",
  "escalate.not_helped",
  "escalate.not_understood",
  "escalate.not_understood_again",
  "helpful.rephrase",
  "status.none",
  "talk.are_you_bot",
]);

/** Whether the last reply offered a person: whatever else was said since takes the offer back. */
export const noteOffer = (
  state: DialogueState,
  { say, now }: { say: readonly Phrase[]; now: number },
): DialogueState => {
  if (say.some(({ key }) => offers.has(key))) return { ...state, offeredPersonAt: now };
  return state.offeredPersonAt === undefined ? state : forget(state, "offeredPersonAt");
};

export const isPersonOffered = (turn: Turn, { settings }: Tools): boolean => {
  const { offeredPersonAt: at } = turn.conversation.state;
  return at !== undefined && !isUnsaid(turn, at) && turn.now - saidAt(turn, at) < settings.menuLifeMs;
};
