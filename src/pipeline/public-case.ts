import { courtesies } from "../dialogue/intent.ts";
import { matchIntent } from "../dialogue/intents.ts";
import type { EffectSettled, PublicQuestion } from "../domain/event.ts";
import { caseOf } from "../domain/ids.ts";
import type { Locale } from "../domain/locale.ts";
import type { SecretKind } from "../domain/message.ts";
import type { TicketDraft } from "../domain/ticket.ts";
import type { SetTimer, StageResult, Turn } from "../domain/turn.ts";
import type { ServedArticle } from "../knowledge/serve-articles.ts";
import { withoutHandle } from "./act.ts";
import { ownCases } from "./classified.ts";
import { offeredLocale } from "./hear.ts";
import { maskedKinds, withoutMasks } from "./masks.ts";
import { newTicket, withTicket } from "./tickets.ts";
import type { Tools } from "./tools.ts";
import { whyNot } from "./unanswered.ts";

interface Asked {
  readonly asked: PublicQuestion;
  /** All that they wrote in the thread, the post first; while it waited for its reply, nothing else was replied to. */
  readonly words: readonly string[];
  /** What it shows to everybody. */
  readonly secrets: readonly SecretKind[];
  readonly tools: Tools;
}

/**
 * Begins a case: a post that could not be replied to is a conversation of its own, between the fleet and the desk. A
 * thread is many people's, and in their direct chat the person may be in the midst of something else, or never have been.
 */
export const caseTimer = "case";
/** However long the fleet was stopped, the desk hears of it. */
const timerLifeMs = 10 * 365 * 24 * 60 * 60_000;

const wordsOf = (
  { history, account }: Turn,
  { source, author, at, text }: PublicQuestion,
): readonly string[] => {
  const later = history.filter(
    (line) =>
      line.direction === "in" && line.authorId === author.id && line.at >= at && line.source !== source,
  );
  return [text, ...later.map((line) => line.text)].map((each) =>
    withoutMasks(withoutHandle(each, account.handle)),
  );
};

const isCourtesy = (text: string): boolean => courtesies.has(matchIntent(text) ?? "");

const localeOf = (turn: Turn, { asked, words, tools }: Asked): Locale => {
  const heard = tools.detectLocale(words.join("\n"), {
    hint: asked.author.localeHint,
    account: turn.account.locale,
  });
  return offeredLocale(heard.locale, tools.settings.locales);
};

/** What is most urgent of what they wrote about. */
const topicOf = (turn: Turn, { words, tools }: Asked, locale: Locale): ServedArticle | undefined => {
  const topics = words.flatMap((text) => {
    const { decision, candidates } = tools.knowledge.classify(text, locale);
    const slug = decision === "handover" ? undefined : candidates[0]?.slug;
    if (slug === undefined || ownCases.has(slug)) return [];
    return tools.knowledge.serve(slug, locale, turn.now) ?? [];
  });
  return topics.find(({ urgent }) => urgent) ?? topics[0];
};

const nameOf = ({ username, displayName }: PublicQuestion["author"]): string =>
  username === undefined ? displayName : `@${username}`;

/**
 * What the person wrote is not in it: it stands under the post's address, and a secret that turns out to be spread over
 * posts, or a wish to be forgotten, need not be followed to the desk.
 */
const describe = (
  { asked, words, secrets }: Asked,
  { event, topic }: { event: EffectSettled; topic: ServedArticle | undefined },
): string => {
  const more = words.length - 1;
  const isUncertain = event.outcome.state === "dead" && event.outcome.failure === "uncertain";
  return [
    `${nameOf(asked.author)} wrote in public, and this post was not replied to: ${whyNot(event)}.`,
    `The post: ${asked.url}`,
    ...(topic === undefined ? [] : [`It seems to be about: ${topic.title} (${topic.slug}).`]),
    ...(secrets.length === 0
      ? []
      : [
          `It shows a secret that anybody can read (${secrets.join(", ")}): unless they were warned under another post, ask them to delete it and to change what they can.`,
        ]),
    ...(more === 0 ? [] : [`They have written ${more} more in that thread since.`]),
    "Replies to this ticket do not reach them: answer under the post, if it is still there, in the account's own app.",
    isUncertain
      ? "Nothing else that they write in that thread is replied to either: look there."
      : "If they write in public again, they are invited to a direct message.",
  ].join("\n");
};

const draftOf = (turn: Turn, question: Asked, event: EffectSettled): TicketDraft => {
  const { author, at } = question.asked;
  const showsSecret = question.secrets.length > 0;
  const locale = localeOf(turn, question);
  const topic = topicOf(turn, question, locale);
  return {
    category: showsSecret ? "account_security" : (topic?.category ?? "other"),
    urgent: showsSecret || topic?.urgent === true,
    subject: `Not answered in public: ${nameOf(author)}`,
    locale,
    description: describe(question, { event, topic }),
    unansweredSince: at,
    person: {
      id: author.id,
      displayName: author.displayName,
      ...(author.username === undefined ? {} : { username: author.username }),
    },
    channel: { platform: turn.account.platform, account: turn.account.id },
    transcript: [],
  };
};

/** In the thread, where the one reply to a post died: what makes a case of it, unless nothing was asked. */
export const beginCase = (
  turn: Turn,
  { event, tools }: { event: EffectSettled; tools: Tools },
): readonly SetTimer[] => {
  const { asked } = event;
  if (asked === undefined) return [];
  const words = wordsOf(turn, asked);
  const secrets = maskedKinds(asked, tools.phrasebook);
  if (secrets.length === 0 && words.every(isCourtesy)) return [];
  const { conversation, now } = turn;
  return [
    {
      set: caseTimer,
      fireAt: now,
      expireAt: now + timerLifeMs,
      data: JSON.stringify(draftOf(turn, { asked, words, secrets, tools }, event)),
      in: { id: caseOf(conversation.id, asked.messageId), kind: "thread" },
    },
  ];
};

/** In the case: a reply that was tried again, and died again, is no other one, whatever has become of the ticket. */
export const openCase = (turn: Turn, data: string): StageResult => {
  const decision = { kind: "ignore", reason: "case" } as const;
  if (turn.tickets.length > 0) return { decision };
  const draft = JSON.parse(data) as TicketDraft;
  const ticket = { id: turn.newTicketId, category: draft.category };
  return {
    findings: [{ name: "case", detail: draft.category }],
    effects: [newTicket(ticket.id, draft)],
    tickets: [{ open: ticket.id, category: ticket.category }],
    patch: { owner: "queued", state: withTicket({ ...turn.conversation.state, isCase: true }, ticket) },
    decision,
  };
};
