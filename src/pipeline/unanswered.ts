import { draftTicket } from "../dialogue/draft.ts";
import { forget } from "../dialogue/state.ts";
import type { DialogueState } from "../domain/conversation.ts";
import type { EffectSettled } from "../domain/event.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { saidEarlier } from "./begin-intake.ts";
import { asTicketAttachment, filesToGive } from "./files.ts";
import { noteHanded, wordsOfDraft } from "./handed-words.ts";
import { isWaitingLine } from "./said-at.ts";
import {
  appendEntry,
  bareForm,
  isPersons,
  newTicket,
  noteEntry,
  openTicket,
  transcriptOf,
  withTicket,
} from "./tickets.ts";
import type { Tools } from "./tools.ts";

/** Whoever asked for silence or to be forgotten waits for nothing, and with a human of the account there is somebody who answers. */
const isWaiting = ({ conversation }: Turn): boolean =>
  conversation.state.optedOutAt === undefined &&
  conversation.state.erasedAt === undefined &&
  (conversation.owner !== "human" || conversation.state.staffAt === undefined);

/** A reply of ours has not reached the person: too many waited, the platform refused it, or nobody knows. */
export const isUnanswered = (turn: Turn, { outcome, effectKind, relayOf }: EffectSettled): boolean =>
  turn.queue !== undefined &&
  isWaiting(turn) &&
  effectKind === "message.send" &&
  relayOf === undefined &&
  outcome.state === "dead" &&
  outcome.failure !== "superseded";

const ofWhatWasSaid = [
  "form",
  "guided",
  "misses",
  "offered",
  "menu",
  "shown",
  "helpful",
  "eraseAskedAt",
] as const;

/** What was never said is not known: who we are, what there is to choose from, what was asked. */
const withoutUnsaid = (turn: Turn, state: DialogueState): DialogueState => {
  const unsaid = forget(state, ...ofWhatWasSaid);
  const spoke = turn.history.some((line) => line.direction === "out" && !isWaitingLine(turn, line));
  return spoke ? unsaid : forget(unsaid, "introducedAt");
};

/** Since when the person waits: the first of what they wrote after the last words that reached them. */
const waitingSince = (turn: Turn): number => {
  const said = turn.history.filter((line) => !isWaitingLine(turn, line));
  const ours = said.findLastIndex((line) => !isPersons(line));
  return said[ours + 1]?.at ?? turn.now;
};

/** For the desk. */
export const whyNot = ({ outcome }: EffectSettled): string =>
  outcome.state === "sent" || outcome.failure === "expired"
    ? "too many wait"
    : outcome.failure === "uncertain"
      ? "it is not known whether our reply reached them"
      : `our reply could not be delivered (${outcome.failure})`;

const ignored = { kind: "ignore", reason: "unanswered" } as const;

/** The desk takes over who could not be answered in time. Nothing is said to them: there is no way to. */
export const giveUnanswered = (
  turn: Turn,
  { event, tools }: { event: EffectSettled; tools: Tools },
): StageResult => {
  const { conversation, queue, now } = turn;
  if (conversation.kind === "group" || queue === undefined)
    return { findings: [{ name: "unanswered" }], decision: ignored };
  const since = waitingSince(turn);
  // Several replies may die of one and the same wait.
  const isMarked = conversation.state.unansweredSince === since;
  const findings = [{ name: isMarked ? "unanswered_still" : "unanswered" }];
  const state = { ...withoutUnsaid(turn, conversation.state), unansweredSince: since };
  const ticket = openTicket(turn);
  if (ticket !== undefined) {
    const text = `The person was not answered: ${whyNot(event)}. They have waited since ${new Date(since).toISOString()}.`;
    return {
      findings,
      effects: [appendEntry(ticket, noteEntry(text, now))],
      patch: { state },
      decision: ignored,
    };
  }
  const { settings, knowledge, voice } = tools;
  const said = saidEarlier(turn, now - since + settings.lookBackMs);
  const slug = conversation.state.lastArticle;
  const article = slug === undefined ? undefined : knowledge.serve(slug, voice.localeOf(turn), now);
  const known = {
    ...(article === undefined ? {} : { category: article.category }),
    ...(said === undefined ? {} : { said }),
    ...(article?.urgent === true ? { urgent: "yes" } : {}),
  };
  const form = bareForm({ ...known, ...conversation.state.form?.slots }, now);
  // Nobody could be asked whether they agree.
  const { consentAt: _, ...asked } = form;
  const transcript = transcriptOf(turn, settings.transcriptLines);
  const files = filesToGive(turn);
  const draft = {
    ...draftTicket(turn, { form: asked, transcript }),
    ...(files.length > 0 ? { attachments: files.map(asTicketAttachment) } : {}),
    unansweredSince: since,
  };
  const { newTicketId: ticketId } = turn;
  const handed = noteHanded(state, {
    ticketId,
    fields: wordsOfDraft(draft),
    now,
    lookBackMs: settings.lookBackMs,
  });
  return {
    findings,
    effects: [newTicket(ticketId, draft)],
    tickets: [{ open: ticketId, category: draft.category }],
    patch: {
      owner: conversation.owner === "bot" ? "queued" : conversation.owner,
      expects: [],
      state: withTicket(handed, { id: ticketId, category: draft.category }),
    },
    decision: ignored,
  };
};
