import { hasWords } from "../dialogue/words.ts";
import type { ConversationPatch, DialogueState } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { InboundEvent } from "../domain/event.ts";
import { locales } from "../domain/locale.ts";
import { type SecretFinding, type SecretKind, secretKinds } from "../domain/message.ts";
import type { Turn } from "../domain/turn.ts";
import { withoutHandle } from "./act.ts";
import { ownCases } from "./classified.ts";
import { heldOf, isHash, withNew } from "./doubts.ts";
import { withoutMasks } from "./masks.ts";
import type { PipelineDeps } from "./ports.ts";

/** A turn in which a person may have come from a group. */
export interface Followed {
  readonly turn: Turn;
  readonly patch: ConversationPatch;
  /** The question is the group's, and is named as such before its answer. */
  readonly asked: boolean;
  /** What to do about secrets that the question had in it. */
  readonly advice: readonly Phrase[];
}

type Called = Extract<InboundEvent, { kind: "command.called" }>;

/** What was taken out of a text stands in it by name, in any of the languages. */
const kindsIn = (text: string, { phrasebook }: PipelineDeps): readonly SecretKind[] =>
  secretKinds.filter((kind) =>
    locales.some((locale) => text.includes(phrasebook.say(locale, { key: `redacted.${kind}` }))),
  );

const suspected = ({ invitedWith }: Called): readonly SecretFinding[] => {
  const secrets = invitedWith?.secrets ?? [];
  return secrets.some(({ level }) => level === "hard") ? [] : secrets.filter(({ start, end }) => start < end);
};

/** What is only suspected in the question is asked about here, where nobody reads along. */
const withDoubt = (state: DialogueState, turn: Turn, event: Called): DialogueState => {
  const { source, messageId, conversationId } = event.invitedWith ?? {};
  const kinds = [...new Set(suspected(event).map(({ kind }) => kind))];
  if (source === undefined || messageId === undefined || conversationId === undefined || kinds.length === 0)
    return state;
  const held = heldOf(turn, { sources: [source] });
  if (held.length === 0) return state;
  const doubt = {
    mark: turn.newMark,
    by: event.person.id,
    sources: [source],
    messageIds: [messageId],
    elsewhere: conversationId,
    kinds,
    isHash: isHash(held),
    isBare: false,
    at: turn.now,
  };
  return { ...state, doubts: withNew(state.doubts ?? [], doubt) };
};

const asMessage = (
  { name: _, args: __, invitedWith: ___, ...event }: Called,
  text: string,
): InboundEvent => ({
  ...event,
  kind: "message.created",
  message: {
    id: event.messageId,
    author: event.person,
    text,
    withheld: false,
    secrets: event.secrets,
    given: [],
    links: [],
    mentionsUs: false,
    attachments: [],
  },
});

const hasAnswer = (turn: Turn, { words, deps }: { words: string; deps: PipelineDeps }): boolean => {
  const { knowledge, settings } = deps;
  const locale = turn.conversation.locale ?? turn.account.locale ?? settings.locales[0];
  const { decision, candidates } = knowledge.classify(words, locale);
  return decision === "answer" && candidates[0] !== undefined && !ownCases.has(candidates[0].slug);
};

/** Whether a turn is about the question that was brought here, and asked in this moment. */
export const isJustInvited = ({ conversation, events }: Turn): boolean => {
  const { at, text } = conversation.state.invited ?? {};
  return events.some((event) => "message" in event && event.occurredAt === at && event.message.text === text);
};

/** Whoever follows an invitation has asked already: their question stands here as if it was asked here, once. */
export const followInvitation = (turn: Turn, deps: PipelineDeps): Followed => {
  const [event] = turn.events;
  const { kind, state } = turn.conversation;
  const plain: Followed = { turn, patch: {}, asked: false, advice: [] };
  if (event.kind !== "command.called" || event.name.toLowerCase() !== "start" || kind === "group")
    return plain;
  if (event.invitedWith === undefined || state.invited?.token === event.args) return plain;

  const text = withoutHandle(event.invitedWith.text, turn.account.handle);
  const only = new Set(suspected(event).map(({ kind }) => kind));
  const kinds = kindsIn(text, deps).filter((kind) => !only.has(kind));
  const invited = { token: event.args, at: event.occurredAt, text };
  const patch = { state: withDoubt({ ...state, invited }, turn, event) };
  const advice =
    kinds.length === 0
      ? []
      : [
          ...kinds.flatMap((one) => [{ key: `secret.seen.${one}` }, { key: `secret.todo.${one}` }]),
          { key: "secret.never" },
        ];
  const words = withoutMasks(text);
  // Beside a form only what has an answer is taken for a question; all else goes along with the ticket.
  const isAsked = state.form === undefined ? hasWords(words) : hasAnswer(turn, { words, deps });
  return isAsked
    ? { turn: { ...turn, events: [asMessage(event, text)] }, patch, asked: true, advice }
    : { turn, patch, asked: false, advice };
};
