import { hasWords } from "../dialogue/words.ts";
import type { ConversationPatch } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { InboundEvent } from "../domain/event.ts";
import { locales } from "../domain/locale.ts";
import { type SecretKind, secretKinds } from "../domain/message.ts";
import type { Turn } from "../domain/turn.ts";
import { withoutHandle } from "./act.ts";
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

/** Whoever follows an invitation has asked already: their question stands here as if it was asked here, once. */
export const followInvitation = (turn: Turn, deps: PipelineDeps): Followed => {
  const [event] = turn.events;
  const { kind, state } = turn.conversation;
  const plain: Followed = { turn, patch: {}, asked: false, advice: [] };
  if (event.kind !== "command.called" || event.name.toLowerCase() !== "start" || kind === "group")
    return plain;
  if (event.invitedWith === undefined || state.invited?.token === event.args) return plain;
  // Whatever is said while a form asks would be taken for its answer.
  if (state.form !== undefined) return plain;

  const text = withoutHandle(event.invitedWith.text, turn.account.handle);
  const kinds = kindsIn(text, deps);
  const invited = { token: event.args, at: event.occurredAt, text };
  const patch = { state: { ...state, invited } };
  const advice =
    kinds.length === 0
      ? []
      : [...kinds.map((one) => ({ key: `secret.todo.${one}` })), { key: "secret.never" }];
  return hasWords(withoutMasks(text))
    ? { turn: { ...turn, events: [asMessage(event, text)] }, patch, asked: true, advice }
    : { turn, patch, asked: false, advice };
};
