import { matchWhole } from "../dialogue/intents.ts";
import type { HelpfulVerdict } from "../dialogue/payloads.ts";
import { forget } from "../dialogue/state.ts";
import type { DialogueState, HelpfulState } from "../domain/conversation.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import type { Act } from "./act.ts";
import { othersWait } from "./queue.ts";
import { articleButtons, converse, humanButton, isNoPerson } from "./replies.ts";
import type { Tools } from "./tools.ts";

/** Not where others read, not where somebody is in danger, and not while something else is being asked. */
export const mayAskHelpful = (turn: Turn, { urgent, tools }: { urgent: boolean; tools: Tools }): boolean => {
  const { kind, owner, state } = turn.conversation;
  const { helpful, form, doubts = [] } = state;
  const times = [helpful?.askedAt, turn.caps.helpfulAskedAt].filter((at) => at !== undefined);
  const isDue = times.every((at) => turn.now - at >= tools.settings.helpfulEveryMs);
  return (
    isDue &&
    !othersWait(turn) &&
    kind !== "group" &&
    owner === "bot" &&
    !urgent &&
    form === undefined &&
    doubts.length === 0
  );
};

/** Something else was said since: a plain yes or no is not about the answer any more. */
export const closeHelpful = (state: DialogueState): DialogueState =>
  state.helpful?.open === true ? { ...state, helpful: { ...state.helpful, open: false } } : state;

type Rating = { readonly verdict: HelpfulVerdict; readonly slug: ArticleSlug };

const typedVerdict = (text: string): HelpfulVerdict | undefined => {
  const intent = matchWhole(text);
  if (intent === "yes" || intent === "thanks") return "yes";
  return intent === "no" || intent === "not_helped" ? "no" : undefined;
};

const ratingOf = (turn: Turn, { act, tools }: { act: Act; tools: Tools }): Rating | undefined => {
  if (act.kind === "pressed") return act.payload?.kind === "helpful" ? act.payload : undefined;
  const { owner, state } = turn.conversation;
  const { helpful } = state;
  if (act.kind !== "said" || helpful === undefined || owner !== "bot" || act.attachments.length > 0)
    return undefined;
  const verdict = typedVerdict(act.text);
  if (verdict === undefined) return undefined;
  if (helpful.open === true) return { verdict, slug: helpful.slug };
  // After the first no the second one need not be asked for.
  const isLate = turn.now - helpful.askedAt >= tools.settings.helpfulEveryMs;
  return verdict === "no" && helpful.rephrasing === true && !isLate
    ? { verdict, slug: state.lastArticle ?? helpful.slug }
    : undefined;
};

const thank = (state: DialogueState, helpful: HelpfulState | undefined): StageResult => ({
  patch: { state: { ...forget(state, "misses"), ...(helpful && { helpful }) } },
  decision: converse("helpful", ["helpful.thanks"], []),
});

/** Said once; the article's neighbours may be what was meant. */
const askToRephrase = (
  turn: Turn,
  { slug, helpful, tools }: { slug: ArticleSlug; helpful: HelpfulState; tools: Tools },
): StageResult => {
  const served = tools.knowledge.serve(slug, tools.voice.localeOf(turn), turn.now);
  const related = served?.related.filter(isNoPerson).slice(0, 2) ?? [];
  const offered = related.map((other) => other.slug);
  const state = { ...forget(turn.conversation.state, "offered"), misses: 1 };
  return {
    patch: { state: { ...state, helpful, ...(offered.length === 0 ? {} : { offered }) } },
    decision: converse(
      "not_helpful",
      [offered.length === 0 ? "helpful.rephrase" : "helpful.rephrase_or_related"],
      [...articleButtons(related), humanButton],
    ),
  };
};

const offerPerson = (turn: Turn, helpful: HelpfulState): StageResult => ({
  patch: { state: { ...forget(turn.conversation.state, "offered"), misses: 2, helpful } },
  decision: converse("not_helpful_again", ["escalate.not_helped"]),
});

/** Takes what the person says to "Was this helpful?": counted once for each time that it was asked. */
export const hearHelpful = (turn: Turn, given: { act: Act; tools: Tools }): StageResult | undefined => {
  const rating = ratingOf(turn, given);
  if (rating === undefined) return undefined;
  const { verdict, slug } = rating;
  const { state } = turn.conversation;
  const { helpful } = state;
  const isCounted = helpful?.slug === slug && helpful.rated !== true;
  const findings = isCounted ? [{ name: `helpful_${verdict}`, detail: slug }] : [];
  const known: HelpfulState = {
    slug: helpful?.slug ?? slug,
    askedAt: helpful?.askedAt ?? turn.now,
    rated: helpful?.slug === slug || helpful?.rated === true,
  };
  if (verdict === "yes") return { findings, ...thank(state, helpful && known) };
  return {
    findings,
    ...(helpful?.rephrasing === true
      ? offerPerson(turn, known)
      : askToRephrase(turn, { slug, helpful: { ...known, rephrasing: true }, tools: given.tools })),
  };
};
