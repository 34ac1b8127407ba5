import type { Decision, PhraseButton } from "../domain/decision.ts";
import { isShortLabel } from "../domain/label.ts";
import { articleButtons, guideButton, helpfulButtons, humanButton } from "./replies.ts";

type Answer = Extract<Decision, { kind: "answer" }>;

/** What fits into one row: two articles with short titles, or one. */
const relatedRow = (related: Answer["related"]): Answer["related"] => {
  const two = related.slice(0, 2);
  return two.every(({ title }) => isShortLabel(title)) ? two : two.slice(0, 1);
};

/**
 * Four buttons in two rows at most. Beside the way on and the way to a person stands one thing more: whether it helped
 * where that is asked (a no brings the related articles), and the related articles elsewhere. All of it can be typed,
 * shown or not. `isAside`: a form waits, and asks first.
 */
export const answerButtons = (
  { guide, related, asksHelpful, slug, urgent }: Answer,
  { isAside }: { isAside: boolean },
): readonly PhraseButton[] => {
  if (isAside) return [humanButton];
  const ways = [...(guide === undefined ? [] : [guideButton(guide)]), humanButton];
  if (asksHelpful === true) return [...helpfulButtons(slug), ...ways];
  const others = articleButtons(relatedRow(related));
  if (urgent) return [...ways.toReversed(), ...others];
  return guide === undefined ? [...others, ...ways] : [...ways, ...others];
};
