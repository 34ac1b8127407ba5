import { forget } from "../dialogue/state.ts";
import type { FormattedText } from "../domain/effect.ts";
import type { ArticleSlug } from "../domain/ids.ts";
import type { StageResult, Turn } from "../domain/turn.ts";
import { mayAskHelpful } from "./helpful.ts";
import { converse, isNoPerson, ticketButton } from "./replies.ts";
import type { Tools } from "./tools.ts";

export const notServed = converse("not_served", ["answer.not_served"], [ticketButton]);

/** The article's answer, or what stands in `content` in its place. */
export const showArticle = (
  turn: Turn,
  {
    slug,
    content,
    reason,
    tools,
  }: { slug: ArticleSlug; content?: FormattedText; reason: string; tools: Tools },
): StageResult => {
  const { knowledge, guides, voice } = tools;
  const { state } = turn.conversation;
  const served = knowledge.serve(slug, voice.localeOf(turn), turn.now);
  // There is an article, but none that may be served in this language today.
  if (served === undefined)
    return {
      findings: [{ name: "not_served", detail: slug }],
      decision: notServed,
    };
  const related = served.related.filter(isNoPerson).slice(0, 2);
  const guide =
    state.form === undefined && content === undefined ? guides?.of(slug, served.locale) : undefined;
  const asksHelpful = reason !== "guide_end" && mayAskHelpful(turn, { urgent: served.urgent, tools });
  return {
    patch: {
      state: {
        ...forget(state, "misses"),
        ...(asksHelpful ? { helpful: { slug, askedAt: turn.now, open: true } } : {}),
        ...(state.menu === undefined ? {} : { menu: { ...state.menu, up: state.menu.here, entries: [] } }),
        lastArticle: slug,
        offered: related.map((other) => other.slug),
      },
    },
    decision: {
      kind: "answer",
      reason,
      slug,
      content: content ?? served.content,
      urgent: served.urgent,
      related,
      ...(asksHelpful ? { asksHelpful } : {}),
      ...(guide === undefined ? {} : { guide }),
    },
  };
};
