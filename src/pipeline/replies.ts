import { encodePayload, helpfulVerdicts } from "../dialogue/payloads.ts";
import type { Decision, Phrase, PhraseButton } from "../domain/decision.ts";
import type { ArticleSlug } from "../domain/ids.ts";

export const humanButton: PhraseButton = {
  label: { key: "button.human" },
  payload: encodePayload({ kind: "human" }),
};
export const ticketButton: PhraseButton = {
  label: { key: "button.ticket" },
  payload: encodePayload({ kind: "ticket" }),
  opens: "intake",
};
export const urgentButton: PhraseButton = {
  label: { key: "button.urgent" },
  payload: encodePayload({ kind: "urgent" }),
};
export const assistantButton: PhraseButton = {
  label: { key: "button.assistant" },
  payload: encodePayload({ kind: "assistant" }),
};

/** Below the question whether an article's answer helped. */
export const helpfulButtons = (slug: ArticleSlug): readonly PhraseButton[] =>
  helpfulVerdicts.map((verdict) => ({
    label: { key: `button.${verdict}` },
    payload: encodePayload({ kind: "helpful", verdict, slug }),
  }));

export const articleButtons = (
  articles: readonly { readonly slug: ArticleSlug; readonly title: string }[],
): readonly PhraseButton[] =>
  articles.map(({ slug, title }) => ({ label: title, payload: encodePayload({ kind: "article", slug }) }));

/** Whether something else than a person is offered: the way to one stands below as a button of its own. */
export const isNoPerson = ({ slug }: { readonly slug: string }): boolean => slug !== "human-agent";

export const guideButton = (slug: string): PhraseButton => ({
  label: { key: "button.guide" },
  payload: encodePayload({ kind: "guide", slug }),
});

/** A short reply in the fleet's own words; a person is offered unless other buttons are named. */
export const converse = (
  reason: string,
  say: readonly (string | Phrase)[],
  buttons: readonly PhraseButton[] = [humanButton],
): Extract<Decision, { kind: "converse" }> => ({
  kind: "converse",
  reason,
  say: say.map((phrase) => (typeof phrase === "string" ? { key: phrase } : phrase)),
  buttons,
});
