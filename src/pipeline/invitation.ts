import { matchWhole } from "../dialogue/intents.ts";
import { hasWords } from "../dialogue/words.ts";
import { invitesWithoutToken } from "../domain/account.ts";
import type { ConversationPatch, DialogueState } from "../domain/conversation.ts";
import type { Phrase } from "../domain/decision.ts";
import type { InboundEvent, Invited } from "../domain/event.ts";
import type { Locale } from "../domain/locale.ts";
import type { Message } from "../domain/message.ts";
import type { Person } from "../domain/person.ts";
import type { Turn } from "../domain/turn.ts";
import { withoutHandle } from "./act.ts";
import { ownCases } from "./classified.ts";
import { heldOf, isHash, withNew } from "./doubts.ts";
import { offeredLocale } from "./hear.ts";
import { maskedKinds, suspectedIn, withoutMasks } from "./masks.ts";
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
type Created = Extract<InboundEvent, { kind: "message.created" }>;
type Coming = (Called | Created) & { readonly invitedWith: Invited };

/** Whoever follows an invitation does so by its token or, where there is none, by writing to us. */
const isComing = (event: InboundEvent): event is Coming =>
  (event.kind === "message.created" ||
    (event.kind === "command.called" && event.name.toLowerCase() === "start")) &&
  event.invitedWith !== undefined;

const tokenOf = (event: Coming): string | undefined =>
  event.kind === "command.called" ? event.args : event.invitedWith.token;

const comerOf = (event: Coming): Person => ("person" in event ? event.person : event.message.author);

/** What is only suspected in the question is asked about here, where nobody reads along. */
const withDoubt = (state: DialogueState, turn: Turn, event: Coming): DialogueState => {
  const { source, messageId, conversationId } = event.invitedWith;
  const kinds = [...new Set(suspectedIn(event.invitedWith).map(({ kind }) => kind))];
  if (source === undefined || messageId === undefined || kinds.length === 0) return state;
  // It stays masked. Where nothing can be deleted, the reply to a yes would promise what does not come.
  if (turn.supports?.has("message.delete") === false) return state;
  const held = heldOf(turn, { sources: [source] });
  if (held.length === 0) return state;
  const doubt = {
    mark: turn.newMark,
    by: comerOf(event).id,
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

const asMessage = ({ invitedWith: _, ...event }: Coming, text: string): InboundEvent => {
  if (event.kind === "message.created") return { ...event, message: { ...event.message, text } };
  const { name: __, args: ___, ...called } = event;
  return {
    ...called,
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
  };
};

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

/** A greeting, or a sign: whoever was invited comes with it, and has said elsewhere what they want. */
const saysNothing = ({ attachments, secrets, given, withheld, text }: Message): boolean =>
  !withheld &&
  attachments.length + secrets.length + given.length === 0 &&
  (!hasWords(text) || matchWhole(text) === "greeting");

/** Whether what was said elsewhere is taken for what is asked here. */
const isAskedBy = (
  event: Coming,
  { words, isAdvised, turn, deps }: { words: string; isAdvised: boolean; turn: Turn; deps: PipelineDeps },
): boolean => {
  const { owner, state } = turn.conversation;
  if (event.kind === "message.created")
    return (
      turn.events.length === 1 &&
      owner !== "human" &&
      owner !== "queued" &&
      state.form === undefined &&
      saysNothing(event.message) &&
      hasWords(words) &&
      matchWhole(words) !== "greeting" &&
      // Around a secret stands mostly a cry for help, which the advice answers.
      (!isAdvised || hasAnswer(turn, { words, deps }))
    );
  // Beside a form only what has an answer is taken for a question; all else goes along with the ticket.
  return state.form === undefined ? hasWords(words) : hasAnswer(turn, { words, deps });
};

/** What was written in public tells the language as long as nothing else does. */
const localeThere = (
  turn: Turn,
  { words, deps }: { words: string; deps: PipelineDeps },
): Locale | undefined => {
  if (turn.conversation.state.localeChosen === true || !invitesWithoutToken(turn.account)) return undefined;
  const heard = deps.detectLocale(words, { hint: turn.person?.localeHint, account: turn.account.locale });
  return heard.sure ? offeredLocale(heard.locale, deps.settings.locales) : undefined;
};

/** Whoever follows an invitation has asked already: their question stands here as if it was asked here, once. */
export const followInvitation = (turn: Turn, deps: PipelineDeps): Followed => {
  const event = turn.events.find(isComing);
  const { kind, state } = turn.conversation;
  const plain: Followed = { turn, patch: {}, asked: false, advice: [] };
  if (event === undefined || kind === "group") return plain;
  const token = tokenOf(event);
  if (token === undefined || state.invited?.token === token) return plain;

  const text = withoutHandle(event.invitedWith.text, turn.account.handle);
  const kinds = maskedKinds({ ...event.invitedWith, text }, deps.phrasebook);
  const words = withoutMasks(text);
  const locale = localeThere(turn, { words, deps });
  const invited = { token, at: event.occurredAt, text };
  const patch = {
    state: withDoubt({ ...state, invited }, turn, event),
    ...(locale === undefined ? {} : { locale }),
  };
  const advice =
    kinds.length === 0
      ? []
      : [
          ...kinds.flatMap((one) => [{ key: `secret.seen.${one}` }, { key: `secret.todo.${one}` }]),
          { key: "secret.never" },
        ];
  const heard = locale === undefined ? turn : { ...turn, conversation: { ...turn.conversation, locale } };
  return isAskedBy(event, { words, isAdvised: advice.length > 0, turn: heard, deps })
    ? { turn: { ...heard, events: [asMessage(event, text)] }, patch, asked: true, advice }
    : { turn: heard, patch, asked: false, advice };
};
