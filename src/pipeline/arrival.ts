import { guideSlugOf } from "../dialogue/guide.ts";
import { forget } from "../dialogue/state.ts";
import type { DialogueState } from "../domain/conversation.ts";
import type { EffectDraft } from "../domain/effect.ts";
import type { ReplySlot } from "../domain/reply-slot.ts";
import type { Turn } from "../domain/turn.ts";
import { isByStaff, readAct, spokenIn } from "./act.ts";
import { appendEntry, categoryOf, noteEntry, openTicket } from "./tickets.ts";

type SendDraft = Extract<EffectDraft, { kind: "message.send" }>;
type EditDraft = Extract<EffectDraft, { kind: "message.edit" }>;

/** Some platforms let us write only for a while after the person did: until when, by the newest message. */
const windowEnd = (turn: Turn): number =>
  Math.max(
    turn.conversation.state.replyUntilAt ?? 0,
    ...spokenIn(turn).flatMap(({ message }) =>
      message.replyUntilAt === undefined || isByStaff(turn, message) ? [] : [message.replyUntilAt],
    ),
  );

/** What was asked elsewhere belongs to what is said here for a while only. */
const questionLifeMs = 60 * 60_000;

const withoutOldQuestion = (state: DialogueState, now: number): DialogueState => {
  if (state.invited?.text === undefined || now - state.invited.at < questionLifeMs) return state;
  const { text: _, ...invited } = state.invited;
  return { ...state, invited };
};

/** A guide is for here and now; afterwards what is written is a question of its own. */
const guideLifeMs = 24 * 60 * 60_000;

const withoutOldGuide = (state: DialogueState, now: number): DialogueState => {
  const { form } = state;
  return form !== undefined &&
    guideSlugOf(form) !== undefined &&
    now - (form.askedAt ?? form.startedAt) >= guideLifeMs
    ? forget(state, "form")
    : state;
};

const slotIn = ({ events }: Turn): ReplySlot | undefined =>
  events.findLast(({ replySlot }) => replySlot !== undefined)?.replySlot;

/** What is said later in the place of the last words: a warning, a receipt, an agent's reply. A newer message closes it. */
const withSlot = (state: DialogueState, turn: Turn): DialogueState => {
  if (turn.conversation.kind === "group" || readAct(turn).kind === "none") return state;
  const replySlot = slotIn(turn);
  if (replySlot !== undefined) return { ...state, replySlot };
  return state.replySlot === undefined ? state : forget(state, "replySlot");
};

/** The answer goes where the person waits for it, as long as the platform keeps that place open. */
export const answerInPlace = (turn: Turn, draft: EffectDraft): EffectDraft => {
  if (draft.kind !== "message.send" || draft.conversationId !== undefined) return draft;
  const replySlot = slotIn(turn) ?? turn.conversation.state.replySlot;
  return replySlot === undefined || replySlot.untilAt <= turn.now ? draft : { ...draft, replySlot };
};

/** What a person's coming changes by itself, whatever they want: undefined when it changes nothing. */
export const noteArrival = (
  turn: Turn,
  state: DialogueState = turn.conversation.state,
): DialogueState | undefined => {
  const replyUntilAt = windowEnd(turn);
  const later = replyUntilAt > (state.replyUntilAt ?? 0) ? { ...state, replyUntilAt } : state;
  const { unreachable, optedOutAt, erasedAt } = state;
  const isAway = unreachable === true || optedOutAt !== undefined || erasedAt !== undefined;
  const isBack = isAway && readAct(turn).kind !== "none";
  const met = isBack ? forget(later, "unreachable", "optedOutAt", "erasedAt") : later;
  // Whoever was promised that nothing is known of them is met as a stranger.
  const reached = isBack && erasedAt !== undefined ? forget(met, "introducedAt") : met;
  const noted = withSlot(withoutOldGuide(withoutOldQuestion(reached, turn.now), turn.now), turn);
  return noted === turn.conversation.state ? undefined : noted;
};

const isOutOfReach = ({ unreachable, optedOutAt }: DialogueState): boolean =>
  unreachable === true || optedOutAt !== undefined;

/** An agent was told that nothing reaches the person, and would wait for an answer to what never did. */
export const tellBack = (turn: Turn, after: DialogueState): readonly EffectDraft[] => {
  const ticket = openTicket(turn);
  const isBack = isOutOfReach(turn.conversation.state) && !isOutOfReach(after);
  if (ticket === undefined || !isBack || readAct(turn).kind === "none") return [];
  const text =
    "The person writes here again: replies reach them. Send again what was not delivered in the meantime.";
  return [appendEntry(ticket, noteEntry(text, turn.now))];
};

/** It is not sent: an agent hears of it, and everything else is not worth a word. */
const undelivered = (
  turn: Turn,
  { draft: { relayOf }, reason }: { draft: SendDraft | EditDraft; reason: string },
): readonly EffectDraft[] => {
  if (relayOf === undefined) return [];
  const { ticketId, eventId } = relayOf;
  return [
    appendEntry(
      { id: ticketId, category: categoryOf(turn, ticketId) },
      {
        kind: "delivery",
        author: "system",
        at: turn.now,
        text: `The reply was not delivered (${reason}).`,
        delivery: { eventId, state: "failed", reason },
      },
    ),
  ];
};

/** What the platform will not let through later dies then, and is reported. */
export const expireWithWindow = (turn: Turn, draft: EffectDraft): readonly EffectDraft[] => {
  const { replyUntilAt } = turn.conversation.state;
  if (replyUntilAt === undefined || draft.kind !== "message.send" || draft.conversationId !== undefined)
    return [draft];
  const reason = "expired: the platform lets us write again only after the person does";
  if (replyUntilAt <= turn.now) return undelivered(turn, { draft, reason });
  return [{ ...draft, expiresAt: Math.min(replyUntilAt, draft.expiresAt ?? replyUntilAt) }];
};

/** Why this is not said, if that is so. */
const whySilent = (
  { conversation: { state } }: Turn,
  { before, draft }: { before: DialogueState; draft: SendDraft | EditDraft },
): string | undefined => {
  if (state.isCase === true)
    return "in_public: they asked in public, and can be answered there alone, in the account's own app";
  return state.optedOutAt !== undefined && before.optedOutAt !== undefined && draft.priority !== "protect"
    ? "opted_out: the person asked not to be written to, until they write again"
    : undefined;
};

/**
 * Who asked not to be written to hears nothing until they write. Only what protects them goes: it is about a secret of
 * theirs, and silence might cost them what it opens.
 *
 * @param before the state before this turn: what says that the wish is honoured is part of the turn that has it
 */
export const keepSilent = (
  turn: Turn,
  { before, draft }: { before: DialogueState; draft: EffectDraft },
): readonly EffectDraft[] => {
  if (draft.kind !== "message.send" && draft.kind !== "message.edit") return [draft];
  if (draft.conversationId !== undefined) return [draft];
  const reason = whySilent(turn, { before, draft });
  if (reason === undefined) return [draft];
  return undelivered(turn, { draft, reason });
};
