/** How raw scores are read. */
export interface Calibration {
  /** Scores are divided by it before they become probabilities. */
  readonly temperature: number;
  /** Probability from which an answer is given. */
  readonly answerAt: number;
  /** The same for urgent articles. */
  readonly urgentAt: number;
  /** Scope below which nothing is offered: the message is about something else. */
  readonly scopeAt: number;
}

export interface Confidence {
  /** Classes by probability, best first; never the one for out-of-scope. */
  readonly ranked: readonly { readonly label: number; readonly probability: number }[];
  /** How much the best score stands out against small talk; the scale is the model's own. */
  readonly scope: number;
}

/** How much the out-of-scope score counts against the best one. The rest is the height of the best score itself. */
const OUT_OF_SCOPE_SHARE = 0.5;

export function toConfidence(
  scores: ArrayLike<number>,
  { temperature, outOfScope, top }: { temperature: number; outOfScope?: number | undefined; top: number },
): Confidence {
  let largest = Number.NEGATIVE_INFINITY;
  let best = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label += 1) {
    const score = scores[label] ?? 0;
    if (score > largest) largest = score;
    if (label !== outOfScope && score > best) best = score;
  }
  let sum = 0;
  for (let label = 0; label < scores.length; label += 1)
    sum += Math.exp(((scores[label] ?? 0) - largest) / temperature);
  const against = outOfScope === undefined ? 0 : (scores[outOfScope] ?? 0);
  const ranked = rank(scores, top, outOfScope).map((label) => ({
    label,
    probability: Math.exp(((scores[label] ?? 0) - largest) / temperature) / sum,
  }));
  return { ranked, scope: best - OUT_OF_SCOPE_SHARE * against };
}

function rank(scores: ArrayLike<number>, top: number, without: number | undefined): number[] {
  const ranked: number[] = [];
  for (let label = 0; label < scores.length; label += 1) {
    if (label === without) continue;
    const score = scores[label] ?? 0;
    let place = ranked.length;
    while (place > 0 && score > (scores[ranked[place - 1] ?? 0] ?? 0)) place -= 1;
    if (place < top) {
      ranked.splice(place, 0, label);
      if (ranked.length > top) ranked.pop();
    }
  }
  return ranked;
}
